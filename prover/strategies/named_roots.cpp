// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/derivation.hpp"
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
  Derivation way(sequent, origin.sufficient());
  // Innermost first; naming one changes those around it.
  for (std::size_t named = 0; named < 8; ++named) {
    const std::vector<proofs::Atom> roots = roots_that_matter(way.sequent, origin);
    if (roots.empty()) break;
    const proofs::ExactPolynomial root(roots.front());
    if (!way.then(proofs::RootFacts{root}) ||
        !way.then(proofs::Name{fresh_names(way.sequent, "pqrstuvwxyz", 1).front(), root}))
      return {};
  }
  if (way.steps.size() < 4) return {};
  const auto proof = prove(way.sequent, way.origin, {effort.cones, false}, search);
  return proof ? std::optional(way.followed_by(*proof)) : std::nullopt;
}

}  // namespace geq::prover
