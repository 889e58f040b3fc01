// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a statement claims, for what is told of a search that did not settle it.

#include "proofs/kernel/statement.hpp"

namespace geq::prover {

/// Some goal is strict.
bool claims_strictly(const proofs::Statement& statement);
/// Some goal has an integral or a limit.
bool claims_analysis(const proofs::Statement& statement);

}  // namespace geq::prover
