// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Integrals of integrals: functions of both variables that may bound the inner integrand and whose integrals are
/// known. Guesses, which the kernel is asked about.

#include <string>
#include <vector>

#include "proofs/kernel/integrals.hpp"

namespace geq::prover {

/// An integral whose integrand is an integral over an interval that does not depend on the outer variable.
struct NestedIntegral {
  std::string x, y;  ///< outer and inner variable
  proofs::RealInterval outer, inner;
  proofs::ExactPolynomial body;  ///< of both

  /// The integral over both intervals of another function of both variables.
  proofs::ExactPolynomial of(const proofs::ExactPolynomial& function) const;
};
/// None if it is no such integral. The names are not in scope.
std::optional<NestedIntegral> nested_integral(const proofs::ExactPolynomial& integral, const std::string& x,
                                              const std::string& y);

/// The integral of the function over both intervals as a sum: one integral for each monomial in what has a variable.
std::vector<proofs::IntegralPart> parts_of_nested(const NestedIntegral& integral,
                                                  const proofs::ExactPolynomial& function);

/// What may be at least the absolute value: over the plane exp(u) without the terms of u that are seen to be at most 0,
/// down to the second degree; over a rectangle a number.
std::vector<proofs::ExactPolynomial> nested_bounds_above(const NestedIntegral& integral,
                                                         const std::vector<proofs::Fact>& facts);

/// Tangents of exp below exp(u): exp(m - p (x^2 + y^2)) (1 + u - m + p (x^2 + y^2)) over the plane, where m is the mean
/// that makes the bound largest or read off what the integral is compared with; over a rectangle with p = 0.
std::vector<proofs::ExactPolynomial> nested_bounds_below(const NestedIntegral& integral,
                                                         const proofs::ExactPolynomial& compared,
                                                         const std::vector<proofs::Fact>& facts);

}  // namespace geq::prover
