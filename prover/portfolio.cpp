// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/portfolio.hpp"

#include <algorithm>
#include <set>

#include "prover/analysis/majorants.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/guess.hpp"
#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/root_equations.hpp"
#include "prover/refuter.hpp"
#include "prover/strategies/conjugates.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/few_parts.hpp"
#include "prover/strategies/roots_of_quotients.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/elements.hpp"
#include "prover/symbolic/end_multiples.hpp"
#include "prover/symbolic/factorials.hpp"
#include "prover/symbolic/iterations.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/sums.hpp"
#include "prover/symbolic/supporting_lines.hpp"

namespace geq::prover {

namespace {

/// What the method finds; the trace and the search's record of what closed its goals are kept.
template <class Method>
std::optional<Steps> tried(std::string_view name, Search& search, const Method& method) {
  Trace::Entry entry = search.trace().method(name);
  auto steps = method();
  entry.set_closed(steps.has_value());
  if (steps) search.closed_by(std::string(name));
  return steps;
}

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
    if (search.is_over()) return {};
    if (!search.uses(std::string(strategy.name)) || strategy.early || (!first && !strategy.grows)) continue;
    if (auto steps = tried(strategy.name, search, [&] { return run(strategy, forms, effort, search); })) return steps;
  }
  return {};
}

/// Some variable of the statement has become a power: x = p^k.
bool has_powers(const proofs::Sequent& sequent, const Origin& origin) {
  const auto is_power = [](const proofs::Definition& value) { return highest_degree(value.second) > 1; };
  return is_polynomial(sequent) && std::any_of(origin.values.begin(), origin.values.end(), is_power);
}

/// One or two terms of the goal lower it: then the inequality of the means, where it suffices, is the shortest proof.
bool has_few_negative_terms(const proofs::Sequent& sequent) {
  const auto& terms = sequent.goal.polynomial.terms();
  const auto negative =
      std::count_if(terms.begin(), terms.end(), [](const auto& term) { return proofs::sign(term.second) < 0; });
  return is_polynomial(sequent) && negative <= 2;
}

bool has_factorials(const proofs::Sequent& sequent) {
  const std::vector<proofs::Atom> found = functions_in(sequent.goal.polynomial);
  return std::any_of(found.begin(), found.end(),
                     [](const proofs::Atom& atom) { return atom.op() == proofs::Operator::factorial; });
}

/// Square roots in the goal and in equations that are not of products, which reductions take apart first, and not of
/// variables.
std::size_t count_roots(const proofs::Sequent& sequent) {
  std::size_t found = 0;
  proofs::Sequent part{sequent.variables, {}, sequent.goal};
  for (const proofs::Fact& fact : sequent.facts)
    if (fact.sign == proofs::Sign::zero) part.facts.push_back(fact);
  for (const proofs::Atom& atom : functions_in(part)) {
    if (atom.op() == proofs::Operator::abs || atom.op() == proofs::Operator::min || atom.op() == proofs::Operator::max)
      return 0;
    if (atom.op() == proofs::Operator::root && !atom.arguments()[1].constant() &&
        (atom.arguments()[1].terms().size() > 1 || is_root_of_quotient(atom)))
      ++found;
  }
  return found;
}

using Continued = std::optional<Steps> (*)(const proofs::Sequent&, const Origin&, Effort, Search&);

/// The derivation, then a proof of what it leaves.
std::optional<Steps> follow(const Derivation& way, Effort effort, Search& search, Continued continued = prove) {
  search.trace().by(way.steps);
  const auto steps = continued(way.sequent, way.origin, effort, search);
  return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
}

/// The step, its lemmas, and a proof of what the step leaves.
std::optional<Steps> prove_reduced(const Reduction& reduction, const proofs::Sequent& sequent, Effort effort,
                                   Search& search) {
  if (reduction.lemmas.empty()) return prove_after(reduction.step, sequent, reduction.origin, effort, search);
  const auto remaining = proofs::apply(reduction.step, sequent);
  if (!remaining || remaining.value().empty()) return {};
  search.trace().by({reduction.step});
  auto proof = prove(remaining.value().back(), reduction.origin, effort, search);
  if (!proof) return {};
  Steps steps{reduction.step};
  steps.insert(steps.end(), reduction.lemmas.begin(), reduction.lemmas.end());
  steps.insert(steps.end(), proof->begin(), proof->end());
  return steps;
}

/// Whether the growing strategies have anything to grow on.
bool is_orthant_form(const proofs::Sequent& sequent) {
  if (!is_polynomial(sequent) || !homogeneous_degree(sequent.goal.polynomial)) return false;
  const std::vector<std::string> names = goal_variables(sequent);
  for (const std::string& name : names)
    if (!is_nonnegative(name, sequent)) return false;
  return names.size() >= 2;
}

/// The goal is about a region of space (three dimensions or more) that reductions do not make a simple one: curved, or
/// with variables of unknown sign; bounds that are linear in several variables become variables.
bool is_in_curved_space(const proofs::Sequent& sequent) {
  if (!is_polynomial(sequent)) return false;
  const std::vector<std::string> own = goal_variables(sequent);
  std::set<std::string> names(own.begin(), own.end());
  bool is_form = homogeneous_degree(sequent.goal.polynomial).has_value();
  bool is_curved = false;
  for (const proofs::Fact& fact : sequent.facts) {
    const std::set<std::string> more = variables(fact.polynomial);
    if (fact.sign != proofs::Sign::positive || more.size() < 2 || !functions_in(fact.polynomial).empty()) continue;
    if (highest_degree(fact.polynomial) <= 1) return false;
    names.insert(more.begin(), more.end());
    is_form = is_form && homogeneous_degree(fact.polynomial).has_value();
    is_curved = true;
  }
  const bool has_signs =
      std::ranges::all_of(names, [&](const std::string& name) { return is_nonnegative(name, sequent); });
  return names.size() - (is_form ? 1 : 0) >= 3 && (is_curved || !has_signs);
}

/// Where it is nonnegative everywhere it is a sum of squares.
bool is_quadratic(const proofs::Sequent& sequent) {
  return is_polynomial(sequent) && highest_degree(sequent.goal.polynomial) <= 2;
}

/// Of which cones make no use.
bool has_equation(const proofs::Sequent& sequent) {
  return std::ranges::any_of(sequent.facts, [](const proofs::Fact& fact) {
    return fact.sign == proofs::Sign::zero && functions_in(fact.polynomial).empty();
  });
}

/// Squares use the facts as they are; later reductions hide them. On the orthant cones come first where they can do it:
/// they read better.
bool squares_apply(const proofs::Sequent& sequent, const Origin& origin) {
  return origin.units.empty() && goal_variables(sequent).size() >= 2 &&
         (!is_orthant_form(sequent) || has_equation(sequent));
}

// Unknown entries of Gram matrices: milliseconds, and about a second.
constexpr std::size_t few_entries = 240, many_entries = 4000;

constexpr std::size_t few_parts = 400;  // of a subdivision

constexpr std::size_t look_before_long = 10000;  // points, before what takes long
constexpr std::size_t look_before_iterations = 60000;

std::optional<Steps> by_squares(const proofs::Sequent& sequent, std::size_t entries, Search& search) {
  if (search.uses("sums-of-squares"))
    if (auto steps = tried("sums-of-squares", search, [&] { return sums_of_squares_within(sequent, entries, search); }))
      return steps;
  if (!search.uses("positivstellensatz")) return {};
  return tried("positivstellensatz", search, [&] { return positivstellensatz_within(sequent, entries, search); });
}

/// The strategy of that name, which works on sequents as they are.
std::optional<Steps> by(std::string_view name, const proofs::Sequent& sequent, const Origin& origin, Effort effort,
                        Search& search) {
  const auto strategy = std::find_if(strategies().begin(), strategies().end(),
                                     [&](const Strategy& candidate) { return candidate.name == name; });
  if (search.is_over() || !search.uses(std::string(name))) return {};
  return tried(name, search, [&] { return strategy->on_sequent(sequent, origin, effort, search); });
}

/// The methods for sums of roots, first what is easy for each. Squaring is good at single roots, and what was squared
/// already seldom has a sum that can be bounded.
std::optional<Steps> by_roots(std::size_t roots, const proofs::Sequent& sequent, const Origin& origin, Effort effort,
                              Search& search) {
  const std::size_t easy = effort.cones / 16;
  const std::vector<std::string_view> short_first{"hoelder", "minkowski", "root-tangents", "three-roots",
                                                  "named-roots"};
  const std::vector<std::string_view> long_last{"hoelder", "minkowski", "root-tangents", "named-roots", "three-roots"};
  for (const std::size_t cones : {easy, effort.cones})
    for (const std::string_view name : cones == easy ? short_first : long_last) {
      const bool bounds = name != "named-roots";
      if (roots == 1 && (name != "root-tangents" || cones != easy || !origin.exact)) continue;
      if (bounds ? cones != easy && !origin.exact : cones == easy && !effort.persistent) continue;
      if (auto steps = by(name, sequent, origin, {cones, cones != easy && effort.persistent}, search)) return steps;
    }
  return {};
}

std::optional<Steps> early(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  for (const Strategy& strategy : strategies())
    if (strategy.early && strategy.on_sequent != subdivision && strategy.on_sequent != term_by_term &&
        strategy.on_sequent != conjugates)
      if (auto steps = by(strategy.name, sequent, origin, effort, search)) return steps;
  return {};
}

/// The ways one after another, with small effort first, then more; with more only when the effort is persistent, which
/// it is not below this, so that no way keeps the others waiting. Between two rounds the sequent as it is: large sums
/// of squares, if wanted, and open cells in space.
std::optional<Steps> race(const std::vector<Derivation>& ways, const proofs::Sequent& sequent, const Origin& origin,
                          bool squares, Effort effort, Search& search) {
  constexpr unsigned last_round = 6;
  if (ways.empty()) return {};
  Effort each{effort.persistent ? Effort::small().cones : effort.cones, false};
  for (unsigned round = 1; round <= (effort.persistent ? last_round : 1); ++round, each.cones *= 8) {
    for (const Derivation& way : ways) {
      if (search.is_over()) return {};
      if (auto steps = follow(way, each, search)) return steps;
    }
    if (effort.persistent) look_for_counterexample(search, std::size_t{30000} * round, round);
    if (round != 2) continue;
    if (squares)
      if (auto steps = by_squares(sequent, many_entries, search)) return steps;
    if (auto steps = by("open-cells", sequent, origin, effort, search)) return steps;
  }
  return {};
}

/// In one variable derivatives are often sooner done than many parts.
std::optional<Steps> by_few_parts(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (variables(sequent.goal.polynomial).size() != 1 || !search.uses("subdivision")) return {};
  if (auto steps = tried("subdivision", search, [&] { return subdivision_within(sequent, few_parts, search); }))
    return steps;
  return is_on_a_box(sequent, search) ? by("derivative-chains", sequent, origin, effort, search) : std::nullopt;
}

/// Every method in turn, in stages.
class Portfolio {
 public:
  Portfolio(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search)
      : sequent_(sequent), origin_(origin), effort_(effort), search_(search) {}

  std::optional<Steps> run() {
    using Stage = Outcome (Portfolio::*)();
    for (const Stage stage :
         {&Portfolio::as_stated, &Portfolio::over_ranges, &Portfolio::in_its_variables, &Portfolio::by_assumptions,
          &Portfolio::without_roots, &Portfolio::without_functions, &Portfolio::other_ways})
      if (auto outcome = (this->*stage)()) return *std::move(outcome);
    return by_passes();
  }

 private:
  /// Of a stage: a proof; or that there is none (the inner one is empty); or nothing, to go on with the next stage.
  using Outcome = std::optional<std::optional<Steps>>;

  Outcome first_of(std::initializer_list<std::string_view> names, Effort effort) {
    for (const std::string_view name : names)
      if (auto steps = by(name, sequent_, origin_, effort, search_)) return steps;
    return {};
  }
  Outcome first_of(std::initializer_list<std::string_view> names) { return first_of(names, effort_); }

  /// The reduction, if it applies, is the only way on.
  Outcome only(const std::optional<Derivation>& way) {
    return way ? Outcome(follow(*way, effort_, search_)) : std::nullopt;
  }

  /// The reduction, if it applies, gets a share of the work.
  Outcome guess(const std::optional<Derivation>& way) {
    if (!way) return {};
    auto steps = follow(*way, {effort_.cones, false}, search_, prove_guess);
    return steps ? Outcome(std::move(steps)) : std::nullopt;
  }

  /// Whether the sequent has that, not counting what says which functions are convex.
  bool beside_curvature(bool (*has)(const proofs::Sequent&)) const {
    return has(sequent_) && has(without_curvature(sequent_));
  }

  /// Absolute values and quotients are enclosed as they are; reductions would split and multiply them.
  Outcome as_stated() {
    if (search_.is_at_start())
      if (auto found = first_of({"any-length"})) return found;
    if (auto found = only(elements_as_variables(sequent_, origin_))) return found;
    if (auto found = first_of({"floors-as-integers", "integer-angles", "supporting-lines"})) return found;
    if (auto steps = by_few_parts(sequent_, origin_, effort_, search_)) return steps;
    if (auto found = first_of({"subdivision", "powers-and-exponentials", "sharp-means", "ends-of-intervals"}))
      return found;
    if (auto found = only(put_special_values(sequent_, origin_, search_))) return found;
    if (beside_curvature(has_analysis)) return by("integrals-and-limits", sequent_, origin_, effort_, search_);
    if (auto found = first_of({"gibbs-inequalities", "exponential-means", "mean-angles", "separated-variables"}))
      return found;
    return assumes_functions(sequent_) ? first_of({"contraposition"}) : Outcome();
  }

  /// Other methods do not look into sums over symbolic ranges.
  Outcome over_ranges() {
    if (!beside_curvature(has_ranges)) return {};
    if (auto found = first_of({"closed-sums", "inner-products"})) return found;
    const bool steps = effort_.persistent && search_.is_at_start() && has_steps(sequent_);
    if (steps) look_for_counterexample(search_, look_before_iterations, 1);
    if (auto found = first_of({"obtuse-angles", "iterations"})) return found;
    // Few statements about steps are shown by what follows, and it takes long.
    if (steps) look_for_counterexample(search_, 20 * look_before_iterations, 1);
    if (auto found = first_of({"products-of-assumptions", "product-constraints", "sums-over-indices", "single-terms",
                               "partial-sums", "induction", "sums-and-integrals", "pairs-of-indices", "mean-tangents"},
                              Effort::small()))
      return found;
    if (auto found = first_of({"power-sums"}, {effort_.cones, false})) return found;
    // The others know no effort.
    if (auto found = first_of({"power-sums", "products-of-assumptions", "sums-over-indices", "single-terms",
                               "induction", "mean-tangents"}))
      return found;
    return std::optional<Steps>();
  }

  Outcome in_its_variables() {
    if (auto found = guess(relate_factorials(sequent_, origin_, search_))) return found;
    // Reductions would square roots, and hide what has factorials.
    if (search_.is_at_start() && has_factorials(sequent_))
      if (auto found = first_of({"induction"}, Effort::small())) return found;
    if (auto found = only(derive_signs_under_roots(sequent_, origin_))) return found;
    // In variables whose powers are those of the statement, too, the inequality of the means is what a reader expects.
    if (has_powers(sequent_, origin_) || has_few_negative_terms(sequent_))
      if (auto found = first_of({"weighted-means"})) return found;
    // Later the two sides of the goal are mixed.
    return first_of({"bounded-products", "independent-factors", "term-by-term"});
  }

  Outcome by_assumptions() {
    if (const auto simpler = simplify_number_root(sequent_, origin_, search_))
      return prove_reduced(*simpler, sequent_, effort_, search_);
    if (auto found = only(raise_root_equations(sequent_, origin_))) return found;
    if (const auto inverted = put_reciprocals(sequent_, origin_)) {
      // Weights for roots are looked for among the variables as they are.
      if (effort_.persistent && count_roots(sequent_) > 1)
        if (auto found = first_of({"hoelder"}, {effort_.cones / 16, false})) return found;
      return follow(*inverted, effort_, search_);
    }
    if (auto found = only(lower_powers_in_facts(sequent_, origin_))) return found;
    if (!effort_.persistent) return {};  // side conditions are mostly closed without
    if (auto found = only(derive_factor_signs(sequent_, origin_))) return found;
    if (auto found = guess(homogenise_radicands(sequent_, origin_))) return found;
    return first_of({"shares"});
  }

  Outcome without_roots() {
    const auto squared = square_single_root(sequent_, origin_, search_);
    if (auto found = guess(squared)) return found;
    // Squaring commits; these do not.
    if (const std::size_t roots = count_roots(sequent_); roots > 0) {
      if (const auto lower = lower_root_power(sequent_, origin_))
        return prove_reduced(*lower, sequent_, effort_, search_);
      if (effort_.persistent && roots > 1) look_for_counterexample(search_, look_before_long, 1);
      if (auto steps = by_roots(roots, sequent_, origin_, effort_, search_)) return steps;
    }
    if (auto found = only(squared)) return found;
    return guess(square_against_fact(sequent_, origin_));
  }

  Outcome without_functions() {
    if (auto found = only(derive_bounds(sequent_, origin_))) return found;
    // Before denominators mix the parts of the goal; polynomials on boxes have simpler proofs.
    if (!is_polynomial(sequent_))
      if (auto found = first_of({"parameter-ends", "filled-terms", "assumption-multiples"})) return found;
    if (auto found = first_of({"power-tangents"})) return found;
    if (compares_powers(sequent_))
      if (auto found = first_of({"elementary-identities"})) return found;
    if (compares_values(sequent_))
      if (auto found = first_of({"monotone-in-a-variable"})) return found;
    if (const auto reduction = reduce(sequent_, origin_, search_))
      return prove_reduced(*reduction, sequent_, effort_, search_);
    if (auto steps = early(sequent_, origin_, effort_, search_)) return steps;
    if (is_polynomial(sequent_)) return first_of({"parameter-ends", "ratios-of-bounds", "reciprocals-as-variables"});
    return {};
  }

  Outcome other_ways() {
    const bool squares = effort_.persistent && squares_apply(sequent_, origin_);
    if (squares)
      if (auto steps = by_squares(sequent_, few_entries, search_)) return steps;
    // In space these decide, where other methods search on.
    if (effort_.persistent && is_in_curved_space(sequent_))
      if (auto found = first_of({"open-cells"})) return found;
    if (auto found = guess(square_linear_goal(sequent_, origin_))) return found;
    if (auto found = first_of({"mixed-powers", "contraposition", "conjugates"})) return found;
    const std::vector<Derivation> ways = ways_on(sequent_, origin_, search_);
    if (ways.size() == 1 && ways.front().origin.exact == origin_.exact) {
      const Derivation& way = ways.front();
      if (squares) {
        if (auto steps = follow(way, {8 * effort_.cones, false}, search_)) return steps;
        look_for_counterexample(search_, look_before_long, 1);
        if (auto steps = by_squares(sequent_, many_entries, search_)) return steps;
      }
      return follow(way, effort_, search_);
    }
    if (auto steps = race(ways, sequent_, origin_, squares, effort_, search_)) return steps;
    return effort_.persistent ? first_of({"conjugates"}, {16 * effort_.cones, false}) : std::nullopt;
  }

  std::optional<Steps> by_passes() {
    // On the orthant cones come first; else orthants would be taken one by one without end.
    if (!is_orthant_form(sequent_)) {
      if (is_quadratic(sequent_))
        if (auto steps = by_squares(sequent_, few_entries, search_)) return steps;
      if (auto found = first_of({"open-cells"})) return *std::move(found);
    }
    Forms forms(sequent_, origin_);
    if (auto steps = pass(forms, true, effort_, search_)) return steps;
    if (!effort_.persistent || !is_orthant_form(sequent_)) return {};
    for (unsigned round = 1; !search_.is_over(); ++round) {
      look_for_counterexample(search_, std::size_t{30000} * round, round);
      effort_.cones *= 8;
      if (auto steps = pass(forms, false, effort_, search_)) return steps;
      if (round == 2)
        if (auto found = first_of({"open-cells"})) return *std::move(found);
    }
    return {};
  }

  const proofs::Sequent& sequent_;
  const Origin& origin_;
  Effort effort_;
  Search& search_;
};

}  // namespace

std::optional<Steps> prove(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const Search::Depth depth(search);
  if (search.is_over() || depth.is_too_deep()) return {};
  Trace::Entry entry = search.trace().goal(sequent);
  if (search.uses("visible"))
    if (auto steps = tried("visible", search, [&] { return visible(sequent, origin, effort, search); })) {
      entry.set_closed(true);
      return steps;
    }
  GivenUp::Attempt attempt(search.given_up(), Task::of(sequent, origin.exact, !origin.units.empty()),
                           {effort.cones, effort.persistent});
  if (attempt.is_repeated()) {
    entry.set(TraceEntry::Outcome::repeated);
    return {};
  }
  auto steps = Portfolio(sequent, origin, effort, search).run();
  entry.set_closed(steps.has_value());
  if (!steps && !search.is_over()) attempt.gave_up();
  return steps;
}

}  // namespace geq::prover
