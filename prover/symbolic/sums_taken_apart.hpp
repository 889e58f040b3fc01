// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// In the terms of sums over ranges: logarithms of products and quotients as sums, roots of products as products, and
/// exp(u + v) as exp(u) exp(v) where u and v belong to different indices, so that a sum of sums is a product of sums;
/// then the logarithms of such products. Answers whether anything was. Limits: factors that are seen to be positive.
bool take_sums_apart(RangeChain& chain, const Origin& origin, Search& search);

}  // namespace geq::prover
