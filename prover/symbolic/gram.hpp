// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Inner products and norms of vectors of any dimension: products of what is known, with the inequalities of Cauchy
/// and Schwarz among it, are added up to the goal by one exact linear program over inner products.
/// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004); for iterations Y. Drori, M. Teboulle, Performance of
/// first-order methods, Math. Program. 145 (2014), who choose multipliers numerically.
std::optional<Steps> inner_products(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
