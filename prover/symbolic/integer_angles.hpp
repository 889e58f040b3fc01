// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Sines and cosines of sums with integer multiples of pi n, for an integer n that has a lower bound: sin(pi n) = 0 and
/// cos(pi n)^2 = 1 by induction, put into the goal. What is left is proved by all other methods. None without such.
std::optional<Steps> integer_angles(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
