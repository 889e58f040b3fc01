// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Sums over the steps of an iteration: inequalities for every step, which follow from the hypotheses for all steps,
/// are added up; what does not cancel is the change of a potential from step to step, which telescopes. Multipliers
/// and potential are chosen by one exact linear program over what occurs.
/// Source: M. Zinkevich, Online convex programming and generalized infinitesimal gradient ascent (2003); Y. Drori, M.
/// Teboulle, Performance of first-order methods, Math. Program. 145 (2014), who choose multipliers numerically.
/// Limits: products of three known things; potentials made of what the goal and the hypotheses contain.
std::optional<Steps> iterations(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
