// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Between the kernel's polynomials (CLN) and the search's (FLINT), by way of decimal text.

#include <string>
#include <vector>

#include "polynomials/polynomial.hpp"
#include "polynomials/real_roots.hpp"
#include "proofs/kernel/polynomial.hpp"

namespace geq::prover {

polynomials::Rational to_search(const proofs::Rational& value);
proofs::Rational to_kernel(const polynomials::Rational& value);
proofs::Rational to_kernel(const polynomials::Integer& value);

proofs::ExactPolynomial to_kernel(const polynomials::Polynomial& polynomial);

/// The polynomial in the ring of these variables. Throws std::invalid_argument when another atom occurs in it.
polynomials::Polynomial to_search(const proofs::ExactPolynomial& polynomial, const std::vector<std::string>& variables);

}  // namespace geq::prover
