// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "polynomials/rational.hpp"

namespace geq::polynomials {

/// Signs of a polynomial in one variable over Q, exactly: square-free parts and Sturm sequences (FLINT).
///
/// Source: J. C. F. Sturm (1829), as in Basu, Pollack, Roy, "Algorithms in Real Algebraic Geometry", chapter 2.
/// Limits: degree up to some hundreds is comfortable; cost grows like the fourth power of the degree.

/// Coefficients, constant first; trailing zeros are allowed, empty is the zero polynomial.
using UnivariateCoefficients = std::vector<Rational>;

/// A set of reals between two ends; a missing end is infinite. Empty when lower > upper,
/// or lower = upper with an open end.
struct Interval {
  std::optional<Rational> lower;
  std::optional<Rational> upper;
  bool lower_closed = true;  ///< ignored for an infinite end
  bool upper_closed = true;
};

/// Number of distinct real roots in the interval. Throws std::invalid_argument for the zero polynomial.
std::size_t count_roots(const UnivariateCoefficients& polynomial, const Interval& interval);

/// p(x) >= 0 for every x of the interval; true for an empty interval.
bool is_nonnegative_on(const UnivariateCoefficients& polynomial, const Interval& interval);

/// p(x) > 0 for every x of the interval; true for an empty interval.
bool is_positive_on(const UnivariateCoefficients& polynomial, const Interval& interval);

/// A rational x of the interval with p(x) < 0; none exactly when `is_nonnegative_on` holds.
std::optional<Rational> negative_point(const UnivariateCoefficients& polynomial, const Interval& interval);

/// Which pairs (u, v) a form in two variables is asked about.
enum class PlaneRegion {
  quadrant,    ///< u >= 0, v >= 0
  half_plane,  ///< u real, v >= 0
  plane,       ///< u, v real
};

/// The form sum of coefficients[k] u^k v^(d-k), d = coefficients.size() - 1, is >= 0 on the region.
bool is_nonnegative_form(const UnivariateCoefficients& coefficients, PlaneRegion region);

/// A point (u, v) of the region where that form is < 0; none exactly when `is_nonnegative_form` holds.
std::optional<std::pair<Rational, Rational>> negative_point_of_form(const UnivariateCoefficients& coefficients,
                                                                    PlaneRegion region);

}  // namespace geq::polynomials
