// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A root of a number in the goal goes out by the powers of the parts with it and without it; what is left has degree
/// two times that, and rational coefficients in the end. Source: elimination by conjugates, folklore.
std::optional<Steps> conjugates(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
