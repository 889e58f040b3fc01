// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Derivatives of polynomials over atoms with respect to one variable, the others fixed.

#include <optional>
#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

/// A derivative and where it is one.
struct Derivative {
  ExactPolynomial value;
  std::vector<Fact> conditions;  ///< at a point at which they hold, the function is differentiable with this value
  std::vector<Fact> continuity;  ///< what suffices for the function to be continuous at a point, as a limit of such points
};

/// None when an atom in which the variable occurs has no derivative here (abs, min, max, floor, sums over an index, a
/// power in which the exponent is not a number ... of which the conditions would be more than signs).
/// Throws LimitExceeded. Cost: products of the polynomial's size with its atoms'.
std::optional<Derivative> derivative(const ExactPolynomial& polynomial, const std::string& variable);

}  // namespace geq::proofs
