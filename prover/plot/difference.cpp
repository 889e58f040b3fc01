// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/difference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/limits.hpp"

namespace geq::plot {

using proofs::Comparison;
using proofs::Rational;

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double slack = 1e-9;

std::optional<Rational> value_of(const proofs::Term& term, const proofs::Point& point) {
  const auto enclosed = proofs::enclose(term, point, 64);
  if (!enclosed || enclosed->lower != enclosed->upper) return {};
  return enclosed->lower;
}

}  // namespace

Difference::Pair Difference::pair_of(const proofs::Relation& relation, const std::vector<std::string>& variables) {
  const bool is_upward = relation.comparison != Comparison::less && relation.comparison != Comparison::less_equal;
  const proofs::Term& greater = is_upward ? relation.left : relation.right;
  const proofs::Term& less = is_upward ? relation.right : relation.left;
  return {{greater, prover::FloatProgram(greater, variables)},
          {less, prover::FloatProgram(less, variables)},
          relation.comparison == Comparison::equal};
}

Difference::Difference(const proofs::Statement& statement) : statement_(statement), solver_(statement_) {
  for (const proofs::Relation& relation : proofs::hypotheses(statement_)) {
    if (relation.comparison != Comparison::not_equal) hypotheses_.push_back(pair_of(relation, statement_.variables));
  }
  for (const proofs::Relation& relation : proofs::goals(statement_))
    goals_.push_back(pair_of(relation, statement_.variables));
}

double Difference::at(const std::vector<double>& free) const {
  const std::vector<double> point = solver_.complete(free);
  for (const Pair& hypothesis : hypotheses_) {
    const double greater = hypothesis.greater.program(point).value;
    const double less = hypothesis.less.program(point).value;
    const double size = std::fabs(greater) + std::fabs(less) + 1;
    const bool holds =
        hypothesis.is_equation ? std::fabs(greater - less) <= 1e-6 * size : greater - less >= -slack * size;
    if (!holds) return undefined;
  }
  double least = std::numeric_limits<double>::infinity();
  for (const Pair& goal : goals_) {
    const double value = goal.greater.program(point).value - goal.less.program(point).value;
    if (!std::isfinite(value)) return undefined;
    least = std::min(least, value);
  }
  return least;
}

std::optional<Rational> Difference::exact(const std::vector<Rational>& free) const try {
  const auto complete = solver_.complete(free);
  if (!complete) return {};
  proofs::Point point;
  for (std::size_t i = 0; i < complete->size(); ++i) point.emplace(statement_.variables[i], (*complete)[i]);
  std::optional<Rational> least;
  for (const Pair& goal : goals_) {
    const auto greater = value_of(goal.greater.term, point);
    const auto less = value_of(goal.less.term, point);
    if (!greater || !less) return {};
    const Rational value = *greater - *less;
    if (!least || value < *least) least = value;
  }
  return least;
} catch (const proofs::LimitExceeded&) {
  return {};
}

bool Difference::is_homogeneous() const {
  const std::size_t n = free().size();
  std::optional<double> degree;
  for (int sample = 0; sample < 12; ++sample) {
    std::vector<double> point, twice;
    for (std::size_t i = 0; i < n; ++i) {
      point.push_back(1 + 0.37 * static_cast<double>((static_cast<std::size_t>(sample) * (i + 2) + i * i) % 7));
      twice.push_back(2 * point.back());
    }
    const double once = at(point);
    const double again = at(twice);
    if (std::isnan(once) != std::isnan(again)) return false;
    if (std::isnan(once) || std::fabs(once) < 1e-9) continue;
    const double here = std::log2(again / once);
    if (std::isnan(here) || std::fabs(here - std::round(2 * here) / 2) > 1e-6) return false;
    if (degree && std::fabs(*degree - here) > 1e-6) return false;
    degree = here;
  }
  return degree.has_value();
}

}  // namespace geq::plot
