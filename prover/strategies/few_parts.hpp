// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// subdivision (strategies.hpp) into no more than so many parts.
std::optional<Steps> subdivision_within(const proofs::Sequent&, std::size_t parts, Search&);

/// All variables lie between bounds, and the goal has functions that enclosures are made for.
bool is_on_a_box(const proofs::Sequent&, const Search&);

}  // namespace geq::prover
