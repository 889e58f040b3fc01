// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// Of goals about integrals and limits that no method settled: what could not be shown of these. That an integral
/// exists, and near which end not; that a limit exists; and for a limit of integrals, that the members have a limit at
/// every point, or that an integrable function bounds them all. Empty where all of them exist. Says nothing about the
/// goals. Cost: a short search for each.
std::vector<Missing> missing_hypotheses(const std::vector<proofs::Sequent>& goals, Search& search);

}  // namespace geq::prover
