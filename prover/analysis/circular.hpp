// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proofs/kernel/integrals.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

/// Appends 1 - f >= 0 and 1 + f >= 0 for the sines and cosines f of the goal whose arguments vanish with a variable.
/// Returns whether there are such.
bool state_circular_bounds(SideChain& chain);

/// Steps for sin(u)^2 + cos(u)^2 = 1, where u vanishes with the variable: the difference is 0 there, and its derivative
/// is 0.
Steps steps_for_squares(const std::string& variable, bool nonnegative);

/// Tangents as quotients, and near a point at which an angle is a known part of pi, sine and cosine by those of what
/// the angle has beyond it: where leading terms cancel these tell more. Equal where the tangents are defined.
proofs::ExactPolynomial with_angles_from(const proofs::ExactPolynomial& body, const std::string& variable,
                                         const proofs::Approach& approach);

}  // namespace geq::prover
