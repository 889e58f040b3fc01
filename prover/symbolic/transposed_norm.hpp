// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// The goal has the spectral norms of A A^T and of A: the same with A^T for A, whose norm is that of A. `prove` closes
/// both.
/// Source: R. A. Horn, C. R. Johnson, Matrix Analysis (2013), section 5.6.
std::optional<Steps> by_transposed_norm(const SideChain& chain, const SideChain::Prover& prove);

}  // namespace geq::prover
