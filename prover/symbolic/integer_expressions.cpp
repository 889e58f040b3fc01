// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/integer_expressions.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/rewriting.hpp"
#include "prover/symbolic/sums.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// factor * variable^exponent.
struct Expression {
  std::string variable;
  Rational factor;
  std::uint32_t exponent;

  ExactPolynomial value() const {
    return ExactPolynomial(factor) * power(ExactPolynomial::variable(variable), exponent);
  }
  friend bool operator==(const Expression&, const Expression&) = default;
};

/// The terms of the argument that are such expressions, but for a variable alone.
void collect(const ExactPolynomial& argument, std::vector<Expression>& found) {
  for (const auto& [monomial, coefficient] : argument.terms()) {
    if (monomial.size() != 1 || !monomial[0].first.is_variable()) continue;
    if (cln::denominator(coefficient) != 1 || proofs::sign(coefficient) <= 0) continue;
    const Expression expression{monomial[0].first.name(), coefficient, monomial[0].second};
    const bool alone = expression.exponent == 1 && coefficient == Rational(1);
    if (!alone && std::find(found.begin(), found.end(), expression) == found.end()) found.push_back(expression);
  }
}

std::vector<Expression> expressions_in(const ExactPolynomial& goal) {
  std::vector<Expression> found;
  for (const Atom& atom : functions_in(goal)) {
    if (atom.op() == Operator::factorial) collect(atom.arguments()[0], found);
    const bool has_integer =
        atom.op() == Operator::power || atom.op() == Operator::product_over || atom.op() == Operator::sum_over;
    if (has_integer) collect(atom.arguments()[1], found);
  }
  return found;
}

/// The polynomial in the new variable instead of the expression; none if it speaks of the old one in another way.
std::optional<ExactPolynomial> rewritten(const ExactPolynomial& polynomial, const Expression& old,
                                         const ExactPolynomial& value) {
  const ExactPolynomial variable = ExactPolynomial::variable(old.variable);
  const ExactPolynomial lowered = ExactPolynomial(1 / old.factor) * value;
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) {
      const bool inverse = atom.op() == Operator::quotient && atom.arguments()[0] == variable;
      if (!variables(ExactPolynomial(atom)).contains(old.variable)) {
        term = term * power(ExactPolynomial(atom), exponent);
      } else if (atom.is_variable() || inverse) {
        if (exponent % old.exponent != 0) return {};
        term = term * power(inverse ? reciprocal(lowered) : lowered, exponent / old.exponent);
      } else {
        std::vector<ExactPolynomial> arguments;
        for (const ExactPolynomial& argument : atom.arguments()) {
          const auto inner = rewritten(argument, old, value);
          if (!inner) return {};
          arguments.push_back(*inner);
        }
        term = term * power(proofs::application(atom.op(), arguments), exponent);
      }
    }
    result = result + term;
  }
  return result;
}

/// Numbers from which on the expression is known to be, the greatest first.
std::vector<Rational> bounds_of(const Expression& expression, const Sequent& sequent) {
  std::vector<Rational> result;
  const auto add = [&](const Rational& bound) { result.push_back(Rational(cln::ceiling1(bound))); };
  const ExactPolynomial value = expression.value();
  for (const proofs::Fact& fact : sequent.facts) {
    if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
    const auto place = fact.polynomial.terms().find(value.terms().begin()->first);
    if (place == fact.polynomial.terms().end() || proofs::sign(place->second) <= 0) continue;
    const Rational scale = expression.factor / place->second;
    if (const auto rest = (ExactPolynomial(scale) * fact.polynomial - value).constant()) add(-*rest);
  }
  const auto bound = lower_bound_of(expression.variable, sequent);
  if (bound && proofs::sign(*bound) >= 0) {
    Rational power(expression.factor);
    for (std::uint32_t i = 0; i < expression.exponent; ++i) power = power * *bound;
    add(power);
  }
  std::sort(result.rbegin(), result.rend());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

/// The goal for every k from the bound on, then for the expression.
std::optional<Steps> by_every(const Sequent& sequent, const Expression& expression, const Rational& bound,
                              const Origin& origin, Effort effort, Search& search) {
  RangeChain chain(sequent, origin, search);
  const std::string name = chain.fresh("k");
  const auto claim = rewritten(sequent.goal.polynomial, expression, ExactPolynomial::variable(name));
  if (!claim || variables(*claim).contains(expression.variable)) return {};
  const auto by_induction = [&](const Sequent& side) -> std::optional<Steps> {
    SideChain inner(side, [](const Sequent&) { return std::optional<Steps>(); });
    proofs::Forget others;
    for (std::size_t i = 0; i < side.facts.size(); ++i)
      if (variables(side.facts[i].polynomial).contains(expression.variable)) others.facts.push_back(i);
    if (!others.facts.empty() && !inner.then(others)) return {};
    const auto steps = induction(inner.sequent(), origin.sufficient(), effort, search);
    return steps ? std::optional(inner.followed_by(*steps)) : std::nullopt;
  };
  const proofs::ForEach each{name, ExactPolynomial(bound), expression.value(), {*claim, sequent.goal.sign}};
  if (!chain.SideChain::then(each, by_induction)) return {};
  if (!chain.SideChain::then(proofs::Instance{chain.sequent().facts.size() - 1, expression.value()})) return {};
  if (!is_visible(chain.sequent().goal, chain.sequent().facts)) return {};
  return chain.followed_by({proofs::Visible{}});
}

}  // namespace

std::optional<Steps> induction_on_an_expression(const Sequent& sequent, const Origin& origin, Effort effort,
                                                Search& search) {
  for (const Expression& expression : expressions_in(sequent.goal.polynomial))
    for (const Rational& bound : bounds_of(expression, sequent))
      if (auto steps = by_every(sequent, expression, bound, origin, effort, search)) return steps;
  return {};
}

}  // namespace geq::prover
