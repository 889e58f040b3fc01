// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The cones of a proof, as triangles on the simplex of three variables.

#include <array>
#include <string>
#include <vector>

#include "proofs/kernel/check.hpp"

namespace geq::plot {

/// a, b, c of one corner, adding up to 1.
using Corner = std::array<double, 3>;
using Triangle = std::array<Corner, 3>;

/// Every cone of every tree of the proof, and the regions that its differences are written on: changes of variables on
/// the way are undone. What is not a cone over the three variables is left out. Throws std::invalid_argument when the
/// kernel does not accept the proof.
std::vector<Triangle> proof_cones(const proofs::Statement& statement, const proofs::Proof& proof,
                                  const std::vector<std::string>& variables);

}  // namespace geq::plot
