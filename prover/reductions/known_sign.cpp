// SPDX-License-Identifier: GPL-3.0-or-later

/// u - c >= 0 with a number c > 0, where u >= 0 is a fact, as after |u| has been split into cases: u^2 - c^2 >= 0 says
/// the same and has no odd powers of the denominators' signs. Limits: u with denominators.
///
/// And u - v >= 0 where u has positive terms only: u^2 - v^2 >= 0 where an assumption of degree 2 and visible terms say
/// so, as b + c >= a for a triangle that is not obtuse.

#include <algorithm>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Sign;

std::optional<Derivation> square_against_fact(const proofs::Sequent& sequent, const Origin& origin) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (reciprocals(sequent.goal.polynomial).empty()) return {};
  for (const proofs::Fact& fact : sequent.facts) {
    if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
    const auto c = (fact.polynomial - sequent.goal.polynomial).constant();
    if (!c || proofs::sign(*c) <= 0) continue;
    Derivation way(sequent, origin);
    if (way.then(proofs::ComparePowers{2, fact.polynomial})) return way;
  }
  return {};
}

std::optional<Derivation> square_linear_goal(const proofs::Sequent& sequent, const Origin& origin) {
  const ExactPolynomial& goal = sequent.goal.polynomial;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (homogeneous_degree(goal) != 1U) return {};
  ExactPolynomial left;
  for (const auto& [monomial, coefficient] : goal.terms())
    if (proofs::sign(coefficient) > 0)
      left = left + ExactPolynomial(coefficient) * ExactPolynomial(monomial.front().first);
  const ExactPolynomial right = left - goal;
  const ExactPolynomial squares = left * left - right * right;
  const bool is_assumed = std::ranges::any_of(sequent.facts, [&](const proofs::Fact& fact) {
    if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) return false;
    if (homogeneous_degree(fact.polynomial) != 2U) return false;
    const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
    const auto term = squares.terms().find(monomial);
    if (term == squares.terms().end() || proofs::sign(term->second) != proofs::sign(coefficient)) return false;
    const ExactPolynomial rest = squares - ExactPolynomial(term->second / coefficient) * fact.polynomial;
    return is_visible({rest, Sign::nonnegative}, sequent.facts);
  });
  Derivation way(sequent, origin);
  if (!is_assumed || !way.then(proofs::ComparePowers{2, left})) return {};
  return way;
}

}  // namespace geq::prover
