// SPDX-License-Identifier: GPL-3.0-or-later

/// A homogenising variable t that stays in the goal, by the facts t^k = V, t^k >= V and t^k <= V about it:
///
/// - goal = R + Q (t^k - V): it is enough that R >= 0 and that Q has the sign with which the fact helps (the goal is
///   monotone in t^k);
/// - goal = A + B t^j with j < k: powers of the two parts are compared, so that t occurs as t^k.
///
/// Limits: one variable t; the sign of Q and of the left part are proved with small effort.

#include <algorithm>
#include <numeric>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// left >= right by comparing their powers, where goal = left - right; powers of t are lowered again.
std::optional<Derivation> compared(const ExactPolynomial& left, std::size_t exponent, const PowerEquation& equation,
                                   const Derivation& start, Search& search) {
  Derivation way = start;
  const proofs::Fact wanted{left, Sign::nonnegative};
  if (exponent % 2 == 0 && !is_visible(wanted, way.sequent.facts)) {
    const auto proof = prove({way.sequent.variables, way.sequent.facts, wanted}, way.origin, Effort::small(), search);
    if (!proof || !way.have(wanted, *proof)) return {};
  }
  if (!way.then(proofs::ComparePowers{static_cast<std::uint32_t>(exponent), left})) return {};
  if (way.sequent.facts[equation.fact].sign == Sign::zero && !use(equation, way)) return {};
  return way;
}

/// The variable, if the polynomial is nothing else.
std::optional<Atom> as_variable(const ExactPolynomial& polynomial) {
  if (polynomial.terms().size() != 1) return {};
  const Monomial& monomial = polynomial.terms().begin()->first;
  if (monomial.size() != 1 || polynomial != ExactPolynomial(monomial.front().first)) return {};
  return monomial.front().first;
}

/// The facts that are rules for powers of a variable which homogenised.
std::vector<PowerEquation> rules_for_units(const Sequent& sequent, const Origin& origin) {
  std::vector<PowerEquation> result;
  for (const ExactPolynomial& unit : origin.units)
    for (std::size_t i = 0; i < sequent.facts.size(); ++i)
      if (const auto variable = as_variable(unit); variable && sequent.facts[i].sign != Sign::nonzero)
        if (auto rule = power_relation(i, *variable, sequent); rule && !rule->value.constant())
          result.push_back(std::move(*rule));
  return result;
}

/// R >= 0 instead of R + Q (t^k - V) >= 0.
std::optional<Derivation> by_monotonicity(const PowerEquation& rule, const Derivation& start, Search& search) {
  Derivation way = start;
  const Fact goal = way.sequent.goal;
  const ExactPolynomial multiplier = multiplier_that_lowers(goal.polynomial, rule.atom, rule.degree, rule.value);
  const ExactPolynomial factor = -(rule.scale * multiplier);
  const Fact wanted{factor, Sign::nonnegative};
  const auto proof = prove({way.sequent.variables, way.sequent.facts, wanted}, way.origin, Effort::small(), search);
  if (!proof || !way.have(wanted, *proof)) return {};
  const std::size_t place = way.sequent.facts.size() - 1;
  const Fact rest{goal.polynomial - factor * way.sequent.facts[rule.fact].polynomial, goal.sign};
  Combination sum;
  sum.summands.push_back({Rational(1), {{rule.fact, 1}, {place, 1}}, ExactPolynomial(Rational(1))});
  sum.summands.push_back({Rational(1), {{place + 1, 1}}, ExactPolynomial(Rational(1))});
  if (!way.reduce_to(rest, {proofs::Step(sum)})) return {};
  return way;
}

}  // namespace

void add_ways_by_monotonicity(const Sequent& sequent, const Origin& origin, Search& search,
                              std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent)) return;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return;
  for (const PowerEquation& rule : rules_for_units(sequent, origin)) {
    // Linear facts become variables (linear_facts.cpp).
    if (sequent.facts[rule.fact].sign == Sign::zero || rule.degree == 1) continue;
    if (degree_in(rule.atom, sequent.goal.polynomial) < rule.degree) continue;
    if (auto way = by_monotonicity(rule, Derivation(sequent, origin.sufficient()), search))
      ways.push_back(std::move(*way));
  }
}

void add_compared_parts(const Sequent& sequent, const Origin& origin, Search& search, std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent)) return;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return;
  for (const PowerEquation& rule : rules_for_units(sequent, origin)) {
    const std::vector<ExactPolynomial> c = coefficients_in(rule.atom, sequent.goal.polynomial);
    if (c.size() < 2 || c.size() > rule.degree || c.front().is_zero()) continue;
    if (!std::all_of(c.begin() + 1, c.end() - 1, [](const ExactPolynomial& p) { return p.is_zero(); })) continue;
    const std::size_t exponent = rule.degree / std::gcd(rule.degree, c.size() - 1);
    if (is_too_large(sequent.goal.polynomial, exponent, ExactPolynomial(Rational(1)))) continue;
    std::vector<ExactPolynomial> parts{c.front(), sequent.goal.polynomial - c.front()};
    if (is_visible({parts[1], Sign::nonnegative}, sequent.facts)) std::swap(parts[0], parts[1]);
    for (const ExactPolynomial& left : parts) {
      if (auto way = compared(left, exponent, rule, Derivation(sequent, origin.sufficient()), search))
        ways.push_back(std::move(*way));
      if (exponent % 2 == 1) break;
    }
  }
}

}  // namespace geq::prover
