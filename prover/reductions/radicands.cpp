// SPDX-License-Identifier: GPL-3.0-or-later

/// Radicands that become forms by an equation: with ab + bc + ca = 1 the root of 1 + a^2 is that of (a+b)(a+c), with
/// a + b + c = 1 that of a + bc is the same. What bounds roots looks for factors and equal degrees.
///
/// Limits: radicands without functions inside; equations between a form and a number. Cost: three kernel steps for each
/// root.

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/unit_forms.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// root(k, u) becomes root(k, v) for the form v that is u where the equation holds.
bool replace_root(const Atom& atom, const UnitForm& unit, SideChain& chain) {
  const ExactPolynomial& u = atom.arguments()[1];
  if (u.constant() || !functions_in(u).empty() || homogeneous_degree(u)) return false;
  const auto form = homogenised(u, unit);
  const auto factor = form ? multiple_of_equation(*form - u, unit, chain.sequent()) : std::nullopt;
  if (!factor) return false;
  const unsigned long degree = root_degree(atom).value_or(0);
  const ExactPolynomial root = proofs::root(degree, *form);
  const Fact equation{power(root, degree) - *form, Sign::zero};
  if (!index_of(equation, chain.sequent()) && !chain.then(proofs::RootFacts{root})) return false;
  const auto place = index_of(equation, chain.sequent());
  if (!place) return false;
  const auto prover = [&](const Sequent& side) -> std::optional<Steps> {
    proofs::Combination last;
    last.multiples = {{*place, ExactPolynomial(Rational(1))}, {unit.fact, *factor}};
    const auto remaining = proofs::apply(proofs::Step(last), side);
    if (!remaining || !remaining.value().empty()) return {};
    return Steps{last};
  };
  return chain.then(proofs::Value{ExactPolynomial(atom), root}, prover);
}

/// The degree of the polynomial where roots and denominators count with theirs; none if the terms' degrees differ.
std::optional<Rational> degree_of_scaling(const ExactPolynomial& polynomial) {
  std::optional<Rational> result;
  for (const auto& term : polynomial.terms()) {
    Rational degree = 0;
    for (const auto& [atom, exponent] : term.first) {
      const auto root = root_degree(atom);
      const bool is_quotient = atom.op() == proofs::Operator::quotient;
      if (!atom.is_variable() && !root && !is_quotient) return {};
      std::optional<Rational> of_atom = Rational(1);
      if (!atom.is_variable()) of_atom = degree_of_scaling(atom.arguments()[root ? 1 : 0]);
      if (!of_atom) return {};
      if (root) of_atom = *of_atom / Rational(*root);
      degree = degree + Rational(exponent) * (is_quotient ? -*of_atom : *of_atom);
    }
    if (result && *result != degree) return {};
    result = degree;
  }
  return result;
}

}  // namespace

std::optional<Derivation> homogenise_radicands(const Sequent& sequent, const Origin& origin) {
  for (const UnitForm& unit : unit_forms(sequent)) {
    SideChain chain(sequent, [](const Sequent&) { return std::optional<Steps>(); });
    bool replaced = false;
    for (const Atom& atom : functions_in(sequent.goal.polynomial))
      if (root_degree(atom)) replaced = replace_root(atom, unit, chain) || replaced;
    if (!replaced) continue;
    // The facts about the roots say nothing that is not known of them.
    proofs::Forget forget;
    for (std::size_t i = sequent.facts.size(); i < chain.sequent().facts.size(); ++i) forget.facts.push_back(i);
    if (!forget.facts.empty() && !chain.then(forget)) continue;
    // The equation only fixes the scale of what has a degree.
    const bool is_scale = degree_of_scaling(chain.sequent().goal.polynomial).has_value();
    if (is_scale && !chain.then(proofs::Forget{{unit.fact}})) continue;
    Derivation result(chain.sequent(), is_scale ? origin.sufficient() : origin);
    result.steps = chain.steps();
    return result;
  }
  return {};
}

}  // namespace geq::prover
