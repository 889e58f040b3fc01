// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Claims at the border of where something is positive, as limits of those inside. Elementary analysis: sums, products,
/// quotients and compositions of continuous functions are continuous, > and != hold near where they hold, and >= and =
/// hold for limits. Cost: one walk over the facts.

#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

/// With >= where a fact says that something is > 0, for all indices if it does.
Fact weakened(const Fact& fact);

/// Where the hypotheses and conditions hold, with `positive` weakened, the goals hold as soon as they do where it is
/// not weakened. It is about a variable, or all elements of a sequence at their indices; raising those that are 0 a
/// little (where their sum is given: moving all of them towards their mean) keeps the hypotheses and the other
/// conditions, and the goals are not strict and continuous in them. A false answer may be wrong.
bool is_limit_from_inside(const Fact& positive, const std::vector<Fact>& hypotheses,
                          const std::vector<Fact>& conditions, const std::vector<Fact>& goals);

}  // namespace geq::proofs
