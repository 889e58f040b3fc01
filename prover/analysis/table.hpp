// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// More antiderivatives: what needs more than one substitution. Guesses, as all of antiderivatives.hpp.
/// Source: I. S. Gradshteyn, I. M. Ryzhik, Table of Integrals, Series, and Products, sections 2.1, 2.2, 2.5 and 2.6.

#include <optional>
#include <string>

#include "prover/analysis/antiderivatives.hpp"

namespace geq::prover {

/// Of one term: sin or cos of a x + b to the powers 2 and 3, times powers of x or exp(c x); tan; c^x; sqrt(a - b x^2)
/// and its inverse.
std::optional<proofs::ExactPolynomial> from_table(const proofs::ExactPolynomial& term, const std::string& variable);

/// Of a polynomial over a product of powers of linear and quadratic factors, or factors x^4 + p x^2 + b^2 that are
/// quadratic ones over the numbers a with a^2 = 2b - p, by partial fractions (partial_fractions.cpp): numbers only.
std::optional<proofs::ExactPolynomial> rational_function(const proofs::ExactPolynomial& integrand,
                                                         const std::string& variable, const Place& place);

}  // namespace geq::prover
