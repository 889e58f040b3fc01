// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Hoelder's inequality with given weights as kernel steps. No rule says it: the roots are bounded one by one, by
/// tangents that touch at L w for the common factor L = root(k, P/Q) (or Q/P), and L goes out of their sum.

#include "prover/reductions/derivation.hpp"
#include "prover/strategies/hoelder_sums.hpp"

namespace geq::prover {

/// What defines the roots of the sum, as facts. Returns the places of those which say that radicands below the line are
/// positive.
std::optional<std::vector<std::size_t>> know_roots(const RootSum& sum, Derivation& proof);

/// Closes the goal of the derivation, the sum it was read off. Its facts say that what remains holds with the sign of
/// the goal, that the rest of an upper bound is not negative, and that all weights and both sums are positive;
/// its roots are known.
bool conclude(const WeightedSum& weighted, Derivation& proof);

}  // namespace geq::prover
