// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Bernoulli's inequality b^n >= 1 + n (b - 1) for every power in the goal whose base is more than a variable and known
/// to be positive, and whose exponent is an integer n >= 0; then all other methods.
/// Source: D. Mitrinovic, Analytic Inequalities (1970), section 2.4.
std::optional<Steps> bernoulli(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
