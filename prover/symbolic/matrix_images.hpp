// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/inner_products.hpp"

namespace geq::prover {

/// For norms of A v - A w and the like: adds that they are at most the spectral norm of A times |v - w|; where A has no
/// such norm in the sequent, the same with the Frobenius norm. Answers whether there is one.
bool bound_combined_images(Geometry& geometry);

/// For a spectral norm N of an m x n matrix: adds that no column and no row is longer than N, added up: the square of
/// the Frobenius norm is at most n N^2 and at most m N^2.
/// Source: R. A. Horn, C. R. Johnson, Matrix Analysis (2013), section 5.6.
void bound_columns(Geometry& geometry);

/// For the spectral norm M of A^T A and |A v|^2 in the goal: adds |A v|^2 <= M |v|^2, as |A v|^2 is the inner product
/// of v and A^T A v.
void bound_by_gram_matrix(Geometry& geometry);

}  // namespace geq::prover
