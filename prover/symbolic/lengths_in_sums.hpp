// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/inner_products.hpp"

namespace geq::prover {

/// Squares of lengths in the terms of sums, also of sums in sums, as what is under the roots: adds the equations
/// between these sums, each as a rule for the sum of squares of lengths.
void open_lengths(Geometry& geometry);

/// The same where such sums are under a root: the goal (and every fact) with the root of what it is equal to. Answers
/// whether there was one.
bool open_lengths_under_roots(SideChain& chain);

}  // namespace geq::prover
