// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/descent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "proofs/kernel/language/parser.hpp"

namespace geq::prover {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double least_step = 1e-9;

/// By Gauss's elimination with pivots; a singular system is solved with zeros where it does not matter. Empty where
/// numbers overflow.
std::vector<double> solution(std::vector<std::vector<double>> rows) {
  const std::size_t n = rows.size();
  std::vector<double> result(n, 0);
  double scale = 0;
  for (const auto& row : rows)
    for (std::size_t j = 0; j < n; ++j) scale = std::max(scale, std::fabs(row[j]));
  if (!std::isfinite(scale)) return {};
  std::vector<bool> used(n, false);
  std::vector<std::size_t> row_of(n, n);
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = n;
    for (std::size_t i = 0; i < n; ++i)
      if (!used[i] && (pivot == n || std::fabs(rows[i][column]) > std::fabs(rows[pivot][column]))) pivot = i;
    if (std::fabs(rows[pivot][column]) <= 1e-9 * scale) continue;
    used[pivot] = true;
    row_of[column] = pivot;
    for (std::size_t i = 0; i < n; ++i) {
      const double factor = rows[i][column] / rows[pivot][column];
      if (i == pivot || factor == 0) continue;
      for (std::size_t j = column; j <= n; ++j) rows[i][j] -= factor * rows[pivot][j];
    }
  }
  for (std::size_t column = 0; column < n; ++column)
    if (row_of[column] < n) result[column] = rows[row_of[column]][n] / rows[row_of[column]][column];
  for (const double x : result)
    if (!std::isfinite(x)) return {};
  return result;
}

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1.0p-53; }

}  // namespace

Descent::Descent(const EquationSolver& solver, const FloatStatement& floats,
                 const std::vector<proofs::Interval>& domains)
    : solver_(solver), floats_(floats) {
  for (const proofs::Interval& domain : domains)
    bounds_.push_back({domain.lower ? to_double(domain.lower->value) : -infinity,
                       domain.upper ? to_double(domain.upper->value) : infinity});
  for (const proofs::ExactPolynomial& equation : solver.unsolved())
    if (const auto term = proofs::parse_term(to_text(equation), solver.free()))
      equations_.emplace_back(term.value(), solver.free());
}

std::vector<double> Descent::clamped(std::vector<double> point) const {
  for (std::size_t i = 0; i < point.size(); ++i)
    point[i] = std::min(std::max(point[i], bounds_[i].lower), bounds_[i].upper);
  return point;
}

double Descent::size_of(const std::vector<double>& point, std::size_t i) const {
  const double width = bounds_[i].upper - bounds_[i].lower;
  return std::isfinite(width) ? width : std::max(std::fabs(point[i]), 1e-3);
}

std::vector<double> Descent::projected(std::vector<double> point) const {
  for (int round = 0; round < 12 && !equations_.empty(); ++round) {
    double worst = 0;
    for (const FloatProgram& equation : equations_) {
      // One equation at a time, along its gradient (Kaczmarz): enough for the few there are.
      const double value = equation(point).value;
      if (!std::isfinite(value)) return point;
      worst = std::max(worst, std::fabs(value));
      std::vector<double> gradient(point.size());
      double square = 0;
      for (std::size_t i = 0; i < point.size(); ++i) {
        const double h = 1e-7 * std::max(std::fabs(point[i]), 1e-3);
        std::vector<double> moved = point;
        moved[i] += h;
        gradient[i] = (equation(moved).value - value) / h;
        square += gradient[i] * gradient[i];
      }
      if (!(square > 1e-200)) return point;
      for (std::size_t i = 0; i < point.size(); ++i) point[i] -= value / square * gradient[i];
    }
    if (worst < 1e-13) break;
  }
  return clamped(std::move(point));
}

std::vector<double> Descent::from(std::vector<double> point, std::size_t most, std::mt19937_64& random,
                                  std::size_t& left, const std::function<bool()>& is_over) const {
  const std::size_t n = point.size();
  point = projected(clamped(std::move(point)));
  double value = score(point);
  std::size_t spent = 0;
  const auto improves = [&](std::vector<double> next) {
    if (left == 0) return false;
    --left, ++spent;
    next = projected(clamped(std::move(next)));
    const double there = score(next);
    if (!(there < value)) return false;
    point = std::move(next);
    value = there;
    return true;
  };
  for (double step = 0.3; step > least_step && spent < most && left > 0 && !is_over();) {
    const std::vector<double> before = point;
    bool improved = false;
    for (std::size_t i = 0; i < n; ++i) {
      for (const double sign : {1.0, -1.0}) {
        std::vector<double> next = point;
        next[i] += sign * step * size_of(point, i);
        if (improves(std::move(next))) {
          improved = true;
          break;
        }
      }
      for (const double end : {bounds_[i].lower, bounds_[i].upper})
        if (step > 0.1 && std::isfinite(end) && point[i] != end) {
          std::vector<double> next = point;
          next[i] = end;
          improved = improves(std::move(next)) || improved;
        }
    }
    for (std::size_t move = 0; move < n; ++move) {
      std::vector<double> next = point;
      for (std::size_t i = 0; i < n; ++i) next[i] += step * (uniform(random) * 2 - 1) * size_of(point, i);
      improved = improves(std::move(next)) || improved;
    }
    // Further the way that led here, as long as it leads down.
    if (improved)
      for (int again = 0; again < 8; ++again) {
        std::vector<double> next = point;
        for (std::size_t i = 0; i < n; ++i) next[i] += point[i] - before[i];
        if (!improves(std::move(next))) break;
      }
    if (!improved) step /= 2;
  }
  return point;
}

std::vector<double> Descent::polished(std::vector<double> point, std::size_t& left) const {
  const std::size_t n = point.size();
  double value = score(point);
  const std::size_t evaluations = 2 * n * n + 1;
  for (int round = 0; round < 6 && value < 2 && left > evaluations && equations_.empty(); ++round) {
    left -= evaluations;
    std::vector<double> h(n);
    for (std::size_t i = 0; i < n; ++i) h[i] = 1e-4 * std::max(std::fabs(point[i]), 1e-2);
    const auto at = [&](std::size_t i, double s, std::size_t j, double t) {
      std::vector<double> moved = point;
      moved[i] += s * h[i];
      moved[j] += t * h[j];
      return score(moved);
    };
    // One row for each variable: second derivatives, then minus the first.
    std::vector<std::vector<double>> rows(n, std::vector<double>(n + 1));
    for (std::size_t i = 0; i < n; ++i) {
      const double up = at(i, 1, i, 0);
      const double down = at(i, -1, i, 0);
      rows[i][n] = -(up - down) / (2 * h[i]);
      rows[i][i] = (up - 2 * value + down) / (h[i] * h[i]);
      for (std::size_t j = 0; j < i; ++j)
        rows[i][j] = rows[j][i] =
            (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * h[i] * h[j]);
    }
    const std::vector<double> step = solution(std::move(rows));
    if (step.empty()) break;
    std::vector<double> next = point;
    for (std::size_t i = 0; i < n; ++i) next[i] += step[i];
    next = clamped(std::move(next));
    const double there = score(next);
    if (!(there <= value)) break;
    const bool is_there = next == point;
    point = std::move(next);
    value = there;
    if (is_there) break;
  }
  return point;
}

}  // namespace geq::prover
