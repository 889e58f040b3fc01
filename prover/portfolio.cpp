// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/portfolio.hpp"

#include "prover/refuter.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

const std::vector<Strategy>& strategies() {
  static const std::vector<Strategy> all{
      {"visible", visible, nullptr, false},
      {"one-variable", one_variable, nullptr, false},
      {"two-variable-forms", two_variable_form, nullptr, false},
      {"difference-substitution", nullptr, difference_substitution, false},
      {"grouping", grouping, grouping_ordered, false},
      {"discriminant", discriminant, discriminant_ordered, false},
      {"sign-orthants", sign_orthants, nullptr, false},
      {"successive-difference-substitution", nullptr, successive_difference_substitution, true},
      {"near-minimiser-splits", nullptr, near_minimiser_splits, true},
      {"averaged-difference-substitution", nullptr, averaged_difference_substitution, true},
      {"edge-bisection", nullptr, edge_bisection, true},
  };
  return all;
}

std::vector<std::string> strategy_names() {
  std::vector<std::string> names;
  for (const Strategy& strategy : strategies()) names.emplace_back(strategy.name);
  return names;
}

namespace {

/// One pass over the strategies; later passes only over those that use more cones.
std::optional<Steps> pass(const proofs::Sequent& sequent, const Origin& origin, std::optional<Ordered>& ordered,
                          bool first, Effort effort, Search& search) {
  for (const Strategy& strategy : strategies()) {
    const std::string name(strategy.name);
    if (search.is_over()) return {};
    if (!search.uses(name) || (!first && !strategy.grows)) continue;
    std::optional<Steps> steps;
    if (strategy.on_sequent != nullptr) steps = strategy.on_sequent(sequent, origin, effort, search);
    if (!steps && strategy.on_ordered != nullptr) {
      if (!ordered) ordered = order_by_symmetry(sequent, origin, search);
      steps = strategy.on_ordered(*ordered, effort, search);
    }
    if (steps) {
      search.closed_by(name);
      return steps;
    }
  }
  return {};
}

/// Whether the growing strategies have anything to grow on.
bool is_orthant_form(const proofs::Sequent& sequent) {
  if (!is_polynomial(sequent) || !homogeneous_degree(sequent.goal.polynomial)) return false;
  const std::vector<std::string> names = goal_variables(sequent);
  for (const std::string& name : names)
    if (!is_nonnegative(name, sequent)) return false;
  return names.size() >= 2;
}

}  // namespace

std::optional<Steps> prove(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const Search::Depth depth(search);
  if (search.is_over() || depth.is_too_deep()) return {};
  if (auto steps = visible(sequent, origin, effort, search); steps && search.uses("visible")) {
    search.closed_by("visible");
    return steps;
  }
  if (const auto reduction = reduce(sequent, origin, search))
    return prove_after(reduction->step, sequent, reduction->origin, effort, search);
  std::optional<Ordered> ordered;
  if (auto steps = pass(sequent, origin, ordered, true, effort, search)) return steps;
  if (!effort.persistent || !is_orthant_form(sequent)) return {};
  for (unsigned round = 1; !search.is_over(); ++round) {
    look_for_counterexample(search, std::size_t{30000} * round, round);
    effort.cones *= 8;
    if (auto steps = pass(sequent, origin, ordered, false, effort, search)) return steps;
  }
  return {};
}

}  // namespace geq::prover
