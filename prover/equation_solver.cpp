// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/equation_solver.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/float_program.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;

std::optional<Fraction> as_fraction(const ExactPolynomial& polynomial) {
  Fraction sum{{}, Rational(1)};
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Fraction product{coefficient, Rational(1)};
    for (const auto& [atom, exponent] : monomial) {
      Fraction factor{ExactPolynomial(atom), Rational(1)};
      if (!atom.is_variable()) {
        if (atom.op() != proofs::Operator::quotient) return {};
        auto divisor = as_fraction(atom.arguments()[0]);
        if (!divisor) return {};
        factor = {divisor->denominator, divisor->numerator};
      }
      product = {product.numerator * power(factor.numerator, exponent),
                 product.denominator * power(factor.denominator, exponent)};
    }
    if (product.denominator == sum.denominator)
      sum.numerator = sum.numerator + product.numerator;
    else
      sum = {sum.numerator * product.denominator + product.numerator * sum.denominator,
             sum.denominator * product.denominator};
  }
  return sum;
}

EquationSolver::EquationSolver(const proofs::Statement& statement) : variables_(statement.variables) {
  for (const proofs::Relation& relation : proofs::hypotheses(statement)) {
    if (relation.comparison != proofs::Comparison::equal) continue;
    try {
      solve(proofs::fact_of(relation).polynomial);
    } catch (const proofs::LimitExceeded&) {
      // An equation that is too large to solve leaves its variables free.
    }
  }
  for (const std::string& name : variables_)
    if (std::none_of(solved_.begin(), solved_.end(), [&](const Solved& s) { return s.variable == name; }))
      free_.push_back(name);
}

namespace {

/// polynomial at atom = numerator/denominator, times a power of the denominator.
ExactPolynomial eliminate(const ExactPolynomial& polynomial, const Atom& atom, const ExactPolynomial& numerator,
                          const ExactPolynomial& denominator) {
  const std::vector<ExactPolynomial> c = coefficients_in(atom, polynomial);
  ExactPolynomial result;
  for (std::size_t k = 0; k < c.size(); ++k)
    result = result + c[k] * power(numerator, k) * power(denominator, c.size() - 1 - k);
  return result;
}

template <class Number, class Convert>
Number value_of(const ExactPolynomial& polynomial, const std::map<std::string, Number>& values,
                const Convert& convert) {
  Number sum(0);
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Number product = convert(coefficient);
    for (const auto& [atom, exponent] : monomial)
      for (std::uint32_t i = 0; i < exponent; ++i) product = product * values.at(atom.name());
    sum = sum + product;
  }
  return sum;
}

}  // namespace

void EquationSolver::solve(const ExactPolynomial& equation) {
  const auto cleared = as_fraction(equation);
  if (!cleared) return;
  ExactPolynomial rest = cleared->numerator;
  for (const Solved& solved : solved_)
    rest = eliminate(rest, Atom::variable(solved.variable), solved.numerator, solved.denominator);
  // The last variable first: statements tend to name the free ones first.
  for (auto name = variables_.rbegin(); name != variables_.rend(); ++name) {
    const Atom variable = Atom::variable(*name);
    if (degree_in(variable, rest) != 1) continue;
    const std::vector<ExactPolynomial> c = coefficients_in(variable, rest);
    solved_.push_back({*name, -c[0], c[1]});
    for (ExactPolynomial& left : unsolved_) left = eliminate(left, variable, -c[0], c[1]);
    return;
  }
  if (!rest.is_zero()) unsolved_.push_back(rest);
}

std::optional<std::vector<Rational>> EquationSolver::complete(const std::vector<Rational>& free) const {
  std::map<std::string, Rational> values;
  for (std::size_t i = 0; i < free_.size(); ++i) values.emplace(free_[i], free[i]);
  const auto same = [](const Rational& value) { return value; };
  for (auto solved = solved_.rbegin(); solved != solved_.rend(); ++solved) {
    const Rational divisor = value_of<Rational>(solved->denominator, values, same);
    if (proofs::sign(divisor) == 0) return {};
    values[solved->variable] = value_of<Rational>(solved->numerator, values, same) / divisor;
  }
  std::vector<Rational> result;
  for (const std::string& name : variables_) result.push_back(values.at(name));
  return result;
}

std::vector<double> EquationSolver::complete(const std::vector<double>& free) const {
  if (solved_.empty()) return free;
  std::map<std::string, double> values;
  for (std::size_t i = 0; i < free_.size(); ++i) values.emplace(free_[i], free[i]);
  for (auto solved = solved_.rbegin(); solved != solved_.rend(); ++solved)
    values[solved->variable] = value_of<double>(solved->numerator, values, to_double) /
                               value_of<double>(solved->denominator, values, to_double);
  std::vector<double> result;
  for (const std::string& name : variables_) result.push_back(values.at(name));
  return result;
}

std::optional<proofs::AlgebraicPoint::Values> EquationSolver::complete(const proofs::Root& root,
                                                                       proofs::AlgebraicPoint::Values values) const {
  for (auto solved = solved_.rbegin(); solved != solved_.rend(); ++solved) {
    const auto numerator = proofs::parse_term(to_text(solved->numerator), variables_);
    const auto denominator = proofs::parse_term(to_text(solved->denominator), variables_);
    if (!numerator || !denominator) return {};
    const proofs::AlgebraicPoint point(root, values);
    auto value = point.value(proofs::Term::apply(proofs::Operator::quotient, {numerator.value(), denominator.value()}));
    if (!value) return {};
    values[solved->variable] = std::move(*value);
  }
  return values;
}

proofs::Substitution EquationSolver::complete(proofs::Substitution image) const {
  for (auto solved = solved_.rbegin(); solved != solved_.rend(); ++solved)
    image[solved->variable] = substitute(solved->numerator, image) * reciprocal(substitute(solved->denominator, image));
  return image;
}

}  // namespace geq::prover
