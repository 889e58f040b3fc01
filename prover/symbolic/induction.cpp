// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/bernoulli.hpp"
#include "prover/symbolic/element_induction.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/integer_expressions.hpp"
#include "prover/symbolic/log_chain.hpp"
#include "prover/symbolic/log_induction.hpp"
#include "prover/symbolic/range_induction.hpp"
#include "prover/symbolic/recurrences.hpp"
#include "prover/symbolic/strengthening.hpp"
#include "prover/symbolic/sums.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// What has logarithms, exponentials, circular functions or factorials and no ranges, as a statement by itself.
std::optional<Steps> real_statement(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
  const bool known = std::any_of(found.begin(), found.end(), [](const Atom& atom) {
    return atom.op() == Operator::log || atom.op() == Operator::exp || atom.op() == Operator::arctan ||
           atom.op() == Operator::factorial;
  });
  if (!known || has_ranges({sequent.variables, {}, sequent.goal})) return {};
  proofs::Forget others;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (!functions_in(sequent.facts[i].polynomial).empty()) others.facts.push_back(i);
  SideChain chain(sequent, [](const Sequent&) { return std::optional<Steps>(); });
  if (!others.facts.empty() && !chain.then(others)) return {};
  const auto steps = prove(chain.sequent(), origin.sufficient(), Effort::small(), search);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

/// What has factorials and no ranges, by those of the least number there.
std::optional<Steps> with_earlier_factorials(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
  const bool any =
      std::any_of(found.begin(), found.end(), [](const Atom& atom) { return atom.op() == Operator::factorial; });
  if (!any || has_ranges({sequent.variables, {}, sequent.goal})) return {};
  SideChain chain(sequent, with_small_effort(origin, search));
  if (!take_factors(chain) || !state_positive_parts(chain, chain.sequent().goal.polynomial)) return {};
  const auto rest = prove_side(chain.sequent(), origin, search);
  return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
}

/// The goal for n from that for n - 1 and a difference without sums.
std::optional<Steps> step_by_difference(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign == Sign::nonzero) return {};
  const RangeChain chain(sequent, origin, search);
  return one_further(chain, sequent.facts.size() - 1, [&](const Sequent& side) {
    RangeChain signs(side, origin, search);
    add_signs_of_divisors(signs);
    auto rest = prove_side(signs.sequent(), origin, search);
    if (!rest) rest = real_statement(signs.sequent(), origin, search);
    if (!rest && has_ranges({sequent.variables, {}, sequent.goal}))
      rest = with_earlier_factorials(signs.sequent(), origin, search);
    return rest ? std::optional(signs.followed_by(*rest)) : std::nullopt;
  });
}

/// Something in the goal is an integer by what it is: a power with that exponent, a factorial, a range.
bool speaks_of_integers(const Sequent& sequent) {
  const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
  return std::any_of(found.begin(), found.end(), [](const Atom& atom) {
    return atom.op() == Operator::power || atom.op() == Operator::factorial || proofs::is_binder(atom.op());
  });
}

/// The goal without denominators, where there are some and their signs are seen, by induction.
std::optional<Steps> induction_on_the_numerator(const Sequent& sequent, const Origin& origin, Effort effort,
                                                Search& search) {
  const std::size_t denominators = reciprocals(sequent.goal.polynomial).size();
  if (denominators == 0 || !speaks_of_integers(sequent)) return {};
  RangeChain chain(sequent, origin, search);
  add_signs_of_divisors(chain);
  if (!chain.then(proofs::Clear{std::vector(denominators, proofs::DenominatorSign::positive)})) return {};
  const auto steps = induction_on_a_variable(chain.sequent(), origin.sufficient(), effort, search);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

}  // namespace

/// From the greatest number on that is known to be below the variable.
std::optional<Steps> induction_on_a_variable(const Sequent& sequent, const Origin& origin, Effort effort,
                                             Search& search) {
  for (const std::string& name : sequent.variables) {
    if (!variables(sequent.goal.polynomial).contains(name)) continue;
    const auto base = lower_bound_of(name, sequent);
    if (!base) continue;
    const proofs::Induction step{name, *base};
    const auto applied = proofs::apply(proofs::Step(step), sequent);
    if (!applied || applied.value().size() != 2) continue;
    auto first = prove_side(applied.value()[0], origin, search);
    if (!first) first = prove(applied.value()[0], origin.sufficient(), Effort::small(), search);
    if (!first) continue;
    const Sequent& next = applied.value()[1];
    auto rest = step_by_difference(next, origin, search);
    if (!rest) rest = step_by_recurrences(next, name, origin, effort, search);
    if (!rest) continue;
    Steps steps{step};
    steps.insert(steps.end(), first->begin(), first->end());
    steps.insert(steps.end(), rest->begin(), rest->end());
    return steps;
  }
  return {};
}

std::optional<Steps> induction(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  // What takes long comes after all that is short; about sums over ranges the portfolio asks twice.
  if (effort.persistent && !has_ranges(sequent) && speaks_of_integers(sequent))
    if (auto steps = induction(sequent, origin, Effort::small(), search)) return steps;
  RangeChain chain(sequent, origin, search);
  add_integer_bounds(chain);
  auto steps = induction_on_an_expression(chain.sequent(), origin, effort, search);
  if (!steps) steps = induction_on_a_variable(chain.sequent(), origin, effort, search);
  if (!steps) steps = induction_on_the_numerator(chain.sequent(), origin, effort, search);
  if (!steps) steps = strengthened_induction(chain.sequent(), origin, effort, search);
  if (!steps) steps = bernoulli(chain.sequent(), origin, effort, search);
  if (!steps) steps = compare_by_logarithms(chain.sequent(), origin, search);
  if (steps) return chain.followed_by(*steps);
  if (auto along = element_induction(sequent, origin, search)) return along;
  return range_induction(sequent, origin, search);
}

}  // namespace geq::prover
