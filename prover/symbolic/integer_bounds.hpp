// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// What is known of an integer n by itself, c n - d > 0 or c n - d >= 0 with d/c not an integer, as n - b >= 0 with the
/// least integer b that there is: (n - a)(n - a - 1) >= 0 for every integer n >= a, by induction, so n lies not between
/// a and a + 1.
void add_integer_bounds(SideChain& chain);

/// The greatest number b for which n - b >= 0 is a fact up to a positive factor; none if there is none.
std::optional<proofs::Rational> lower_bound_of(const std::string& variable, const proofs::Sequent& sequent);

}  // namespace geq::prover
