// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Looks for an exact counterexample. Floating point chooses where to look; only the kernel's exact evaluation decides.

#include <cstddef>

#include "prover/search.hpp"

namespace geq::prover {

/// Structured small points first (equal values, zeros and ones, small integers), then random ones, then descent from
/// the most promising. Equations among the hypotheses in which some variable is linear are solved for it. Ends when a
/// counterexample is found (search.refutation()), after `evaluations` of the statement, or when the search is over.
/// `seed` selects the random points: the same seed, the same points.
void look_for_counterexample(Search& search, std::size_t evaluations, unsigned seed);

}  // namespace geq::prover
