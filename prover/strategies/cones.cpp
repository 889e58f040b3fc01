// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <stdexcept>

#include "polynomials/cone_search.hpp"
#include "prover/claims.hpp"
#include "prover/conversion.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using polynomials::SplitPolicy;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// A form all of whose variables are nonnegative, as the cone search wants it.
struct OrthantForm {
  std::vector<std::string> columns;
  polynomials::Polynomial form;
  std::vector<std::size_t> unordered;  ///< places in columns
  std::uint64_t degree;
};

/// The dense form and its tables alone take more than the search may: about 64 bytes for each coefficient.
bool is_too_large(const OrthantForm& form, const Search& search) {
  double coefficients = 1;
  for (std::size_t i = 1; i < form.columns.size(); ++i)
    coefficients *= static_cast<double>(form.degree + i) / static_cast<double>(i);
  return 64 * coefficients > static_cast<double>(search.settings().memory_bytes);
}

std::optional<OrthantForm> orthant_form(const Ordered& ordered) {
  const Sequent& sequent = ordered.sequent;
  const auto degree = homogeneous_degree(sequent.goal.polynomial);
  const std::vector<std::string> columns = goal_variables(sequent);
  if (!is_polynomial(sequent) || !degree || *degree == 0 || columns.size() < 2) return {};
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  for (const std::string& name : columns)
    if (!is_nonnegative(name, sequent)) return {};
  OrthantForm result{columns, to_search(sequent.goal.polynomial, columns), {}, *degree};
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (std::find(ordered.unordered.begin(), ordered.unordered.end(), columns[i]) != ordered.unordered.end())
      result.unordered.push_back(i);
  return result;
}

proofs::ConeNode to_kernel_node(const polynomials::ConeNode& node) {
  struct {
    proofs::ConeNode operator()(const polynomials::Leaf&) const { return proofs::ConeLeaf{}; }
    proofs::ConeNode operator()(const polynomials::Open&) const { return proofs::ConeOpen{}; }
    proofs::ConeNode operator()(const polynomials::Split& split) const { return proofs::ConeSplit{split.weights}; }
    proofs::ConeNode operator()(const polynomials::Same& same) const {
      return proofs::ConeSame{same.node, same.columns};
    }
  } convert;
  return std::visit(convert, node);
}

proofs::Cones cones_step(const polynomials::ConeTree& tree, const OrthantForm& form, const Sequent& sequent) {
  proofs::Cones step{form.columns, {}, {}};
  for (const polynomials::ConeNode& node : tree.nodes) step.tree.push_back(to_kernel_node(node));
  const auto is_open = [](const proofs::ConeNode& node) { return std::holds_alternative<proofs::ConeOpen>(node); };
  if (std::any_of(step.tree.begin(), step.tree.end(), is_open))
    step.names = fresh_names(sequent, "xyzwpqrst", form.columns.size());
  return step;
}

void offer(const polynomials::NegativeAt& negative, const OrthantForm& form, const Ordered& ordered, Search& search) {
  std::vector<proofs::Definition> values;
  for (std::size_t i = 0; i < form.columns.size(); ++i)
    values.emplace_back(form.columns[i], to_kernel(negative.point[i]));
  search.offer_counterexample(values, ordered.origin);
}

polynomials::SearchBudget budget(Effort effort, const Search& search) {
  polynomials::SearchBudget result;
  result.cones = effort.cones;
  result.bytes = search.settings().memory_bytes;
  result.stop = search.stop();
  return result;
}

std::optional<Steps> search_cones(const char* name, SplitPolicy policy, const Ordered& ordered, Effort effort,
                                  Search& search) {
  const auto form = orthant_form(ordered);
  if (!form) return {};
  if (is_too_large(*form, search)) {
    search.record(name, "the form has too many coefficients for the memory");
    return {};
  }
  polynomials::SearchOptions options;
  options.policy = policy;
  options.unordered = form->unordered;
  options.budget = budget(effort, search);
  options.threads = search.settings().threads;
  // Whether a form is positive on a cone depends on the cone, so repeats do not help there.
  options.merge_repeats = ordered.sequent.goal.sign != Sign::positive;
  try {
    const auto answer = polynomials::decide_on_orthant(form->form, options);
    if (const auto* negative = std::get_if<polynomials::NegativeAt>(&answer)) {
      search.count_cones(negative->statistics.cones);
      offer(*negative, *form, ordered, search);
      return {};
    }
    if (const auto* undecided = std::get_if<polynomials::Undecided>(&answer)) {
      search.count_cones(undecided->statistics.cones);
      search.record(name, std::to_string(undecided->statistics.cones) + " cones, " +
                              std::to_string(undecided->open_cones) + " open");
      return {};
    }
    const auto& shown = std::get<polynomials::NonnegativeOnOrthant>(answer);
    search.count_cones(shown.statistics.cones);
    const proofs::Cones step = cones_step(shown.tree, *form, ordered.sequent);
    const auto remaining = proofs::apply(step, ordered.sequent);
    if (remaining) return ordered.followed_by({step});
    // Only a strict claim is left open by this; under another goal it is a side condition that a reader has not seen.
    if (claims_strictly(search.statement())) search.record(name, "nonnegative, but equality is not excluded");
  } catch (const std::length_error&) {
    search.record(name, "the form has too many coefficients");
  }
  return {};
}

}  // namespace

std::optional<Steps> difference_substitution(const Ordered& ordered, Effort effort, Search& search) {
  if (proofs::apply(proofs::Visible{}, ordered.sequent)) {
    search.count_cones(1);
    return ordered.followed_by({proofs::Visible{}});
  }
  const auto form = orthant_form(ordered);
  if (!form) return {};
  if (is_too_large(*form, search)) {
    search.record("difference-substitution", "the form has too many coefficients for the memory");
    return {};
  }
  try {
    const auto answer = polynomials::classical_orders(form->form, form->unordered, budget(effort, search));
    if (const auto* negative = std::get_if<polynomials::NegativeAt>(&answer)) {
      offer(*negative, *form, ordered, search);
      return {};
    }
    const auto* undecided = std::get_if<polynomials::Undecided>(&answer);
    if (undecided != nullptr && undecided->budget != polynomials::ExhaustedBudget::rounds) return {};
    const auto* shown = std::get_if<polynomials::NonnegativeOnOrthant>(&answer);
    search.count_cones(undecided != nullptr ? undecided->statistics.cones : shown->statistics.cones);
    const proofs::Cones step = cones_step(undecided != nullptr ? undecided->tree : shown->tree, *form, ordered.sequent);
    const auto remaining = proofs::apply(step, ordered.sequent);
    if (!remaining) return {};
    Steps steps{step};
    for (const Sequent& open : remaining.value()) {
      auto proof = discriminant(open, ordered.origin.sufficient(), Effort::small(), search);
      if (!proof) {
        search.record("difference-substitution",
                      std::to_string(remaining.value().size()) + " orders open after one round");
        return {};
      }
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return ordered.followed_by(steps);
  } catch (const std::length_error&) {
    search.record("difference-substitution", "the form has too many coefficients");
    return {};
  }
}

std::optional<Steps> successive_difference_substitution(const Ordered& ordered, Effort effort, Search& search) {
  return search_cones("successive-difference-substitution", SplitPolicy::prefix_differences, ordered, effort, search);
}

std::optional<Steps> averaged_difference_substitution(const Ordered& ordered, Effort effort, Search& search) {
  return search_cones("averaged-difference-substitution", SplitPolicy::averaged_prefix_differences, ordered, effort,
                      search);
}

std::optional<Steps> near_minimiser_splits(const Ordered& ordered, Effort effort, Search& search) {
  return search_cones("near-minimiser-splits", SplitPolicy::near_minimiser, ordered, effort, search);
}

std::optional<Steps> edge_bisection(const Ordered& ordered, Effort effort, Search& search) {
  return search_cones("edge-bisection", SplitPolicy::edge_bisection, ordered, effort, search);
}

}  // namespace geq::prover
