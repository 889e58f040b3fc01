// SPDX-License-Identifier: GPL-3.0-or-later
// Integrals with roots of quadratic polynomials, seen from the middle: a x^2 + b x + c has no linear term there.

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// Where the first such radicand has its middle, if that is not 0.
std::optional<ExactPolynomial> middle_of_radicand(const ExactPolynomial& body, const std::string& variable) {
  for (const proofs::Atom& atom : functions_in(body)) {
    if (!root_degree(atom)) continue;
    const auto c = coefficients_in(proofs::Atom::variable(variable), atom.arguments()[1]);
    if (c.size() != 3 || c[1].is_zero() || !c[2].constant()) continue;
    return ExactPolynomial(Rational(-1) / 2 / *c[2].constant()) * c[1];
  }
  return {};
}

}  // namespace

bool Analysis::find_value_from_middle(SideChain& chain, const ExactPolynomial& integral, const OverInterval& of,
                                      const std::string& variable) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const auto middle = middle_of_radicand(opened(of.body, x), variable);
  if (!middle) return false;
  OverInterval moved{of.interval, proofs::closed(opened(of.body, x + *middle), variable)};
  if (of.interval.ends == Ends::finite || of.interval.ends == Ends::above)
    moved.interval.lower = of.interval.lower - *middle;
  if (of.interval.ends == Ends::finite || of.interval.ends == Ends::below)
    moved.interval.upper = of.interval.upper - *middle;
  const ExactPolynomial other = atom_over(Operator::integral, moved);
  SideChain attempt = chain;
  if (!find_value(attempt, other)) return false;
  const std::size_t known = *value_of(attempt.sequent(), other);
  if (!attempt.then(proofs::Rescale{integral, one, one, *middle, false})) return false;
  const std::size_t moving = attempt.sequent().facts.size() - 1;
  proofs::Combination sum;
  sum.multiples = {{known, one}, {moving, one}};
  const ExactPolynomial value = other - attempt.sequent().facts[known].polynomial;
  const auto by_both = [&](const proofs::Sequent&) { return std::optional(Steps{sum}); };
  if (!attempt.then(proofs::Have{{integral - value, Sign::zero}}, by_both)) return false;
  chain = std::move(attempt);
  return true;
}

}  // namespace geq::prover
