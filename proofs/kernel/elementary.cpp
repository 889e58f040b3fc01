// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/elementary.hpp"

#include <algorithm>

#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

Integer two_to(unsigned long exponent) { return cln::ash(Integer(1), Integer(exponent)); }

/// A number >= 0 between low and high, both in units of the last place.
struct Fixed {
  Integer low, high;
};

/// Arithmetic with `places` binary places after the point.
class FixedPoint {
 public:
  explicit FixedPoint(unsigned long places) : places_(places), unit_(two_to(places)) {}

  const Integer& one() const { return unit_; }

  /// Encloses a rational >= 0.
  Fixed of(const Rational& value) const {
    const Rational scaled = value * unit_;
    return {cln::floor1(scaled), cln::ceiling1(scaled)};
  }
  Fixed times(const Fixed& left, const Fixed& right) const {
    const auto shift = -Integer(places_);
    return {cln::ash(left.low * right.low, shift), cln::ash(left.high * right.high, shift) + 1};
  }
  static Fixed over(const Fixed& value, unsigned long divisor) {
    return {cln::floor1(value.low, Integer(divisor)), cln::ceiling1(value.high, Integer(divisor))};
  }
  Enclosure value(const Fixed& fixed) const { return {fixed.low / unit_, fixed.high / unit_}; }

  /// The sum over n >= 0 of p_n / weight(n), where p_0 is `power` and p_n = p_(n-1) * ratio / divisor(n); every second
  /// term with a minus sign if `alternating`. The ratio is at most 1/2, weights do not decrease: once a term is at most
  /// one unit, the rest together is at most one unit.
  template <class Divisor, class Weight>
  Fixed series(Fixed power, const Fixed& ratio, bool alternating, Divisor divisor, Weight weight) const {
    Fixed sum{0, 0};
    for (unsigned long n = 0;; ++n) {
      WorkLimit::spend(200 + places_ / 8 + (places_ / 64) * (places_ / 64));
      const Fixed term = over(power, weight(n));
      if (alternating && n % 2 == 1)
        sum = {sum.low - term.high, sum.high - term.low};
      else
        sum = {sum.low + term.low, sum.high + term.high};
      if (term.high <= 1) return {sum.low - 1, sum.high + 1};
      power = over(times(power, ratio), divisor(n + 1));
    }
  }

 private:
  unsigned long places_;
  Integer unit_;
};

/// Bits in front of the point of abs(value); at least 0.
unsigned long magnitude(const Rational& value) {
  return static_cast<unsigned long>(cln::integer_length(cln::floor1(cln::abs(value))));
}

constexpr auto one_each = [](unsigned long) { return 1UL; };
constexpr auto odd = [](unsigned long n) { return 2 * n + 1; };

/// exp(x) for x >= 0.
Enclosure exp_of_nonnegative(const Rational& x, unsigned long bits) {
  if (x > Rational(max_exponent)) throw LimitExceeded("the value of an exponential is too large");
  const unsigned long halvings = magnitude(x) + 8;  // the reduced argument is below 1/256
  const FixedPoint fixed(bits + halvings + 16);
  const Fixed argument = fixed.of(x / two_to(halvings));
  Fixed value = fixed.series(
      {fixed.one(), fixed.one()}, argument, false, [](unsigned long n) { return n; }, one_each);
  for (unsigned long i = 0; i < halvings; ++i) {
    WorkLimit::spend(200 + static_cast<std::uint64_t>(cln::integer_length(value.high)));
    value = fixed.times(value, value);
  }
  return fixed.value(value);
}

Enclosure exp_of(const Rational& x, unsigned long bits) {
  if (sign(x) >= 0) return exp_of_nonnegative(x, bits);
  const bool tiny = -x > Rational(max_exponent);
  const Enclosure inverse = exp_of_nonnegative(tiny ? Rational(max_exponent) : Rational(-x), bits);
  return {tiny ? Rational(0) : Rational(1 / inverse.upper), 1 / inverse.lower};
}

/// The inverse hyperbolic tangent of 0 <= z <= 1/3.
Fixed artanh(const FixedPoint& fixed, const Rational& z) {
  const Fixed argument = fixed.of(z);
  return fixed.series(argument, fixed.times(argument, argument), false, one_each, odd);
}

/// The logarithm of x > 0: x = 2^k m with 2/3 <= m <= 4/3, and log(m) = 2 artanh((m - 1)/(m + 1)).
Enclosure log_of(const Rational& x, unsigned long bits) {
  if (x == 1) return {0, 0};
  long k = static_cast<long>(cln::integer_length(cln::numerator(x))) -
           static_cast<long>(cln::integer_length(cln::denominator(x)));
  Rational m = k >= 0 ? Rational(x / two_to(static_cast<unsigned long>(k)))
                      : Rational(x * two_to(static_cast<unsigned long>(-k)));
  for (; m * 3 > 4; m = m / 2) ++k;
  for (; m * 3 < 2; m = m * 2) --k;
  const FixedPoint fixed(bits + magnitude(k) + 16);
  const Rational z = (m - 1) / (m + 1);
  const Enclosure part = fixed.value(artanh(fixed, cln::abs(z)));
  const Enclosure two = fixed.value(artanh(fixed, Rational(1) / 3));  // log(2)/2
  const Enclosure multiple = multiply(two, {2 * Rational(k), 2 * Rational(k)});
  if (sign(z) >= 0) return {multiple.lower + 2 * part.lower, multiple.upper + 2 * part.upper};
  return {multiple.lower - 2 * part.upper, multiple.upper - 2 * part.lower};
}

/// arctan(x) for 0 <= x <= 1/2.
Enclosure arctan_series(const Rational& x, unsigned long bits) {
  const FixedPoint fixed(bits + 16);
  const Fixed argument = fixed.of(x);
  return fixed.value(fixed.series(argument, fixed.times(argument, argument), true, one_each, odd));
}

/// Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).
Enclosure pi_of(unsigned long bits) {
  const Enclosure fifth = arctan_series(Rational(1) / 5, bits + 8);
  const Enclosure small = arctan_series(Rational(1) / 239, bits + 8);
  return {16 * fifth.lower - 4 * small.upper, 16 * fifth.upper - 4 * small.lower};
}

/// Subtracts from pi/n.
Enclosure from_part_of_pi(unsigned long n, const Enclosure& value, unsigned long bits) {
  const Enclosure pi = pi_of(bits);
  return {pi.lower / n - value.upper, pi.upper / n - value.lower};
}

Enclosure arctan_of(const Rational& x, unsigned long bits) {
  if (sign(x) < 0) {
    const Enclosure mirrored = arctan_of(-x, bits);
    return {-mirrored.upper, -mirrored.lower};
  }
  if (x > 1) return from_part_of_pi(2, arctan_of(1 / x, bits + magnitude(x)), bits);
  if (2 * x > 1) return from_part_of_pi(4, arctan_series((1 - x) / (1 + x), bits), bits);
  return arctan_series(x, bits);
}

struct SineAndCosine {
  Enclosure sine, cosine;
};

/// Both at a number between 0 and 1.
SineAndCosine near_zero(const Rational& r, unsigned long bits) {
  const FixedPoint fixed(bits + 16);
  const Fixed argument = fixed.of(r);
  // The ratios r^2/6, r^2/20 ... and r^2/2, r^2/12 ... are at most 1/2.
  const Fixed square = fixed.times(argument, argument);
  const Fixed sine = fixed.series(
      argument, square, true, [](unsigned long n) { return 2 * n * (2 * n + 1); }, one_each);
  const Fixed cosine = fixed.series(
      {fixed.one(), fixed.one()}, square, true, [](unsigned long n) { return 2 * n * (2 * n - 1); }, one_each);
  return {fixed.value(sine), fixed.value(cosine)};
}

Enclosure within_one(const Enclosure& value) {
  return {std::max(value.lower, Rational(-1)), std::min(value.upper, Rational(1))};
}

/// x = k pi/2 + r with abs(r) < 1, and r known up to the precision of pi; both functions change by no more than r does.
SineAndCosine sine_and_cosine(const Rational& x, unsigned long bits) {
  const Enclosure pi = pi_of(bits + magnitude(x) + 8);
  const Integer k = cln::round1(2 * x / pi.lower);
  const Enclosure multiple = multiply({Rational(k) / 2, Rational(k) / 2}, pi);
  const Enclosure rest{x - multiple.upper, x - multiple.lower};
  const Rational r = rest.lower;
  if (cln::abs(r) > 1 || cln::abs(rest.upper) > 1) throw LimitExceeded("an argument is too large");
  SineAndCosine value = near_zero(cln::abs(r), bits);
  if (sign(r) < 0) value.sine = {-value.sine.upper, -value.sine.lower};
  const Rational error = rest.upper - rest.lower;
  const auto widened = [&](const Enclosure& e) { return within_one({e.lower - error, e.upper + error}); };
  const auto negated = [](const Enclosure& e) { return Enclosure{-e.upper, -e.lower}; };
  const Enclosure s = widened(value.sine);
  const Enclosure c = widened(value.cosine);
  const Integer quarter = cln::mod(k, Integer(4));
  if (quarter == 0) return {s, c};
  if (quarter == 1) return {c, negated(s)};
  if (quarter == 2) return {negated(s), negated(c)};
  return {negated(c), s};
}

/// Whether turn + k is possibly in { x / (2 pi) : x in the argument } for some integer k.
bool may_contain_turn(const Enclosure& argument, const Rational& turn, const Enclosure& pi) {
  const Enclosure inverse{1 / (2 * pi.upper), 1 / (2 * pi.lower)};
  const Enclosure turns = multiply(argument, inverse);
  return cln::ceiling1(turns.lower - turn) <= cln::floor1(turns.upper - turn);
}

/// Between its greatest and least values, which are at whole turns after `greatest` and half a turn later, sine and
/// cosine are monotone.
Enclosure wave(const Enclosure& argument, bool cosine, unsigned long bits) {
  if (argument.upper - argument.lower > 6) return {-1, 1};
  const auto at = [&](const Rational& x) {
    const SineAndCosine both = sine_and_cosine(x, bits);
    return cosine ? both.cosine : both.sine;
  };
  Enclosure left = at(argument.lower);
  if (argument.lower == argument.upper) return left;
  const Enclosure right = at(argument.upper);
  Enclosure result{std::min(left.lower, right.lower), std::max(left.upper, right.upper)};
  const Enclosure pi = pi_of(bits + magnitude(argument.lower) + magnitude(argument.upper));
  const Rational greatest = cosine ? Rational(0) : Rational(1) / 4;
  if (may_contain_turn(argument, greatest, pi)) result.upper = 1;
  if (may_contain_turn(argument, greatest + Rational(1) / 2, pi)) result.lower = -1;
  return result;
}

std::optional<Enclosure> tangent(const Enclosure& argument, unsigned long bits) {
  const Enclosure cosine = wave(argument, true, bits);
  if (sign(cosine.lower) * sign(cosine.upper) <= 0) return {};
  const auto at = [&](const Rational& x) -> std::optional<Enclosure> {
    const SineAndCosine both = sine_and_cosine(x, bits);
    if (sign(both.cosine.lower) * sign(both.cosine.upper) <= 0) return {};
    return multiply(both.sine, {1 / both.cosine.upper, 1 / both.cosine.lower});
  };
  const auto left = at(argument.lower);
  const auto right = at(argument.upper);
  if (!left || !right) return {};
  return Enclosure{left->lower, right->upper};
}

Enclosure hyperbolic_sine(const Rational& x, unsigned long bits) {
  const Enclosure up = exp_of(x, bits + 8);
  const Enclosure down = exp_of(-x, bits + 8);
  return {(up.lower - down.upper) / 2, (up.upper - down.lower) / 2};
}

Enclosure hyperbolic_cosine(const Rational& x, unsigned long bits) {
  const Enclosure up = exp_of(x, bits + 8);
  const Enclosure down = exp_of(-x, bits + 8);
  return {std::max(Rational(1), Rational((up.lower + down.lower) / 2)), (up.upper + down.upper) / 2};
}

/// 1 - 2/(exp(2x) + 1).
Enclosure hyperbolic_tangent(const Rational& x, unsigned long bits) {
  const Enclosure twice = exp_of(2 * x, bits + 8);
  return {1 - 2 / (twice.lower + 1), 1 - 2 / (twice.upper + 1)};
}

template <class Function>
Enclosure increasing(const Function& function, const Enclosure& argument, unsigned long bits) {
  Enclosure left = function(argument.lower, bits);
  if (argument.lower == argument.upper) return left;
  return {left.lower, function(argument.upper, bits).upper};
}

std::optional<Enclosure> unrounded(Operator op, const std::vector<Enclosure>& arguments, unsigned long bits) {
  if (op == Operator::pi) return pi_of(bits);
  if (op == Operator::e) return exp_of(1, bits);
  if (arguments.size() != 1) return {};
  const Enclosure& a = arguments.front();
  switch (op) {
    case Operator::exp:
      return increasing(exp_of, a, bits);
    case Operator::log:
      if (sign(a.lower) <= 0) return {};
      return increasing(log_of, a, bits);
    case Operator::sin:
    case Operator::cos:
      return wave(a, op == Operator::cos, bits);
    case Operator::tan:
      return tangent(a, bits);
    case Operator::arctan:
      return increasing(arctan_of, a, bits);
    case Operator::sinh:
      return increasing(hyperbolic_sine, a, bits);
    case Operator::tanh:
      return increasing(hyperbolic_tangent, a, bits);
    case Operator::cosh: {
      const Enclosure left = hyperbolic_cosine(a.lower, bits);
      const Enclosure right = hyperbolic_cosine(a.upper, bits);
      const bool zero_inside = sign(a.lower) * sign(a.upper) <= 0;
      return Enclosure{zero_inside ? Rational(1) : std::min(left.lower, right.lower),
                       std::max(left.upper, right.upper)};
    }
    default:
      return {};
  }
}

/// Multiples of a power of two, so that about `bits` significant places are left.
Rational rounded_to(const Rational& value, unsigned long bits, bool up) {
  if (bit_size(value) <= 2 * bits) return value;
  const long places = static_cast<long>(bits) - static_cast<long>(cln::integer_length(cln::numerator(value))) +
                      static_cast<long>(cln::integer_length(cln::denominator(value)));
  const Rational unit = places >= 0 ? Rational(1) / two_to(static_cast<unsigned long>(places))
                                    : Rational(two_to(static_cast<unsigned long>(-places)));
  const Rational scaled = value / unit;
  return (up ? cln::ceiling1(scaled) : cln::floor1(scaled)) * unit;
}

/// The value at zero, where it is known exactly, so that what is equal there is seen to be.
std::optional<Enclosure> exact_value(Operator op, const std::vector<Enclosure>& arguments) {
  if (arguments.size() != 1 || arguments[0].lower != arguments[0].upper) return {};
  const Rational& x = arguments[0].lower;
  switch (op) {
    case Operator::log:
      return x == 1 ? std::optional(Enclosure{0, 0}) : std::nullopt;
    case Operator::exp:
    case Operator::cos:
    case Operator::cosh:
      return sign(x) == 0 ? std::optional(Enclosure{1, 1}) : std::nullopt;
    case Operator::sin:
    case Operator::tan:
    case Operator::arctan:
    case Operator::sinh:
    case Operator::tanh:
      return sign(x) == 0 ? std::optional(Enclosure{0, 0}) : std::nullopt;
    default:
      return {};
  }
}

}  // namespace

Enclosure rounded(const Enclosure& value, unsigned long bits) {
  return {rounded_to(value.lower, bits, false), rounded_to(value.upper, bits, true)};
}

std::optional<Enclosure> elementary(Operator op, const std::vector<Enclosure>& arguments, unsigned long bits) {
  if (auto exact = exact_value(op, arguments)) return exact;
  const auto value = unrounded(op, arguments, bits);
  if (!value) return {};
  return rounded(*value, bits);
}

std::optional<Enclosure> real_power(const Enclosure& base, const Enclosure& exponent, unsigned long bits) {
  const auto logarithm = elementary(Operator::log, {base}, bits + 16);
  if (!logarithm) return {};
  return elementary(Operator::exp, {multiply(exponent, *logarithm)}, bits);
}

}  // namespace geq::proofs
