// SPDX-License-Identifier: GPL-3.0-or-later
// Integrals of integrals and limits: the inner one as a function of the outer variable.

#include "proofs/kernel/binders.hpp"
#include "prover/analysis/analysis.hpp"
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
