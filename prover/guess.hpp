// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// `prove` for one guess of many, so that none keeps the others waiting: ends without a proof once the kernel's
/// arithmetic has come to a few tenths of a second (small efforts) or a few seconds. A count of work, not of time, so
/// that the answer is the same every time.
std::optional<Steps> prove_guess(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search);

}  // namespace geq::prover
