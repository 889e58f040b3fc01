// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/growth.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

// Near the end the integrand is at least the derivative of a function that grows beyond every bound.
Outcome apply(const Diverge& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.integral, sequent) || !in_scope(step.from, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  std::vector<Sequent> remaining;
  const auto near =
      growing({step.variable, step.function, step.from, step.upper}, integral->interval, sequent, remaining);
  if (!near) return near.error();
  const ExactPolynomial integrand = opened(integral->body, ExactPolynomial::variable(step.variable));
  require({(step.negative ? -integrand : integrand) - near.value().slope, Sign::nonnegative}, near.value().there,
          remaining);
  remaining.push_back(with_fact(sequent, {atom_over(Operator::integrable, *integral), Sign::zero}));
  return remaining;
}

// There is an integer between any number and one more; it is at least 1 where that number is positive.
Outcome apply(const Undominated& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent) || !is_new(step.index, sequent) || step.index == step.variable)
    return Reason::name_not_fresh;
  if (!in_scope(step.question, sequent) || !in_scope(step.from, sequent)) return Reason::unknown_variable;
  const auto question = over_interval(step.question, Operator::dominated);
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const auto members = question ? application_in(opened(question->body, variable)) : std::nullopt;
  if (!members || members->op() != Operator::sequence) return Reason::not_an_integral;
  std::vector<Sequent> remaining;
  const auto near =
      growing({step.variable, step.function, step.from, step.upper}, question->interval, sequent, remaining);
  if (!near) return near.error();
  Sequent at_index = near.value().there;
  if (!in_scope(step.place, at_index)) return Reason::unknown_variable;
  require({step.place, Sign::positive}, at_index, remaining);
  const ExactPolynomial index = ExactPolynomial::variable(step.index);
  const ExactPolynomial one(Rational(1));
  at_index.variables.push_back(step.index);
  for (const Fact& fact : beyond({Way::through_integers, {}}, one, index)) at_index.facts.push_back(fact);
  at_index.facts.push_back({index - step.place, Sign::nonnegative});
  at_index.facts.push_back({step.place + one - index, Sign::nonnegative});
  const ExactPolynomial member = opened(members->arguments()[0], index);
  require({(step.negative ? -member : member) - near.value().slope, Sign::nonnegative}, at_index, remaining);
  remaining.push_back(with_fact(sequent, {step.question, Sign::zero}));
  return remaining;
}

}  // namespace geq::proofs
