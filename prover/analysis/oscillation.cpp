// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/oscillation.hpp"

#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/best/simplest_rational.hpp"

namespace geq::prover {

using proofs::application;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Oscillation;
using proofs::Rational;
using proofs::Way;

namespace {

constexpr double least_gap = 0.01;
constexpr double rounding = 1e-7;
constexpr double greatest = 1e6;

/// Places of which one list is taken together: a limit is the same along all of them.
using Places = std::vector<ExactPolynomial>;

/// Going to oo: m and what is a half further, multiples of pi, whole numbers by remainders.
std::vector<Places> far_places(const ExactPolynomial& m, bool integers) {
  const auto number = [](long above, long below) { return ExactPolynomial(Rational(above) / below); };
  const auto by_remainder = [&](long modulus) {
    Places result;
    for (long rest = 0; rest < modulus; ++rest) result.push_back(number(modulus, 1) * m + number(rest, 1));
    return result;
  };
  if (integers) return {by_remainder(2), by_remainder(3), by_remainder(4), by_remainder(6)};
  const ExactPolynomial pi = application(Operator::pi, {});
  Places turns;
  for (const long quarter : {0L, 1L, 2L, 3L}) turns.push_back(number(2, 1) * pi * m + number(quarter, 2) * pi);
  return {{m, m + number(1, 2)}, {m, m + number(1, 3), m + number(2, 3)}, by_remainder(2), turns};
}

std::vector<Places> places_of(const proofs::Approach& approach, const ExactPolynomial& m) {
  if (approach.way == Way::to_infinity) return far_places(m, false);
  if (approach.way == Way::through_integers) return far_places(m, true);
  const auto near = [&](const ExactPolynomial& far, Way side) {
    const ExactPolynomial distance = proofs::reciprocal(far);
    return side == Way::from_above ? approach.point + distance : approach.point - distance;
  };
  std::vector<Places> result;
  if (approach.way == Way::from_both_sides) {
    // Both sides at once: where functions turn ever faster one side shows it.
    result.push_back({near(m, Way::from_above), near(m, Way::from_below)});
    const ExactPolynomial further = m + ExactPolynomial(Rational(1));
    result.push_back({near(further, Way::from_above), near(further, Way::from_below)});
  }
  const Way side = approach.way == Way::from_below ? Way::from_below : Way::from_above;
  for (const Places& far : far_places(m, false)) {
    Places places;
    for (const ExactPolynomial& place : far) places.push_back(near(place, side));
    result.push_back(std::move(places));
  }
  return result;
}

struct Range {
  double least, most;
};

/// Of the body at a place, for some values of m.
std::optional<Range> range_at(const proofs::NearPoint& of, const ExactPolynomial& place, const std::string& variable) {
  Range result{HUGE_VAL, -HUGE_VAL};
  for (const long m : {1L, 2L, 3L, 4L, 5L, 9L, 16L, 50L, 101L}) {
    const ExactPolynomial at = substitute(place, {{variable, ExactPolynomial(Rational(m))}});
    const double value = nearly(opened(of.body, at));
    if (!(std::fabs(value) < greatest)) return {};
    result = {std::min(result.least, value), std::max(result.most, value)};
  }
  return result;
}

}  // namespace

std::vector<Oscillation> oscillation_steps(const ExactPolynomial& limit, const std::string& variable) {
  const auto of = proofs::near_point(limit, Operator::limit);
  if (!of || !variables(limit).empty()) return {};
  std::vector<Oscillation> result;
  for (const Places& places : places_of(of->approach, ExactPolynomial::variable(variable))) {
    std::optional<std::pair<double, const ExactPolynomial*>> high, low;
    for (const ExactPolynomial& place : places) {
      const auto range = range_at(*of, place, variable);
      if (!range) continue;
      if (!high || range->least > high->first) high = {range->least, &place};
      if (!low || range->most < low->first) low = {range->most, &place};
    }
    if (!high || high->second == low->second || !(high->first - low->first > least_gap)) continue;
    const double gap = high->first - low->first;
    const Rational above = simplest_within(exactly(high->first - gap / 4), exactly(high->first + rounding));
    const Rational below = simplest_within(exactly(low->first - rounding), exactly(low->first + gap / 4));
    result.push_back({variable, limit, *high->second, *low->second, ExactPolynomial(above), ExactPolynomial(below)});
  }
  return result;
}

}  // namespace geq::prover
