// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/inner_products.hpp"

namespace geq::prover {

/// For norms sqrt(sum(x[k]^2)) and sqrt(sum(y[k]^2)) over one range with x, y >= 0: adds that sum(x[k]*y[k]) is at most
/// their product, and every assumption for all k, multiplied by x[k]*y[k], added up. So a bound of every cosine of
/// blocks bounds the whole cosine. Answers whether that is anything.
/// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004), chapter 1.
/// Cost: one product for each pair of norms and each assumption.
bool add_weighted_terms(Geometry& geometry);

}  // namespace geq::prover
