// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Weighted sums of squares of polynomials with two or three terms and small coefficients, for readers: where there is
/// an identity of this kind, it is short and its numbers are small, while that of `weighted_sum_of_squares` comes from
/// the middle of a cone of Gram matrices.
///
/// Method: an exact linear program over such squares (A. Ahmadi and A. Majumdar, SIAM J. Appl. Algebra Geom. 3, 2019:
/// scaled diagonally dominant sums of squares, here with a few fixed scalings). Permutations of the variables that fix
/// the question act on the squares; the program is over their orbits, so the identity has the symmetry of the question.

#include <optional>

#include "polynomials/sum_of_squares.hpp"

namespace geq::polynomials {

/// None when there is none among these squares, when the question is too large for a table of the linear program, or
/// when summands without squares are wanted.
/// Throws std::invalid_argument as `weighted_sum_of_squares` does.
std::optional<SquaresIdentity> simple_squares(const SquaresQuestion& question, const SquaresLimits& limits,
                                              const StopSignal& stop);

/// How much there is to read: digits and letters, roughly. Summands that differ by a rotation of all variables are read
/// as one.
std::size_t reading_length(const SquaresIdentity& identity);

}  // namespace geq::polynomials
