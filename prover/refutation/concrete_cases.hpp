// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Counterexamples to statements about more than numbers, by statements about numbers: integers that stand for lengths,
/// or functions, are chosen first. What is found is a counterexample to the given statement (search.refutation()), as
/// the kernel sees it. `evaluations` and `seed` as in refuter.hpp.

#include "prover/search.hpp"

namespace geq::prover {

/// The statement at small integers, one choice after another.
void look_at_small_integers(Search& search, std::size_t evaluations, unsigned seed);

/// The statement about simple convex functions, such as t^2 and abs(t), in the place of those it declares.
void look_at_simple_functions(Search& search, std::size_t evaluations, unsigned seed);

}  // namespace geq::prover
