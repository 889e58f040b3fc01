// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A function of one variable on an interval with two ends: cut where its derivative changes sign, or in the middle,
/// and derivative chains on each part. So log(1-x) > -x-x^2 on (0, 1/2], where the derivative is 0 again at 1/2.
std::optional<Steps> turning_points(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
