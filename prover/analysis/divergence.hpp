// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "prover/search.hpp"

namespace geq::prover {

/// Why the statement makes no sense: an integral of its goals that does not exist at some point that satisfies the
/// hypotheses (simple points are tried), with what shows it; the kernel has agreed. None if no such one is found.
std::optional<std::string> divergence(Search& search);

/// The integral or limit as a goal of the statement has it where the variables have these values; as the kernel prints
/// it where no goal has it.
std::string as_stated(const proofs::ExactPolynomial& value, const proofs::Substitution& values,
                      const proofs::Statement& statement);

}  // namespace geq::prover
