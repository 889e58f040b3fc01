// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// A statement about one integer and nothing else, at one integer after another from the least on: offers the first at
/// which floating point sees it fail. Statements such as sum(k in 1..n, (k/n)^n) <= 1.58 hold for hundreds of small
/// integers first. From 2000 on each integer is a quarter greater than the one before, up to 10^12; where one fails,
/// the first is looked for below it. Ends after a few million evaluations of summands.
void look_at_one_integer(Search& search);

}  // namespace geq::prover
