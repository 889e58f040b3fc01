// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The half-degree principle: a symmetric polynomial of degree d has a sign everywhere if it has it where the variables
/// take few values, half the degree of them.
///
/// Sources: V. Timofte, J. Math. Anal. Appl. 284 (2003), 174-190; C. Riener, J. Pure Appl. Algebra 216 (2012), 850-856.
/// Everything is left to the kernel, which has the principle as a rule.

#include "prover/search.hpp"

namespace geq::prover {

/// A goal that is symmetric in all its variables. What is left is equivalent, if the variables are all real or all
/// nonnegative and there are no assumptions. Cost: one proof for each way to share the variables among the values, at
/// most 40 of them.
std::optional<Steps> half_degree(const proofs::Sequent&, const Origin&, Effort, Search&);

/// A goal in sums of powers of the elements of a sequence, for every length at once: the values and how often they are
/// taken are the new variables, real numbers from then on. Sufficient; necessary too where the length can be any.
std::optional<Steps> power_sums(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
