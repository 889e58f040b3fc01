// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Values of functions that are given as convex or concave: a line below the graph through its point at each argument
/// that stands on the smaller side, said of the other arguments, also of those of sums over ranges and there times the
/// weights of the terms; the goal as a nonnegative combination of products of these with what else is known, where need
/// be with cases for the order of two slopes. None without such functions.
/// Source: R. T. Rockafellar, Convex Analysis (1970), section 23.
std::optional<Steps> supporting_lines(const proofs::Sequent&, const Origin&, Effort, Search&);

/// The sequent without the hypotheses that say which functions are convex or concave.
proofs::Sequent without_curvature(proofs::Sequent sequent);

}  // namespace geq::prover
