// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// A norm on the smaller side, sums of norms (of vectors that depend on the index) on the greater one: the triangle
/// inequality for sequences of vectors, with any nonnegative weights. N = |t| is multiplied on both sides, so that
/// N^2 = dot(t, t) stands against N |v[i]| >= dot(t, v[i]), which is added up over i. `prove_terms` shows sums of inner
/// products, index by index.
/// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004), chapter 4.
/// Limits: goals >= 0; each norm in a sum is linear there.
std::optional<Steps> by_dual_vector(const proofs::Sequent& sequent, const SideChain::Prover& prove_terms,
                                    const polynomials::StopSignal& stop);

/// A norm of a sum of vectors on the smaller side, where assumptions for all indices bound the norms of these: it is at
/// most the sum of their norms, as `prove` shows; the goal with that instead is left to `prove_sums`.
std::optional<Steps> by_triangle_inequality(const proofs::Sequent& sequent, const SideChain::Prover& prove,
                                            const SideChain::Prover& prove_sums);

}  // namespace geq::prover
