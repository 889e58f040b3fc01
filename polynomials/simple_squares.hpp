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

#include "polynomials/gram_system.hpp"

namespace geq::polynomials {

/// None when there is none among these squares, or when the question is too large for a table of the linear program.
/// Of the summands that are wanted the first is asked for. `blocks` are those of `possible_blocks`.
std::optional<SquaresIdentity> simple_squares(const SquaresQuestion& question, const std::vector<GramBlock>& blocks,
                                              const StopSignal& stop);

/// How much there is to read: digits and letters, roughly. A summand and its images when all variables, or all but one,
/// are rotated are read as one.
std::size_t reading_length(const SquaresIdentity& identity, const SquaresQuestion& question);

/// An identity of `weighted_sum_of_squares`, or one of simple squares where that is shorter to read.
/// Throws std::invalid_argument as the former does.
std::optional<SquaresIdentity> readable_sum_of_squares(const SquaresQuestion& question, const SquaresLimits& limits,
                                                       const StopSignal& stop);

}  // namespace geq::polynomials
