// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "polynomials/coefficient_array.hpp"
#include "polynomials/shift_table.hpp"

namespace geq::polynomials {

/// Where to cut a cone that is not settled.
enum class SplitPolicy {
  /// Lazy prefix differences: at the sum of the columns R not yet ordered in this round; child i leaves column i out
  /// of R ("let x_i be the smallest"); when one is left a new round starts with all columns. After a full round these
  /// are the cones of Yang's difference substitution, except where it could stop earlier.
  prefix_differences,
  /// The same with columns brought to equal sums first: barycentric subdivision (Yao's T_n). Cones shrink to points.
  averaged_prefix_differences,
  /// Two columns i, j at v_i + v_j; weighted when their sums differ by more than a factor 4. By turns (depth mod 3):
  /// the pair with the longest edge (sums normalised), and twice the pair under the most negative polar coefficient.
  edge_bisection,
  /// At an exact zero or near-minimiser of the form, found in floating point, rounded to small denominators and then
  /// evaluated exactly; at the control point of the most negative polar coefficient when there is none; every third
  /// level at the sum of all columns or at the longest edge, for fairness.
  near_minimiser,
};

/// What a cone carries besides its form.
struct ConeState {
  std::uint64_t unordered = 0;  ///< bit k: column k is in R; prefix policies only
  std::uint32_t round = 0;      ///< finished rounds; prefix policies only
  std::uint32_t depth = 0;
  std::vector<Integer> column_sums;       ///< up to a common factor; empty for prefix_differences
  std::vector<double> column_directions;  ///< n x n, columns normalised to sum 1; edge_bisection and near_minimiser
};

ConeState initial_state(SplitPolicy policy, std::size_t variables, std::uint64_t unordered);

/// Weights of the split, one per column; at least two are positive. Needs n >= 2. Deterministic.
std::vector<std::uint32_t> choose_weights(SplitPolicy policy, const ShiftTable& table, const CoefficientArray& form,
                                          const ConeState& state);

/// The state of the child whose column `replaced` became the weighted sum.
ConeState child_state(SplitPolicy policy, const ConeState& parent, const std::vector<std::uint32_t>& weights,
                      std::size_t replaced);

}  // namespace geq::polynomials
