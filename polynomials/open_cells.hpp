// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sample points in the open cells of a cylindrical decomposition of the plane.
///
/// Source: G. E. Collins, LNCS 33 (1975), 134-183; open cells alone: A. Strzebonski, J. Symb. Comput. 29 (2000),
/// 471-480. Cost: discriminants and resultants (FLINT), then isolating the roots of all of them, which dominates:
/// comfortable up to degree 10 in each variable.

#include <optional>
#include <vector>

#include "polynomials/polynomial.hpp"
#include "polynomials/real_roots.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// A value of the first variable, and values of the second.
struct SampleColumn {
  Rational at;
  std::vector<Rational> heights;
};

/// The plane as far as the intervals allow. Polynomials in x (variable 0) and y (variable 1) of one ring, each without
/// square factors, no two with a common one: their leading coefficients in y, discriminants and resultants cut the line
/// of x; over each part there is one column, with one height in each part into which the roots in y cut its interval.
/// None when stopped, when a polynomial is zero or has a square or common factor, or FLINT gives up.
std::optional<std::vector<SampleColumn>> open_cells(const std::vector<Polynomial>& polynomials, const Interval& across,
                                                    const Interval& up, const StopSignal& stop);

}  // namespace geq::polynomials
