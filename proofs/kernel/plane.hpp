// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Polynomials in two variables over the open cells of a cylindrical decomposition of the plane.
///
/// Source: G. E. Collins, LNCS 33 (1975), 134-183; open cells alone: A. Strzebonski, J. Symb. Comput. 29 (2000),
/// 471-480. Cost: a resultant of degree N takes N values, each by Euclid's algorithm, and N^2 operations; then Sturm
/// sequences of that degree. Degrees beyond max_univariate_degree throw LimitExceeded.

#include <optional>
#include <vector>

#include "proofs/kernel/univariate.hpp"

namespace geq::proofs {

/// A polynomial in x and y by powers of y: coefficients in x, the constant one first; the last one is not zero. Empty:
/// zero.
using Bivariate = std::vector<Univariate>;

/// The polynomial in these two variables; none if another atom occurs in it.
std::optional<Bivariate> bivariate(const ExactPolynomial& polynomial, const Atom& x, const Atom& y);

/// The polynomial in y at a value of x.
Univariate at(const Bivariate& polynomial, const Rational& x);

/// The resultant with respect to y, of polynomials of degree at least 1 in y.
Univariate resultant(const Bivariate& p, const Bivariate& q);

/// Where the real roots in y of these polynomials begin, end, meet or go to infinity, as x varies: outside of the roots
/// of what is returned, each polynomial has the same number of roots, all simple, no two of any two polynomials equal.
/// The polynomials returned are square-free and pairwise coprime, and not constant. None, if a polynomial is zero, has
/// a square factor with y in it, or two have a common factor with y in it.
std::optional<std::vector<Univariate>> projection(const std::vector<Bivariate>& polynomials);

/// The points are in increasing order inside the interval, no polynomial vanishes at one of them, and one of them lies
/// in every part into which the roots of the polynomials cut the interval's inside.
bool meets_every_part(const std::vector<Rational>& points, const std::vector<Univariate>& polynomials,
                      const Interval& interval);

}  // namespace geq::proofs
