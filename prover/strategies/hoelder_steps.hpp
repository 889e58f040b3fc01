// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Hoelder's inequality with given weights as kernel steps. No rule says it: the roots are bounded one by one, by
/// tangents that touch at L w for the common factor L = root(k, P/Q) (or Q/P), and L goes out of their sum.

#include "prover/strategies/construction.hpp"
#include "prover/strategies/hoelder_weights.hpp"

namespace geq::prover {

/// The inequality with its weights put in.
struct WeightedSum {
  const RootSum& sum;
  const RootWeights& weights;
  std::vector<HoelderPair<proofs::ExactPolynomial>> each;  ///< what each term adds, with the coefficient 1
  HoelderPair<proofs::ExactPolynomial> total;

  WeightedSum(const RootSum& sum, const RootWeights& weights);
  /// What has no such roots any more and is left to be shown: rest^k - Q^(k-1) P, or P^(k+1) - rest^k Q.
  proofs::ExactPolynomial remaining() const;
};

/// Closes the goal of the construction, the sum it was read off. Its facts say that what remains holds with the sign of
/// the goal, that the rest of an upper bound is not negative, and that all weights and both sums are positive.
bool conclude(const WeightedSum& weighted, Construction& proof);

}  // namespace geq::prover
