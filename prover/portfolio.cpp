// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/portfolio.hpp"

#include "prover/reductions/alternatives.hpp"
#include "prover/refuter.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

const std::vector<Strategy>& strategies() {
  static const std::vector<Strategy> all{
      {"visible", visible, nullptr, false},
      {"one-variable", one_variable, nullptr, false, true},
      {"box-coefficients", box_coefficients, nullptr, false, true},
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

/// The sequent as it is, and with its variables ordered by symmetry, once that has been looked for.
class Forms {
 public:
  Forms(const proofs::Sequent& sequent, const Origin& origin)
      : as_it_is_{{}, sequent, origin, goal_variables(sequent)} {}

  const Ordered& as_it_is() const noexcept { return as_it_is_; }
  const Ordered& ordered(Search& search) {
    if (!ordered_) ordered_ = order_by_symmetry(as_it_is_.sequent, as_it_is_.origin, search);
    return *ordered_;
  }

 private:
  Ordered as_it_is_;
  std::optional<Ordered> ordered_;
};

std::optional<Steps> run(const Strategy& strategy, Forms& forms, Effort effort, Search& search) {
  std::optional<Steps> steps;
  if (strategy.on_sequent != nullptr)
    steps = strategy.on_sequent(forms.as_it_is().sequent, forms.as_it_is().origin, effort, search);
  if (steps || strategy.on_ordered == nullptr) return steps;
  steps = strategy.on_ordered(forms.ordered(search), effort, search);
  // Ordering a part of the variables can hide a zero from the vertices of the cones; then the whole orthant does
  // better.
  if (!steps && strategy.grows && !forms.ordered(search).steps.empty())
    steps = strategy.on_ordered(forms.as_it_is(), effort, search);
  return steps;
}

/// One pass over the strategies; later passes only over those that use more cones.
std::optional<Steps> pass(Forms& forms, bool first, Effort effort, Search& search) {
  for (const Strategy& strategy : strategies()) {
    const std::string name(strategy.name);
    if (search.is_over()) return {};
    if (!search.uses(name) || strategy.early || (!first && !strategy.grows)) continue;
    if (auto steps = run(strategy, forms, effort, search)) {
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

std::optional<Steps> early(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  for (const Strategy& strategy : strategies()) {
    const std::string name(strategy.name);
    if (!strategy.early || !search.uses(name) || search.is_over()) continue;
    if (auto steps = strategy.on_sequent(sequent, origin, effort, search)) {
      search.closed_by(name);
      return steps;
    }
  }
  return {};
}

/// The ways one after another, with small effort first, then more; with more only when the effort is persistent, which
/// it is not below this, so that no way keeps the others waiting.
std::optional<Steps> race(const std::vector<Derivation>& ways, Effort effort, Search& search) {
  constexpr unsigned last_round = 6;
  if (ways.empty()) return {};
  Effort each{effort.persistent ? Effort::small().cones : effort.cones, false};
  for (unsigned round = 1; round <= (effort.persistent ? last_round : 1); ++round, each.cones *= 8) {
    for (const Derivation& way : ways) {
      if (search.is_over()) return {};
      if (auto steps = prove(way.sequent, way.origin, each, search)) return way.followed_by(*steps);
    }
    if (effort.persistent) look_for_counterexample(search, std::size_t{30000} * round, round);
  }
  return {};
}

}  // namespace

std::optional<Steps> prove(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const Search::Depth depth(search);
  if (search.is_over() || depth.is_too_deep()) return {};
  if (auto steps = visible(sequent, origin, effort, search); steps && search.uses("visible")) {
    search.closed_by("visible");
    return steps;
  }
  if (const auto bounded = derive_bounds(sequent, origin)) {
    const auto steps = prove(bounded->sequent, bounded->origin, effort, search);
    return steps ? std::optional(bounded->followed_by(*steps)) : std::nullopt;
  }
  if (const auto reduction = reduce(sequent, origin, search))
    return prove_after(reduction->step, sequent, reduction->origin, effort, search);
  if (auto steps = early(sequent, origin, effort, search)) return steps;
  const std::vector<Derivation> ways = ways_on(sequent, origin, search);
  if (ways.size() == 1 && ways.front().origin.exact == origin.exact) {
    const auto steps = prove(ways.front().sequent, ways.front().origin, effort, search);
    return steps ? std::optional(ways.front().followed_by(*steps)) : std::nullopt;
  }
  if (auto steps = race(ways, effort, search)) return steps;
  Forms forms(sequent, origin);
  if (auto steps = pass(forms, true, effort, search)) return steps;
  if (!effort.persistent || !is_orthant_form(sequent)) return {};
  for (unsigned round = 1; !search.is_over(); ++round) {
    look_for_counterexample(search, std::size_t{30000} * round, round);
    effort.cones *= 8;
    if (auto steps = pass(forms, false, effort, search)) return steps;
  }
  return {};
}

}  // namespace geq::prover
