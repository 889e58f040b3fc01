// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sequences n^a x^b / (A + B n^c x^d) of functions: which integrable functions bound them, or why none does.
/// On 0..1, with E = b - a d / c: for 0 < a < c the supremum over real n > 0 is K x^E, by the inequality of the means
/// with weights a/c and 1 - a/c, so there is a bound exactly where E > -1; for a = c it is x^(b - d) / B; for a > c it
/// is infinite. Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), section 2.5, for the constant K.

#include <string>
#include <vector>

#include "proofs/kernel/integrals.hpp"

namespace geq::prover {

/// C n^a x^b / (A + B n^c x^d) with A, B > 0 and c >= 0; without a denominator A = 1 and B = c = d = 0.
struct MonomialFamily {
  proofs::Rational C, a, b, A = 1, B = 0, c = 0, d = 0;
};
/// The members of the sequence as such; none if they are not.
std::optional<MonomialFamily> family_of(const proofs::OverInterval& question, const std::string& variable,
                                        const std::string& index);

/// The greatest value of u^s / (1 + u^t) for exponents that are parameters: s^(s/t) (t - s)^((t - s)/t) / t. None for
/// other integrands.
std::optional<proofs::ExactPolynomial> with_symbolic_exponents(const proofs::ExactPolynomial& integrand);

/// Functions that may bound all members of the sequence: K x^E, then simple ones.
std::vector<proofs::ExactPolynomial> dominators_of(const proofs::OverInterval& question, const std::string& variable,
                                                   const std::string& index);

/// Functions that may bound the integrand for all values of the index near its limit.
std::vector<proofs::ExactPolynomial> common_bounds(const proofs::OverInterval& member,
                                                   const proofs::ExactPolynomial& integrand,
                                                   const std::string& variable, const std::string& index);

}  // namespace geq::prover
