// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

const Approach integers{Way::through_integers, {}};

/// The sequent for every integer from there on. The goal is to be set.
Sequent for_integers(const std::string& variable, const ExactPolynomial& from, const Sequent& sequent) {
  if (sequent.variables.size() >= max_scope) throw LimitExceeded("too many names are in scope");
  Sequent result{sequent.variables, sequent.facts, {}};
  result.variables.push_back(variable);
  for (const Fact& fact : beyond(integers, from, ExactPolynomial::variable(variable))) result.facts.push_back(fact);
  return result;
}

/// The place goes the limit's way as the variable runs through the integers.
bool goes_there(const ExactPolynomial& place, const std::string& variable, const Approach& approach,
                const std::vector<Fact>& facts) {
  if (approach.way == Way::to_infinity || approach.way == Way::through_integers)
    return grows(place, variable, integers, facts);
  return limit_of(place, variable, integers, facts) == approach.point;
}

/// It is one of the values of the limit's variable: an integer, or on the limit's side of the point.
void require_place(const ExactPolynomial& place, const Approach& approach, const Sequent& there,
                   std::vector<Sequent>& remaining) {
  const ExactPolynomial distance = place - approach.point;
  if (approach.way == Way::through_integers) require_integer(place, there, remaining);
  if (approach.way == Way::from_above) require({distance, Sign::positive}, there, remaining);
  if (approach.way == Way::from_below) require({-distance, Sign::positive}, there, remaining);
  if (approach.way == Way::from_both_sides) require({distance, Sign::nonzero}, there, remaining);
}

}  // namespace

// The least upper bound of the values is their limit.
Outcome apply(const BoundedMonotone& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  for (const ExactPolynomial* part : {&step.limit, &step.from, &step.bound})
    if (!in_scope(*part, sequent)) return Reason::unknown_variable;
  const auto limit = near_point(step.limit, Operator::limit);
  if (!limit || limit->approach.way != Way::through_integers) return Reason::not_an_integral;
  const ExactPolynomial way(Rational(step.falling ? -1 : 1));
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const auto body = [&](const ExactPolynomial& at) { return opened(limit->body, at); };
  const Sequent there = for_integers(step.variable, step.from, sequent);
  std::vector<Sequent> remaining;
  require_integer(step.from, sequent, remaining);
  require({way * (body(variable + ExactPolynomial(Rational(1))) - body(variable)), Sign::nonnegative}, there,
          remaining);
  require({way * (step.bound - body(variable)), Sign::nonnegative}, there, remaining);
  Sequent after = with_fact(sequent, exists(step.limit));
  after = with_fact(after, {way * (step.bound - step.limit), Sign::nonnegative});
  remaining.push_back(with_fact(after, {way * (step.limit - body(step.from)), Sign::nonnegative}));
  return remaining;
}

// A limit would be at least the one number and at most the other.
Outcome apply(const Oscillation& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  for (const ExactPolynomial* part : {&step.limit, &step.above, &step.below})
    if (!in_scope(*part, sequent)) return Reason::unknown_variable;
  const auto limit = near_point(step.limit, Operator::limit);
  if (!limit) return Reason::not_an_integral;
  const Sequent there = for_integers(step.variable, ExactPolynomial(Rational(1)), sequent);
  if (!in_scope(step.high, there) || !in_scope(step.low, there)) return Reason::unknown_variable;
  std::vector<Sequent> remaining;
  for (const ExactPolynomial* place : {&step.high, &step.low}) {
    if (!goes_there(*place, step.variable, limit->approach, sequent.facts)) return Reason::no_limit;
    require_place(*place, limit->approach, there, remaining);
  }
  require({opened(limit->body, step.high) - step.above, Sign::nonnegative}, there, remaining);
  require({step.below - opened(limit->body, step.low), Sign::nonnegative}, there, remaining);
  require({step.above - step.below, Sign::positive}, sequent, remaining);
  remaining.push_back(with_fact(sequent, {atom_near(Operator::convergent, *limit), Sign::zero}));
  return remaining;
}

}  // namespace geq::proofs
