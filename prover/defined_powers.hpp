// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The sequents that come before those of a statement's goals because powers with integer exponents are defined
/// (sequent.hpp): bases are not negative, goals where a base is 0, bases under binders are positive.

#include <optional>

#include "prover/search.hpp"

namespace geq::prover {

/// A goal for all indices of a range, from one that is any integer of the range.
std::optional<Steps> prove_for_each_index(const proofs::Sequent& sequent, const Origin& origin, Search& search);

/// Where a base is 0 that is positive in the last sequent of the statement: it is positive there, too, so there is
/// nothing to show.
std::optional<Steps> exclude_zero_base(const proofs::Sequent& sequent, const proofs::Sequent& last,
                                       const Origin& origin, Search& search);

}  // namespace geq::prover
