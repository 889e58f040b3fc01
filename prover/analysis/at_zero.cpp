// SPDX-License-Identifier: GPL-3.0-or-later
// Integrals and limits with a parameter that may be 0: there, and where it is positive.

#include <algorithm>

#include "prover/analysis/analysis.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// 0 > 0 from a fact and its negation.
proofs::Combination clash(const Fact& fact, std::size_t place, std::size_t negation) {
  const ExactPolynomial one(Rational(1));
  proofs::Combination sum;
  if (fact.sign == Sign::zero) {
    sum.summands.push_back({Rational(1), {{negation, 2}}, one});
    sum.multiples.push_back({place, -fact.polynomial});
  } else {
    sum.summands.push_back({Rational(1), {{negation, 1}}, one});
    sum.summands.push_back({Rational(1), {{place, 1}}, one});
  }
  return sum;
}

}  // namespace

std::optional<Steps> Analysis::by_cases_at_zero(const Sequent& sequent) {
  if (sequent.goal.sign == Sign::nonzero) return {};
  for (const std::string& name : goal_variables(sequent)) {
    const ExactPolynomial x = ExactPolynomial::variable(name);
    if (!is_visible({x, Sign::nonnegative}, sequent.facts) || is_visible({x, Sign::positive}, sequent.facts)) continue;
    if (auto steps = by_cases_at_zero(sequent, name)) return steps;
  }
  return {};
}

std::optional<Steps> Analysis::by_cases_at_zero(const Sequent& sequent, const std::string& name) {
  const ExactPolynomial x = ExactPolynomial::variable(name);
  const std::size_t negation = sequent.facts.size();
  const auto visible = [](const Sequent&) { return std::optional(Steps{proofs::BothSigns{}}); };
  // Where x is 0 it goes out.
  const auto at_zero = [&](const Sequent& side) -> std::optional<Steps> {
    const proofs::Eliminate eliminate{side.facts.size() - 1, name};
    const auto remaining = proofs::apply(eliminate, side);
    const auto proof = remaining ? closed(remaining.value().front()) : std::nullopt;
    if (!proof) return {};
    Steps steps{eliminate};
    steps.insert(steps.end(), proof->begin(), proof->end());
    return steps;
  };
  // That x is not 0: there the goal holds.
  const auto not_zero = [&](const Sequent& side) -> std::optional<Steps> {
    SideChain chain(side, visible);
    if (!chain.then(proofs::Absurd{}) || !chain.then(proofs::Have{{x, Sign::zero}})) return {};
    const std::size_t place = chain.sequent().facts.size();
    if (!chain.then(proofs::Have{sequent.goal}, at_zero)) return {};
    return chain.followed_by({clash(sequent.goal, place, negation)});
  };
  const auto positive = [&](const Sequent& side) -> std::optional<Steps> {
    SideChain chain(side, visible);
    if (!chain.then(proofs::Forget{{negation}})) return {};
    const auto proof = closed(chain.sequent());
    return proof ? std::optional(chain.followed_by(*proof)) : std::nullopt;
  };
  SideChain chain(sequent, visible);
  if (!chain.then(proofs::Absurd{}) || !chain.then(proofs::Have{{x, Sign::positive}}, not_zero)) return {};
  const std::size_t place = chain.sequent().facts.size();
  if (!chain.then(proofs::Have{sequent.goal}, positive)) return {};
  return chain.followed_by({clash(sequent.goal, place, negation)});
}

}  // namespace geq::prover
