// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "prover/side_chain.hpp"

namespace geq::prover {

/// Each variable v with roots becomes r^m, with r = root(m, v) and m a common multiple of their degrees; every root of
/// a power of v then is a power of r. `degrees` are those wanted in any case, by variable; 1 leaves a variable as it
/// is. Returns the new names of the variables that got one; none where some root in the goal has another radicand.
/// Appends to the chain, also when it fails.
std::optional<std::map<std::string, std::string>> name_roots_of_variables(SideChain& chain,
                                                                          std::map<std::string, unsigned long> degrees);

/// Facts that variables are positive, where variable - c >= 0 is known for c > 0.
void state_positive_variables(SideChain& chain);

}  // namespace geq::prover
