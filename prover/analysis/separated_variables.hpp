// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A sum of functions of one variable each, where a sum of such functions is known to be zero (or nonnegative): with a
/// multiple of what is known the goal is bounded variable by variable. The multiplier is the one of Lagrange.
/// Source: S. Boyd, L. Vandenberghe, Convex Optimization (2004), section 5.1.
/// Limits: one fact that ties the variables together; functions other than polynomials in the goal.
std::optional<Steps> separated_variables(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
