// SPDX-License-Identifier: GPL-3.0-or-later

/// goal = (goal - c * assumption) + c * assumption with a number c > 0: what is in brackets is shown without the
/// assumption. A condition such as a + b + c + d > a/b + b/c + c/d + d/a, which makes nothing homogeneous and bounds no
/// variable, is used in no other way before denominators mix it with the goal.
///
/// Source: Lagrange multipliers; the S-procedure (S. Boyd, L. Vandenberghe, Convex Optimization (2004), B.2), where c
/// may not exist. Untrusted: between which numbers c lies is seen at sample points in floating point. Limits:
/// inequalities with several terms that are not linear. Cost: one proof for each of them.

#include <algorithm>
#include <cmath>

#include "prover/best/simplest_rational.hpp"
#include "prover/guess.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// Signs, orders and boxes are used by others.
bool is_worth_a_try(const Fact& fact) {
  if (!has_sign(fact) || fact.polynomial.terms().size() < 2) return false;
  const auto functions = functions_in(fact.polynomial);
  const bool rational =
      std::ranges::all_of(functions, [](const proofs::Atom& atom) { return atom.op() == proofs::Operator::quotient; });
  return rational && (!functions.empty() || homogeneous_degree(fact.polynomial) != 1U);
}

/// Between which numbers c has to lie for goal - c * assumption >= 0 at the points; none if there is no c > 0.
struct Interval {
  double low, high;
};
std::optional<Interval> multiples(const ExactPolynomial& goal, const ExactPolynomial& assumption,
                                  const SamplePoints& samples) {
  constexpr double most = 1e3, least = 1e-3;
  Interval result{least, most};
  if (samples.points().empty()) return {};
  for (const auto& point : samples.points()) {
    const double of_goal = evaluate(goal, point), of_assumption = evaluate(assumption, point);
    if (!std::isfinite(of_goal) || !std::isfinite(of_assumption) || of_assumption == 0) continue;
    const double ratio = of_goal / of_assumption;
    if (of_assumption > 0)
      result.high = std::min(result.high, ratio);
    else
      result.low = std::max(result.low, ratio);
  }
  if (result.low > result.high || result.high == most || result.low == least) return {};
  return result;
}

}  // namespace

std::optional<Steps> assumption_multiples(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!effort.persistent || !has_sign(sequent.goal)) return {};
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const Fact& fact = sequent.facts[i];
    if (!is_worth_a_try(fact)) continue;
    Derivation without(sequent, Origin().sufficient());
    const proofs::Forget forget{{i}};
    if (!without.then(forget)) continue;
    const auto interval = multiples(sequent.goal.polynomial, fact.polynomial, SamplePoints(without.sequent));
    if (!interval) continue;
    const Rational c = simplest_within(exactly(interval->low), exactly(interval->high));
    const bool strict = sequent.goal.sign == Sign::positive && fact.sign != Sign::positive;
    const Fact rest{sequent.goal.polynomial - ExactPolynomial(c) * fact.polynomial,
                    strict ? Sign::positive : Sign::nonnegative};
    const Sequent side{sequent.variables, without.sequent.facts, rest};
    const auto found = prove_guess(side, Origin().sufficient(), {effort.cones, false}, search);
    if (!found) continue;
    Steps proof{forget};
    proof.insert(proof.end(), found->begin(), found->end());
    Derivation way(sequent, Origin().sufficient());
    if (!way.have(rest, proof)) continue;
    proofs::Combination sum;
    sum.summands.push_back({1, {{way.last(), 1}}, ExactPolynomial(Rational(1))});
    sum.summands.push_back({c, {{i, 1}}, ExactPolynomial(Rational(1))});
    if (way.close(sum)) return way.steps;
  }
  return {};
}

}  // namespace geq::prover
