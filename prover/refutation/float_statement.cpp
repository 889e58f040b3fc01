// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/refutation/float_statement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geq::prover {

using proofs::Comparison;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double FloatStatement::FloatRelation::margin(const std::vector<double>& point) const {
  const FloatProgram::Value l = left(point);
  const FloatProgram::Value r = right(point);
  const double difference = (l.value - r.value) / (l.magnitude + r.magnitude + 1e-200);
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

std::vector<FloatStatement::FloatRelation> FloatStatement::compiled(const std::vector<proofs::Relation>& relations,
                                                                    const std::vector<std::string>& variables) {
  std::vector<FloatRelation> result;
  result.reserve(relations.size());
  for (const proofs::Relation& relation : relations)
    result.push_back(
        {FloatProgram(relation.left, variables), relation.comparison, FloatProgram(relation.right, variables)});
  return result;
}

FloatStatement::FloatStatement(const proofs::Statement& statement)
    : hypotheses_(compiled(proofs::hypotheses(statement), statement.variables)),
      goals_(compiled(proofs::goals(statement), statement.variables)) {}

double FloatStatement::goals_margin(const std::vector<double>& point) const {
  double least = infinity;
  for (const FloatRelation& goal : goals_) {
    const double margin = goal.margin(point);
    if (std::isnan(margin)) return margin;
    least = std::min(least, margin);
  }
  return least;
}

double FloatStatement::margin(const std::vector<double>& point) const {
  for (const FloatRelation& hypothesis : hypotheses_)
    if (!(hypothesis.margin(point) >= -hypothesis.slack())) return undefined;
  return goals_margin(point);
}

double FloatStatement::penalty(const std::vector<double>& point) const {
  double violation = 0;
  for (const FloatRelation& hypothesis : hypotheses_) {
    const double margin = hypothesis.margin(point);
    if (std::isnan(margin)) return infinity;
    if (margin < -hypothesis.slack()) violation -= margin;
  }
  const double goal = goals_margin(point);
  if (std::isnan(goal)) return infinity;
  return violation > 0 ? 2 + violation : goal;
}

}  // namespace geq::prover
