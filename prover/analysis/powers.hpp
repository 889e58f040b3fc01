// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A power u^v with a variable exponent against exp(a) or e, by v log(u) against a, and 1 - 1/u <= log(u) <= u - 1.
/// What is left has no logarithm of u. Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), section 4.2.
std::optional<Steps> powers_and_exponentials(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
