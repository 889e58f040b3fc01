// SPDX-License-Identifier: GPL-3.0-or-later

/// The goal and an assumption change places: suppose that the goal fails, and show that then the assumption fails. A
/// simple goal such as a + b + c >= 3 is a good assumption, and an equation such as 9 + 3abc = 4(ab + bc + ca), which
/// nothing makes homogeneous, is a better goal: one of its sides is greater wherever a + b + c < 3. So is log(x) > u
/// for the goal x > 1: exponentials, logarithms and angles are bounded by what is known of their arguments, not the
/// other way round.
///
/// Untrusted: which side is greater is seen at sample points. Limits: assumptions of a higher degree than the goal, and
/// equations with at least three different degrees, as others make the goal homogeneous; or assumptions in which more
/// transcendental functions occur than in the goal. Cost: a proof with bounded effort for each such assumption.

#include <algorithm>
#include <set>

#include "prover/analysis/side_conditions.hpp"
#include "prover/guess.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

std::set<std::uint64_t> degrees(const ExactPolynomial& polynomial) {
  std::set<std::uint64_t> result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) result.insert(degree(monomial));
  return result;
}

bool is_polynomial(const ExactPolynomial& polynomial) {
  const auto all = atoms(polynomial);
  return std::all_of(all.begin(), all.end(), [](const proofs::Atom& atom) { return atom.is_variable(); });
}

/// What may be shown instead of the goal, given that it fails: each contradicts the fact.
std::vector<Fact> opposites(const Fact& fact) {
  if (fact.sign == Sign::zero) return {{fact.polynomial, Sign::positive}, {-fact.polynomial, Sign::positive}};
  return {negation(fact)};
}

bool is_transcendental(const proofs::Atom& atom) {
  return !atom.is_variable() &&
         (atom.op() == Operator::power || (atom.op() >= Operator::exp && atom.op() <= Operator::tanh)) &&
         std::any_of(atom.arguments().begin(), atom.arguments().end(),
                     [](const ExactPolynomial& argument) { return !variables(argument).empty(); });
}

std::ptrdiff_t count_transcendental(const ExactPolynomial& polynomial) {
  const auto all = functions_in(polynomial);
  return std::count_if(all.begin(), all.end(), is_transcendental);
}

/// Exchanged they leave a goal with more functions and fewer in the assumptions, so this comes to an end.
bool is_on_more_functions(const Fact& fact, const Fact& goal) {
  return (fact.sign == Sign::zero || has_sign(fact)) &&
         count_transcendental(fact.polynomial) > count_transcendental(goal.polynomial);
}

bool is_worth_a_try(const Fact& fact, const Fact& goal) {
  if (fact.sign != Sign::zero && !has_sign(fact)) return false;
  if (!is_polynomial(fact.polynomial) || !is_polynomial(goal.polynomial)) return false;
  const auto own = degrees(fact.polynomial), others = degrees(goal.polynomial);
  if (own.empty() || others.empty() || *own.rbegin() <= *others.rbegin()) return false;
  return fact.sign == Sign::zero ? own.size() > 2 : fact.polynomial.terms().size() > 1;
}

/// By each of the assumptions that `is_chosen` takes.
template <class Choice>
std::optional<Steps> exchanged(const Sequent& sequent, Effort effort, Search& search, const Choice& is_chosen) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    if (!is_chosen(sequent.facts[i], sequent.goal)) continue;
    Derivation proof(sequent, Origin().sufficient());
    if (!proof.then(proofs::Absurd{})) return {};
    const proofs::Forget forget{{i}};
    Derivation without = proof;
    if (!without.then(forget)) return {};
    const SamplePoints samples(without.sequent);
    for (const Fact& wanted : opposites(sequent.facts[i])) {
      if (search.is_over() || samples.is_negative_somewhere(wanted.polynomial)) continue;
      const Sequent side{without.sequent.variables, without.sequent.facts, wanted};
      const auto found = prove_guess(side, Origin().sufficient(), {effort.cones, false}, search);
      if (!found) continue;
      Steps steps{forget};
      steps.insert(steps.end(), found->begin(), found->end());
      if (!proof.have(wanted, steps)) return {};
      Combination both;
      both.summands.push_back(product(1, {{proof.last(), 1}}));
      const int direction = wanted.polynomial == sequent.facts[i].polynomial ? -1 : 1;
      if (sequent.facts[i].sign == Sign::zero)
        both.multiples.push_back({i, ExactPolynomial(proofs::Rational(direction))});
      else
        both.summands.push_back(product(1, {{i, 1}}));
      if (!proof.close(both)) return {};
      return proof.steps;
    }
  }
  return {};
}

}  // namespace

bool assumes_functions(const Sequent& sequent) {
  return has_sign(sequent.goal) && !has_ranges(sequent) && !has_analysis(sequent) &&
         std::any_of(sequent.facts.begin(), sequent.facts.end(),
                     [&](const Fact& fact) { return is_on_more_functions(fact, sequent.goal); });
}

std::optional<Steps> contraposition(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!effort.persistent || !has_sign(sequent.goal)) return {};
  if (assumes_functions(sequent)) return exchanged(sequent, effort, search, is_on_more_functions);
  return exchanged(sequent, effort, search, is_worth_a_try);
}

}  // namespace geq::prover
