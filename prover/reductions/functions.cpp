// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/functions.hpp"

#include <algorithm>

#include "polynomials/factorisation.hpp"
#include "prover/conversion.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

namespace {

void collect(const ExactPolynomial& polynomial, std::vector<Atom>& found) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() || std::find(found.begin(), found.end(), atom) != found.end()) continue;
    for (const ExactPolynomial& argument : atom.arguments()) collect(argument, found);
    found.push_back(atom);
  }
}

bool has_only_variables(const ExactPolynomial& polynomial) {
  const std::set<Atom> found = atoms(polynomial);
  return std::all_of(found.begin(), found.end(), [](const Atom& atom) { return atom.is_variable(); });
}

void multiply(Factors& factors, const ExactPolynomial& base, long exponent) {
  long& sum = factors.powers.try_emplace(base, 0).first->second;
  sum += exponent;
  if (sum == 0) factors.powers.erase(base);
}

/// Multiplies by polynomial^sign, for sign 1 or -1.
bool multiply_factored(Factors& factors, const ExactPolynomial& polynomial, long exponent) {
  if (polynomial.terms().size() == 1) {
    const auto& [monomial, coefficient] = *polynomial.terms().begin();
    for (long i = 0; i < exponent; ++i) factors.constant = factors.constant * coefficient;
    for (long i = 0; i > exponent; --i) factors.constant = factors.constant / coefficient;
    for (const auto& [atom, e] : monomial) multiply(factors, ExactPolynomial(atom), exponent * static_cast<long>(e));
    return true;
  }
  if (!has_only_variables(polynomial)) return false;
  const auto factored = factors_over_atoms(polynomial);
  if (!factored) return false;
  const Rational& constant = factored->constant;
  for (const auto& [base, power] : factored->powers) multiply(factors, base, exponent * power);
  for (long i = 0; i < exponent; ++i) factors.constant = factors.constant * constant;
  for (long i = 0; i > exponent; --i) factors.constant = factors.constant / constant;
  return true;
}

}  // namespace

std::vector<Atom> functions_in(const ExactPolynomial& polynomial) {
  std::vector<Atom> found;
  collect(polynomial, found);
  return found;
}

std::vector<Atom> functions_in(const Sequent& sequent) {
  std::vector<Atom> found;
  collect(sequent.goal.polynomial, found);
  for (const proofs::Fact& fact : sequent.facts) collect(fact.polynomial, found);
  return found;
}

std::optional<std::size_t> index_of(const proofs::Fact& fact, const Sequent& sequent) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (sequent.facts[i] == fact) return i;
  return {};
}

ExactPolynomial cancelled(const ExactPolynomial& polynomial) {
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    proofs::Monomial rest;
    for (const auto& [atom, exponent] : monomial) {
      std::uint32_t opposite = 0;
      for (const auto& [other, other_exponent] : monomial) {
        const bool inverse = atom.op() == Operator::quotient && atom.arguments()[0] == ExactPolynomial(other);
        const bool inverted = other.op() == Operator::quotient && other.arguments()[0] == ExactPolynomial(atom);
        if (inverse || inverted) opposite = other_exponent;
      }
      if (exponent > opposite) rest.emplace_back(atom, exponent - opposite);
    }
    result.add(coefficient, rest);
  }
  return result;
}

std::optional<Atom> single_atom(const ExactPolynomial& polynomial) {
  if (polynomial.terms().size() != 1) return {};
  const auto& [monomial, coefficient] = *polynomial.terms().begin();
  if (coefficient != 1 || monomial.size() != 1 || monomial[0].second != 1) return {};
  return monomial[0].first;
}

std::optional<unsigned long> root_degree(const Atom& atom) {
  if (atom.op() != Operator::root) return {};
  const auto degree = proofs::integer_between(atom.arguments()[0].constant().value_or(0), 2, 1000);
  if (!degree) return {};
  return static_cast<unsigned long>(*degree);
}

std::optional<Factors> factors_over_atoms(const ExactPolynomial& polynomial) {
  std::map<Atom, ExactPolynomial> letters;
  std::vector<std::string> names;
  proofs::Substitution back;
  for (const Atom& atom : atoms(polynomial)) {
    names.push_back("v" + std::to_string(names.size()));
    letters.emplace(atom, ExactPolynomial::variable(names.back()));
    back.emplace(names.back(), ExactPolynomial(atom));
  }
  ExactPolynomial plain;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) term = term * power(letters.at(atom), exponent);
    plain = plain + term;
  }
  const auto factored = polynomials::irreducible_factorisation(to_search(plain, names));
  if (!factored) return {};
  Factors result{to_kernel(factored->constant), {}};
  for (const polynomials::Factor& factor : factored->factors) {
    const ExactPolynomial base = substitute(to_kernel(factor.base), back);
    const Rational leading = leading_coefficient(base);
    for (std::uint32_t i = 0; i < factor.exponent; ++i) result.constant = result.constant * leading;
    multiply(result, ExactPolynomial(1 / leading) * base, static_cast<long>(factor.exponent));
  }
  return result;
}

std::optional<Factors> factors_of(const ExactPolynomial& polynomial) {
  if (polynomial.is_zero()) return {};
  Factors result;
  ExactPolynomial numerator = polynomial;
  for (const Atom& inverse : reciprocals(polynomial)) {
    const ExactPolynomial& q = inverse.arguments()[0];
    const std::vector<ExactPolynomial> parts = coefficients_in(inverse, numerator);
    ExactPolynomial multiplied;
    for (std::size_t e = 0; e < parts.size(); ++e)
      multiplied = multiplied + parts[e] * power(q, static_cast<unsigned long>(parts.size() - 1 - e));
    numerator = multiplied;
    if (!multiply_factored(result, q, -static_cast<long>(parts.size() - 1))) return {};
  }
  if (numerator.is_zero() || !reciprocals(numerator).empty() || !multiply_factored(result, numerator, 1)) return {};
  return result;
}

}  // namespace geq::prover
