// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A goal as a sum of nonnegative multiples of what is known to be nonnegative, by an exact linear program.

#include <optional>
#include <vector>

#include "polynomials/stop_signal.hpp"
#include "proofs/kernel/polynomial.hpp"

namespace geq::prover {

/// What may be added up.
struct ConeColumn {
  proofs::ExactPolynomial value;
  bool positive;  ///< not only nonnegative
};

/// scale * goal = sum of weight * value; a scale of 0 says that what is known contradicts itself.
struct ConicCombination {
  proofs::Rational scale;
  std::vector<proofs::Rational> weights;  ///< one for each column, >= 0
};

/// Of the program that is left once columns that cannot take part are gone.
struct ConicLimits {
  std::size_t rows, columns, pivots;
};

/// Atoms count as unknowns, so every monomial is one row. With `strict`, some positive column takes part.
/// None if there is none, or within the limits, or when stopped.
std::optional<ConicCombination> conic_combination(const std::vector<ConeColumn>& columns,
                                                  const proofs::ExactPolynomial& goal, bool strict, ConicLimits limits,
                                                  const polynomials::StopSignal& stop);

}  // namespace geq::prover
