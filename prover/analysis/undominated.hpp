// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// Appends the fact that no integrable function bounds the sequence, which the question asks about. The members are
/// C n^a x^b / (A + B n^c x^d) on an interval from 0: at an index n near x^-m they are at least a multiple of 1/x, for
/// m = d/c where a <= c and b - a d/c <= -1, and for a great m where a > c (domination.hpp).
bool append_undominated(SideChain& chain, const proofs::ExactPolynomial& question, const Origin& origin,
                        Search& search);

}  // namespace geq::prover
