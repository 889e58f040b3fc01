// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Two assumptions for all indices of a range are multiplied with each other and with a nonnegative term, as in
/// w[k]*(M - x[k])*(x[k] - m) >= 0, and added up: sums of squares are bounded by the sums of what is squared. Greatest
/// and least terms count as such assumptions. Then every sum is a variable, for all other methods. Contains the
/// inequalities of Kantorovich, Polya and Szego, Popoviciu, Bhatia and Davis.
/// Source: G. Polya, G. Szego, Problems and Theorems in Analysis I, part II, 92; Bhatia, Davis, A better bound on the
/// variance, Amer. Math. Monthly 107 (2000).
/// Limits: only sums that the sequent has come up; terms that are multiplied in are summands of these.
std::optional<Steps> products_of_assumptions(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
