// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// Appends 1 - f >= 0 and 1 + f >= 0 for the sines and cosines f of the goal whose arguments vanish with a variable.
/// Returns whether there are such.
bool state_circular_bounds(SideChain& chain);

/// Steps for sin(u)^2 + cos(u)^2 = 1, where u vanishes with the variable: the difference is 0 there, and its derivative
/// is 0.
Steps steps_for_squares(const std::string& variable, bool nonnegative);

}  // namespace geq::prover
