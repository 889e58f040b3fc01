// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Increasing;
using proofs::Operator;
using proofs::Sign;
using proofs::sign;

namespace {

constexpr std::size_t most_comparisons = 8;

/// Two products of variables and exponentials of numbers, the first of which is at least the second.
struct Comparison {
  ExactPolynomial above, below;
  bool equal;
  std::set<std::string> names;
};

bool is_product(const ExactPolynomial& term) {
  const std::set<Atom> found = atoms(term);
  return std::all_of(found.begin(), found.end(), [](const Atom& atom) {
    return atom.is_variable() || (atom.op() == Operator::exp && variables(ExactPolynomial(atom)).empty());
  });
}

std::optional<Comparison> comparison(const Fact& fact) {
  if (fact.sign != Sign::zero && fact.sign != Sign::nonnegative && fact.sign != Sign::positive) return {};
  if (fact.polynomial.terms().size() != 2) return {};
  Comparison result;
  result.equal = fact.sign == Sign::zero;
  for (const auto& [monomial, coefficient] : fact.polynomial.terms()) {
    ExactPolynomial term{coefficient};
    for (const auto& [atom, exponent] : monomial)
      for (std::size_t i = 0; i < exponent; ++i) term = term * ExactPolynomial(atom);
    if (!is_product(term)) return {};
    (sign(coefficient) > 0 ? result.above : result.below) = sign(coefficient) > 0 ? term : -term;
  }
  if (result.above.is_zero() || result.below.is_zero()) return {};
  result.names = variables(fact.polynomial);
  if (result.names.empty()) return {};
  return result;
}

std::set<std::string> names_in_logarithms(const ExactPolynomial& goal) {
  std::set<std::string> result;
  for (const Atom& atom : functions_in(goal))
    if (atom.op() == Operator::log && is_product(atom.arguments()[0])) result.merge(variables(atom.arguments()[0]));
  return result;
}

bool have_positive(const std::string& name, Derivation& way, Search& search) {
  const Fact fact{ExactPolynomial::variable(name), Sign::positive};
  if (is_visible(fact, way.sequent.facts)) return true;
  const auto proof =
      combination_of_facts({way.sequent.variables, way.sequent.facts, fact}, way.origin, Effort::small(), search);
  return proof && way.have(fact, *proof);
}

}  // namespace

bool take_logarithms(Derivation& way, Search& search) {
  const std::set<std::string> names = names_in_logarithms(way.sequent.goal.polynomial);
  std::size_t count = 0;
  for (const Fact& fact : std::vector<Fact>(way.sequent.facts)) {
    const auto compared = comparison(fact);
    if (!compared || count == most_comparisons) continue;
    if (!std::includes(names.begin(), names.end(), compared->names.begin(), compared->names.end())) continue;
    if (!std::all_of(compared->names.begin(), compared->names.end(),
                     [&](const std::string& name) { return have_positive(name, way, search); }))
      continue;
    using Function = proofs::Tangent::Function;
    if (!way.then(Increasing{Function::log, compared->above, compared->below})) continue;
    if (compared->equal) way.then(Increasing{Function::log, compared->below, compared->above});
    ++count;
  }
  return count > 0;
}

}  // namespace geq::prover
