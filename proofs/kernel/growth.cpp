// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/growth.hpp"

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

/// How the variable goes to the end.
Approach approach_of(const RealInterval& interval, bool upper) {
  const bool finite = interval.ends == Ends::finite || interval.ends == (upper ? Ends::below : Ends::above);
  if (!finite) return {Way::to_infinity, {}};
  return upper ? Approach{Way::from_below, interval.upper} : Approach{Way::from_above, interval.lower};
}

}  // namespace

Result<Growing, Reason> growing(const NearEnd& near, const RealInterval& interval, const Sequent& sequent,
                                std::vector<Sequent>& remaining) {
  if (sequent.variables.size() + 1 >= max_scope) throw LimitExceeded("too many names are in scope");
  const ExactPolynomial variable = ExactPolynomial::variable(near.variable);
  Growing result{{sequent.variables, sequent.facts, {}}, {}};
  result.there.variables.push_back(near.variable);
  if (!in_scope(near.function, result.there)) return Reason::unknown_variable;
  const auto slope = derivative(near.function, near.variable);
  if (!slope) return Reason::not_differentiable;
  result.slope = slope->value;
  for (const Fact& fact : inside(interval, variable)) result.there.facts.push_back(fact);
  const Approach end = approach_of(interval, near.upper);
  // At a finite end: nearer to it than `from`; at an infinite one: beyond `from`.
  const ExactPolynomial toward = near.upper ? variable : -variable;
  const bool infinite = end.way == Way::to_infinity;
  const ExactPolynomial distance = near.upper ? interval.upper - variable : variable - interval.lower;
  result.there.facts.push_back({infinite ? toward - near.from : near.from - distance, Sign::positive});
  const ExactPolynomial seen =
      infinite && !near.upper ? substitute(near.function, {{near.variable, -variable}}) : near.function;
  if (!grows(near.upper ? seen : -seen, near.variable, end, sequent.facts)) return Reason::no_limit;
  if (interval.ends == Ends::finite) require({interval.upper - interval.lower, Sign::positive}, sequent, remaining);
  if (!infinite) require({near.from, Sign::positive}, sequent, remaining);
  for (const Fact& fact : slope->conditions) require(fact, result.there, remaining);
  require({result.slope, Sign::nonnegative}, result.there, remaining);
  return result;
}

}  // namespace geq::proofs
