// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Terms of sums without negative terms: none is more than the sum, wherever the goal speaks of one (an element, a
/// greatest or least one), and multiplied and added up where another sum has it as a factor: sum(p^2) <= sum(p)^2.
/// Then every sum is a variable, for all other methods.
/// Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), 2.10 (Jensen's inequality on sums of powers).
/// Limits: 12 sums; the sign of a term must be seen from what is known of its index.
std::optional<Steps> single_terms(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
