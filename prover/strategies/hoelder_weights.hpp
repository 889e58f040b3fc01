// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Which weights Hoelder's inequality is worth trying with, by a look at sample points. Untrusted: floating point.

#include "prover/strategies/root_sums.hpp"

namespace geq::prover {

/// w = numerator / denominator, to be proportional to the root where equality holds: one of them for each term.
struct RootWeight {
  proofs::ExactPolynomial numerator, denominator;
};
using RootWeights = std::vector<RootWeight>;

/// The two sums of Hoelder's inequality, or what a term adds to them with the coefficient 1. For roots r of degree k
///   sum of C r <= Q^((k-1)/k) P^(1/k),   P = sum of C u/w^(k-1), Q = sum of C w   (upper),
///   sum of C/r >= P^((k+1)/k) / Q^(1/k), P = sum of C/w, Q = sum of C u/w^(k+1)   (lower).
/// For square roots C/r counts as (C/u) r, and C r as (C u)/r.
template <class Value>
struct HoelderPair {
  Value p, q;
};

/// What a term adds; u/w^(k-1) and the like are the same expressions for numbers and polynomials.
template <class Value, class Inverse, class Power>
HoelderPair<Value> hoelder_pair(bool upper, bool inverted, unsigned long k, const Value& u, const Value& w,
                                const Value& inverse_w, const Inverse& inverse, const Power& power) {
  if (upper) {
    if (inverted) return {inverse_w, w * inverse(u)};
    return {u * power(inverse_w, k - 1), w};
  }
  if (inverted) return {inverse_w, u * power(inverse_w, k + 1)};
  return {u * inverse_w, u * u * power(inverse_w, 3)};
}

/// Weights with which the inequality that remains holds at all sample points, the most promising first.
/// Cost: about a millisecond for each thousand candidates.
std::vector<RootWeights> promising_weights(const RootSum& sum, const proofs::Sequent& sequent);

}  // namespace geq::prover
