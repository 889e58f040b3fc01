// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/integer_bounds.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/rewriting.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Have;
using proofs::Rational;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// slope * x - slope * bound >= 0, or > 0, with slope > 0.
struct LowerBound {
  Rational slope;
  Rational bound;
  bool strict;
};

std::optional<LowerBound> lower_bound_in(const Fact& fact, const std::string& variable) {
  if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) return {};
  const auto c = coefficients_in(Atom::variable(variable), fact.polynomial);
  if (c.size() != 2) return {};
  const auto constant = c[0].constant();
  const auto slope = c[1].constant();
  if (!constant || !slope || proofs::sign(*slope) <= 0) return {};
  return LowerBound{*slope, -*constant / *slope, fact.sign == Sign::positive};
}

/// The one bound of fact number `place`.
void add_integer_bound(SideChain& chain, const std::string& variable, std::size_t place, const LowerBound& known) {
  const Rational below(cln::floor1(known.bound));
  const bool between = below != known.bound;
  if (!known.strict && !between) return;
  const ExactPolynomial first = ExactPolynomial::variable(variable) - ExactPolynomial(below);
  const ExactPolynomial second = first - one;
  if (is_visible({second, Sign::nonnegative}, chain.sequent().facts)) return;
  SideChain trial = chain;
  if (between) {
    Combination weaker{{{1 / known.slope, {{place, 1}}, one}, {known.bound - below, {}, one}}, {}};
    if (!trial.then(Have{{first, Sign::nonnegative}}, [&](const proofs::Sequent&) { return Steps{weaker}; })) return;
  }
  const auto by_induction = [&](const proofs::Sequent& side) -> std::optional<Steps> {
    const proofs::Induction step{variable, below};
    const auto parts = proofs::apply(proofs::Step(step), side);
    if (!parts || parts.value().size() != 2) return {};
    const auto here = index_of({second, Sign::nonnegative}, parts.value()[1]);
    if (!here) return {};
    return Steps{step, proofs::Visible{}, Combination{{{1, {{*here, 2}}, one}, {1, {{*here, 1}}, one}}, {}}};
  };
  if (!trial.then(Have{{first * second, Sign::nonnegative}}, by_induction)) return;
  const auto product = index_of({first * second, Sign::nonnegative}, trial.sequent());
  if (!product) return;
  // Were second < 0: -second * first + first * second = 0 with a summand that is positive.
  const auto by_contradiction = [&](const proofs::Sequent& side) {
    const std::size_t supposed = side.facts.size();
    Combination sum{{{1 / known.slope, {{place, 1}, {supposed, 1}}, one}, {1, {{*product, 1}}, one}}, {}};
    if (between) sum.summands.push_back({known.bound - below, {{supposed, 1}}, one});
    return std::optional(Steps{proofs::Absurd{}, sum});
  };
  if (trial.then(Have{{second, Sign::nonnegative}}, by_contradiction)) chain = trial;
}

}  // namespace

void add_integer_bounds(SideChain& chain) {
  const std::size_t count = chain.sequent().facts.size();
  const std::vector<std::string> names = chain.sequent().variables;
  for (const std::string& name : names) {
    const ExactPolynomial value = ExactPolynomial::variable(name);
    const Fact integer{proofs::application(proofs::Operator::floor, {value}) - value, Sign::zero};
    if (!is_visible(integer, chain.sequent().facts)) continue;
    for (std::size_t i = 0; i < count; ++i)
      if (const auto known = lower_bound_in(chain.sequent().facts[i], name)) add_integer_bound(chain, name, i, *known);
  }
}

std::optional<Rational> lower_bound_of(const std::string& variable, const proofs::Sequent& sequent) {
  std::optional<Rational> best;
  for (const Fact& fact : sequent.facts)
    if (const auto known = lower_bound_in(fact, variable)) best = best ? std::max(*best, known->bound) : known->bound;
  return best;
}

}  // namespace geq::prover
