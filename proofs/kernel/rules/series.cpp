// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

const ExactPolynomial one{Rational(1)};

Fact is_integer(const ExactPolynomial& value) { return {application(Operator::floor, {value}) - value, Sign::zero}; }

}  // namespace

// i -> shift - i and i -> i + shift map integers to integers, as the shift is one.
Outcome apply(const Reindex& step, const Sequent& sequent) {
  if (!in_scope(step.atom, sequent) || !in_scope(step.shift, sequent)) return Reason::unknown_variable;
  const auto atom = application_in(step.atom);
  if (!atom || atom->op() != Operator::sum_over) return Reason::not_an_atom;
  const ExactPolynomial& lower = atom->arguments()[0];
  const ExactPolynomial& upper = atom->arguments()[1];
  const std::string name = "#index";  // no name of the language, so in scope nowhere
  const ExactPolynomial old = ExactPolynomial::variable(name);
  const ExactPolynomial image = step.reflected ? step.shift - old : step.shift + old;
  const ExactPolynomial body = closed(opened(atom->arguments()[2], image), name);
  const ExactPolynomial other = step.reflected
                                    ? over_range(Operator::sum_over, step.shift - upper, step.shift - lower, body)
                                    : over_range(Operator::sum_over, lower - step.shift, upper - step.shift, body);
  std::vector<Sequent> remaining;
  require_integer(step.shift, sequent, remaining);
  remaining.push_back(with_fact(sequent, {step.atom - other, Sign::zero}));
  return remaining;
}

// Tannery: terms with limits, below a geometric series that does not depend on n; see the rule book.
Outcome apply(const Tannery& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent) || !is_new(step.index, sequent) || step.index == step.variable)
    return Reason::name_not_fresh;
  for (const ExactPolynomial* part : {&step.limit, &step.bound, &step.bound_rate, &step.scale, &step.rate})
    if (!in_scope(*part, sequent)) return Reason::unknown_variable;
  const auto limit = near_point(step.limit, Operator::limit);
  if (!limit || limit->approach.way != Way::through_integers) return Reason::not_an_integral;
  if (cln::denominator(step.lower) != 1) return Reason::not_an_integer;
  if (sequent.variables.size() + 1 >= max_scope) throw LimitExceeded("too many names are in scope");
  const ExactPolynomial n = ExactPolynomial::variable(step.variable);
  const ExactPolynomial i = ExactPolynomial::variable(step.index);
  const ExactPolynomial lower(step.lower);
  Sequent far{sequent.variables, sequent.facts, {}};
  far.variables.push_back(step.variable);
  for (const Fact& fact : beyond(limit->approach, ExactPolynomial(step.from), n)) far.facts.push_back(fact);
  if (!in_scope(step.upper, far)) return Reason::unknown_variable;
  Sequent at_index{sequent.variables, sequent.facts, {}};
  at_index.variables.push_back(step.index);
  at_index.facts.push_back(is_integer(i));
  at_index.facts.push_back({i - lower, Sign::nonnegative});
  Sequent both = far;
  both.variables.push_back(step.index);
  both.facts.insert(both.facts.end(),
                    {is_integer(i), {i - lower, Sign::nonnegative}, {step.upper - i, Sign::nonnegative}});
  if (!in_scope(step.term, both)) return Reason::unknown_variable;
  const auto term_limit = limit_of(step.term, step.variable, limit->approach, at_index.facts);
  if (!term_limit || !grows(step.upper, step.variable, limit->approach, sequent.facts)) return Reason::no_limit;
  const auto geometric = [&](const ExactPolynomial& scale, const ExactPolynomial& rate, const ExactPolynomial& place) {
    return scale * application(Operator::exp, {-(rate * place)});
  };
  const ExactPolynomial sum = over_range(Operator::sum_over, lower, step.upper, closed(step.term, step.index));
  std::vector<Sequent> remaining;
  require({step.bound_rate, Sign::positive}, sequent, remaining);
  require({step.rate, Sign::positive}, sequent, remaining);
  require({opened(limit->body, n) - sum, Sign::zero}, far, remaining);
  require({*term_limit - geometric(step.scale, step.rate, i), Sign::zero}, at_index, remaining);
  const ExactPolynomial bound = geometric(step.bound, step.bound_rate, i);
  require({bound - step.term, Sign::nonnegative}, both, remaining);
  require({bound + step.term, Sign::nonnegative}, both, remaining);
  const ExactPolynomial value =
      geometric(step.scale, step.rate, lower) * reciprocal(one - geometric(one, step.rate, one));
  Sequent result = with_fact(sequent, exists(step.limit));
  result.facts.push_back({step.limit - value, Sign::zero});
  remaining.push_back(std::move(result));
  return remaining;
}

}  // namespace geq::proofs
