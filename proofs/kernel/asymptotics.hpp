// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Limits of polynomials over atoms in one variable, by their leading terms.

#include <optional>
#include <string>

#include "proofs/kernel/integrals.hpp"

namespace geq::proofs {

/// The limit as the variable goes its way, the other variables fixed; without the variable. The facts, which do not
/// mention the variable, tell the signs of leading coefficients. None when there is no finite limit, or leading terms
/// do not tell it. Throws LimitExceeded. Cost: one walk over the polynomial and its atoms.
std::optional<ExactPolynomial> limit_of(const ExactPolynomial& polynomial, const std::string& variable,
                                        const Approach& approach, const std::vector<Fact>& facts);

/// It goes to oo, by its leading term. Facts, limits and cost as above.
bool grows(const ExactPolynomial& polynomial, const std::string& variable, const Approach& approach,
           const std::vector<Fact>& facts);

}  // namespace geq::proofs
