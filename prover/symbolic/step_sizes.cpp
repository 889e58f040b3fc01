// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/step_sizes.hpp"

#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// step = number * numerator / denominator.
struct StepSize {
  ExactPolynomial step, denominator;
  std::string numerator;
  Rational number;
};

std::optional<StepSize> step_size(const Monomial& step, const Monomial& value, const Rational& number) {
  if (step.size() != 1 || step[0].second != 1 || !step[0].first.is_variable()) return {};
  StepSize result{ExactPolynomial(step[0].first), one, {}, number};
  for (const auto& [atom, exponent] : value) {
    if (atom.op() == Operator::quotient) {
      result.denominator = result.denominator * power(atom.arguments()[0], exponent);
    } else if (atom.is_variable() && exponent == 1 && result.numerator.empty()) {
      result.numerator = atom.name();
    } else {
      return {};
    }
  }
  if (result.numerator.empty() || result.denominator == one) return {};
  return result;
}

std::optional<StepSize> step_size(const Fact& fact) {
  if (fact.sign != Sign::zero || fact.polynomial.terms().size() != 2) return {};
  const auto& [first, a] = *fact.polynomial.terms().begin();
  const auto& [second, b] = *std::next(fact.polynomial.terms().begin());
  if (auto found = step_size(first, second, -b / a)) return found;
  return step_size(second, first, -a / b);
}

/// The step is positive, as the term is that it is equal to.
std::optional<Steps> positive_step(const Sequent& side, std::size_t place, const StepSize& size) {
  SideChain chain(side, linear_side);
  const ExactPolynomial& equation = side.facts[place].polynomial;
  const auto c = coefficients_in(*single_atom(size.step), equation);
  const ExactPolynomial scaled = ExactPolynomial(1 / *c[1].constant()) * equation;
  if (!chain.then(proofs::Have{{size.step - scaled, Sign::positive}})) return {};
  proofs::Combination last;
  last.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
  last.multiples.push_back({place, ExactPolynomial(1 / *c[1].constant())});
  return chain.followed_by({last});
}

/// The goal is the equation number `place`, multiplied by the denominator.
std::optional<Steps> multiplied(const Sequent& side, std::size_t place, const StepSize& size) {
  Geometry geometry(SideChain(side, linear_side), {});
  geometry.compute();
  const ExactPolynomial& goal = side.goal.polynomial;
  const ExactPolynomial& equation = side.facts[place].polynomial;
  const auto c = coefficients_in(*single_atom(size.step), equation);
  const ExactPolynomial multiple = ExactPolynomial(-1 / (size.number * *c[1].constant())) * size.denominator;
  const auto rest = geometry.rules().reduced(goal - multiple * equation);
  if (!rest || !rest->rest.is_zero()) return {};
  proofs::Combination last;
  last.multiples.push_back({place, multiple});
  for (const auto& [rule, factor] : rest->multiples) last.multiples.push_back({rule, factor});
  return geometry.chain().followed_by({last});
}

}  // namespace

std::optional<SideChain> by_step_size(const Sequent& sequent) {
  for (std::size_t place = 0; place < sequent.facts.size(); ++place) {
    const auto size = step_size(sequent.facts[place]);
    if (!size) continue;
    SideChain chain(sequent, linear_side);
    const ExactPolynomial value = ExactPolynomial(1 / size->number) * size->step * size->denominator;
    const Fact solved{ExactPolynomial::variable(size->numerator) - value, Sign::zero};
    if (!chain.then(proofs::Have{solved}, [&](const Sequent& side) { return multiplied(side, place, *size); }))
      continue;
    const Fact positive{size->step, Sign::positive};
    if (!is_visible(positive, chain.sequent().facts) &&
        !chain.then(proofs::Have{positive}, [&](const Sequent& side) { return positive_step(side, place, *size); }))
      continue;
    const ExactPolynomial inverse = reciprocal(size->step);
    if (!chain.then(proofs::Have{{inverse, Sign::positive}})) continue;
    if (!chain.then(proofs::Forget{{place}})) continue;
    const auto equation = index_of(solved, chain.sequent());
    if (equation && chain.then(proofs::Eliminate{*equation, size->numerator})) return chain;
  }
  return {};
}

}  // namespace geq::prover
