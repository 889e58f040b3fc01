// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// A number compared with sums, or with one product, from a number up to n, where the goal for n - 1 is too weak for a
/// step: claimed is that the difference of both sides is at least d g(n) for n from some b on, with g(n) = 1/n, 1/n^2,
/// ... or 1/c^n for the bases c of powers and d chosen such that there is equality at b; below b one number after
/// another. Where the difference is d/(n + s) or d (n + s)/c^n, its last samples give s.
/// Source: G. Polya, How to Solve It (1945), "Inventor's paradox".
/// Limits: nothing else in the goal has n, and its values are rational.
std::optional<Steps> strengthened_induction(const proofs::Sequent&, const Origin&, Effort, Search&);

/// Proves goals by induction on a variable, from a number on (sums.hpp).
std::optional<Steps> induction_on_a_variable(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
