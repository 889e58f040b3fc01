// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/reductions/derivation.hpp"

namespace geq::prover {

/// Of two factorials in the goal whose arguments differ by a small integer the greater as a multiple of the less:
/// factorial(n + 2) as (n + 2) (n + 1) factorial(n), where n >= 0 is an integer. What is left of factorials gets names.
/// None if there are no such factorials.
std::optional<Derivation> relate_factorials(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
