// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Sequent;

namespace {

/// The roots of the goal and of the statement's equations, innermost first. Equations that a search found on its way
/// are many, and no assumptions.
std::vector<proofs::Atom> roots_that_matter(const Sequent& sequent, const Origin& origin) {
  std::vector<proofs::Atom> result = functions_in(sequent.goal.polynomial);
  for (const proofs::Fact& fact : sequent.facts)
    if (fact.sign == proofs::Sign::zero && origin.exact)
      for (const proofs::Atom& atom : functions_in(fact.polynomial)) result.push_back(atom);
  std::erase_if(result, [](const auto& atom) { return !root_degree(atom) || atom.arguments()[1].constant(); });
  return result;
}

}  // namespace

std::optional<Steps> named_roots(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  Steps steps;
  Sequent here = sequent;
  const auto perform = [&](const proofs::Step& step) {
    const auto remaining = proofs::apply(step, here);
    if (!remaining || remaining.value().size() != 1) return false;
    steps.push_back(step);
    here = remaining.value().front();
    return true;
  };
  // Innermost first; naming one changes those around it.
  for (std::size_t named = 0; named < 8; ++named) {
    std::optional<proofs::Atom> next;
    for (const proofs::Atom& atom : roots_that_matter(here, origin))
      if (!next) next = atom;
    if (!next) break;
    const proofs::ExactPolynomial root(*next);
    if (!perform(proofs::RootFacts{root}) || !perform(proofs::Name{fresh_names(here, "pqrstuvwxyz", 1).front(), root}))
      return {};
  }
  if (steps.size() < 4) return {};
  auto proof = prove(here, origin.sufficient(), {effort.cones, false}, search);
  if (!proof) return {};
  steps.insert(steps.end(), proof->begin(), proof->end());
  return steps;
}

}  // namespace geq::prover
