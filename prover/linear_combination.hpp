// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A polynomial as a combination of others with numbers as coefficients of any sign, by Gaussian elimination; monomials
/// are the unknowns' places. Where no coefficient may be negative: conic_combination.hpp.

#include <optional>
#include <vector>

#include "proofs/kernel/polynomial.hpp"

namespace geq::prover {

/// What makes columns * x = wanted, if anything does. Columns that are not needed get 0. Cost: cubic in their number.
std::optional<std::vector<proofs::Rational>> as_combination(const std::vector<proofs::ExactPolynomial>& columns,
                                                            const proofs::ExactPolynomial& wanted);

}  // namespace geq::prover
