// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A sum of nonnegative terms against a bound that speaks of an integer m inside of its range (or of sums up to m): the
/// sum up to m is at most all of it, and the bound holds for every integer k <= m in place of m by induction on k, with
/// what is known of m kept, so that a term is compared with what the bound grows by where k <= m.
/// Source: the truncation of (1/n)^n + ... + (n/n)^n at a growing index, G. Polya, G. Szego, Problems and Theorems in
/// Analysis I (1972), part II, chapter 1.
/// Limits: one sum that does not end at m, with a positive number as its factor; all sums begin at one number.
std::optional<Steps> partial_sums(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
