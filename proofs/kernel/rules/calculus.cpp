// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

bool mentions(const Fact& fact, const std::string& variable) {
  return variables(fact.polynomial).contains(variable);
}

/// c x + d >= 0 or > 0 with a number c and without x in d: it holds between two points at which it holds.
bool is_half_line(const Fact& fact, const std::string& variable) {
  if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) return false;
  const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(variable), fact.polynomial);
  return c.size() == 2 && c[1].constant() && !variables(c[0]).contains(variable);
}

}  // namespace

// Let x be a point of the sequent and a on the side that the step says. On the open interval between them the facts
// without x and those linear in x that hold (weakly) at a are true. There the goal's polynomial p is differentiable and
// does not fall towards x, and it is continuous at both ends, so p(x) >= p(a) by the mean value theorem, and more than
// that where the derivative is positive and x is not a.
Outcome apply(const Monotone& step, const Sequent& sequent) {
  const std::string& x = step.variable;
  if (!in_scope(x, sequent) || !in_scope(step.from, sequent) || variables(step.from).contains(x))
    return Reason::unknown_variable;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return Reason::wrong_goal_sign;
  const auto slope = derivative(sequent.goal.polynomial, x);
  if (!slope) return Reason::not_differentiable;
  const Substitution at_end{{x, step.from}};
  const auto there = [&](const Fact& fact) { return Fact{substitute(fact.polynomial, at_end), fact.sign}; };
  const ExactPolynomial distance = step.above ? ExactPolynomial::variable(x) - step.from
                                              : step.from - ExactPolynomial::variable(x);
  std::vector<Sequent> remaining;
  require({distance, step.strict ? Sign::positive : Sign::nonnegative}, sequent, remaining);
  Sequent between{sequent.variables, {}, {}};
  for (const Fact& fact : sequent.facts) {
    const bool stays = !mentions(fact, x) || (is_half_line(fact, x) &&
                                              is_visible({there(fact).polynomial, Sign::nonnegative}, sequent.facts));
    if (stays) between.facts.push_back(fact);
  }
  between.facts.push_back({distance, Sign::positive});
  for (const Fact& fact : slope->continuity) require(there(fact), sequent, remaining);
  for (const Fact& fact : slope->conditions) {
    between.goal = fact;
    require(fact, between, remaining);
  }
  between.goal = {step.above ? slope->value : -slope->value, step.strict ? Sign::positive : Sign::nonnegative};
  require(between.goal, between, remaining);
  Fact start = there(sequent.goal);
  if (step.strict) start.sign = Sign::nonnegative;
  require(start, sequent, remaining);
  return remaining;
}

}  // namespace geq::proofs
