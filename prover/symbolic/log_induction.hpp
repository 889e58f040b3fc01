// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Two products of factorials and powers whose bases and exponents grow, compared by their logarithms: what these
/// differ by rises from one integer to the next, which is an inequality about neighbouring logarithms of all real
/// numbers, or factorials lie between their bounds (factorial_bounds.hpp). Also goals about logarithms of factorials,
/// and, where there are no factorials, of any real number.
/// Source: G. Polya and G. Szego, Problems and Theorems in Analysis I (1972), part I.
/// Limits: one variable with a lower bound; the goal compares a product with a sum, or is linear in logarithms of
/// factorials.
std::optional<Steps> compare_by_logarithms(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
