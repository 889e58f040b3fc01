// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/integrals.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/circular.hpp"
#include "prover/analysis/closed_sums.hpp"
#include "prover/analysis/combined_sums.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/series.hpp"
#include "prover/analysis/sharp_means.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/symbolic_means.hpp"
#include "prover/analysis/variable_roots.hpp"
#include "prover/reductions/derivation.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t greatest_depth = 6;

}  // namespace

std::optional<Steps> Analysis::closed(const Sequent& sequent) {
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  if (depth_ >= greatest_depth || search_.is_over()) return {};
  auto steps = one_deeper(sequent);
  if (!steps && depth_ == 0 && analysis_in(sequent.goal)) steps = by_cases_at_zero(sequent);
  return steps;
}

std::optional<Steps> Analysis::one_deeper(const Sequent& sequent) {
  const Within deeper(depth_, depth_ + 1);
  return by_kind(sequent);
}

std::optional<Steps> Analysis::by_kind(const Sequent& sequent) {
  const ExactPolynomial& goal = sequent.goal.polynomial;
  if (goal.is_zero()) return not_dominated(sequent);
  if (proofs::claimed_sign(goal) && sequent.goal.sign == Sign::positive) return pointwise(sequent);
  if (const auto of = proofs::over_interval(goal, Operator::integrable)) {
    SideChain chain = started(sequent);
    if (!establish(chain, atom_over(Operator::integral, *of))) return {};
    return chain.finish();
  }
  if (const auto of = proofs::near_point(goal, Operator::convergent)) {
    SideChain chain = started(sequent);
    const ExactPolynomial limit = atom_near(Operator::limit, *of);
    if (!find_limit(chain, limit) && !establish_monotone(chain, limit)) return {};
    return chain.finish();
  }
  if (const auto of = proofs::over_interval(goal, Operator::dominated)) return dominator(sequent, *of);
  return relation(sequent);
}

SideChain Analysis::started(const Sequent& sequent) {
  SideChain chain(sequent, [this](const Sequent& side) { return side_proof(side); });
  if (!analysis_in(sequent.goal)) return chain;
  // n >= 1 does not show by itself that n + 1 is positive.
  for (const Fact& fact : sequent.facts) {
    const bool bounds = fact.sign == Sign::nonnegative || fact.sign == Sign::positive;
    if (!bounds || fact.polynomial.terms().size() != 2) continue;
    const std::set<std::string> names = variables(fact.polynomial);
    if (names.size() != 1) continue;
    const ExactPolynomial variable = ExactPolynomial::variable(*names.begin());
    const auto below = (variable - fact.polynomial).constant();
    if (below && proofs::sign(*below) > 0) chain.then(proofs::Have{{variable, Sign::positive}});
  }
  return chain;
}

std::optional<Steps> Analysis::side_proof(const Sequent& sequent) {
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  SideChain chain = started(sequent);
  if (!analysis_in(sequent.goal)) {
    forget_analysis(chain);
    if (const auto family = family_in(sequent.goal)) return for_each(*family, chain);
    const std::set<Atom> found = atoms(chain.sequent().goal.polynomial);
    // A power or a root is defined, and positive, where its base is positive.
    // So is a sum of variables that lie above others.
    const Sign sign = chain.sequent().goal.sign;
    const bool apart =
        (sign == Sign::positive || sign == Sign::nonzero) && variables(chain.sequent().goal.polynomial).size() > 1;
    if (apart || std::any_of(found.begin(), found.end(), [](const Atom& atom) {
          return atom.op() == Operator::power || atom.op() == Operator::root;
        }))
      state_positive_variables(chain);
    append_combined_sums(chain, [this](const Sequent& side) { return side_proof(side); });
    append_closed_sums(chain, [this](const Sequent& side) { return side_proof(side); });
    if (is_visible(chain.sequent().goal, chain.sequent().facts)) return chain.followed_by({proofs::Visible{}});
    if (auto steps = symbolic_mean(chain.sequent(), origin_, search_)) return chain.followed_by(*steps);
    if (auto steps = sharp_mean(chain.sequent(), origin_, search_)) return chain.followed_by(*steps);
    if (auto steps = compare_exponentials(chain.sequent())) return chain.followed_by(*steps);
    if (auto steps = by_reindexing(chain.sequent())) return chain.followed_by(*steps);
    if (auto steps = powers_and_exponentials(chain.sequent(), origin_, Effort::small(), search_))
      return chain.followed_by(*steps);
    if (auto steps = prove_elementary(chain.sequent(), origin_, Effort::small(), search_))
      return chain.followed_by(*steps);
    if (auto steps = on_both_sides(chain.sequent())) return chain.followed_by(*steps);
    if (!state_circular_bounds(chain)) return {};
    const auto steps = prove_elementary(chain.sequent(), origin_, Effort::small(), search_);
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }
  return closed(sequent);
}

std::optional<Steps> Analysis::on_both_sides(const Sequent& sequent) {
  for (const Fact& fact : sequent.facts) {
    const std::set<std::string> names = variables(fact.polynomial);
    if (fact.sign != Sign::nonzero || names.size() != 1 || !variables(sequent.goal.polynomial).contains(*names.begin()))
      continue;
    const Fact above{fact.polynomial, Sign::positive}, below{-fact.polynomial, Sign::positive};
    if (degree_in(Atom::variable(*names.begin()), fact.polynomial) != 1 || is_visible(above, sequent.facts) ||
        is_visible(below, sequent.facts))
      continue;
    const auto sides = proofs::apply(proofs::Step(proofs::Cases{fact.polynomial}), sequent);
    if (!sides || sides.value().size() != 2) continue;
    Steps steps{proofs::Cases{fact.polynomial}};
    for (const bool is_above : {true, false}) {
      SideChain chain(sides.value()[is_above ? 0 : 1], [this](const Sequent& inner) {
        return prove_elementary(inner, origin_, Effort::small(), search_);
      });
      if (!chain.then(proofs::Have{is_above ? above : below})) return {};
      std::optional<Steps> rest;
      if (sequent.goal.sign == Sign::nonzero) {
        for (const bool negative : {false, true}) {
          SideChain apart = chain;
          if (!rest && apart.then(proofs::Apart{negative})) rest = apart.finish();
        }
      } else {
        rest = chain.finish();
      }
      if (!rest) return {};
      steps.insert(steps.end(), rest->begin(), rest->end());
    }
    return steps;
  }
  return {};
}

std::optional<Steps> Analysis::for_each(const proofs::Family& family, const SideChain& chain) {
  const std::string index = chain.fresh("q");
  const ExactPolynomial body = opened(family.body, ExactPolynomial::variable(index));
  const auto steps = after(proofs::ForEach{index, family.lower, family.upper, {body, family.sign}}, chain.sequent());
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

bool Analysis::analysis_in(const Fact& fact) { return has_analysis(Sequent{{}, {}, fact}); }

std::optional<Steps> Analysis::after(const proofs::Step& step, const Sequent& sequent) {
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining) return {};
  Steps result{step};
  for (const Sequent& part : remaining.value()) {
    const auto steps = side_proof(part);
    if (!steps) return {};
    result.insert(result.end(), steps->begin(), steps->end());
  }
  return result;
}

std::optional<Steps> Analysis::compare_exponentials(const Sequent& sequent) {
  if (const auto divided = division_by_common_factor(sequent)) {
    const auto remaining = proofs::apply(*divided, sequent);
    const auto steps =
        remaining && remaining.value().size() == 1 ? compare_exponentials(remaining.value().front()) : std::nullopt;
    if (!steps) return {};
    Steps result{*divided};
    result.insert(result.end(), steps->begin(), steps->end());
    return result;
  }
  std::vector<ExactPolynomial> arguments;
  for (const Atom& atom : atoms(sequent.goal.polynomial))
    if (atom.op() == Operator::exp) arguments.push_back(atom.arguments()[0]);
  if (arguments.empty() || arguments.size() > 4) return {};
  arguments.emplace_back(Rational(0));
  for (const ExactPolynomial& at : arguments)
    for (const ExactPolynomial& from : arguments) {
      if (at == from) continue;
      for (const proofs::Step& step : {proofs::Step(proofs::Tangent{proofs::Tangent::Function::exp, at, from}),
                                       proofs::Step(proofs::Increasing{proofs::Tangent::Function::exp, at, from})}) {
        const auto remaining = proofs::apply(step, sequent);
        if (!remaining || !is_visible(remaining.value().back().goal, remaining.value().back().facts)) continue;
        if (auto steps = after(step, sequent)) return steps;
      }
    }
  return {};
}

std::optional<Steps> Analysis::relation(const Sequent& sequent) {
  SideChain chain = started(sequent);
  const bool several = analysis_atoms(Operator::integral, {{}, {}, sequent.goal}).size() > 1;
  if (several && sequent.goal.sign != Sign::zero)
    if (auto steps = by_comparison(chain)) return steps;
  for (const ExactPolynomial& limit : analysis_atoms(Operator::limit, {{}, {}, sequent.goal}))
    if (find_limit(chain, limit)) substitute_value(chain, limit);
  for (const ExactPolynomial& integral : analysis_atoms(Operator::integral, {{}, {}, chain.sequent().goal}))
    if (find_value(chain, integral) || find_value_of_half(chain, integral)) substitute_value(chain, integral);
  if (!analysis_in(chain.sequent().goal)) {
    forget_analysis(chain);
    return by_elementary(chain);
  }
  if (chain.sequent().goal.sign == Sign::zero) return both_signs(chain);
  if (auto steps = by_monotone_limit(chain)) return steps;
  if (auto steps = by_nested_bounds(chain)) return steps;
  if (auto steps = by_derivative_of_bound(chain)) return steps;
  // Without parameters, numbers are found sooner than integrands are compared.
  if (auto steps = by_enclosure(chain)) return steps;
  if (auto steps = by_comparison(chain)) return steps;
  return by_bounds(chain);
}

std::optional<Steps> Analysis::both_signs(const SideChain& chain) {
  const auto steps = after(proofs::BothSigns{}, chain.sequent());
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

std::optional<Steps> Analysis::by_elementary(const SideChain& chain) {
  const auto steps = prove_elementary(chain.sequent(), origin_, Effort::small(), search_);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

std::optional<Steps> integrals_and_limits(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (!has_analysis(sequent)) return {};
  try {
    return Analysis(origin, search).closed(sequent);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

std::optional<ExactPolynomial> with_values(const Sequent& sequent, const Origin& origin, Search& search) {
  try {
    return Analysis(origin, search).evaluated(sequent);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
