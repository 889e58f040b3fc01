// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Sums over symbolic ranges: numbers of terms, signs of sums, terms compared one by one, and inequalities of Cauchy
/// and Schwarz whose factors are guessed from the summands (those of Hoelder and Minkowski: hoelder_of_sums.hpp); then
/// every sum is a variable, for all other methods.
/// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004), chapters 1 and 4.
/// Limits: one range at a time; factors are products of powers of what occurs in the summands.
std::optional<Steps> sums_over_indices(const proofs::Sequent&, const Origin&, Effort, Search&);

/// The goal for n from the goal for n - 1, for a variable n known to be an integer from some number on; sums up to n
/// are taken apart, powers and products put down to those at n - 1 (recurrences.hpp). Facts about n other than these
/// are not used. Else without denominators; for a stronger goal (strengthening.hpp); for every value of an expression
/// in n (integer_expressions.hpp), by Bernoulli's inequality (bernoulli.hpp), or by induction over the range, which
/// keeps the facts (range_induction.hpp).
std::optional<Steps> induction(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
