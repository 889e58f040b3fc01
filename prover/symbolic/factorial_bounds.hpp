// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// log(k!) lies between (k + 1/2) log(k) - k + 11/12 + 1/(12 k) and (k + 1/2) log(k) - k + 1 for k >= 1, as the
/// difference to the first rises, and that to the second falls, from 0 at k = 1.
/// Source: H. Robbins, A remark on Stirling's formula, Amer. Math. Monthly 62 (1955), 26-29.

#include "prover/side_chain.hpp"

namespace geq::prover {

/// A bound of log(u!).
proofs::ExactPolynomial bound_of_log_factorial(const proofs::ExactPolynomial& u, bool lower);

/// Adds log(u!) - bound >= 0, or bound - log(u!) >= 0, for an integer u >= 1.
bool add_factorial_bound(SideChain& chain, const proofs::ExactPolynomial& u, bool lower, const Origin&, Search&);

/// log(u!) occurs.
bool has_logarithms_of_factorials(const proofs::ExactPolynomial& polynomial);

/// Two functions without factorials, between which the polynomial lies.
struct FactorialBounds {
  proofs::ExactPolynomial lower, upper;
};
/// None where it is neither a product of factorials and powers nor linear in logarithms of factorials, has no
/// factorials of the variable, or where the sign of an exponent is not seen.
std::optional<FactorialBounds> factorial_bounds(const proofs::ExactPolynomial& polynomial, const std::string& variable);

}  // namespace geq::prover
