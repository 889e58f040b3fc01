// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Matrices of any size and their spectral norms, for searches among inner products.

#include "prover/symbolic/inner_products.hpp"

namespace geq::prover {

/// Adds what is known of sums of squares that are the length of A v, squared: they are at most the square of the
/// spectral norm of A times that of the length of v, which may be such a sum again; where A has no norm in the sequent,
/// the inequality of Cauchy and Schwarz in every row. Sums of such sums, as in Frobenius norms of products, are bounded
/// row by row and column by column. Sums in another order are put into this one; and a norm is at
/// least what A does to a vector that A is made of.
/// Source: R. A. Horn, C. R. Johnson, Matrix Analysis (2013), section 5.6.
/// Limits: matrices whose element is one term.
void bound_lengths(Geometry& geometry);

/// Closes that a sum of squares, or a sum of such sums, is not negative.
std::optional<Steps> sum_of_squares(const proofs::Sequent& sequent);

/// The goal has a spectral norm, or its square, on the smaller side: what is on the other side, squared, bounds the
/// length of A x for every vector x. `prove` closes what that leaves.
std::optional<Steps> by_least_bound(const SideChain& chain, const SideChain::Prover& prove);

/// The goal has a spectral norm on the greater side: the squares of both sides are compared, and are shown by `prove`.
std::optional<Steps> by_squared_norm(const SideChain& chain, const SideChain::Prover& prove);

}  // namespace geq::prover
