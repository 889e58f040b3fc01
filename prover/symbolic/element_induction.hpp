// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

/// A goal without sums about an element x[T], or x[T + 1], where T is a variable: claimed for x[k] and every k from the
/// first element on, by induction, with what is assumed of all elements said of k and its neighbours. For recurrences
/// such as x[t+1] <= q*x[t] + c.
/// Source: D. E. Knuth, The Art of Computer Programming, volume 1 (1997), section 1.2.1.
std::optional<Steps> element_induction(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
