// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The two sums of Hoelder's inequality as polynomials, and what it leaves to be shown.

#include "prover/strategies/hoelder_weights.hpp"

namespace geq::prover {

/// The inequality with its weights put in.
struct WeightedSum {
  const RootSum& sum;
  const RootWeights& weights;
  std::vector<HoelderPair<proofs::ExactPolynomial>> each;    ///< what each term adds, with the coefficient 1
  std::vector<HoelderPair<proofs::ExactPolynomial>> scaled;  ///< with its own, where common factors are cancelled
  HoelderPair<proofs::ExactPolynomial> total;

  WeightedSum(const RootSum& sum, const RootWeights& weights);
  /// What has no such roots any more and is left to be shown: rest^k - Q^(k-1) P, or P^(k+1) - rest^k Q.
  proofs::ExactPolynomial remaining() const;
};

}  // namespace geq::prover
