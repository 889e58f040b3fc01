// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proofs/kernel/check.hpp"
#include "prover/search.hpp"

namespace geq::prover {

/// Points with simple coordinates that satisfy the hypotheses; a few, none for statements with many variables.
std::vector<std::vector<std::pair<std::string, proofs::Rational>>> simple_points(const proofs::Statement& statement);

/// Refutes a statement about integrals or limits at a point: there they exist, and the goal's opposite is proved. For
/// statements with one goal, at a few simple points. The kernel has agreed with the result.
std::optional<proofs::Refutation> disprove(Search& search);

}  // namespace geq::prover
