// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refuter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "proofs/kernel/enclosure.hpp"
#include "prover/equation_solver.hpp"
#include "prover/float_program.hpp"

namespace geq::prover {

using proofs::Comparison;
using proofs::Rational;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double noise = 1e-11;  // relative margins below this may be rounding

/// left and right side of a relation, compiled.
struct FloatRelation {
  FloatProgram left;
  Comparison comparison;
  FloatProgram right;

  /// How far the relation is from failing, relative to the sizes of both sides: negative where it fails. NaN where it
  /// is not defined.
  double margin(const std::vector<double>& point) const {
    const double l = left(point);
    const double r = right(point);
    const double difference = (l - r) / (std::fabs(l) + std::fabs(r) + 1e-200);
    switch (comparison) {
      case Comparison::greater_equal:
      case Comparison::greater:
        return difference;
      case Comparison::less_equal:
      case Comparison::less:
        return -difference;
      case Comparison::equal:
        return -std::fabs(difference);
      case Comparison::not_equal:
        return std::fabs(difference);
    }
    return infinity;
  }

  bool is_equation() const { return comparison == Comparison::equal; }
};

std::vector<FloatRelation> compiled(const std::vector<proofs::Relation>& relations,
                                    const std::vector<std::string>& variables) {
  std::vector<FloatRelation> result;
  for (const proofs::Relation& relation : relations)
    result.push_back(
        {FloatProgram(relation.left, variables), relation.comparison, FloatProgram(relation.right, variables)});
  return result;
}

class Refuter {
 public:
  Refuter(Search& search, std::size_t evaluations, unsigned seed)
      : search_(search),
        solver_(search.statement()),
        hypotheses_(compiled(proofs::hypotheses(search.statement()), search.statement().variables)),
        goals_(compiled(proofs::goals(search.statement()), search.statement().variables)),
        left_(evaluations),
        random_(seed) {}

  void run(bool structured) {
    if (solver_.free().empty()) return offer({});
    if (structured) try_structured();
    try_random();
    descend();
  }

 private:
  bool has_sharp_goal() const {
    return std::any_of(goals_.begin(), goals_.end(), [](const FloatRelation& goal) {
      return goal.comparison != Comparison::greater_equal && goal.comparison != Comparison::less_equal;
    });
  }
  bool is_over() const { return left_ == 0 || search_.is_over(); }

  /// Values of the free variables; kept for the descent when promising, evaluated exactly when it may refute.
  void offer(const std::vector<Rational>& free) {
    if (left_ > 0) --left_;
    std::vector<double> point;
    for (const Rational& value : free) point.push_back(to_double(value));
    const double value = score(point);
    if (std::isnan(value)) return;
    remember(value, point);
    // Where both sides are nearly equal >= does not fail; where roots cancel, deciding takes thousands of bits.
    if (value > noise || (value > -noise && (!has_sharp_goal() || ++doubtful_ > max_doubtful))) return;
    const auto complete = solver_.complete(free);
    if (!complete) return;
    proofs::Refutation refutation;
    for (std::size_t i = 0; i < complete->size(); ++i)
      refutation.point.emplace_back(search_.statement().variables[i], (*complete)[i]);
    if (proofs::check(search_.statement(), refutation)) search_.found(std::move(refutation));
  }

  /// The least margin of the goals; NaN outside the hypotheses or where something is not defined.
  double score(const std::vector<double>& free) const {
    const std::vector<double> point = solver_.complete(free);
    for (const FloatRelation& hypothesis : hypotheses_) {
      const double margin = hypothesis.margin(point);
      const double slack = hypothesis.is_equation() ? -1e-7 : -noise;
      if (!(margin >= slack)) return std::numeric_limits<double>::quiet_NaN();
    }
    double least = infinity;
    for (const FloatRelation& goal : goals_) {
      const double margin = goal.margin(point);
      if (std::isnan(margin)) return margin;
      least = std::min(least, margin);
    }
    return least;
  }

  void remember(double value, const std::vector<double>& point) {
    if (best_.size() == max_starts && value >= best_.back().first) return;
    const std::pair<double, std::vector<double>> entry{value, point};
    best_.insert(std::upper_bound(best_.begin(), best_.end(), entry), entry);
    if (best_.size() > max_starts) best_.pop_back();
  }

  /// Every vector over the values, as long as there are not too many.
  void try_grid(const std::vector<Rational>& values) {
    const std::size_t n = solver_.free().size();
    if (std::pow(static_cast<double>(values.size()), static_cast<double>(n)) > 5000) return;
    std::vector<std::size_t> digits(n, 0);
    while (!is_over()) {
      std::vector<Rational> point;
      for (const std::size_t digit : digits) point.push_back(values[digit]);
      offer(point);
      std::size_t i = 0;
      while (i < n && ++digits[i] == values.size()) digits[i++] = 0;
      if (i == n) return;
    }
  }

  void try_structured() {
    const std::size_t n = solver_.free().size();
    const Rational half = Rational(1) / 2;
    for (const Rational& value : {Rational(1), Rational(0), Rational(2), Rational(-1), half, Rational(3), Rational(10)})
      if (!is_over()) offer(std::vector<Rational>(n, value));
    try_grid({0, 1});
    try_grid({1, 2});
    try_grid({0, 1, -1});
    try_grid({0, 1, 2, 3});
    try_grid({0, 1, 2, -1, -2, half, -half});
    try_grid({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 100, half, half / 2, Rational(1) / 3, Rational(1) / 10});
    for (const Rational& value : {Rational(2), Rational(5), Rational(100), half, Rational(1) / 100, Rational(-3)})
      for (std::size_t i = 0; i < n && !is_over(); ++i) {
        std::vector<Rational> point(n, Rational(1));
        point[i] = value;
        offer(point);
      }
  }

  void try_random() {
    const std::size_t count = left_ / 3;
    for (std::size_t tried = 0; tried < count && !is_over(); ++tried) {
      const long top = tried % 3 == 0 ? 6 : tried % 3 == 1 ? 20 : 400;
      const long denominator = tried % 2 == 0 ? 1 : 1 + static_cast<long>(random_() % 12);
      const bool signs = tried % 4 == 3;
      std::vector<Rational> point;
      for (std::size_t i = 0; i < solver_.free().size(); ++i) {
        const long value = static_cast<long>(random_() % static_cast<unsigned long>(top + 1));
        point.push_back(Rational(signs && random_() % 2 == 0 ? -value : value) / denominator);
      }
      offer(point);
    }
  }

  void descend() {
    const auto starts = best_;
    for (const auto& [value, start] : starts) {
      if (is_over()) return;
      descend_from(start, value);
    }
  }

  /// Pattern search: single coordinates and random directions, with a step that halves when nothing improves.
  void descend_from(std::vector<double> point, double value) {
    const std::size_t n = point.size();
    double step = 0.3;
    for (std::size_t spent = 0; step > 1e-9 && spent < 4000 && !is_over();) {
      bool improved = false;
      for (std::size_t move = 0; move < 3 * n && !is_over(); ++move) {
        std::vector<double> next = point;
        if (move < 2 * n) {
          const double size = std::max(std::fabs(point[move / 2]), 1e-3);
          next[move / 2] += (move % 2 == 0 ? step : -step) * size;
        } else {
          for (double& x : next) x += step * (uniform() * 2 - 1) * std::max(std::fabs(x), 1e-3);
        }
        --left_, ++spent;
        const double there = score(next);
        if (there < value) {
          point = std::move(next);
          value = there;
          improved = true;
        }
      }
      if (improved && value < -noise) round(point);
      if (search_.refutation()) return;
      if (!improved) step /= 2;
    }
    round(point);
  }

  /// Rational points near by, simplest first; once as it is, once with the greatest coordinate scaled to 1.
  void round(const std::vector<double>& point) {
    double greatest = 0;
    for (const double x : point) greatest = std::max(greatest, std::fabs(x));
    for (const double scale : {greatest, 1.0}) {
      if (!(scale > 0) || !std::isfinite(scale)) continue;
      for (const long denominator : {1L, 2L, 3L, 4L, 5L, 6L, 8L, 10L, 12L, 20L, 60L, 100L, 1000L, 1000000L}) {
        std::vector<Rational> rounded;
        for (const double x : point) {
          const double scaled = std::round(x / scale * static_cast<double>(denominator));
          if (!(std::fabs(scaled) < 1e15)) return;
          // Homogeneous statements hold for integers as they do for their multiples.
          const Rational integer(static_cast<long>(scaled));
          rounded.push_back(scale == 1.0 ? integer / denominator : integer);
        }
        if (is_over()) return;
        offer(rounded);
      }
    }
  }

  double uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

  static constexpr std::size_t max_starts = 8;
  static constexpr std::size_t max_doubtful = 20;

  Search& search_;
  EquationSolver solver_;
  std::vector<FloatRelation> hypotheses_, goals_;
  std::size_t left_;
  std::mt19937_64 random_;
  std::size_t doubtful_ = 0;
  std::vector<std::pair<double, std::vector<double>>> best_;  // least margin first
};

}  // namespace

void look_for_counterexample(Search& search, std::size_t evaluations, unsigned seed) {
  if (search.is_over()) return;
  Refuter(search, evaluations, seed).run(seed == 0);
}

}  // namespace geq::prover
