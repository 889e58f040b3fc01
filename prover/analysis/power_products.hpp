// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// P >= Q for two products of powers with any exponents, such as (1 - i/(n+1))^(n+1) >= (1 - i/n)^n: taken to
/// logarithms, which are concave. One base lies between the others and 1: the tangents of log there bound the rest.
/// Source: G. H. Hardy, J. E. Littlewood, G. Polya, Inequalities (1952), section 2.5.
std::optional<Steps> compare_power_products(const proofs::Sequent& sequent, const Origin& origin, Search& search);

}  // namespace geq::prover
