// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Hoelder's inequality with given weights as kernel steps. No rule says it: the roots are bounded one by one, by
/// tangents that touch at L w for the common factor L = root(k, P/Q) (or Q/P), and L goes out of their sum.

#include "prover/reductions/derivation.hpp"
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

/// What defines the roots of the sum, as facts. Returns the places of those which say that radicands below the line are
/// positive.
std::optional<std::vector<std::size_t>> know_roots(const RootSum& sum, Derivation& proof);

/// Closes the goal of the derivation, the sum it was read off. Its facts say that what remains holds with the sign of
/// the goal, that the rest of an upper bound is not negative, and that all weights and both sums are positive;
/// its roots are known.
bool conclude(const WeightedSum& weighted, Derivation& proof);

}  // namespace geq::prover
