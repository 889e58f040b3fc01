// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/open_cells.hpp"

#include <algorithm>
#include <set>

#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

/// A polynomial in x and y by powers of y: coefficients in x, the constant one first; the last one is not zero. Empty:
/// zero.
using Bivariate = std::vector<Univariate>;

std::size_t degree(const Univariate& p) { return p.empty() ? 0 : p.size() - 1; }

/// In x.
std::size_t width(const Bivariate& p) {
  std::size_t result = 0;
  for (const Univariate& coefficient : p) result = std::max(result, degree(coefficient));
  return result;
}

Rational power(const Rational& base, std::size_t exponent) {
  return exponent == 0 ? Rational(1) : cln::expt(base, static_cast<int>(exponent));
}

/// Of polynomials that are not zero, by Euclid's algorithm: with p = s q + r the resultant of p and q is that of q and
/// r up to sign and a power of the leading coefficient of q.
Rational resultant(Univariate p, Univariate q) {
  Rational factor = 1;
  while (degree(q) > 0) {
    Univariate remainder = divide(p, q).remainder;
    if (remainder.empty()) return 0;
    factor = factor * power(q.back(), degree(p) - degree(remainder));
    if (degree(p) % 2 == 1 && degree(q) % 2 == 1) factor = -factor;
    WorkLimit::spend(200 + product_work(bit_size(factor) / 64, bit_size(factor) / 64));
    p = std::move(q);
    q = std::move(remainder);
  }
  return factor * power(q.front(), degree(p));
}

/// The polynomial of degree below the number of points that has these values there (Newton's divided differences).
Univariate interpolated(const std::vector<Rational>& points, std::vector<Rational> values) {
  const auto spend = [](const Rational& value) { WorkLimit::spend(300 + bit_size(value) / 8); };
  for (std::size_t order = 1; order < points.size(); ++order)
    for (std::size_t i = points.size(); i-- > order;) {
      values[i] = (values[i] - values[i - 1]) / (points[i] - points[i - order]);
      spend(values[i]);
    }
  Univariate result;
  for (std::size_t i = points.size(); i-- > 0;) {  // result := result * (x - points[i]) + values[i]
    result.insert(result.begin(), Rational(0));
    for (std::size_t k = 0; k + 1 < result.size(); ++k) {
      result[k] = result[k] - points[i] * result[k + 1];
      spend(result[k]);
    }
    result.front() = result.front() + values[i];
  }
  while (!result.empty() && zerop(result.back())) result.pop_back();
  return result;
}

/// Adds what is new of the roots of `polynomial`, which is not zero.
void add_roots(const Univariate& polynomial, std::vector<Univariate>& all) {
  Univariate rest = square_free_part(polynomial);
  for (const Univariate& other : all) {
    if (degree(rest) == 0) return;
    rest = divide(rest, gcd(rest, other)).quotient;
  }
  if (degree(rest) > 0) all.push_back(std::move(rest));
}

/// The polynomial in these two variables, which are all that occur.
Bivariate bivariate(const ExactPolynomial& polynomial, const Atom& x, const Atom& y) {
  Bivariate result;
  for (const ExactPolynomial& coefficient : coefficients_in(y, polynomial))
    result.push_back(univariate(coefficient, x).value());
  return result;
}

/// The polynomial in y at a value of x.
Univariate at(const Bivariate& polynomial, const Rational& x) {
  Univariate result;
  for (const Univariate& coefficient : polynomial) result.push_back(evaluate(coefficient, x));
  while (!result.empty() && zerop(result.back())) result.pop_back();
  return result;
}

/// The first `count` of 0, 1, -1, 2, -2 ... that `is_good` accepts, which all but finitely many are.
template <typename Predicate>
std::vector<Rational> small_values(std::size_t count, const Predicate& is_good) {
  std::vector<Rational> result;
  for (long x = 0; result.size() < count; x = x > 0 ? -x : 1 - x)
    if (is_good(Rational(x))) result.emplace_back(x);
  return result;
}

/// How many values determine a resultant with these degrees in the variable that it is wanted in, and widths in the
/// one that gets the values: the determinant of Sylvester's matrix has degree at most (degree of q) * (width of p) +
/// (degree of p) * (width of q).
std::size_t values_needed(std::size_t p_degree, std::size_t q_degree, std::size_t p_width, std::size_t q_width) {
  const std::size_t bound = q_degree * p_width + p_degree * q_width;
  if (bound > 4 * max_univariate_degree) throw LimitExceeded("the degree of a resultant is too large");
  return bound + 1;
}

// Where both leading coefficients are not zero the resultant's value is the resultant of the values.
Univariate resultant(const Bivariate& p, const Bivariate& q) {
  const std::vector<Rational> points =
      small_values(values_needed(p.size() - 1, q.size() - 1, width(p), width(q)),
                   [&](const Rational& x) { return !zerop(evaluate(p.back(), x)) && !zerop(evaluate(q.back(), x)); });
  std::vector<Rational> values;
  values.reserve(points.size());
  for (const Rational& x : points) values.push_back(resultant(at(p, x), at(q, x)));
  Univariate result = interpolated(points, std::move(values));
  if (degree(result) > max_univariate_degree) throw LimitExceeded("the degree of a resultant is too large");
  return result;
}

/// The same for polynomials as values.
ExactPolynomial interpolated(const std::vector<Rational>& points, const std::vector<ExactPolynomial>& values,
                             const Atom& variable) {
  std::set<Monomial> monomials;
  for (const ExactPolynomial& value : values)
    for (const auto& [monomial, coefficient] : value.terms()) monomials.insert(monomial);
  ExactPolynomial result;
  for (const Monomial& monomial : monomials) {
    std::vector<Rational> coefficients;
    for (const ExactPolynomial& value : values) {
      const auto found = value.terms().find(monomial);
      coefficients.push_back(found == value.terms().end() ? Rational(0) : found->second);
    }
    result = result + in_variable(interpolated(points, std::move(coefficients)), variable.name()) *
                          ExactPolynomial::term(1, monomial);
  }
  return result;
}

ExactPolynomial at(const ExactPolynomial& polynomial, const Atom& variable, const Rational& value) {
  return substitute(polynomial, {{variable.name(), ExactPolynomial(value)}});
}

ExactPolynomial leading_in(const Atom& variable, const ExactPolynomial& polynomial) {
  return coefficients_in(variable, polynomial).back();
}

/// The variables up to this one.
std::vector<Atom> first(const std::vector<Atom>& variables, std::size_t last) {
  return {variables.begin(), variables.begin() + static_cast<std::ptrdiff_t>(last) + 1};
}

/// Polynomials in the first variable that vanish, with those of the walls, wherever polynomials do that are added.
class Covering {
 public:
  explicit Covering(const Walls& walls) : first_(walls.variables.front()) {
    for (const auto* list : {&walls.cutting, &walls.thin})
      for (const ExactPolynomial& wall : *list)
        if (level_of(wall, walls.variables).value_or(0) > 0) walls_.push_back(wall);
  }

  std::optional<Reason> add(ExactPolynomial rest) {
    if (rest.is_zero()) return Reason::not_square_free;
    for (const ExactPolynomial& wall : walls_)
      while (auto quotient = exact_quotient(rest, wall)) rest = *std::move(quotient);
    const auto in_first = univariate(rest, first_);
    if (!in_first) return Reason::wall_missing;
    add_roots(*in_first, roots_);
    return {};
  }

  std::vector<Univariate> take() { return std::move(roots_); }

 private:
  Atom first_;
  std::vector<ExactPolynomial> walls_;  ///< in two variables or more
  std::vector<Univariate> roots_;
};

/// What the roots of these polynomials in the last of the variables, which occurs in all, depend on.
std::optional<Reason> project(const std::vector<ExactPolynomial>& polynomials, const std::vector<Atom>& variables,
                              Covering& covering) {
  const Atom& last = variables.back();
  for (std::size_t i = 0; i < polynomials.size(); ++i) {
    const ExactPolynomial& p = polynomials[i];
    if (const auto reason = covering.add(leading_in(last, p))) return reason;
    if (degree_in(last, p) > 1)
      if (const auto reason = covering.add(resultant(p, derivative_in(last, p), variables))) return reason;
    for (std::size_t j = 0; j < i; ++j)
      if (const auto reason = covering.add(resultant(p, polynomials[j], variables))) return reason;
  }
  return {};
}

}  // namespace

std::optional<std::size_t> level_of(const ExactPolynomial& polynomial, const std::vector<Atom>& variables) {
  const std::set<Atom> own = atoms(polynomial);
  for (std::size_t k = variables.size(); k-- > 0;)
    if (own.contains(variables[k])) return k;
  return {};
}

// Long division in one variable of the divisor; the leading coefficients are divided in the same way.
std::optional<ExactPolynomial> exact_quotient(const ExactPolynomial& polynomial, const ExactPolynomial& divisor) {
  if (const auto constant = divisor.constant()) return ExactPolynomial(Rational(1) / *constant) * polynomial;
  const Atom variable = *atoms(divisor).begin();
  const std::size_t degree = degree_in(variable, divisor);
  const ExactPolynomial leading = leading_in(variable, divisor);
  ExactPolynomial rest = polynomial, result;
  while (!rest.is_zero() && degree_in(variable, rest) >= degree) {
    const auto factor = exact_quotient(leading_in(variable, rest), leading);
    if (!factor) return {};
    const ExactPolynomial term = *factor * power(ExactPolynomial(variable), degree_in(variable, rest) - degree);
    result = result + term;
    rest = rest - term * divisor;
  }
  if (!rest.is_zero()) return {};
  return result;
}

ExactPolynomial derivative_in(const Atom& variable, const ExactPolynomial& polynomial) {
  const std::vector<ExactPolynomial> coefficients = coefficients_in(variable, polynomial);
  ExactPolynomial result;
  for (std::size_t k = 1; k < coefficients.size(); ++k)
    result = result + ExactPolynomial(Rational(static_cast<unsigned long>(k))) * coefficients[k] *
                          power(ExactPolynomial(variable), k - 1);
  return result;
}

ExactPolynomial resultant(const ExactPolynomial& p, const ExactPolynomial& q, const std::vector<Atom>& variables) {
  const Atom &first = variables.front(), &last = variables.back();
  if (std::max(degree_in(last, p), degree_in(last, q)) > max_univariate_degree)
    throw LimitExceeded("the degree is too large for resultants");
  if (variables.size() == 2)
    return in_variable(resultant(bivariate(p, first, last), bivariate(q, first, last)), first.name());
  const ExactPolynomial p_leading = leading_in(last, p), q_leading = leading_in(last, q);
  const std::vector<Rational> points =
      small_values(values_needed(degree_in(last, p), degree_in(last, q), degree_in(first, p), degree_in(first, q)),
                   [&](const Rational& value) {
                     return !at(p_leading, first, value).is_zero() && !at(q_leading, first, value).is_zero();
                   });
  const std::vector<Atom> others(variables.begin() + 1, variables.end());
  std::vector<ExactPolynomial> values;
  values.reserve(points.size());
  for (const Rational& value : points) values.push_back(resultant(at(p, first, value), at(q, first, value), others));
  return interpolated(points, values, first);
}

// A common factor in which the last variable occurs makes all resultants zero; any other one divides the coefficients
// of its powers.
bool are_coprime(const std::vector<ExactPolynomial>& polynomials, const std::vector<Atom>& variables) {
  std::vector<ExactPolynomial> others;
  for (const ExactPolynomial& polynomial : polynomials) {
    if (polynomial.is_zero()) continue;
    if (polynomial.constant()) return true;
    others.push_back(polynomial);
  }
  if (others.empty()) return false;
  const Atom& last = variables.back();
  const auto has_last = [&](const ExactPolynomial& polynomial) { return degree_in(last, polynomial) > 0; };
  const bool may_share = std::all_of(others.begin(), others.end(), has_last);
  if (may_share && variables.size() == 1) {
    Univariate common;
    for (const ExactPolynomial& polynomial : others) common = gcd(common, univariate(polynomial, last).value());
    return degree(common) == 0;
  }
  bool are_apart = !may_share;
  for (std::size_t i = 1; i < others.size() && !are_apart; ++i)
    are_apart = !resultant(others[0], others[i], variables).is_zero();
  if (!are_apart) return false;
  std::vector<ExactPolynomial> coefficients;
  for (const ExactPolynomial& polynomial : others)
    for (ExactPolynomial& coefficient : coefficients_in(last, polynomial))
      coefficients.push_back(std::move(coefficient));
  return are_coprime(coefficients, {variables.begin(), variables.end() - 1});
}

Result<std::vector<Univariate>, Reason> first_walls(const Walls& walls) {
  Covering covering(walls);
  for (std::size_t k = walls.variables.size(); k-- > 0;) {
    std::vector<ExactPolynomial> here;
    for (const ExactPolynomial& polynomial : walls.cutting)
      if (level_of(polynomial, walls.variables) == k) here.push_back(polynomial);
    if (k == 0) {
      for (const ExactPolynomial& polynomial : here) covering.add(polynomial);
    } else if (const auto reason = project(here, first(walls.variables, k), covering)) {
      return *reason;
    }
  }
  return covering.take();
}

bool meets_every_part(const std::vector<Rational>& points, const std::vector<Univariate>& polynomials,
                      const Interval& interval) {
  const auto lower = interval.lower ? std::optional(interval.lower->value) : std::nullopt;
  const auto upper = interval.upper ? std::optional(interval.upper->value) : std::nullopt;
  if (points.empty() || (lower && points.front() <= *lower) || (upper && points.back() >= *upper)) return false;
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    if (points[i] >= points[i + 1]) return false;
  std::vector<SturmSequence> sequences;
  for (const Univariate& polynomial : polynomials) {
    for (const Rational& point : points)
      if (zerop(evaluate(polynomial, point))) return false;
    sequences.emplace_back(square_free_part(polynomial));
  }
  // Common roots of two polynomials count twice: more may be asked for than needed, never less.
  const auto roots = [&](const std::optional<Rational>& from, const std::optional<Rational>& to) {
    std::size_t count = 0;
    for (const SturmSequence& sequence : sequences) count += sequence.roots_between(from, to);
    return count;
  };
  if (roots(lower, points.front()) > 0 || roots(points.back(), upper) > 0) return false;
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    if (roots(points[i], points[i + 1]) > 1) return false;
  return true;
}

}  // namespace geq::proofs
