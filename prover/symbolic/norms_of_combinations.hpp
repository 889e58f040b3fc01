// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/inner_products.hpp"

namespace geq::prover {

/// For spectral norms of combinations of matrices: adds norm(b M) <= sum of abs(w) norm(M_k) where b M = sum of w M_k.
/// M is one of the matrices whose norms the sequent has, and so are the M_k: those that M is a combination of, such as
/// A = (A - B) + B; those in its terms, such as t A + (1 - t) B; or b M alone, so that norm(c A) is abs(c) norm(A)
/// also where c may be zero. Adds as well that norms are at most the Frobenius norms of the same matrices, which then
/// stand for norms that are not there. Answers whether anything was added.
/// Source: R. A. Horn, C. R. Johnson, Matrix Analysis (2013), section 5.6 (the axioms of a matrix norm).
/// Limits: w and b have signs that follow linearly from the facts.
bool bound_combined_norms(Geometry& geometry);

/// Adds that the squares of all elements of a matrix have a positive sum, where its spectral norm is known to be
/// positive.
void sign_frobenius_norms(Geometry& geometry);

}  // namespace geq::prover
