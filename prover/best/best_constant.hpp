// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The best constant k of a statement: the largest, or the smallest, for which it holds.
///
/// Statements that are affine in k (affine_search.cpp): every point bounds k by a ratio of two values (ratio.hpp). The
/// least ratio is looked for in floating point; rational numbers near it, simplest first, and the exact ratios at
/// rational points near the minimum are handed to the prover. When one is proved that is the ratio at a point, it is
/// the best constant, and the point shows that it is. Else there are two numbers, one proved and one refuted. All other
/// statements (trial_search.cpp): bisection by proofs and counterexamples.
///
/// Idea of the exact bounds: L. Yang, where forms f - k g are proved for the k at which a coefficient vanishes.
/// Untrusted: what is said of a value of k is a `Theorem`. Limits: constants that are not rational, or that only limits
/// of points bound, are enclosed. Cost: dozens of searches; `search.timeout` holds for all together.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "prover/best/constant_statement.hpp"
#include "prover/prover.hpp"

namespace geq::prover {

enum class Direction { largest, smallest };

struct BestSettings {
  Settings search;
  std::optional<Direction> direction;  ///< none: the side on which values fail
  proofs::Rational width;              ///< distance wanted between what holds and what fails; > 0
};

/// What is known of one value.
struct SettledAt {
  proofs::Rational value;
  proofs::Statement statement;
  Answer answer;  ///< its outcome is Settled
};

using NamedPoint = std::vector<std::pair<std::string, proofs::Rational>>;

struct BestConstant {
  std::optional<Direction> direction;  ///< none: not found out
  bool is_affine = false;              ///< one point refutes every value beyond one that it refutes
  bool is_monotone = false;            ///< proved: with one value all on its side hold
  std::optional<SettledAt> holds;
  std::optional<SettledAt> fails;
  NamedPoint equality;  ///< both sides are equal there for the value that holds; every value beyond fails there
  NamedPoint limit;     ///< the same at a point that only > keeps out of the domain
  std::string detail;   ///< where one of `holds` and `fails` is missing: why
};

/// Throws std::invalid_argument for a strategy that does not exist, or when the width is not positive.
BestConstant best_constant(const ConstantStatement& statement, const BestSettings& settings);

}  // namespace geq::prover
