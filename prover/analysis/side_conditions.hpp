// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Integrals and limits as the search sees them, and what it does about side conditions without them.

#include <vector>

#include "prover/side_chain.hpp"

namespace geq::prover {

/// An integral, a limit, or what is said of one, stands in the goal or in a fact.
bool has_analysis(const proofs::Sequent& sequent);
/// The integrals (or limits ...) in the goal and the facts, not those inside other bodies; each once.
std::vector<proofs::ExactPolynomial> analysis_atoms(proofs::Operator op, const proofs::Sequent& sequent);

/// Without the facts that mention integrals and limits.
void forget_analysis(SideChain& chain);

/// A proof by the methods for a sequent without integrals or limits, and identities with roots and denominators.
std::optional<Steps> prove_elementary(const proofs::Sequent& sequent, const Origin& origin, Effort effort,
                                      Search& search);

}  // namespace geq::prover
