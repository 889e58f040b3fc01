// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/enclosure.hpp"

#include <algorithm>

#include "proofs/kernel/elementary.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

bool is_exact(const Enclosure& value) { return value.lower == value.upper; }

/// The enclosure itself, if its ends are of a reasonable size; counts the work of making and using it.
Enclosure bounded(Enclosure value) {
  const std::size_t bits = bit_size(value.lower) + bit_size(value.upper);
  if (bits > 2 * max_bits) throw LimitExceeded("a value has too many digits");
  WorkLimit::spend(1000 + (bits / 64) * (bits / 64));
  return value;
}

/// The greatest integer r >= 0 with r^degree <= value, by bisection. value >= 0.
Integer root_floor(const Integer& value, unsigned long degree) {
  if (degree == 2) return cln::isqrt(value);
  Integer low = 0;
  Integer high = cln::ash(Integer(1), Integer(static_cast<unsigned long>(cln::integer_length(value) / degree + 1)));
  while (high - low > 1) {  // low^degree <= value < high^degree
    const Integer middle = cln::ash(low + high, Integer(-1));
    (power(middle, degree) <= value ? low : high) = middle;
  }
  return low;
}

/// Encloses the root of a nonnegative rational.
Enclosure root_of(const Rational& value, unsigned long degree, unsigned long bits) {
  Rational exact;
  if (cln::rootp(value, static_cast<uintL>(degree), &exact)) return {exact, exact};
  const Integer scale = cln::ash(Integer(1), Integer(bits));
  const Integer scaled = cln::floor1(value * power(Rational(scale), degree));
  const Integer below = root_floor(scaled, degree);
  return {below / scale, (below + 1) / scale};
}

std::optional<Enclosure> root(const Enclosure& radicand, unsigned long degree, unsigned long bits) {
  const auto signed_root = [&](const Rational& value) {
    if (sign(value) >= 0) return root_of(value, degree, bits);
    const Enclosure magnitude = root_of(-value, degree, bits);
    return Enclosure{-magnitude.upper, -magnitude.lower};
  };
  if (degree % 2 == 0 && sign(radicand.lower) < 0) return {};
  return Enclosure{signed_root(radicand.lower).lower, signed_root(radicand.upper).upper};
}

std::optional<Enclosure> integer_power(const Enclosure& base, long exponent) {
  if (exponent < 0) {
    if (sign(base.lower) * sign(base.upper) <= 0) return {};
    return integer_power({1 / base.upper, 1 / base.lower}, -exponent);
  }
  const auto e = static_cast<unsigned long>(exponent);
  const Rational low = power(base.lower, e);
  const Rational high = power(base.upper, e);
  if (e % 2 == 1 || sign(base.lower) >= 0) return Enclosure{low, high};
  if (sign(base.upper) <= 0) return Enclosure{high, low};
  return Enclosure{e == 0 ? Rational(1) : Rational(0), std::max(low, high)};
}

constexpr long most_rooted = 64;  // degrees; beyond, exp and log are shorter

class Evaluation {
 public:
  Evaluation(const Box& box, unsigned long bits) : box_(box), bits_(bits) {}

  std::optional<Enclosure> value(const Term& term) const {
    const auto result = unbounded_value(term);
    if (!result) return {};
    return bounded(*result);
  }

  std::optional<Enclosure> apply(Operator op, const std::vector<Enclosure>& arguments) const {
    switch (op) {
      case Operator::power:
        return raise(arguments[0], arguments[1]);
      case Operator::negation:
        return Enclosure{-arguments[0].upper, -arguments[0].lower};
      case Operator::quotient: {
        const auto inverse = integer_power(arguments[1], -1);
        if (!inverse) return {};
        return multiply(arguments[0], *inverse);
      }
      case Operator::root: {
        const auto degree = integer_between(arguments[0].lower, 2, max_exponent);
        if (!is_exact(arguments[0]) || !degree) return {};
        return root(arguments[1], static_cast<unsigned long>(*degree), bits_);
      }
      case Operator::abs: {
        const Enclosure& a = arguments[0];
        if (sign(a.lower) >= 0) return a;
        if (sign(a.upper) <= 0) return Enclosure{-a.upper, -a.lower};
        return Enclosure{0, std::max(Rational(-a.lower), a.upper)};
      }
      case Operator::min:
      case Operator::max: {
        Enclosure result = arguments[0];
        for (const Enclosure& a : arguments)
          result = op == Operator::min ? Enclosure{std::min(result.lower, a.lower), std::min(result.upper, a.upper)}
                                       : Enclosure{std::max(result.lower, a.lower), std::max(result.upper, a.upper)};
        return result;
      }
      case Operator::floor: {
        const Integer below = cln::floor1(arguments[0].lower);
        if (below != cln::floor1(arguments[0].upper)) return {};
        return Enclosure{Rational(below), Rational(below)};
      }
      case Operator::factorial: {
        const auto argument = integer_between(arguments[0].lower, 0, max_factorial);
        if (!is_exact(arguments[0]) || !argument) return {};
        const Rational value = cln::factorial(static_cast<uintL>(*argument));
        return Enclosure{value, value};
      }
      default:
        return elementary(op, arguments, bits_);
    }
  }

 private:
  std::optional<Enclosure> unbounded_value(const Term& term) const {
    if (term.op() == Operator::number) return Enclosure{term.value(), term.value()};
    if (term.op() == Operator::variable) {
      const auto found = box_.find(term.name());
      if (found == box_.end()) return {};
      return found->second;
    }
    if (term.op() == Operator::sum || term.op() == Operator::product) return accumulated(term);
    if (term.op() == Operator::bound) return index_value(term);
    if (term.op() == Operator::element) return element_value(term);
    if (is_range(term.op())) return range_value(term);
    if (term.op() == Operator::spectral) return spectral_value(term);
    if (is_binder(term.op())) return {};
    std::vector<Enclosure> arguments;
    for (const Term& argument : term.arguments()) {
      const auto known = value(argument);
      if (!known) return {};
      arguments.push_back(*known);
    }
    if (term.op() == Operator::power) return power_value(term, arguments[0], arguments[1]);
    return apply(term.op(), arguments);
  }

  std::optional<Enclosure> index_value(const Term& term) const {
    const std::size_t place = bound_index(term);
    if (place >= indices_.size()) return {};
    const Rational& value = indices_[indices_.size() - 1 - place];
    return Enclosure{value, value};
  }

  /// x[2], A[1][2]: values of the point under these names.
  std::optional<std::string> element_name(const Term& term) const {
    if (term.op() == Operator::variable) return term.name();
    if (term.op() != Operator::element) return {};
    const auto sequence = element_name(term.arguments()[0]);
    const auto index = value(term.arguments()[1]);
    if (!sequence || !index || !is_exact(*index) || cln::denominator(index->lower) != 1) return {};
    return *sequence + "[" + to_text(index->lower) + "]";
  }

  std::optional<Enclosure> element_value(const Term& term) const {
    const auto name = element_name(term);
    const auto found = name ? box_.find(*name) : box_.end();
    if (found == box_.end()) return {};
    return found->second;
  }

  /// The ends must be known exactly; the indices between them are gone through.
  std::optional<Enclosure> range_value(const Term& term) const {
    const auto lower = value(term.arguments()[0]);
    const auto upper = value(term.arguments()[1]);
    if (!lower || !upper || !is_exact(*lower) || !is_exact(*upper)) return {};
    const Integer first = cln::ceiling1(lower->lower);
    const Integer last = cln::floor1(upper->lower);
    if (last - first >= Integer(static_cast<unsigned long>(max_evaluated_range)))
      throw LimitExceeded("a range is too long");
    std::optional<Enclosure> result;
    if (term.op() != Operator::max_over && term.op() != Operator::min_over)
      result = term.op() == Operator::sum_over ? Enclosure{0, 0} : Enclosure{1, 1};
    for (Integer index = first; index <= last; index = index + 1) {
      indices_.push_back(index);
      const auto next = value(term.arguments()[2]);
      indices_.pop_back();
      if (!next) return {};
      const auto joined = with_next(term.op(), result, *next);
      if (!joined) return {};
      result = bounded(*joined);
    }
    return result;
  }

  /// The elements of a matrix row by row; none if they are not known. Empty without rows or columns.
  std::optional<std::vector<std::vector<Enclosure>>> elements(const Term& term) const {
    const auto rows = value(term.arguments()[0]);
    const auto columns = value(term.arguments()[1]);
    const Term* const members = &term.arguments()[2].arguments()[0];
    if (!rows || !columns || !is_exact(*rows) || !is_exact(*columns)) return {};
    const auto most = static_cast<long>(max_evaluated_range);
    const auto height = integer_between(Rational(cln::floor1(rows->lower)), 0, most);
    const auto width = integer_between(Rational(cln::floor1(columns->lower)), 0, most);
    if (!height || !width || *height * *width > most) throw LimitExceeded("a matrix is too large");
    std::vector<std::vector<Enclosure>> result;
    for (long i = 1; i <= *height && *width > 0; ++i) {
      result.emplace_back();
      for (long j = 1; j <= *width; ++j) {
        indices_.emplace_back(i);
        indices_.emplace_back(j);
        const auto element = value(members->arguments()[0]);
        indices_.resize(indices_.size() - 2);
        if (!element) return {};
        result.back().push_back(*element);
      }
    }
    return result;
  }

  /// With at most two rows, or columns: the root of the greater eigenvalue of A A^T, or A^T A, which is
  /// (p + q + sqrt((p - q)^2 + 4 r^2))/2 for the matrix (p, r; r, q).
  std::optional<Enclosure> spectral_value(const Term& term) const {
    auto matrix = elements(term);
    if (!matrix) return {};
    if (matrix->empty()) return Enclosure{0, 0};
    if (matrix->size() > 2) {
      std::vector<std::vector<Enclosure>> transposed(matrix->front().size());
      for (const auto& row : *matrix)
        for (std::size_t j = 0; j < row.size(); ++j) transposed[j].push_back(row[j]);
      matrix = std::move(transposed);
    }
    if (matrix->size() > 2) return {};
    const auto plus = [](const Enclosure& left, const Enclosure& right) {
      return Enclosure{left.lower + right.lower, left.upper + right.upper};
    };
    const auto times = [](const Enclosure& factor, const Rational& number) {
      return multiply(factor, {number, number});
    };
    const auto square = [](const Enclosure& base) { return integer_power(base, 2).value(); };
    Enclosure p{0, 0}, q{0, 0}, r{0, 0};
    for (std::size_t j = 0; j < matrix->front().size(); ++j) {
      p = bounded(plus(p, square(matrix->front()[j])));
      if (matrix->size() == 1) continue;
      q = bounded(plus(q, square(matrix->back()[j])));
      r = bounded(plus(r, multiply(matrix->front()[j], matrix->back()[j])));
    }
    const auto radical = root(plus(square(plus(p, times(q, -1))), times(square(r), 4)), 2, bits_);
    return root(times(plus(plus(p, q), *radical), Rational(1) / 2), 2, bits_);
  }

  static std::optional<Enclosure> with_next(Operator op, const std::optional<Enclosure>& so_far,
                                            const Enclosure& next) {
    const auto holds = [&](Comparison comparison) -> std::optional<Enclosure> {
      const auto truth = decide(next, {0, 0}, comparison);
      if (!truth) return {};
      return *truth ? *so_far : Enclosure{0, 0};
    };
    switch (op) {
      case Operator::sum_over:
        return Enclosure{so_far->lower + next.lower, so_far->upper + next.upper};
      case Operator::product_over:
        return multiply(*so_far, next);
      case Operator::max_over:
        if (!so_far) return next;
        return Enclosure{std::max(so_far->lower, next.lower), std::max(so_far->upper, next.upper)};
      case Operator::min_over:
        if (!so_far) return next;
        return Enclosure{std::min(so_far->lower, next.lower), std::min(so_far->upper, next.upper)};
      case Operator::every_nonnegative:
        return holds(Comparison::greater_equal);
      case Operator::every_positive:
        return holds(Comparison::greater);
      case Operator::every_zero:
        return holds(Comparison::equal);
      case Operator::every_nonzero:
        return holds(Comparison::not_equal);
      default:
        return {};
    }
  }

  std::optional<Enclosure> accumulated(const Term& term) const {
    const bool sum = term.op() == Operator::sum;
    Enclosure result = sum ? Enclosure{0, 0} : Enclosure{1, 1};
    for (const Term& argument : term.arguments()) {
      const auto known = value(argument);
      if (!known) return {};
      result =
          bounded(sum ? Enclosure{result.lower + known->lower, result.upper + known->upper} : multiply(result, *known));
    }
    return result;
  }

  /// As in normal_form: unless it can be seen that the exponent is constant or an integer, the base must be positive.
  std::optional<Enclosure> power_value(const Term& term, const Enclosure& base, const Enclosure& exponent) const {
    if (sign(base.lower) <= 0 && !is_integer(normal_form(term.arguments()[1]))) return {};
    return raise(base, exponent);
  }

  /// Whatever the values of variables are. The ranges that are gone through are of integers.
  static bool is_integer(const ExactPolynomial& exponent) {
    const auto names = integers_for(exponent, [](const Atom& atom) { return atom.op() == Operator::bound; });
    return exponent.constant() || (names && names->empty());
  }

  /// Integral exponents for any base; fractional ones, as in normal_form, for base >= 0 (> 0 when negative), irrational
  /// ones for base > 0.
  std::optional<Enclosure> raise(const Enclosure& base, const Enclosure& exponent) const {
    if (!is_exact(exponent)) return real_power(base, exponent, bits_);
    const auto numerator =
        integer_between(cln::numerator(exponent.lower), -static_cast<long>(max_exponent), max_exponent);
    const auto denominator = integer_between(cln::denominator(exponent.lower), 1, max_exponent);
    if (!numerator || !denominator || *denominator > most_rooted) return real_power(base, exponent, bits_);
    if (*denominator == 1) return integer_power(base, *numerator);
    if (sign(base.lower) < 0) return {};
    const auto rooted = root(base, static_cast<unsigned long>(*denominator), bits_);
    if (!rooted) return {};
    return integer_power(*rooted, *numerator);
  }

  const Box& box_;
  unsigned long bits_;
  mutable std::vector<Rational> indices_;  ///< values of the bound variables around, outermost first
};

}  // namespace

Enclosure multiply(const Enclosure& left, const Enclosure& right) {
  const Rational products[] = {left.lower * right.lower, left.lower * right.upper, left.upper * right.lower,
                               left.upper * right.upper};
  return {*std::min_element(std::begin(products), std::end(products)),
          *std::max_element(std::begin(products), std::end(products))};
}

std::optional<Enclosure> apply(Operator op, const std::vector<Enclosure>& arguments, unsigned long bits) {
  return Evaluation(Box{}, bits).apply(op, arguments);
}

std::optional<bool> decide(const Enclosure& left, const Enclosure& right, Comparison comparison) {
  const bool equal = is_exact(left) && is_exact(right) && left.lower == right.lower;
  const bool greater = left.lower > right.upper;
  const bool less = left.upper < right.lower;
  const bool not_less = left.lower >= right.upper;
  const bool not_greater = left.upper <= right.lower;
  switch (comparison) {
    case Comparison::greater_equal:
      return not_less ? std::optional(true) : less ? std::optional(false) : std::nullopt;
    case Comparison::less_equal:
      return not_greater ? std::optional(true) : greater ? std::optional(false) : std::nullopt;
    case Comparison::greater:
      return greater ? std::optional(true) : not_greater ? std::optional(false) : std::nullopt;
    case Comparison::less:
      return less ? std::optional(true) : not_less ? std::optional(false) : std::nullopt;
    case Comparison::equal:
      return equal ? std::optional(true) : greater || less ? std::optional(false) : std::nullopt;
    case Comparison::not_equal:
      return greater || less ? std::optional(true) : equal ? std::optional(false) : std::nullopt;
  }
  return {};
}

std::optional<Enclosure> enclose(const Term& term, const Box& box, unsigned long bits) {
  if (term.depth() > max_term_depth || term.size() > max_term_nodes) throw LimitExceeded("a term is too large");
  return Evaluation(box, bits).value(term);
}

std::optional<Enclosure> enclose(const Term& term, const Point& point, unsigned long bits) {
  Box box;
  for (const auto& [name, value] : point) box.emplace(name, Enclosure{value, value});
  return enclose(term, box, bits);
}

namespace {

/// x[2] or A[1][2], as points name elements.
Term element_of_name(const std::string& name) {
  auto bracket = name.find('[');
  Term result = Term::variable(name.substr(0, bracket));
  while (bracket != std::string::npos) {
    const auto end = name.find(']', bracket);
    const auto index = rational_from_text(std::string_view(name).substr(bracket + 1, end - bracket - 1));
    result = Term::apply(Operator::element, {result, Term::number(index.value())});
    bracket = name.find('[', end);
  }
  return result;
}

/// log(12) = 2 log(2) + log(3). Prime factors beyond a thousand stay together. value >= 1.
ExactPolynomial log_of(Integer value) {
  ExactPolynomial result;
  for (Integer p = 2; p < 1000 && p <= value; p = p + 1)
    while (cln::zerop(cln::mod(value, p))) {
      result = result + application(Operator::log, {Rational(p)});
      value = cln::exquo(value, p);
    }
  return result + application(Operator::log, {Rational(value)});
}

/// log(q) of rationals q > 0 by those of primes: what is equal looks equal.
ExactPolynomial with_logarithms_taken_apart(const ExactPolynomial& polynomial) {
  ExactPolynomial result = polynomial;
  for (const Atom& atom : atoms(polynomial)) {
    const auto argument = atom.op() == Operator::log ? atom.arguments()[0].constant() : std::nullopt;
    if (!argument || sign(*argument) <= 0) continue;
    result = replace_atom(result, atom, log_of(cln::numerator(*argument)) - log_of(cln::denominator(*argument)));
  }
  return result;
}

}  // namespace

bool is_equal_at(const Relation& relation, const Point& point) {
  const auto value_of = [&](const std::string& name) {
    const auto found = point.find(name);
    return found == point.end() ? Term::variable(name) : Term::number(found->second);
  };
  // The lengths first, so that sums are written out, then the elements in them.
  ExactPolynomial difference =
      normal_form(substitute(relation.left, value_of)) - normal_form(substitute(relation.right, value_of));
  for (const auto& [name, value] : point) {
    if (name.find('[') == std::string::npos) continue;
    const ExactPolynomial element = normal_form(element_of_name(name));
    difference = replace_atom(difference, *atoms(element).begin(), ExactPolynomial(value));
  }
  return with_logarithms_taken_apart(difference).is_zero();
}

std::optional<bool> holds_at(const Relation& relation, const Point& point) {
  bool is_defined = false;
  for (unsigned long bits = 64; bits <= greatest_precision; bits *= 4) {
    const auto left = enclose(relation.left, point, bits);
    const auto right = enclose(relation.right, point, bits);
    // Undefined exactly, or only seemingly, because an enclosure is too wide: more bits settle the latter.
    if (!left || !right) continue;
    is_defined = true;
    if (const auto decided = decide(*left, *right, relation.comparison)) return decided;
    if (is_exact(*left) && is_exact(*right)) return {};
  }
  // No precision tells log(2) + log(2) from 2 log(2).
  return is_defined && is_equal_at(relation, point) ? decide({0, 0}, {0, 0}, relation.comparison) : std::nullopt;
}

}  // namespace geq::proofs
