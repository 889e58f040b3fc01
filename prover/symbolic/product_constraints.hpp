// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// An assumption prod(a) = 1: the sum of the logarithms is 0, so a multiple of log(a[i]) may be taken from every term
/// of the goal; the multiple is that at which the term has slope 0 where a[i] = 1. A product in the goal goes over to
/// the sum of its logarithms first. What is left is shown for one index.
/// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004), chapter 2; multipliers of Lagrange.
/// Limits: goals >= 0 with one product, or a sum over the range of the assumption and multiples of its end.
std::optional<Steps> product_constraints(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
