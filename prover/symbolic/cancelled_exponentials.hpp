// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// exp(... + c log(u)) becomes exp(...) * u^c, also in the terms of sums over ranges: nested logsumexp, softmax and its
/// logarithm. Then an equation is shown by cancelling what it is divided by; what else has changed is left to all
/// other methods.
/// Limits: u is seen to be positive; inside of sums one range only. `inside` asks for changes in terms of sums, too.
std::optional<Steps> cancelled_exponentials(const proofs::Sequent&, const Origin&, Effort, Search&, bool inside);

}  // namespace geq::prover
