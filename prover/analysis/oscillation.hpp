// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Steps that may show that the limit, which has no parameters, does not exist: its values on the two sides of the
/// point, at integers by their remainders, or at places a quarter of a turn apart stay away from each other, as some of
/// them in floating point say.
std::vector<proofs::Oscillation> oscillation_steps(const proofs::ExactPolynomial& limit, const std::string& variable);

}  // namespace geq::prover
