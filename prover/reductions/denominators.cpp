// SPDX-License-Identifier: GPL-3.0-or-later

/// Assumptions with denominators: 1/(1 + a) + 1/(1 + b) = 1 is multiplied out, one denominator after another.
///
/// With q * 1/q = 1 as an equation of its own, q^e * fact is the fact without 1/q plus multiples of that equation. For
/// an inequality the power is one of q or -q, whichever is known to be positive, or an even one. Limits: denominators
/// that are visibly not 0; 16 of them.

#include <algorithm>

#include "prover/reductions/alternatives.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sign;

namespace {

std::optional<std::size_t> place_of(const Fact& fact, const Derivation& way) {
  for (std::size_t i = 0; i < way.sequent.facts.size(); ++i)
    if (way.sequent.facts[i] == fact) return i;
  return {};
}

/// The place of the equation q * 1/q - 1 = 0, shown if it is not there yet.
std::optional<std::size_t> cancelling(const Atom& inverse, Derivation& way) {
  const ExactPolynomial& q = inverse.arguments()[0];
  const Fact equation{q * ExactPolynomial(inverse) - ExactPolynomial(Rational(1)), Sign::zero};
  if (const auto place = place_of(equation, way)) return place;
  if (!is_visible({q, Sign::nonzero}, way.sequent.facts)) return {};
  for (const auto sign : {proofs::DenominatorSign::positive, proofs::DenominatorSign::squared}) {
    const proofs::Clear clear{{sign}};
    const auto rest = proofs::apply(clear, {way.sequent.variables, way.sequent.facts, equation});
    if (!rest || rest.value().size() != 1) continue;
    if (!way.have(equation, Steps{clear, proofs::Visible{}})) return {};
    return way.sequent.facts.size() - 1;
  }
  return {};
}

/// fact * q^e without 1/q, for the greatest power e of 1/q.
ExactPolynomial without(const Atom& inverse, const ExactPolynomial& polynomial) {
  const std::vector<ExactPolynomial> c = coefficients_in(inverse, polynomial);
  ExactPolynomial result;
  for (std::size_t e = 0; e < c.size(); ++e) result = result + c[e] * power(inverse.arguments()[0], c.size() - 1 - e);
  return result;
}

/// Adds the equation multiplied out: it less a multiple of the given one is 0 once denominators are cleared.
bool clear_equation(std::size_t place, Derivation& way) {
  const Fact fact = way.sequent.facts[place];
  Fact cleared = fact;
  ExactPolynomial product(Rational(1));
  for (const Atom& inverse : reciprocals(fact.polynomial)) {
    product = product * power(inverse.arguments()[0], degree_in(inverse, cleared.polynomial));
    cleared.polynomial = without(inverse, cleared.polynomial);
  }
  const proofs::Rewrite rewrite{place, -product};
  const auto rewritten = proofs::apply(rewrite, {way.sequent.variables, way.sequent.facts, cleared});
  if (!rewritten || !reciprocals(cleared.polynomial).empty()) return false;
  proofs::Clear clear;
  for (const Atom& inverse : reciprocals(rewritten.value().front().goal.polynomial))
    clear.signs.push_back(is_visible({inverse.arguments()[0], Sign::nonnegative}, way.sequent.facts)
                              ? proofs::DenominatorSign::positive
                              : proofs::DenominatorSign::squared);
  const auto rest = proofs::apply(clear, rewritten.value().front());
  if (!rest || rest.value().size() != 1 || !rest.value().front().goal.polynomial.is_zero()) return false;
  return way.have(cleared, Steps{rewrite, clear, proofs::Visible{}});
}

/// What an inequality with the power `top` of 1/q is multiplied by: sign * q^(top + extra), a power of what is
/// positive.
struct PositivePower {
  Fact base;
  std::uint32_t exponent;
  std::size_t extra = 0;
  Rational sign = 1;
};

/// Of q or -q where one of them is seen to be positive, an even one of q where it is seen not to be 0.
std::optional<PositivePower> positive_power(const ExactPolynomial& q, std::size_t top, const std::vector<Fact>& facts) {
  const auto exponent = static_cast<std::uint32_t>(top);
  const Fact above{q, Sign::positive}, below{-q, Sign::positive}, apart{q, Sign::nonzero};
  if (is_visible(above, facts)) return PositivePower{above, exponent};
  if (is_visible(below, facts)) return PositivePower{below, exponent, 0, top % 2 == 0 ? 1 : -1};
  if (is_visible(apart, facts)) return PositivePower{apart, exponent + exponent % 2, top % 2};
  return {};
}

/// Adds the inequality times a positive power of q, or of what q is up to its sign, without 1/q.
bool multiply(std::size_t place, const Atom& inverse, Derivation& way) {
  const auto equation = cancelling(inverse, way);
  if (!equation) return false;
  const Fact fact = way.sequent.facts[place];
  const ExactPolynomial& q = inverse.arguments()[0];
  const std::vector<ExactPolynomial> c = coefficients_in(inverse, fact.polynomial);
  const std::size_t top = c.size() - 1;
  const auto by = positive_power(q, top, way.sequent.facts);
  if (!by || !way.have(by->base, proofs::Visible{})) return false;
  const ExactPolynomial scale = ExactPolynomial(by->sign) * power(q, by->extra);
  ExactPolynomial factor;
  for (std::size_t e = 0; e <= top; ++e)
    for (std::size_t i = 0; i < e; ++i)
      factor = factor - scale * c[e] * power(q, top - e) * power(q * ExactPolynomial(inverse), i);
  Combination sum;
  sum.summands.push_back(
      {Rational(1), {{place, 1}, {way.sequent.facts.size() - 1, by->exponent}}, ExactPolynomial(Rational(1))});
  sum.multiples.push_back({*equation, factor});
  return way.have({scale * without(inverse, fact.polynomial), fact.sign}, sum);
}

bool follows_from_others(std::size_t place, const proofs::Sequent& sequent) {
  std::vector<Fact> others = sequent.facts;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(place));
  return is_visible(sequent.facts[place], others);
}

}  // namespace

std::optional<Derivation> clear_facts(const proofs::Sequent& sequent, const Origin& origin) {
  Derivation way(sequent, origin);
  proofs::Forget used;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    if (sequent.facts[i].sign == Sign::nonzero || reciprocals(sequent.facts[i].polynomial).empty()) continue;
    if (follows_from_others(i, sequent)) continue;
    if (sequent.facts[i].sign == Sign::zero) {
      if (!clear_equation(i, way)) return {};
      continue;
    }
    std::size_t place = i;
    for (unsigned round = 0; round < 16; ++round) {
      const std::vector<Atom> inverses = reciprocals(way.sequent.facts[place].polynomial);
      if (inverses.empty() || !multiply(place, inverses.front(), way)) break;
      place = way.sequent.facts.size() - 1;
    }
    if (!reciprocals(way.sequent.facts[place].polynomial).empty()) return {};
  }
  for (std::size_t i = 0; i < way.sequent.facts.size(); ++i)
    if (way.sequent.facts[i].sign != Sign::nonzero && !reciprocals(way.sequent.facts[i].polynomial).empty())
      used.facts.push_back(i);
  if (used.facts.empty() || !way.then(used)) return {};
  return way;
}

}  // namespace geq::prover
