// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Statements with one sum up to an integer variable: the sum has a closed form, or, counted forwards or backwards,
/// each term is at most its limit for a growing range, and these form a geometric series, which has one. Source: G.
/// Polya, G. Szego, Problems and Theorems in Analysis I (1972), part II, chapter 1, on sum((k/n)^n).
std::optional<Steps> sums_in_closed_form(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
