// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/plane.hpp"

#include <algorithm>

#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

std::size_t degree(const Univariate& p) { return p.empty() ? 0 : p.size() - 1; }

/// In x.
std::size_t width(const Bivariate& p) {
  std::size_t result = 0;
  for (const Univariate& coefficient : p) result = std::max(result, degree(coefficient));
  return result;
}

/// In y.
Bivariate derivative(const Bivariate& p) {
  Bivariate result;
  for (std::size_t k = 1; k < p.size(); ++k) {
    result.push_back(p[k]);
    for (Rational& c : result.back()) c = c * Rational(static_cast<unsigned long>(k));
  }
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

}  // namespace

std::optional<Bivariate> bivariate(const ExactPolynomial& polynomial, const Atom& x, const Atom& y) {
  if (degree_in(y, polynomial) > max_univariate_degree)
    throw LimitExceeded("the degree is too large for the two-variable rules");
  Bivariate result;
  for (const ExactPolynomial& coefficient : coefficients_in(y, polynomial)) {
    auto in_x = univariate(coefficient, x);
    if (!in_x) return {};
    result.push_back(*std::move(in_x));
  }
  while (!result.empty() && result.back().empty()) result.pop_back();
  return result;
}

Univariate at(const Bivariate& polynomial, const Rational& x) {
  Univariate result;
  for (const Univariate& coefficient : polynomial) result.push_back(evaluate(coefficient, x));
  while (!result.empty() && zerop(result.back())) result.pop_back();
  return result;
}

// The determinant of Sylvester's matrix has degree at most (degree of q in y) * (degree of p in x) and so on. Where
// both leading coefficients are not zero its value is the resultant of the values.
Univariate resultant(const Bivariate& p, const Bivariate& q) {
  const std::size_t bound = (q.size() - 1) * width(p) + (p.size() - 1) * width(q);
  if (bound > 4 * max_univariate_degree) throw LimitExceeded("the degree of a resultant is too large");
  std::vector<Rational> points, values;
  for (long x = 0; points.size() <= bound; x = x > 0 ? -x : 1 - x) {
    const Univariate p_at = at(p, Rational(x)), q_at = at(q, Rational(x));
    if (p_at.size() < p.size() || q_at.size() < q.size()) continue;
    points.emplace_back(x);
    values.push_back(resultant(p_at, q_at));
  }
  Univariate result = interpolated(points, std::move(values));
  if (degree(result) > max_univariate_degree) throw LimitExceeded("the degree of a resultant is too large");
  return result;
}

std::optional<std::vector<Univariate>> projection(const std::vector<Bivariate>& polynomials) {
  std::vector<Univariate> result;
  for (std::size_t i = 0; i < polynomials.size(); ++i) {
    const Bivariate& p = polynomials[i];
    if (p.empty()) return {};
    add_roots(p.back(), result);
    if (p.size() == 1) continue;
    std::vector<Bivariate> others;
    if (p.size() > 2) others.push_back(derivative(p));
    for (std::size_t j = 0; j < i; ++j)
      if (polynomials[j].size() > 1) others.push_back(polynomials[j]);
    for (const Bivariate& other : others) {
      const Univariate common = resultant(p, other);
      if (common.empty()) return {};
      add_roots(common, result);
    }
  }
  return result;
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
