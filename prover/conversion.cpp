// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/conversion.hpp"

#include <algorithm>
#include <stdexcept>

namespace geq::prover {

polynomials::Rational to_search(const proofs::Rational& value) {
  return polynomials::Rational::from_text(proofs::to_text(value)).value();
}

proofs::Rational to_kernel(const polynomials::Rational& value) {
  return to_kernel(value.numerator()) / to_kernel(value.denominator());
}

proofs::Rational to_kernel(const polynomials::Integer& value) { return proofs::Integer(value.text().c_str()); }

proofs::ExactPolynomial to_kernel(const polynomials::Polynomial& polynomial) {
  proofs::ExactPolynomial result;
  const std::vector<std::string>& names = polynomial.ring()->names();
  for (const polynomials::Term& term : polynomial.terms()) {
    proofs::ExactPolynomial product(to_kernel(term.coefficient));
    for (std::size_t i = 0; i < names.size(); ++i)
      if (term.exponents[i] > 0)
        product = product * power(proofs::ExactPolynomial::variable(names[i]), term.exponents[i]);
    result = result + product;
  }
  return result;
}

polynomials::Polynomial to_search(const proofs::ExactPolynomial& polynomial,
                                  const std::vector<std::string>& variables) {
  std::vector<polynomials::Term> terms;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    polynomials::Term term{std::vector<std::uint32_t>(variables.size(), 0), to_search(coefficient)};
    for (const auto& [atom, exponent] : monomial) {
      const auto place =
          atom.is_variable() ? std::find(variables.begin(), variables.end(), atom.name()) : variables.end();
      if (place == variables.end()) throw std::invalid_argument("to_search: an atom is not one of the variables");
      term.exponents[static_cast<std::size_t>(place - variables.begin())] = exponent;
    }
    terms.push_back(std::move(term));
  }
  return polynomials::Polynomial::from_terms(polynomials::make_ring(variables), terms);
}

}  // namespace geq::prover
