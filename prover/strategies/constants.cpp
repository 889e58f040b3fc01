// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_identities = 12;

/// What may be no function any more by an identity: powers, exp(2) as a power of e, and logarithms of exponentials.
bool may_have_value(const Atom& atom) {
  return atom.op() == Operator::log || atom.op() == Operator::power || atom.op() == Operator::exp;
}

bool one_value(Derivation& way) {
  for (const Atom& atom : functions_in(way.sequent.goal.polynomial))
    if (variables(ExactPolynomial(atom)).empty() && may_have_value(atom) &&
        way.then(proofs::Identity{ExactPolynomial(atom), 1}))
      return true;
  return false;
}

/// Powers of roots of numbers by their definition: sqrt(3)^2 = 3.
void lower_powers_of_roots(Derivation& way) {
  for (const Atom& atom : functions_in(way.sequent.goal.polynomial)) {
    const auto degree = root_degree(atom);
    if (!degree || degree_in(atom, way.sequent.goal.polynomial) < *degree) continue;
    const std::size_t first = way.sequent.facts.size();
    if (!way.then(proofs::RootFacts{ExactPolynomial(atom)})) continue;
    for (std::size_t i = first; i < way.sequent.facts.size(); ++i)
      if (const auto equation = power_equation(i, atom, way.sequent)) {
        use(*equation, way);
        break;
      }
  }
}

}  // namespace

std::optional<Steps> sign_of_constant(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!variables(sequent.goal.polynomial).empty() || sequent.goal.sign == Sign::zero) return {};
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  if (auto steps = subdivision(sequent, origin, effort, search)) return steps;
  Derivation way = put_special_values(sequent, origin, search).value_or(Derivation(sequent, origin));
  for (std::size_t i = 0; i < most_identities && one_value(way); ++i) {
  }
  const std::size_t divisors = reciprocals(way.sequent.goal.polynomial).size();
  lower_powers_of_roots(way);
  if (divisors > 0) way.then(proofs::Clear{std::vector(divisors, proofs::DenominatorSign::positive)});
  if (is_visible(way.sequent.goal, way.sequent.facts)) return way.followed_by({proofs::Visible{}});
  if (way.steps.empty()) return {};
  const auto steps = subdivision(way.sequent, way.origin, effort, search);
  return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
}

}  // namespace geq::prover
