// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/fractions.hpp"

#include <algorithm>
#include <stdexcept>

namespace geq::prover {

using proofs::Interval;
using proofs::Rational;

Rational simplest_between(const Rational& lower, const Rational& upper) {
  if (!(lower < upper)) throw std::invalid_argument("simplest_between: an empty interval");
  if (proofs::sign(lower) < 0 && proofs::sign(upper) > 0) return 0;
  if (proofs::sign(upper) <= 0) return -simplest_between(-upper, -lower);
  const Rational floor = cln::floor1(lower);
  if (floor + 1 < upper) return floor + 1;
  // upper <= floor + 1
  if (lower == floor) return floor + 1 / Rational(cln::floor1(1 / (upper - floor)) + 1);
  return floor + 1 / simplest_between(1 / (upper - floor), 1 / (lower - floor));
}

std::size_t height(const std::vector<Rational>& point) {
  std::size_t bits = 0;
  for (const Rational& value : point) bits += proofs::bit_size(value);
  return bits;
}

bool contains(const Interval& interval, const Rational& value) {
  if (interval.lower && (value < interval.lower->value || (interval.lower->open && value == interval.lower->value)))
    return false;
  return !interval.upper ||
         !(value > interval.upper->value || (interval.upper->open && value == interval.upper->value));
}

std::vector<Rational> simple_values(const Interval& interval, std::size_t count) {
  const Rational half = Rational(1) / 2;
  std::vector<Rational> wanted{1, 0, 2, -1, half, 3, -2, -half, Rational(1) / 3, 10, 4, 5, Rational(1) / 10, 100};
  if (interval.lower)
    for (const Rational& step : {Rational(0), Rational(1), half, Rational(2), Rational(10), Rational(1) / 10})
      wanted.push_back(interval.lower->value + step);
  if (interval.upper)
    for (const Rational& step : {Rational(0), Rational(1), half, Rational(2), Rational(10), Rational(1) / 10})
      wanted.push_back(interval.upper->value - step);
  if (interval.lower && interval.upper && interval.lower->value < interval.upper->value) {
    const Rational low = interval.lower->value;
    const Rational width = interval.upper->value - low;
    wanted.insert(wanted.begin(), simplest_between(low, interval.upper->value));
    for (const Rational& part : {half, Rational(1) / 4, Rational(3) / 4}) wanted.push_back(low + part * width);
  }
  std::vector<Rational> result;
  for (const Rational& value : wanted)
    if (result.size() < count && contains(interval, value) &&
        std::find(result.begin(), result.end(), value) == result.end())
      result.push_back(value);
  return result;
}

Rational rounded_into(const Interval& interval, const Rational& value, const Rational& tolerance) {
  Rational low = value - tolerance;
  Rational high = value + tolerance;
  for (const auto& end : {interval.lower, interval.upper})
    if (end && !end->open && low < end->value && end->value < high) return end->value;
  if (interval.lower) low = std::max(low, interval.lower->value);
  if (interval.upper) high = std::min(high, interval.upper->value);
  return low < high ? simplest_between(low, high) : value;
}

}  // namespace geq::prover
