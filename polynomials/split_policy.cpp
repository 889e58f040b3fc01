// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/split_policy.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "polynomials/near_minimiser.hpp"
#include "polynomials/rational.hpp"

namespace geq::polynomials {

namespace {

constexpr long largest_weight = 1 << 20;

std::uint64_t all_columns(std::size_t variables) {
  return variables >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << variables) - 1;
}

bool is_prefix_policy(SplitPolicy policy) {
  return policy == SplitPolicy::prefix_differences || policy == SplitPolicy::averaged_prefix_differences;
}

double ratio(const Integer& a, const Integer& b) { return Rational(a, b).to_double(); }

/// Weights that make the chosen columns equal in sum: L / s_k. Where they would be too large they are rounded; any
/// positive weights are sound.
std::vector<std::uint32_t> averaging_weights(const ConeState& state, std::uint64_t columns) {
  const std::size_t n = state.column_sums.size();
  Integer common(1);
  for (std::size_t k = 0; k < n; ++k) {
    if ((columns >> k) & 1U) common = lcm(common, state.column_sums[k]);
  }
  Integer largest(1);
  std::vector<Integer> exact(n);
  for (std::size_t k = 0; k < n; ++k) {
    if (((columns >> k) & 1U) == 0) continue;
    exact[k] = common.divided_by(state.column_sums[k]).value_or(Integer(1));
    largest = std::max(largest, exact[k]);
  }
  const bool rounded = largest > Integer(largest_weight);
  std::vector<std::uint32_t> weights(n, 0);
  for (std::size_t k = 0; k < n; ++k) {
    if (((columns >> k) & 1U) == 0) continue;
    const long weight =
        rounded ? std::max(1L, std::lround(ratio(exact[k], largest) * largest_weight)) : exact[k].to_long().value_or(1);
    weights[k] = static_cast<std::uint32_t>(weight);
  }
  return weights;
}

std::vector<std::uint32_t> unit_weights(std::size_t variables, std::uint64_t columns) {
  std::vector<std::uint32_t> weights(variables, 0);
  for (std::size_t k = 0; k < variables; ++k) weights[k] = static_cast<std::uint32_t>((columns >> k) & 1U);
  return weights;
}

std::vector<std::uint32_t> edge_weights(const ConeState& state, std::size_t i, std::size_t j) {
  constexpr double balanced = 4.0;
  std::vector<std::uint32_t> weights(state.column_sums.size(), 0);
  weights[i] = weights[j] = 1;
  const double i_over_j = ratio(state.column_sums[i], state.column_sums[j]);
  const double cap = largest_weight;
  if (i_over_j > balanced) weights[j] = static_cast<std::uint32_t>(std::min(i_over_j, cap));
  if (i_over_j < 1.0 / balanced) weights[i] = static_cast<std::uint32_t>(std::min(1.0 / i_over_j, cap));
  return weights;
}

std::vector<std::uint32_t> longest_edge(const ConeState& state) {
  const std::size_t n = state.column_sums.size();
  std::size_t best_i = 0;
  std::size_t best_j = 1;
  double best = -1.0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      double length = 0.0;
      for (std::size_t row = 0; row < n; ++row) {
        length += std::abs(state.column_directions[i * n + row] - state.column_directions[j * n + row]);
      }
      if (length > best * (1 + 1e-9)) best = length, best_i = i, best_j = j;
    }
  }
  return edge_weights(state, best_i, best_j);
}

std::vector<std::uint32_t> most_negative_edge(const ShiftTable& table, const CoefficientArray& form,
                                              const ConeState& state) {
  const std::span<const std::uint16_t> a = table.exponents(most_negative_entry(form));
  std::size_t first = 0;
  for (std::size_t k = 1; k < a.size(); ++k) {
    if (a[k] > a[first]) first = k;
  }
  std::size_t second = first == 0 ? 1 : 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (k != first && a[k] > a[second]) second = k;
  }
  return edge_weights(state, std::min(first, second), std::max(first, second));
}

std::vector<std::uint32_t> minimiser_weights(const ShiftTable& table, const CoefficientArray& form,
                                             const ConeState& state) {
  if (state.depth % 6 == 2) return unit_weights(table.variables(), all_columns(table.variables()));
  if (state.depth % 6 == 5) return longest_edge(state);
  return split_point(table, form);
}

}  // namespace

ConeState initial_state(SplitPolicy policy, std::size_t variables, std::uint64_t unordered) {
  ConeState state;
  const bool proper = std::popcount(unordered) >= 2;
  state.unordered = proper ? unordered : all_columns(variables);
  if (policy == SplitPolicy::prefix_differences) return state;
  state.column_sums.assign(variables, Integer(1));
  if (is_prefix_policy(policy)) return state;
  state.column_directions.assign(variables * variables, 0.0);
  for (std::size_t k = 0; k < variables; ++k) state.column_directions[k * variables + k] = 1.0;
  return state;
}

std::vector<std::uint32_t> choose_weights(SplitPolicy policy, const ShiftTable& table, const CoefficientArray& form,
                                          const ConeState& state) {
  switch (policy) {
    case SplitPolicy::prefix_differences:
      return unit_weights(table.variables(), state.unordered);
    case SplitPolicy::averaged_prefix_differences:
      return averaging_weights(state, state.unordered);
    case SplitPolicy::edge_bisection:
      return state.depth % 3 == 0 ? longest_edge(state) : most_negative_edge(table, form, state);
    case SplitPolicy::near_minimiser:
      return minimiser_weights(table, form, state);
  }
  return unit_weights(table.variables(), all_columns(table.variables()));
}

ConeState child_state(SplitPolicy policy, const ConeState& parent, const std::vector<std::uint32_t>& weights,
                      std::size_t replaced) {
  ConeState child = parent;
  ++child.depth;
  if (is_prefix_policy(policy)) {
    child.unordered &= ~(std::uint64_t{1} << replaced);
    if (std::popcount(child.unordered) == 1) {
      child.unordered = all_columns(weights.size());
      ++child.round;
    }
  }
  if (policy == SplitPolicy::prefix_differences) return child;
  const std::size_t n = weights.size();
  Integer sum;
  for (std::size_t k = 0; k < n; ++k) {
    if (weights[k] > 0) sum.add_product(parent.column_sums[k], static_cast<unsigned long>(weights[k]));
  }
  child.column_sums[replaced] = sum;
  if (is_prefix_policy(policy)) return child;
  std::vector<double> direction(n, 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    if (weights[k] == 0) continue;
    const double share = weights[k] * ratio(parent.column_sums[k], sum);
    for (std::size_t row = 0; row < n; ++row) direction[row] += share * parent.column_directions[k * n + row];
  }
  std::copy(direction.begin(), direction.end(),
            child.column_directions.begin() + static_cast<std::ptrdiff_t>(replaced * n));
  return child;
}

}  // namespace geq::polynomials
