// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Elements of sequences, such as x[1], become variables where nothing runs over a range, or numbers where equations
/// give them: what is left is proved by all other methods. None without elements.
std::optional<Steps> elements_as_variables(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
