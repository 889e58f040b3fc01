// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "polynomials/real_roots.hpp"

namespace geq::polynomials {

/// The real roots of a polynomial over Q, each with its irreducible factor and an interval of its own.
///
/// Source: bisection with Sturm's count, as in Basu, Pollack, Roy, "Algorithms in Real Algebraic Geometry", section
/// 10.2; factors by FLINT. Cost: factoring dominates; comfortable up to degree 60 or so.

struct IsolatedRoot {
  UnivariateCoefficients factor;  ///< irreducible over Q, integer coefficients, constant first
  Rational lower, upper;          ///< equal for a rational root; else ends at which the factor has opposite signs

  bool is_rational() const { return lower == upper; }
  /// Halves the interval of an irrational root.
  void refine();
};

/// All real roots in increasing order, each once; intervals are disjoint, ends included.
/// Throws std::invalid_argument for the zero polynomial.
std::vector<IsolatedRoot> isolate_roots(const UnivariateCoefficients& polynomial);

}  // namespace geq::polynomials
