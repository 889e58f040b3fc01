// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Do the facts exclude every point, in a way that can be seen at once? Then a statement claims nothing.

#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::prover {

/// True only when no point satisfies the facts: one of them is false by itself, or visibly false given the others, or
/// those that bound a single variable leave it no value. Subtler contradictions are not found.
bool is_contradictory(const std::vector<proofs::Fact>& facts);

}  // namespace geq::prover
