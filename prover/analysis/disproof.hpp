// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proofs/kernel/check.hpp"
#include "prover/search.hpp"

namespace geq::prover {

/// Points with simple coordinates that satisfy the hypotheses; a few, none for statements with many variables.
std::vector<std::vector<std::pair<std::string, proofs::Rational>>> simple_points(const proofs::Statement& statement);

/// An expression without variables, with floating point for its integrals; NaN where that is not possible.
double nearly_with_integrals(const proofs::ExactPolynomial& polynomial);

/// All simple points, or only those where floating point says that a claim fails.
enum class Points { all, likely };

/// Refutes a statement at a point where the opposite of a goal is proved: one about integrals or limits, which exist
/// there, or a strict one about functions that are equal there. At a few simple points. The kernel has agreed with the
/// result.
std::optional<proofs::Refutation> disprove(Search& search, Points points);

}  // namespace geq::prover
