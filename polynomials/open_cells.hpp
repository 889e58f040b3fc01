// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sample points in the open cells of a cylindrical decomposition of space.
///
/// Source: G. E. Collins, LNCS 33 (1975), 134-183; open cells alone: A. Strzebonski, J. Symb. Comput. 29 (2000),
/// 471-480; factors without a change of sign: J. Han, Z. Jin, B. Xia, J. Symb. Comput. 75 (2016), 32-64. Cost:
/// discriminants and resultants (FLINT), then isolating the roots of all of them, which dominates: comfortable up to
/// degree 10 in each of two variables, 4 in each of three.

#include <functional>
#include <optional>
#include <vector>

#include "polynomials/polynomial.hpp"
#include "polynomials/real_roots.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// Values of all variables but the last, and values of that one.
struct SampleColumn {
  std::vector<Rational> at;
  std::vector<Rational> heights;
};

struct CellSamples {
  std::vector<Polynomial> walls;      ///< irreducible, in at least two variables: the cells have their borders there
  std::vector<Polynomial> thin;       ///< the same, but never negative, so that their zeros are no borders
  std::vector<SampleColumn> columns;  ///< in increasing order, as in a dictionary
};

/// Of an irreducible polynomial: 1, if it is taken to be nowhere negative where the variables are in their intervals,
/// -1 if nowhere positive, else 0.
using SignInRegion = std::function<int(const Polynomial&)>;

/// Space as far as the intervals, one for each variable, allow: two variables or more. Polynomials of one ring, each
/// without square factors, no two with a common one. Their leading coefficients in the last variable, discriminants and
/// resultants, then those of the factors of these in turn, cut the space of the variables before: over each part there
/// is one column, with one height in each part into which the roots in the last variable cut its interval.
/// None when stopped, when a polynomial is zero or has a square or common factor, when below the plane's first
/// projection a degree is beyond what can be done in seconds, or FLINT gives up.
std::optional<CellSamples> open_cells(const std::vector<Polynomial>& polynomials,
                                      const std::vector<Interval>& intervals, const SignInRegion& sign,
                                      const StopSignal& stop);

}  // namespace geq::polynomials
