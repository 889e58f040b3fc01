// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// floor(u) of a number u that is not known to be an integer becomes an integer variable z with z <= u < z + 1, which
/// is nonnegative where u is; of a root u of v, z^k <= v as well; and u <= z + (q - 1)/q where q u is an integer. What
/// is left is proved by all other methods; a goal P >= 0 about integers follows from P > -1. None without such.
std::optional<Steps> floors_as_integers(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
