// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A goal of products of two sums over one range (or of a sum and the number of terms, or of sums of sums) as one sum
/// over all pairs of indices, whose terms are shown to be nonnegative. Sequences that rise or fall from one index to
/// the next are ordered at every two indices. Contains Chebyshev's inequality and Lagrange's identity. Source: G.
/// Hardy, J. Littlewood, G. Polya, Inequalities (1934), 2.17. Limits: one range; every term of the goal is of that
/// kind.
std::optional<Steps> pairs_of_indices(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
