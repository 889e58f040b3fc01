// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Logarithms and exponentials of and in sums, over ranges of any length or written out: every term of a sum inside of
/// a logarithm is a share of it, exp lies above its tangent from the logarithm of one weight to that of another, and an
/// exact linear program chooses which of these inequalities, times given weights, add up to the goal.
/// Source: T. Cover, J. Thomas, Elements of Information Theory (2006), sections 2.3 and 2.6.
std::optional<Steps> gibbs_inequalities(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
