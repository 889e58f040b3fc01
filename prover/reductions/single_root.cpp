// SPDX-License-Identifier: GPL-3.0-or-later

/// A goal with one root in it, p + q r with r = root(k, u): the k-th powers of the two sides are compared at once,
/// before r is taken apart. What is left has no roots, but may be false where the goal holds. Limits: u without roots
/// inside and not a single term; r in no other power; for even k one side visibly or easily >= 0.

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/side_chain.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// The only root of the goal but those of numbers, if there is one: with variables in it, more than one term, and no
/// root inside.
std::optional<Atom> single_root(const Sequent& sequent) {
  std::optional<Atom> found;
  for (const Atom& atom : functions_in(sequent.goal.polynomial)) {
    if (atom.op() == proofs::Operator::quotient) continue;
    if (root_degree(atom) && atom.arguments()[1].constant()) continue;
    if (found || !root_degree(atom)) return {};
    found = atom;
  }
  if (!found || found->arguments()[1].terms().size() < 2 || degree_in(*found, sequent.goal.polynomial) != 1) return {};
  return found;
}

}  // namespace

std::optional<Derivation> square_single_root(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const auto atom = single_root(sequent);
  if (!atom) return {};
  const unsigned long degree = *root_degree(*atom);
  const ExactPolynomial root(*atom);
  const ExactPolynomial& radicand = atom->arguments()[1];
  const std::vector<ExactPolynomial> c = coefficients_in(*atom, sequent.goal.polynomial);
  const Origin nowhere = Origin().sufficient();
  SideChain chain(sequent, [&](const Sequent& side) { return prove(side, nowhere, Effort::small(), search); });
  if (degree % 2 == 0 && !is_visible({radicand, Sign::nonnegative}, sequent.facts)) {
    const proofs::Have known{{radicand, Sign::nonnegative}};
    if (!chain.then(known)) return {};
  }
  if (!chain.then(proofs::RootFacts{root})) return {};
  const auto equation = index_of({power(root, degree) - radicand, Sign::zero}, chain.sequent());
  if (!equation) return {};
  for (const ExactPolynomial& left : {c[1] * root, c[0]}) {
    SideChain way = chain;
    if (!way.then(proofs::ComparePowers{static_cast<std::uint32_t>(degree), left})) continue;
    if (degree_in(*atom, way.sequent().goal.polynomial) < degree) continue;
    const ExactPolynomial lowering = multiplier_that_lowers(way.sequent().goal.polynomial, *atom, degree, radicand);
    if (!way.then(proofs::Rewrite{*equation, lowering})) continue;
    // The facts about the root say nothing about what is left.
    proofs::Forget forget;
    for (std::size_t i = sequent.facts.size(); i < way.sequent().facts.size(); ++i) forget.facts.push_back(i);
    if (!forget.facts.empty() && !way.then(forget)) continue;
    if (SamplePoints(sequent).is_negative_somewhere(way.sequent().goal.polynomial)) continue;
    Derivation result(way.sequent(), origin.sufficient());
    result.steps = way.steps();
    return result;
  }
  return {};
}

}  // namespace geq::prover
