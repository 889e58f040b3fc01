// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "prover/side_chain.hpp"

namespace geq::prover {

/// A positive multiple of the polynomial that has integer coefficients without a common factor, where all of its atoms
/// are variables that are known to be integers; none for others, and for numbers.
std::optional<proofs::ExactPolynomial> integer_multiple(const proofs::ExactPolynomial& polynomial,
                                                        const proofs::Sequent& sequent);

/// Appends P >= 0 for an integer P, as P + 1 > 0: k (k - 1) >= 0 for every integer k >= 0, by induction, so k = P + 1
/// is not between 0 and 1. False, and nothing is appended, where the chain's prover does not show P + 1 > 0.
bool append_by_gap(SideChain& chain, const proofs::ExactPolynomial& P);

}  // namespace geq::prover
