// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

// Lebesgue's theorem along every sequence of indices that goes the limit's way: all give the same value.
Outcome apply(const Converge& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent) || !is_new(step.index, sequent) || step.index == step.variable)
    return Reason::name_not_fresh;
  if (!in_scope(step.limit, sequent) || !in_scope(step.from, sequent)) return Reason::unknown_variable;
  const auto limit = near_point(step.limit, Operator::limit);
  if (!limit) return Reason::not_an_integral;
  if (sequent.variables.size() + 1 >= max_scope) throw LimitExceeded("too many names are in scope");
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const ExactPolynomial index = ExactPolynomial::variable(step.index);
  const auto member = over_interval(opened(limit->body, index), Operator::integral);
  // The interval is the same for all of them.
  if (!member || !in_scope(member->interval.lower, sequent) || !in_scope(member->interval.upper, sequent))
    return Reason::not_an_integral;
  const auto bound = sum_of_integrals({{ExactPolynomial(Rational(1)), step.integral}}, step.variable, sequent);
  if (!bound) return bound.error();
  if (bound.value().interval != member->interval) return Reason::not_an_integral;
  Sequent at_point{sequent.variables, sequent.facts, {}};
  at_point.variables.push_back(step.variable);
  for (const Fact& fact : inside(member->interval, variable)) at_point.facts.push_back(fact);
  const ExactPolynomial integrand = opened(member->body, variable);
  std::vector<Fact> with_sign = sequent.facts;
  for (const Fact& fact : inside_with_sign(member->interval, variable)) with_sign.push_back(fact);
  const auto pointwise = limit_of(integrand, step.index, limit->approach, with_sign);
  if (!pointwise) return Reason::no_limit;
  Sequent there = at_point;
  there.variables.push_back(step.index);
  for (const Fact& fact : beyond(limit->approach, step.from, index)) there.facts.push_back(fact);
  std::vector<Sequent> remaining;
  if (limit->approach.way != Way::to_infinity && limit->approach.way != Way::through_integers)
    require({step.from, Sign::positive}, sequent, remaining);
  require({bound.value().integrand - integrand, Sign::nonnegative}, there, remaining);
  require({bound.value().integrand + integrand, Sign::nonnegative}, there, remaining);
  const ExactPolynomial integral = atom_over(Operator::integral, {member->interval, closed(*pointwise, step.variable)});
  Sequent result = with_fact(with_fact(sequent, exists(step.limit)), exists(integral));
  remaining.push_back(with_fact(result, {step.limit - integral, Sign::zero}));
  return remaining;
}

// The integral over y of f(shift + scale y), or f(shift - scale y), times scale.
Outcome apply(const Rescale& step, const Sequent& sequent) {
  for (const ExactPolynomial* part : {&step.integral, &step.scale, &step.inverse, &step.shift})
    if (!in_scope(*part, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  const std::string name = "#place";  // no name of the language, so in scope nowhere
  const ExactPolynomial place = ExactPolynomial::variable(name);
  OverInterval other = *integral;
  const auto image = [&](const ExactPolynomial& end) {
    return step.reflected ? step.inverse * (step.shift - end) : step.inverse * (end - step.shift);
  };
  // An end that is not finite is written 0 whatever the substitution.
  const bool below = integral->interval.ends == Ends::finite || integral->interval.ends == Ends::above;
  const bool above = integral->interval.ends == Ends::finite || integral->interval.ends == Ends::below;
  if (below) other.interval.lower = image(integral->interval.lower);
  if (above) other.interval.upper = image(integral->interval.upper);
  if (step.reflected) {
    std::swap(other.interval.lower, other.interval.upper);
    if (integral->interval.ends == Ends::above) other.interval.ends = Ends::below;
    if (integral->interval.ends == Ends::below) other.interval.ends = Ends::above;
  }
  const ExactPolynomial old = step.reflected ? step.shift - step.scale * place : step.shift + step.scale * place;
  other.body = closed(opened(integral->body, old), name);
  const ExactPolynomial result = atom_over(Operator::integral, other);
  if (!is_known_to_exist(step.integral, sequent.facts) && !is_known_to_exist(result, sequent.facts))
    return Reason::not_integrable;
  std::vector<Sequent> remaining;
  require({step.scale, Sign::positive}, sequent, remaining);
  require({step.scale * step.inverse - ExactPolynomial(Rational(1)), Sign::zero}, sequent, remaining);
  Sequent after = with_fact(with_fact(sequent, exists(step.integral)), exists(result));
  remaining.push_back(with_fact(after, {step.integral - step.scale * result, Sign::zero}));
  return remaining;
}

}  // namespace geq::proofs
