// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/zeros.hpp"

#include <algorithm>
#include <cmath>

#include "prover/best/simplest_rational.hpp"
#include "prover/plot/svg.hpp"

namespace geq::plot {

using proofs::Rational;

namespace {

/// Simple numbers near the coordinates; several coordinates are a ratio, and one of them is scaled to 1.
std::optional<std::vector<Rational>> exact_zero(const Difference& difference, const std::vector<double>& point) {
  std::vector<double> scales;
  for (const double x : point) {
    if (point.size() > 1 && std::fabs(x) > 1e-3) scales.push_back(std::fabs(x));
  }
  std::sort(scales.begin(), scales.end());
  scales.push_back(1);
  for (const double scale : scales) {
    for (const double tolerance : {1e-2, 1e-3, 1e-5}) {
      std::vector<Rational> simple;
      bool is_near = true;
      for (const double x : point) {
        simple.push_back(prover::simplest_near(x / scale, tolerance));
        is_near = is_near && std::fabs(prover::to_double(simple.back()) * scale - x) < 3e-3;
      }
      const bool is_origin = std::all_of(simple.begin(), simple.end(), [](const Rational& x) { return zerop(x); });
      if (!is_near || (is_origin && point.size() > 1)) continue;
      const auto value = difference.exact(simple);
      if (value && zerop(*value)) return simple;
    }
  }
  return {};
}

}  // namespace

std::optional<Zero> zero_near(const Difference& difference, std::vector<double> start,
                              const std::function<std::vector<double>(const std::vector<double>&)>& place, double step,
                              double scale) {
  const auto height = [&](const std::vector<double>& parameters) {
    return std::fabs(difference.at(place(parameters)));
  };
  double value = height(start);
  if (std::isnan(value)) return {};
  while (step > 1e-15 && value > 0) {
    bool improved = false;
    for (std::size_t i = 0; i < start.size(); ++i) {
      for (std::size_t j = 0; j < 4; ++j) {
        std::vector<double> next = start;
        next[i] += j % 2 == 0 ? step : -step;
        if (j >= 2 && start.size() > 1) next[(i + 1) % start.size()] -= j % 2 == 0 ? step : -step;
        const double there = height(next);
        if (!(there < value)) continue;
        start = std::move(next);
        value = there;
        improved = true;
      }
    }
    if (!improved) step /= 2;
  }
  const std::vector<double> point = place(start);
  Zero zero{start, {}};
  if (const auto exact = exact_zero(difference, point)) {
    for (const Rational& x : *exact) zero.labels.push_back(proofs::to_text(x));
    return zero;
  }
  if (value > 1e-11 * scale) return {};
  for (const double x : point) zero.labels.push_back("\xE2\x89\x88" + short_number(std::fabs(x) < 1e-6 ? 0 : x));
  return zero;
}

void drop_repetitions(std::vector<Zero>& zeros, double distance) {
  std::vector<Zero> kept;
  for (Zero& zero : zeros) {
    const bool is_new = std::none_of(kept.begin(), kept.end(), [&](const Zero& other) {
      double most = 0;
      for (std::size_t i = 0; i < zero.point.size(); ++i)
        most = std::max(most, std::fabs(zero.point[i] - other.point[i]));
      return most < distance;
    });
    if (is_new) kept.push_back(std::move(zero));
  }
  zeros = std::move(kept);
}

}  // namespace geq::plot
