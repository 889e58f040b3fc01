// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Averages: goals that are divided by the end of a range.

#include <optional>
#include <vector>

#include "prover/side_chain.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// A hypothesis for all indices k speaks of an element at k + 1, or the like: it tells of steps.
bool has_steps(const proofs::Sequent& sequent);

/// The goal from what it is times an end of one of these ranges, a number that it is divided by; `prove` shows that.
std::optional<Steps> times_end(const proofs::Sequent& sequent, const std::vector<RangeTerm>& sums,
                               const SideChain::Prover& prove);

}  // namespace geq::prover
