// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/log_chain.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/neighbouring_logarithms.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

ExactPolynomial log(const ExactPolynomial& value) { return application(Operator::log, {value}); }

constexpr long most_factors = 20;

bool have_positive(SideChain& chain, const ExactPolynomial& value) {
  const Fact fact{value, Sign::positive};
  return is_visible(fact, chain.sequent().facts) || chain.then(proofs::Have{fact});
}

/// What has to be positive for the logarithm of the atom to be taken apart.
std::optional<ExactPolynomial> positive_part(const Atom& atom) {
  switch (atom.op()) {
    case Operator::power:
    case Operator::quotient:
    case Operator::log:
      return atom.arguments()[0];
    case Operator::root:
      return atom.arguments()[1];
    case Operator::factorial:
      return ExactPolynomial(atom);
    default:
      return {};
  }
}

/// How much less than this argument of a factorial others in the sequent are, where that is a number.
long steps_to_the_least(const ExactPolynomial& argument, const Sequent& sequent) {
  long result = 0;
  for (const Atom& atom : functions_in(sequent)) {
    const auto less = atom.op() == Operator::factorial ? (argument - atom.arguments()[0]).constant() : std::nullopt;
    if (const auto steps = less ? proofs::integer_between(*less, 0, most_factors) : std::nullopt)
      result = std::max(result, *steps);
  }
  return result;
}

/// log(u!) = log(u) + log((u - 1)!) put into the goal.
bool take_last_factor(SideChain& chain, const ExactPolynomial& u) {
  const ExactPolynomial here = application(Operator::factorial, {u});
  const ExactPolynomial before = application(Operator::factorial, {u - one});
  if (!have_positive(chain, u) || !have_positive(chain, before) || !chain.then(proofs::Have{{here, Sign::positive}}))
    return false;
  const std::size_t positive = chain.sequent().facts.size() - 1;
  const Fact equation{log(here) - log(u) - log(before), Sign::zero};
  const auto shown = [&](const Sequent& side) -> std::optional<Steps> {
    SideChain apart(side, linear_side);
    if (!apart.then(proofs::Identity{here, 1})) return {};
    const auto steps = logarithm_as_sum(apart.sequent(), u * before, log(u) + log(before), positive, {});
    return steps ? std::optional(apart.followed_by(*steps)) : std::nullopt;
  };
  if (!chain.then(proofs::Have{equation}, shown)) return false;
  const auto c = coefficients_in(*atoms(log(here)).begin(), chain.sequent().goal.polynomial);
  return c.size() == 2 && chain.then(proofs::Rewrite{chain.sequent().facts.size() - 1, -c[1]});
}

/// The logarithms of factorials in the goal by that of the least of them.
bool take_last_factors(SideChain& chain) {
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial)) {
    if (atom.op() != Operator::factorial) continue;
    const ExactPolynomial& argument = atom.arguments()[0];
    const long times = steps_to_the_least(argument, {{}, {}, chain.sequent().goal});
    for (long i = 0; i < times; ++i)
      if (!take_last_factor(chain, argument - ExactPolynomial(Rational(i)))) return false;
  }
  expand_logarithms(chain);
  return true;
}

}  // namespace

SideChain::Prover with_small_effort(const Origin& origin, Search& search) {
  return [&origin, &search](const Sequent& side) -> std::optional<Steps> {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    return prove(side, origin.sufficient(), Effort::small(), search);
  };
}

bool state_positive_parts(SideChain& chain, const ExactPolynomial& polynomial) {
  // Those of variables first, which others are seen from.
  for (const std::string& name : variables(polynomial)) have_positive(chain, ExactPolynomial::variable(name));
  const std::vector<Atom> found = functions_in(polynomial);
  return std::all_of(found.begin(), found.end(), [&](const Atom& atom) {
    const auto part = positive_part(atom);
    return !part || have_positive(chain, *part);
  });
}

bool take_factors(SideChain& chain) {
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial)) {
    if (atom.op() != Operator::factorial) continue;
    const ExactPolynomial& argument = atom.arguments()[0];
    for (long i = 0; i < steps_to_the_least(argument, chain.sequent()); ++i) {
      const ExactPolynomial next = argument - ExactPolynomial(Rational(i));
      if (!chain.then(proofs::Identity{application(Operator::factorial, {next}), 1})) return false;
      if (!have_positive(chain, next)) return false;
    }
  }
  return true;
}

void expand_logarithms(SideChain& chain, const std::optional<std::size_t>& fact) {
  constexpr int most = 40;
  const auto expand_one = [&] {
    const ExactPolynomial& polynomial =
        fact ? chain.sequent().facts[*fact].polynomial : chain.sequent().goal.polynomial;
    for (const Atom& atom : functions_in(polynomial))
      if (atom.op() == Operator::log && chain.then(proofs::Identity{ExactPolynomial(atom), 1})) return true;
    return false;
  };
  for (int round = 0; round < most && expand_one(); ++round) {
  }
}

std::optional<Steps> logarithm_as_sum(const Sequent& sequent, const ExactPolynomial& argument,
                                      const ExactPolynomial& sum, std::size_t positive, const Multiple& multiple) {
  const ExactPolynomial logarithm = log(argument);
  const auto halves = proofs::apply(proofs::Step(proofs::BothSigns{}), sequent);
  if (!halves || halves.value().size() != 2) return {};
  Steps steps{proofs::BothSigns{}};
  for (const bool below : {false, true}) {
    SideChain chain(halves.value()[below ? 1 : 0], linear_side);
    const std::size_t supposed = chain.sequent().facts.size();
    const proofs::Tangent tangent{proofs::Tangent::Function::exp, below ? logarithm : sum, below ? sum : logarithm};
    if (!chain.then(proofs::Absurd{}) || !chain.then(tangent)) return {};
    for (const ExactPolynomial& exponent : {logarithm, sum})
      if (!chain.then(proofs::Identity{application(Operator::exp, {exponent}), 1})) return {};
    proofs::Combination contradiction;
    contradiction.summands.push_back({1, {{supposed, 1}, {positive, 1}}, one});
    contradiction.summands.push_back({1, {{supposed + 1, 1}}, one});
    if (!multiple.factor.is_zero())
      contradiction.multiples.push_back(
          {multiple.equation, below ? multiple.factor * (one + logarithm - sum) : -multiple.factor});
    if (!proofs::apply(proofs::Step(contradiction), chain.sequent())) return {};
    const Steps half = chain.followed_by({contradiction});
    steps.insert(steps.end(), half.begin(), half.end());
  }
  return steps;
}

std::optional<Steps> step_of_logarithms(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::size_t hypothesis = sequent.facts.size() - 1;
  const SideChain::Prover prover = with_small_effort(origin, search);
  SideChain chain(sequent, prover);
  if (!state_positive_parts(chain, chain.sequent().goal.polynomial)) return {};
  if (!state_positive_parts(chain, chain.sequent().facts[hypothesis].polynomial)) return {};
  expand_logarithms(chain);
  expand_logarithms(chain, hypothesis);
  const Fact& known = chain.sequent().facts[hypothesis];
  const Fact rise{chain.sequent().goal.polynomial - known.polynomial, Sign::nonnegative};
  const auto about_neighbours = [&](const Sequent& side) -> std::optional<Steps> {
    SideChain apart(side, prover);
    if (!take_last_factors(apart)) return {};
    if (is_visible(apart.sequent().goal, apart.sequent().facts)) return apart.followed_by({proofs::Visible{}});
    const auto rest = neighbouring_logarithms(apart.sequent(), origin, search);
    return rest ? std::optional(apart.followed_by(*rest)) : std::nullopt;
  };
  if (!chain.then(proofs::Have{rise}, about_neighbours)) return {};
  proofs::Combination sum;
  for (const std::size_t place : {hypothesis, chain.sequent().facts.size() - 1})
    sum.summands.push_back({Rational(1), {{place, 1}}, one});
  if (!proofs::apply(proofs::Step(sum), chain.sequent())) return {};
  return chain.followed_by({sum});
}

}  // namespace geq::prover
