// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/conic_combination.hpp"
#include "prover/symbolic/gibbs_preparation.hpp"
#include "prover/symbolic/weighted_tangents.hpp"

namespace geq::prover {

/// An inequality for every index of a range (or for none), which the program may add up.
struct Candidate {
  std::optional<std::size_t> range;
  IndexInequality inequality;
};

/// One column: an inequality summed over its range, or a fact (or nothing) times factors.
struct GibbsColumn {
  std::optional<Candidate> candidate;
  std::optional<std::size_t> fact;               ///< otherwise
  std::vector<proofs::ExactPolynomial> factors;  ///< each visibly >= 0, or a number
  ConeColumn value;
};

/// Everything that may be added up; with `multiplied` also times what is known to be nonnegative.
std::vector<GibbsColumn> gibbs_columns(const GibbsPreparation& preparation, bool multiplied);

}  // namespace geq::prover
