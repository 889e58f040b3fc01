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
    std::vector<Enclosure> arguments;
    for (const Term& argument : term.arguments()) {
      const auto known = value(argument);
      if (!known) return {};
      arguments.push_back(*known);
    }
    if (term.op() == Operator::power) return power_value(term, arguments[0], arguments[1]);
    return apply(term.op(), arguments);
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

  /// As in normal_form: unless the exponent is constant whatever the variables are, the base must be positive.
  std::optional<Enclosure> power_value(const Term& term, const Enclosure& base, const Enclosure& exponent) const {
    if (sign(base.lower) <= 0 && !normal_form(term.arguments()[1]).constant()) return {};
    return raise(base, exponent);
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

std::optional<bool> holds_at(const Relation& relation, const Point& point) {
  for (unsigned long bits = 64; bits <= greatest_precision; bits *= 4) {
    const auto left = enclose(relation.left, point, bits);
    const auto right = enclose(relation.right, point, bits);
    // Undefined exactly, or only seemingly, because an enclosure is too wide: more bits settle the latter.
    if (!left || !right) continue;
    if (const auto decided = decide(*left, *right, relation.comparison)) return decided;
    if (is_exact(*left) && is_exact(*right)) return {};
  }
  return {};
}

}  // namespace geq::proofs
