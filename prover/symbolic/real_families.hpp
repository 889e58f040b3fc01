// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Assumptions for all real numbers strictly between two ends: where such a polynomial of degree at most 2 is zero at
/// an end, its slope there has the sign that keeps it from being negative. That joins the facts, all other methods go
/// on from there. Source: R. T. Rockafellar, Convex Analysis (1970), section 27: how points nearest in convex sets are
/// characterised. Limits: ends that are numbers; >= 0 and > 0; roots only as squares.
std::optional<Steps> ends_of_intervals(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
