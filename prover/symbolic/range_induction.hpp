// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// A goal about sums from a number up to a variable n, by induction over the upper end with n kept, so that assumptions
/// for all indices up to n can be used: claimed for every k <= n is the goal for k, or the goal for k and what the last
/// summand says of the index k + 1 (which telescopes: Abel's summation by parts is of this kind).
/// Source: D. E. Knuth, The Art of Computer Programming, volume 1 (1997), section 1.2.1.
/// Limits: the sums of the goal start at one number and end at one variable; the goal is linear in them.
std::optional<Steps> range_induction(const proofs::Sequent&, const Origin&, Search&);

/// The goal of the chain is that of the fact, taken one index further: last summands are split off the sums that the
/// fact does not have, and the difference, without sums then, is proved by `shown`.
std::optional<Steps> one_further(RangeChain chain, std::size_t fact, const SideChain::Prover& shown);

}  // namespace geq::prover
