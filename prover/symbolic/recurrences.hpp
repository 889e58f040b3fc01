// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Steps of inductions whose goals have powers, factorials, products or roots of n.

#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// What the goal and the facts are divided by, also inside of sums, joins the facts as positive where that is seen.
void add_signs_of_divisors(RangeChain& chain);

/// The goal for n from that for n - 1, which is the last fact. Powers, factorials, products and roots at n are
/// expressed by those at n - 1; then the goal is the hypothesis times a factor >= 0 and products of n - 1 whose
/// factors are >= 0, which is left to all other methods. Else all other methods at once.
/// Limits: powers have bases without n or are compared with those of a smaller base; roots occur to the first power.
std::optional<Steps> step_by_recurrences(const proofs::Sequent&, const std::string& variable, const Origin&, Effort,
                                         Search&);

}  // namespace geq::prover
