// SPDX-License-Identifier: GPL-3.0-or-later

/// A variable that an equation gives as a quotient: q x = w with q > 0, such as x = (1 - a b)/(a + b) from
/// a b + b x + x a = 1. The goal is multiplied by a power of q and q x replaced by w; facts that are linear in x are
/// multiplied by q.
///
/// Limits: q has at least two terms and is visibly positive, or x and w are (x y z = x + y + z + 2 gives y z > 1), or
/// q <= 0 contradicts the facts (a + b <= 0 and a b + (a + b) x = 3); facts of higher degree in x are lost.

#include <algorithm>

#include "prover/reductions/alternatives.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// scale * fact is q x - w, with q of leading coefficient 1.
struct Quotient {
  std::size_t fact;
  Atom x;
  ExactPolynomial scale, q, w;
};

std::optional<Quotient> quotient(std::size_t fact, const Atom& x, const Sequent& sequent) {
  if (sequent.facts[fact].sign != Sign::zero) return {};
  const std::vector<ExactPolynomial> c = coefficients_in(x, sequent.facts[fact].polynomial);
  if (c.size() != 2 || c[1].terms().size() < 2 || c[0].is_zero()) return {};
  const ExactPolynomial scale(1 / leading_coefficient(c[1]));
  Quotient result{fact, x, scale, scale * c[1], -(scale * c[0])};
  const auto is_positive = [&](const ExactPolynomial& value) {
    return is_visible({value, Sign::positive}, sequent.facts);
  };
  constexpr std::uint32_t low_degree = 3;  // beyond it other ways are better, and should not wait
  const bool is_weak =
      degree_in(x, sequent.goal.polynomial) <= low_degree && is_visible({result.q, Sign::nonnegative}, sequent.facts);
  if (!is_positive(result.q) && !(is_nonnegative(x.name(), sequent) && (is_weak || is_positive(result.w)))) return {};
  return result;
}

/// Joins q > 0 to the facts: visibly, or because q <= 0 would give 0 < w = q x <= 0, or contradict the facts in another
/// simple way.
bool have_positive(const Quotient& quotient, Search& search, Derivation& way) {
  const Fact positive{quotient.q, Sign::positive};
  if (is_visible(positive, way.sequent.facts)) return way.have(positive, proofs::Visible{});
  if (!is_visible({quotient.w, Sign::positive}, way.sequent.facts)) {
    Sequent contradiction = way.sequent;
    contradiction.facts.push_back(negation(positive));
    contradiction.goal = {ExactPolynomial(), Sign::positive};
    auto proof = combination_of_facts(contradiction, way.origin, Effort::small(), search);
    if (!proof || proof->empty()) return false;
    if (std::holds_alternative<proofs::Absurd>(proof->front())) proof->erase(proof->begin());
    proof->insert(proof->begin(), proofs::Absurd{});
    return way.have_by(positive, *proof);
  }
  const ExactPolynomial one(Rational(1));
  if (!way.have({ExactPolynomial(quotient.x), Sign::nonnegative}, proofs::Visible{})) return false;
  const std::size_t x = way.last();
  if (!way.have({quotient.w, Sign::positive}, proofs::Visible{})) return false;
  const std::size_t w = way.last();
  Combination sum;
  sum.summands.push_back({Rational(1), {{w + 1, 1}, {x, 1}}, one});  // -q x
  sum.summands.push_back({Rational(1), {{w, 1}}, one});
  sum.multiples.push_back({quotient.fact, quotient.scale});  // q x - w
  return way.have_by(positive, Steps{proofs::Absurd{}, sum});
}

/// The goal becomes q^d * goal with w for q x. `cancelling` is the place of q * 1/q - 1 = 0.
bool multiply_goal(const Quotient& quotient, std::size_t cancelling, Derivation& way) {
  const std::vector<ExactPolynomial> c = coefficients_in(quotient.x, way.sequent.goal.polynomial);
  const std::size_t d = c.size() - 1;
  if (d == 0) return true;
  const ExactPolynomial inverse = reciprocal(quotient.q);
  const ExactPolynomial qx = quotient.q * ExactPolynomial(quotient.x);
  ExactPolynomial powers, difference;
  for (std::size_t i = 0; i < d; ++i) powers = powers + power(quotient.q * inverse, i);
  for (std::size_t j = 1; j <= d; ++j)
    for (std::size_t i = 0; i < j; ++i)
      difference = difference + c[j] * power(quotient.q, d - j) * power(qx, i) * power(quotient.w, j - 1 - i);
  const proofs::Rewrite multiplied{cancelling, way.sequent.goal.polynomial * powers};
  const proofs::Rewrite replaced{quotient.fact, -(quotient.scale * power(inverse, d) * difference)};
  return way.then(multiplied) && way.then(replaced) &&
         way.then(proofs::Clear{{d % 2 == 0 ? proofs::DenominatorSign::squared : proofs::DenominatorSign::positive}});
}

/// Facts linear in x, times q; `positive` is the place of q > 0.
bool multiply_facts(const Quotient& quotient, std::size_t positive, Derivation& way) {
  const std::vector<Fact> facts = way.sequent.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const std::uint32_t degree = degree_in(quotient.x, facts[i].polynomial);
    if (i == quotient.fact || facts[i].sign == Sign::nonzero || degree == 0) continue;
    if (degree > 1) {
      way.origin = way.origin.sufficient();
      continue;
    }
    const std::vector<ExactPolynomial> c = coefficients_in(quotient.x, facts[i].polynomial);
    const Fact fresh{c[1] * quotient.w + c[0] * quotient.q, facts[i].sign};
    Combination sum;
    if (fresh.sign == Sign::zero)
      sum.multiples.push_back({i, quotient.q});
    else
      sum.summands.push_back({Rational(1), {{i, 1}, {positive, 1}}, ExactPolynomial(Rational(1))});
    sum.multiples.push_back({quotient.fact, -(quotient.scale * c[1])});
    if (!is_visible(fresh, way.sequent.facts) && !way.have(fresh, sum)) return false;
  }
  return true;
}

std::optional<Derivation> eliminated(const Quotient& quotient, const Sequent& sequent, const Origin& origin,
                                     Search& search) {
  Derivation way(sequent, origin);
  const ExactPolynomial inverse = reciprocal(quotient.q);
  if (!have_positive(quotient, search, way)) return {};
  const std::size_t positive = way.sequent.facts.size() - 1;
  const Fact cancels{quotient.q * inverse - ExactPolynomial(Rational(1)), Sign::zero};
  if (!way.have(cancels, Steps{proofs::Clear{{proofs::DenominatorSign::positive}}, proofs::Visible{}})) return {};
  const std::size_t cancelling = way.sequent.facts.size() - 1;
  if (!multiply_goal(quotient, cancelling, way) || !multiply_facts(quotient, positive, way)) return {};
  way.origin = way.origin.after(proofs::Substitution{{quotient.x.name(), quotient.w * inverse}});
  proofs::Forget used{{cancelling}};
  if (!way.then(used) || !way.forget({quotient.x.name()})) return {};
  return way;
}

}  // namespace

void add_quotients(const Sequent& sequent, const Origin& origin, Search& search, std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent)) return;
  std::vector<std::string> names = goal_variables(sequent);
  std::reverse(names.begin(), names.end());
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    for (const std::string& name : names) {
      const auto found = quotient(i, Atom::variable(name), sequent);
      if (!found) continue;
      const std::uint32_t degree = degree_in(found->x, sequent.goal.polynomial);
      if (is_too_large(found->q + found->w, degree, sequent.goal.polynomial)) continue;
      if (auto way = eliminated(*found, sequent, origin, search)) ways.push_back(std::move(*way));
      break;
    }
}

}  // namespace geq::prover
