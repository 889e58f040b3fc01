// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// The goal has the spectral norm of a product of more than two matrices: the norms of products of fewer of them come
/// between. For A B C = (A B) C these are norm(A B C) <= norm(A B) norm(C) and norm(A B) <= norm(A) norm(B), shown by
/// `prove`; then the goal from products of such facts. None if a norm is of something else, or the goal stays open.
/// Source: R. A. Horn, C. R. Johnson, Matrix Analysis (2013), section 5.6.
std::optional<Steps> by_norms_of_parts(const SideChain& chain, const SideChain::Prover& prove,
                                       const polynomials::StopSignal& stop);

}  // namespace geq::prover
