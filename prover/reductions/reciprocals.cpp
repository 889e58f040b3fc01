// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// The variable occurs in the polynomial, also inside of functions, but as 1/x only.
bool only_below(const std::string& name, const ExactPolynomial& polynomial) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() && atom.name() == name) return false;
    const bool reciprocal = atom.op() == Operator::quotient && atom.arguments()[0] == ExactPolynomial::variable(name);
    if (reciprocal || atom.is_variable()) continue;
    for (const ExactPolynomial& argument : atom.arguments())
      if (!only_below(name, argument)) return false;
  }
  return true;
}

bool occurs_alone(const std::string& name, const ExactPolynomial& polynomial) {
  return atoms(polynomial).contains(Atom::variable(name));
}

/// Equations speak of it as 1/x only, and the goal not as x.
bool is_better_inverted(const std::string& name, const Sequent& sequent) {
  bool found = false;
  for (const proofs::Fact& fact : sequent.facts) {
    if (fact.sign != Sign::zero || !variables(fact.polynomial).contains(name)) continue;
    if (!only_below(name, fact.polynomial)) return false;
    found = true;
  }
  return found && !occurs_alone(name, sequent.goal.polynomial) &&
         is_visible({ExactPolynomial::variable(name), Sign::nonzero}, sequent.facts);
}

}  // namespace

std::optional<Derivation> put_reciprocals(const Sequent& sequent, const Origin& origin) {
  Derivation derivation(sequent, origin);
  for (const std::string& name : goal_variables(sequent)) {
    if (!is_better_inverted(name, sequent)) continue;
    const ExactPolynomial inverse = reciprocal(ExactPolynomial::variable(name));
    for (const Sign sign : {Sign::positive, Sign::nonzero})
      if (const proofs::Fact fact{inverse, sign}; is_visible(fact, derivation.sequent.facts)) {
        if (!derivation.have(fact, Steps{})) return {};
        break;
      }
    const std::string fresh = fresh_names(derivation.sequent, "pqrstuvw", 1).front();
    const ExactPolynomial other = reciprocal(ExactPolynomial::variable(fresh));
    if (!derivation.then(proofs::Put{{{fresh, inverse}}, {{name, other}}})) return {};
    proofs::Forget forget;
    for (std::size_t i = 0; i < derivation.sequent.facts.size(); ++i)
      if (derivation.sequent.facts[i].polynomial == other) forget.facts.push_back(i);
    if (!forget.facts.empty() && !derivation.then(forget)) return {};
  }
  if (derivation.steps.empty()) return {};
  return derivation;
}

}  // namespace geq::prover
