// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A goal of a statement about sequences of known length, by one about sequences of any length: for a search that is at
/// its start. Source for the idea: G. Polya, How to Solve It (1945), "inventor's paradox".
std::optional<Steps> any_length(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
