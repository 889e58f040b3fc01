// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "prover/best/ratio.hpp"
#include "prover/best/simplest_rational.hpp"

namespace geq::prover {

using proofs::Rational;

namespace {

/// Digits that it takes to write the point down, and a little more for what is not a positive integer.
std::size_t length(const Ratio::Bound& bound) {
  std::size_t length = 0;
  for (const auto& [name, value] : bound.point)
    length += proofs::bit_size(value) + (cln::denominator(value) == 1 ? 0 : 2) + (proofs::sign(value) < 0 ? 2 : 0);
  return length;
}

/// A smaller bound, or the same at a point that is easier to read.
bool is_better(const Ratio::Bound& bound, const Ratio::Bound& than) {
  return bound.value < than.value || (bound.value == than.value && length(bound) < length(than));
}

class Minimiser {
 public:
  Minimiser(const Ratio& ratio, const std::function<bool()>& is_over)
      : ratio_(ratio), is_over_(is_over), count_(ratio.free().size()) {}

  std::optional<RatioMinimum> run() {
    start_on_grids();
    start_at_random();
    const auto starts = best_;
    for (const auto& [value, point] : starts) {
      if (!is_over_()) descend(value, point);
    }
    if (best_.empty()) return {};
    result_.estimate = best_.front().first;
    result_.place = best_.front().second;
    return result_;
  }

 private:
  using Point = std::vector<double>;

  void look(const Point& point) {
    const auto [bound, is_infeasible] = ratio_.at(point);
    if (!is_infeasible && std::isfinite(bound)) remember(bound, point);
  }

  void remember(double value, const Point& point) {
    constexpr std::size_t most = 10;
    if (best_.size() == most && value >= best_.back().first) return;
    const std::pair<double, Point> entry{value, point};
    best_.insert(std::upper_bound(best_.begin(), best_.end(), entry), entry);
    if (best_.size() > most) best_.pop_back();
  }

  void start_on_grids() {
    for (const std::vector<double>& values :
         std::array<std::vector<double>, 4>{{{0, 1}, {-1, 0, 1}, {0, 1, 2, 3}, {0, 0.25, 0.5, 1, 2, 4, 10, 100}}}) {
      if (std::pow(static_cast<double>(values.size()), static_cast<double>(count_)) > 20000) continue;
      std::vector<std::size_t> digits(count_, 0);
      for (bool goes_on = true; goes_on && !is_over_();) {
        Point point;
        for (const std::size_t digit : digits) point.push_back(values[digit]);
        look(point);
        std::size_t i = 0;
        while (i < count_ && ++digits[i] == values.size()) digits[i++] = 0;
        goes_on = i < count_;
      }
    }
  }

  void start_at_random() {
    for (std::size_t tried = 0; tried < 20000 && !is_over_(); ++tried) {
      Point point;
      for (std::size_t i = 0; i < count_; ++i) {
        const double size = tried % 3 == 0 ? uniform() : tried % 3 == 1 ? 10 * uniform() : std::exp(12 * uniform() - 6);
        point.push_back(tried % 4 == 3 && random_() % 2 == 0 ? -size : size);
      }
      look(point);
    }
  }

  /// Pattern search: single coordinates and random directions, with a step that halves when nothing improves.
  void descend(double value, Point point) {
    round(point);
    double step = 0.3;
    for (std::size_t spent = 0; step > 1e-12 && spent < 20000 && !is_over_();) {
      bool improved = false;
      for (std::size_t move = 0; move < 4 * count_; ++move, ++spent) {
        Point next = point;
        if (move < 2 * count_) {
          next[move / 2] += (move % 2 == 0 ? step : -step) * std::max(std::fabs(point[move / 2]), 1e-3);
        } else {
          for (double& x : next) x += step * (uniform() * 2 - 1) * std::max(std::fabs(x), 1e-3);
        }
        // A coordinate that comes close to an end of its domain may as well be there.
        if (move < 2 * count_ && std::fabs(next[move / 2]) < 1e-9) next[move / 2] = 0;
        const auto [bound, is_infeasible] = ratio_.at(next);
        if (is_infeasible || !(bound < value)) continue;
        value = bound;
        point = std::move(next);
        improved = true;
      }
      step = improved ? std::min(step * 1.5, 0.5) : step / 2;
    }
    remember(value, point);
    round(point);
  }

  /// Rational points near by: as it is and with each coordinate in turn scaled to 1, for small denominators and for
  /// each coordinate's own simplest number.
  void round(const Point& point) {
    std::vector<double> scales{1.0};
    for (const double x : point) {
      if (std::fabs(x) > 1e-6) scales.push_back(x);
    }
    for (const double scale : scales) {
      Point scaled;
      for (const double x : point) scaled.push_back(x / std::fabs(scale));
      if (std::any_of(scaled.begin(), scaled.end(), [](double x) { return !(std::fabs(x) < 1e12); })) continue;
      for (const double tolerance : {0.2, 0.02, 1e-3, 1e-5, 1e-8}) {
        std::vector<Rational> simple;
        for (const double x : scaled) simple.push_back(simplest_near(x, tolerance));
        offer(simple);
      }
      for (const long denominator : {1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 12L, 60L, 1000L}) {
        std::vector<Rational> rounded;
        for (const double x : scaled)
          rounded.push_back(Rational(static_cast<long>(std::llround(x * static_cast<double>(denominator)))) /
                            denominator);
        offer(rounded);
      }
    }
  }

  void offer(const std::vector<Rational>& point) {
    if (is_over_()) return;
    const auto bound = ratio_.exact(point);
    if (!bound) return;
    if (bound->is_inside && (!result_.inside || is_better(*bound, *result_.inside))) result_.inside = bound;
    if (!result_.closure || is_better(*bound, *result_.closure)) result_.closure = bound;
    std::vector<double> free;
    free.reserve(point.size());
    for (const Rational& value : point) free.push_back(to_double(value));
    remember(to_double(bound->value), free);
  }

  double uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

  const Ratio& ratio_;
  const std::function<bool()>& is_over_;
  std::size_t count_;
  std::mt19937_64 random_{1};
  RatioMinimum result_{};
  std::vector<std::pair<double, Point>> best_;  // least first
};

}  // namespace

std::optional<RatioMinimum> minimise(const Ratio& ratio, const std::function<bool()>& is_over) {
  return Minimiser(ratio, is_over).run();
}

std::optional<Ratio::Bound> step_inside(const Ratio& ratio, const RatioMinimum& minimum, const Rational& limit) {
  if (minimum.inside && minimum.inside->value < limit) return minimum.inside;
  std::vector<std::vector<Rational>> targets;
  if (minimum.closure) targets.push_back(minimum.closure->free);
  targets.emplace_back();
  for (const double x : minimum.place) targets.back().push_back(exactly(x));
  std::vector<std::vector<Rational>> starts;
  if (minimum.inside) starts.push_back(minimum.inside->free);
  starts.emplace_back(ratio.free().size(), Rational(1));
  starts.emplace_back(ratio.free().size(), Rational(1) / 2);
  for (const std::vector<Rational>& target : targets) {
    for (const std::vector<Rational>& start : starts) {
      Rational step = Rational(1) / 16;
      for (int i = 0; i < 14; ++i, step = step / 16) {
        std::vector<Rational> point;
        point.reserve(target.size());
        for (std::size_t j = 0; j < target.size(); ++j) point.push_back(target[j] + step * (start[j] - target[j]));
        auto bound = ratio.exact(point);
        if (bound && bound->is_inside && bound->value < limit) return bound;
      }
    }
  }
  return {};
}

}  // namespace geq::prover
