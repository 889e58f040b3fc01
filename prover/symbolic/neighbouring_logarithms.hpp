// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Logarithms of numbers that differ by constants, log(a m + b) = log(a) + log(m) + log(1 + b/(a m)) with the smallest
/// of the numbers as m: what cancels far out is seen, and derivatives show the rest for all real m. Limits: one
/// variable, which is bounded from below; arguments linear in it.
std::optional<Steps> neighbouring_logarithms(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
