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

std::vector<double> Descent::from(std::vector<double> point, std::mt19937_64& random, std::size_t& left,
                                  const std::function<bool()>& is_over) const {
  const std::size_t n = point.size();
  point = projected(clamped(std::move(point)));
  double value = score(point);
  const std::size_t most = 3000 + 500 * n;
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

}  // namespace geq::prover
