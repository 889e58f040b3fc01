// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sums divided by a power whose exponent the terms have as well: sum(k^n)/n^n as sum((k/n)^n).

#include "prover/side_chain.hpp"

namespace geq::prover {

/// The polynomial with such quotients of sums put together, which has the same value where the bases are positive; none
/// if there is none.
std::optional<proofs::ExactPolynomial> with_combined_sums(const proofs::ExactPolynomial& polynomial);

/// Appends equations for such quotients in the goal and puts the sums into it. False if there was none. `prover` closes
/// the equations between terms.
bool append_combined_sums(SideChain& chain, const SideChain::Prover& prover);

}  // namespace geq::prover
