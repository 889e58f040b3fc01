// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/reductions/derivation.hpp"

namespace geq::prover {

/// Elements of sequences, such as x[1], become variables, or numbers where equations give them; what is known of the
/// elements at all indices between two numbers is said of each. None without elements, and where something runs over
/// another range.
std::optional<Derivation> elements_as_variables(const proofs::Sequent&, const Origin&);

}  // namespace geq::prover
