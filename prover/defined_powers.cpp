// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/defined_powers.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/portfolio.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Sequent;
using proofs::Sign;

namespace {

const Effort effort{Effort::full().cones, false};

}  // namespace

std::optional<Steps> prove_for_each_index(const Sequent& sequent, const Origin& origin, Search& search) {
  const auto family = family_in(sequent.goal);
  if (!family || sequent.goal.sign != Sign::positive) return {};
  SideChain chain(sequent, [&](const Sequent& side) { return prove(side, origin.sufficient(), effort, search); });
  const std::string index = chain.fresh("k");
  const Fact fact{opened(family->body, ExactPolynomial::variable(index)), family->sign};
  if (!chain.then(proofs::ForEach{index, family->lower, family->upper, fact})) return {};
  return chain.finish();
}

std::optional<Steps> exclude_zero_base(const Sequent& sequent, const Sequent& last, const Origin& origin,
                                       Search& search) {
  if (is_visible(sequent.goal, sequent.facts)) return {};  // nothing is shorter
  const auto is_case = [&](const Fact& fact) {
    const Fact otherwise{fact.polynomial, Sign::positive};
    return fact.sign == Sign::zero && std::find(last.facts.begin(), last.facts.end(), otherwise) != last.facts.end() &&
           std::find(last.facts.begin(), last.facts.end(), fact) == last.facts.end();
  };
  for (std::size_t place = 0; place < sequent.facts.size(); ++place) {
    if (!is_case(sequent.facts[place])) continue;
    const ExactPolynomial& base = sequent.facts[place].polynomial;
    const auto without_case = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, [&](const Sequent& rest) { return prove(rest, origin.sufficient(), effort, search); });
      return chain.then(proofs::Forget{{place}}) ? chain.finish() : std::nullopt;
    };
    SideChain chain(sequent, without_case);
    if (!chain.then(proofs::Have{{base, Sign::positive}}) || !chain.then(proofs::Absurd{})) continue;
    proofs::Combination sum;
    sum.summands.push_back({1, {{sequent.facts.size(), 1}}, ExactPolynomial(proofs::Rational(1))});
    sum.multiples.push_back({place, ExactPolynomial(proofs::Rational(-1))});
    if (proofs::apply(proofs::Step(sum), chain.sequent())) return chain.followed_by({sum});
  }
  return {};
}

}  // namespace geq::prover
