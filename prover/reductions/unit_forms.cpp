// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/unit_forms.hpp"

#include <map>

#include "prover/conversion.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Sequent;
using proofs::Sign;

std::vector<UnitForm> unit_forms(const Sequent& sequent) {
  std::vector<UnitForm> result;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const ExactPolynomial& equation = sequent.facts[i].polynomial;
    const auto constant = equation.terms().find(Monomial{});
    if (sequent.facts[i].sign != Sign::zero || constant == equation.terms().end()) continue;
    const ExactPolynomial rest = equation - ExactPolynomial(constant->second);
    const auto degree = homogeneous_degree(rest);
    if (degree && functions_in(rest).empty())
      result.push_back({i, ExactPolynomial(-1 / constant->second) * rest, *degree});
  }
  return result;
}

std::optional<ExactPolynomial> homogenised(const ExactPolynomial& polynomial, const UnitForm& unit) {
  std::map<std::uint64_t, ExactPolynomial> parts;
  for (const auto& [monomial, coefficient] : polynomial.terms()) parts[degree(monomial)].add(coefficient, monomial);
  ExactPolynomial result;
  for (const auto& [of_degree, part] : parts) {
    const std::uint64_t lacking = parts.rbegin()->first - of_degree;
    if (lacking % unit.degree != 0) return {};
    result = result + part * power(unit.value, static_cast<unsigned long>(lacking / unit.degree));
  }
  return result;
}

std::optional<ExactPolynomial> multiple_of_equation(const ExactPolynomial& difference, const UnitForm& unit,
                                                    const Sequent& sequent) {
  const ExactPolynomial& equation = sequent.facts[unit.fact].polynomial;
  const std::set<std::string> found = variables(equation + difference);
  const std::vector<std::string> names(found.begin(), found.end());
  const auto factor = to_search(difference, names).divided_by(to_search(equation, names));
  if (!factor) return {};
  return to_kernel(*factor);
}

}  // namespace geq::prover
