// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/integer_gaps.hpp"

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

std::optional<Steps> nothing_else(const Sequent& side) {
  return is_visible(side.goal, side.facts) ? std::optional(Steps{proofs::Visible{}}) : std::nullopt;
}

/// Of k (k - 1) >= 0 for k = 0, and for k with k - 1 >= 0.
std::optional<Steps> product_of_neighbours(const Sequent& side, const std::string& k) {
  if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
  const ExactPolynomial variable = ExactPolynomial::variable(k);
  const auto before = index_of({variable - one, Sign::nonnegative}, side);
  if (!before) return {};
  return Steps{Combination{{{1, {{*before, 2}}, one}, {1, {{*before, 1}}, one}}, {}}};
}

}  // namespace

std::optional<ExactPolynomial> integer_multiple(const ExactPolynomial& polynomial, const Sequent& sequent) {
  cln::cl_I denominators = 1;
  cln::cl_I factor = 0;
  if (polynomial.constant()) return {};
  for (const Atom& atom : atoms(polynomial)) {
    const ExactPolynomial value(atom);
    const Fact integer{proofs::application(proofs::Operator::floor, {value}) - value, Sign::zero};
    if (!atom.is_variable() || !is_visible(integer, sequent.facts)) return {};
  }
  for (const auto& [monomial, c] : polynomial.terms()) denominators = cln::lcm(denominators, cln::denominator(c));
  for (const auto& [monomial, c] : polynomial.terms())
    factor = cln::gcd(factor, cln::numerator(c) * cln::exquo(denominators, cln::denominator(c)));
  return ExactPolynomial(Rational(denominators) / Rational(factor)) * polynomial;
}

bool append_by_gap(SideChain& chain, const ExactPolynomial& P) {
  if (is_visible({P, Sign::nonnegative}, chain.sequent().facts))
    return chain.then(proofs::Have{{P, Sign::nonnegative}});
  SideChain trial = chain;
  const std::size_t above = trial.sequent().facts.size();
  if (!trial.then(proofs::Have{{P + one, Sign::positive}})) return false;
  const std::string k = trial.fresh("k");
  const ExactPolynomial variable = ExactPolynomial::variable(k);
  const proofs::ForEach each{k, {}, P + one, {variable * (variable - one), Sign::nonnegative}, true};
  if (!trial.then(each, [&](const Sequent& side) { return product_of_neighbours(side, k); })) return false;
  const std::size_t product = trial.sequent().facts.size();
  if (!trial.then(proofs::Instance{product - 1, P + one}, nothing_else)) return false;
  // Were P < 0: -P (P + 1) + P (P + 1) = 0 with a summand that is positive.
  const auto by_contradiction = [&](const Sequent& side) {
    const Combination sum{{{1, {{above, 1}, {side.facts.size(), 1}}, one}, {1, {{product, 1}}, one}}, {}};
    return std::optional(Steps{proofs::Absurd{}, sum});
  };
  if (!trial.then(proofs::Have{{P, Sign::nonnegative}}, by_contradiction)) return false;
  chain = trial;
  return true;
}

}  // namespace geq::prover
