// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/best/ratio.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/limits.hpp"

namespace geq::prover {

using proofs::Comparison;
using proofs::Rational;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double slack = 1e-11;        // hypotheses and their boundary
constexpr double cancellation = 1e-7;  // coefficients below this part of their terms are mostly rounding
constexpr unsigned long bits = 128;    // for roots, which are exact or not used

proofs::Relation closed(proofs::Relation relation) {
  if (relation.comparison == Comparison::greater) relation.comparison = Comparison::greater_equal;
  if (relation.comparison == Comparison::less) relation.comparison = Comparison::less_equal;
  return relation;
}

std::optional<Rational> value_of(const proofs::Term& term, const proofs::Point& point) {
  const auto enclosed = proofs::enclose(term, point, bits);
  if (!enclosed || enclosed->lower != enclosed->upper) return {};
  return enclosed->lower;
}

}  // namespace

Ratio::Ratio(const ConstantStatement& statement, bool upward) : statement_(statement.at(0)), solver_(statement_) {
  const auto side = [&](const proofs::Term& term, long value) {
    proofs::Term put = with_value(term, statement.constant(), upward ? value : -value);
    FloatProgram program(put, statement_.variables);
    return Side{std::move(put), std::move(program)};
  };
  for (const ConstantStatement::Goal& goal : statement.goals())
    goals_.push_back({side(goal.greater, 0), side(goal.less, 0), side(goal.greater, 1), side(goal.less, 1)});
  for (const proofs::Relation& relation : proofs::hypotheses(statement_))
    hypotheses_.push_back({relation, FloatProgram(relation.left, statement_.variables),
                           FloatProgram(relation.right, statement_.variables)});
}

std::optional<std::vector<double>> Ratio::inside(const std::vector<double>& free) const {
  std::vector<double> point = solver_.complete(free);
  for (const Hypothesis& hypothesis : hypotheses_) {
    const double left = hypothesis.left(point).value;
    const double right = hypothesis.right(point).value;
    const double difference = (left - right) / (std::fabs(left) + std::fabs(right) + 1e-200);
    bool holds = false;
    switch (hypothesis.relation.comparison) {
      case Comparison::greater_equal:
      case Comparison::greater:
        holds = difference >= -slack;
        break;
      case Comparison::less_equal:
      case Comparison::less:
        holds = difference <= slack;
        break;
      case Comparison::equal:
        holds = std::fabs(difference) <= 1e-7;
        break;
      case Comparison::not_equal:
        holds = difference != 0;
        break;
    }
    if (!holds) return {};
  }
  return point;
}

Ratio::Parts Ratio::parts(const Goal& goal, const std::vector<double>& point) {
  const double greater = goal.greater_at_0.program(point).value;
  const double less = goal.less_at_0.program(point).value;
  const double greater_1 = goal.greater_at_1.program(point).value;
  const double less_1 = goal.less_at_1.program(point).value;
  return {greater - less, (greater_1 - greater) - (less_1 - less),
          std::fabs(greater) + std::fabs(less) + std::fabs(greater_1) + std::fabs(less_1)};
}

Ratio::FloatBound Ratio::at(const std::vector<double>& free) const {
  const auto point = inside(free);
  if (!point) return {infinity, true};
  double least = infinity;
  for (const Goal& goal : goals_) {
    const Parts p = parts(goal, *point);
    if (!std::isfinite(p.value) || !std::isfinite(p.coefficient) || !std::isfinite(p.size)) return {infinity, true};
    if (p.coefficient < -cancellation * p.size) least = std::min(least, p.value / -p.coefficient);
  }
  return {least, false};
}

std::optional<Ratio::Bound> Ratio::exact(const std::vector<Rational>& free) const try {
  const auto complete = solver_.complete(free);
  if (!complete) return {};
  Bound bound{0, {}, free, true};
  proofs::Point point;
  for (std::size_t i = 0; i < complete->size(); ++i) {
    point.emplace(statement_.variables[i], (*complete)[i]);
    bound.point.emplace_back(statement_.variables[i], (*complete)[i]);
  }
  for (const Hypothesis& hypothesis : hypotheses_) {
    if (!proofs::holds_at(closed(hypothesis.relation), point).value_or(false)) return {};
    bound.is_inside = bound.is_inside && proofs::holds_at(hypothesis.relation, point).value_or(false);
  }
  bool asks = false;
  for (const Goal& goal : goals_) {
    const auto greater = value_of(goal.greater_at_0.term, point);
    const auto less = value_of(goal.less_at_0.term, point);
    const auto greater_1 = value_of(goal.greater_at_1.term, point);
    const auto less_1 = value_of(goal.less_at_1.term, point);
    if (!greater || !less || !greater_1 || !less_1) return {};
    const Rational value = *greater - *less;
    const Rational coefficient = (*greater_1 - *less_1) - value;
    if (proofs::sign(coefficient) >= 0) continue;
    const Rational ratio = value / -coefficient;
    if (!asks || ratio < bound.value) bound.value = ratio;
    asks = true;
  }
  if (!asks) return {};
  return bound;
} catch (const proofs::LimitExceeded&) {
  return {};
}

}  // namespace geq::prover
