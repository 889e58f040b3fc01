// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/rewriting.hpp"

#include <algorithm>
#include <map>

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;

namespace {

constexpr std::size_t most_rewritings = 400;

std::optional<Monomial> divided(const Monomial& monomial, const Monomial& divisor) {
  for (const auto& [atom, exponent] : divisor)
    if (exponent_of(atom, monomial) < exponent) return {};
  Monomial rest;
  for (const auto& [atom, exponent] : monomial)
    if (const std::uint32_t left = exponent - exponent_of(atom, divisor); left > 0) rest.emplace_back(atom, left);
  return rest;
}

bool is_range(const Monomial& monomial) {
  return monomial.size() == 1 && monomial[0].second == 1 && proofs::is_range(monomial[0].first.op());
}

/// 1/q times a factor that is a part of q.
bool is_of_quotient(const Monomial& monomial) {
  return std::any_of(monomial.begin(), monomial.end(), [&](const auto& power) {
    if (power.first.op() != Operator::quotient) return false;
    const ExactPolynomial& divisor = power.first.arguments()[0];
    return std::any_of(divisor.terms().begin(), divisor.terms().end(), [&](const auto& term) {
      return !term.first.empty() && divided(monomial, term.first).has_value();
    });
  });
}

}  // namespace

bool Rewriting::take_up(std::size_t place, const proofs::Fact& fact) {
  if (fact.sign != proofs::Sign::zero) return false;
  for (const auto& wanted : {is_of_quotient, is_range})
    for (const auto& [monomial, coefficient] : fact.polynomial.terms()) {
      if (!wanted(monomial)) continue;
      rules_.push_back({place, fact.polynomial, monomial, coefficient});
      return true;
    }
  return false;
}

bool Rewriting::take_up_reciprocal(std::size_t place, const proofs::Fact& fact) {
  if (fact.sign != proofs::Sign::zero) return false;
  const std::vector<proofs::Atom> found = proofs::reciprocals(fact.polynomial);
  const auto lead = std::find_if(found.rbegin(), found.rend(), [&](const proofs::Atom& atom) {
    const auto c = coefficients_in(atom, fact.polynomial);
    return c.size() == 2 && c[1].constant().has_value();
  });
  if (lead == found.rend()) return false;
  take_up_by({{*lead, 1}}, place, fact);
  return true;
}

void Rewriting::take_up_by(const Monomial& lead, std::size_t place, const proofs::Fact& equation) {
  rules_.push_back({place, equation.polynomial, lead, equation.polynomial.terms().at(lead)});
}

std::optional<Rewriting::Reduced> Rewriting::reduced(const ExactPolynomial& polynomial) const {
  Reduced result;
  std::map<Monomial, proofs::Rational> pending = polynomial.terms();
  for (std::size_t i = 0; !pending.empty();) {
    const auto [monomial, coefficient] = *pending.begin();
    const Rule* applied = nullptr;
    std::optional<Monomial> rest;
    for (const Rule& rule : rules_)
      if ((rest = divided(monomial, rule.lead))) {
        applied = &rule;
        break;
      }
    if (applied == nullptr) {
      result.rest.add(coefficient, monomial);
      pending.erase(pending.begin());
      continue;
    }
    if (++i > most_rewritings) return {};
    const ExactPolynomial multiple = ExactPolynomial::term(coefficient / applied->coefficient, *rest);
    const ExactPolynomial changes = multiple * applied->equation;
    for (const auto& [change, amount] : changes.terms()) {
      const auto place = pending.try_emplace(change, 0).first;
      place->second = place->second - amount;
      if (proofs::sign(place->second) == 0) pending.erase(place);
    }
    result.multiples[applied->place] = result.multiples[applied->place] + multiple;
  }
  return result;
}

}  // namespace geq::prover
