// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/side_chain.hpp"

namespace geq::prover {

/// An assumption h = D/(G sqrt(T)), one term with the variable D and positive denominators: D = h G sqrt(T) is put in
/// for D, and 1/h > 0 is added where h > 0, so that bounds are polynomials in the step h. None if there is no such.
std::optional<SideChain> by_step_size(const proofs::Sequent& sequent);

}  // namespace geq::prover
