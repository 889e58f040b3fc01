// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The table at the end of a batch.

#include <string>
#include <vector>

#include "prover/cli/batch/result.hpp"

namespace geq::cli {

/// Counts and median times for each verdict, then how the verdicts compare with what was expected. `taken_over`: how
/// many of the results an earlier run has found.
std::string summary(const std::vector<BatchResult>& results, std::size_t taken_over);

/// The middle one, or the mean of the two in the middle; none for no values.
std::optional<double> median(std::vector<double> values);

}  // namespace geq::cli
