// SPDX-License-Identifier: GPL-3.0-or-later
// Integrals of integrals and limits: the inner one as a function of the outer variable.

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/nested_bounds.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

bool Analysis::find_nested_value(SideChain& chain, const ExactPolynomial& integral) {
  const auto of = proofs::over_interval(integral, Operator::integral);
  const std::string variable = chain.fresh("x");
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  if (!of || search_.is_over()) return false;
  Sequent there = chain.sequent();
  there.variables.push_back(variable);
  for (const Fact& fact : inside(of->interval, x)) there.facts.push_back(fact);
  there.goal = {opened(of->body, x), Sign::zero};
  if (!analysis_in(there.goal)) return false;
  const auto value = evaluated(there);
  if (!value) return false;
  const ExactPolynomial outer = atom_over(Operator::integral, {of->interval, proofs::closed(*value, variable)});
  return find_value_by(chain, integral, outer);
}

bool Analysis::establish_nested(SideChain& chain, const ExactPolynomial& integral) {
  const auto nested = nested_integral(integral, chain.fresh("x"), chain.fresh("y"));
  if (!nested) return false;
  for (const ExactPolynomial& bound : nested_bounds_above(*nested, chain.sequent().facts)) {
    if (search_.is_over()) return false;
    const ExactPolynomial other = nested->of(bound);
    SideChain attempt = chain;
    if (other == integral || !find_value(attempt, other)) continue;
    if (!attempt.then(proofs::Dominate{attempt.fresh("x"), integral, {{ExactPolynomial(Rational(1)), other}}}))
      continue;
    chain = attempt;
    return true;
  }
  return false;
}

std::optional<Steps> Analysis::by_nested_bounds(const SideChain& start) {
  const auto integrals = analysis_atoms(Operator::integral, {{}, {}, start.sequent().goal});
  if (integrals.size() != 1) return {};
  const ExactPolynomial& integral = integrals.front();
  const auto c = coefficients_in(*atoms(integral).begin(), start.sequent().goal.polynomial);
  const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
  const auto nested = nested_integral(integral, start.fresh("x"), start.fresh("y"));
  SideChain established = start;
  if (!factor || !nested || !establish(established, integral)) return {};
  const bool from_below = proofs::sign(*factor) > 0;
  const std::vector<Fact>& facts = established.sequent().facts;
  const ExactPolynomial one(Rational(from_below ? 1 : -1));
  for (const ExactPolynomial& bound :
       from_below ? nested_bounds_below(*nested, c[0], facts) : nested_bounds_above(*nested, facts)) {
    if (search_.is_over()) return {};
    SideChain chain = established;
    const auto others = parts_of_nested(*nested, bound);
    const bool found = std::all_of(others.begin(), others.end(),
                                   [&](const proofs::IntegralPart& part) { return find_value(chain, part.integral); });
    if (!found) continue;
    proofs::Integrate step{chain.fresh("x"), {{one, integral}}, Sign::nonnegative};
    for (const proofs::IntegralPart& part : others) step.parts.push_back({-(one * part.coefficient), part.integral});
    if (!chain.then(step)) continue;
    if (auto steps = replaced(chain, integral, others, *factor)) return steps;
  }
  return {};
}

bool Analysis::find_value_by(SideChain& chain, const ExactPolynomial& integral, const ExactPolynomial& outer) {
  const ExactPolynomial one(Rational(1));
  SideChain attempt = chain;
  if (!find_value(attempt, outer)) return false;
  const std::size_t known = *value_of(attempt.sequent(), outer);
  proofs::Dominate bounded{attempt.fresh("x"), integral, {}};
  bounded.parts.push_back({one, outer});
  proofs::Integrate equal{attempt.fresh("x"), {}, Sign::zero};
  equal.parts.push_back({one, integral});
  equal.parts.push_back({-one, outer});
  if (!attempt.then(bounded) || !attempt.then(equal)) return false;
  proofs::Combination sum;
  sum.multiples.push_back({attempt.sequent().facts.size() - 1, one});
  sum.multiples.push_back({known, one});
  const Fact result{integral - outer + attempt.sequent().facts[known].polynomial, Sign::zero};
  SideChain proved(attempt.sequent(), [&](const Sequent&) { return std::optional(Steps{sum}); });
  if (!proved.then(proofs::Have{result})) return false;
  attempt.append(proved);
  chain = std::move(attempt);
  return true;
}

}  // namespace geq::prover
