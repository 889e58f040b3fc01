// SPDX-License-Identifier: GPL-3.0-or-later

/// What equations among the facts offer for a goal that is not homogeneous, each a way of its own:
///
/// - an equation form = constant homogenises: t^k = form / constant, with t = 1 in the statement. Powers of t that stay
///   (a + b t^j, between multiples of k) go by comparing powers of the two parts;
/// - a variable that occurs in an equation only as c * x goes out by its value;
/// - an equation monomial = constant gives the last variable as a multiple of the reciprocal of the others, which
///   homogenises too; with three variables also as a = x/t, b = t/z, c = z/x.
///
/// Which of them ends well cannot be told in advance, so they are raced.
/// Limits: goals that are polynomials; cost: a few kernel steps for each way.

#include <algorithm>
#include <numeric>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

bool needs_homogenising(const Sequent& sequent) {
  return is_polynomial(sequent) && goal_variables(sequent).size() >= 2 && !homogeneous_degree(sequent.goal.polynomial);
}

std::string fresh_unit(const Sequent& sequent) { return fresh_names(sequent, "tsh", 1).front(); }

/// form = constant, with a constant that is not zero and a form of one degree. Roots of numbers have no degree.
bool is_form_with_constant(const proofs::Fact& fact) {
  if (fact.sign != Sign::zero) return false;
  for (const Atom& atom : atoms(fact.polynomial))
    if (!atom.is_variable() && variables(ExactPolynomial(atom)).empty()) return false;
  ExactPolynomial form = fact.polynomial;
  const auto constant = form.terms().find(Monomial{});
  if (constant == form.terms().end()) return false;
  const Rational value = constant->second;
  form = form - ExactPolynomial(value);
  return !form.constant() && homogeneous_degree(form).has_value();
}

/// Facts about t alone or linear in a t that has gone say nothing where the signs of variables are open: a form of even
/// degree has the same value at opposite points.
void drop_half_space(Derivation& way, std::size_t equation_degree) {
  if (equation_degree != 1) return;
  const auto degree = homogeneous_degree(way.sequent.goal.polynomial);
  if (!degree || *degree % 2 == 1) return;
  const std::vector<std::string> names = goal_variables(way.sequent);
  if (std::any_of(names.begin(), names.end(), [&](const auto& name) { return is_nonnegative(name, way.sequent); }))
    return;
  proofs::Forget step;
  for (std::size_t i = 0; i < way.sequent.facts.size(); ++i)
    if (homogeneous_degree(way.sequent.facts[i].polynomial) == 1) step.facts.push_back(i);
  if (step.facts.size() == 1) way.then(step);
}

/// Once t has left the goal, all that its equation t^k = value still says is value > 0.
void drop_unit(const PowerEquation& equation, const std::string& unit, Derivation& way) {
  const proofs::Fact positive{equation.value, Sign::positive};
  const std::size_t place = way.sequent.facts.size() - 1;
  if (way.sequent.facts[place] != proofs::Fact{ExactPolynomial::variable(unit), Sign::positive}) return;
  for (std::size_t i = 0; i < place; ++i)
    if (i != equation.fact && variables(way.sequent.facts[i].polynomial).contains(unit)) return;
  proofs::Combination sum;
  sum.summands.push_back(
      {Rational(1), {{place, static_cast<std::uint32_t>(equation.degree)}}, ExactPolynomial(Rational(1))});
  sum.multiples.push_back({equation.fact, -equation.scale});
  if (is_visible({equation.value, Sign::nonnegative}, way.sequent.facts) || way.have(positive, sum)) way.forget({unit});
}

std::optional<Derivation> homogenised_by(std::size_t fact, const Sequent& sequent, const Origin& origin) {
  Derivation way(sequent, origin);
  const std::string unit = fresh_unit(sequent);
  if (!way.then(proofs::Homogenise{unit})) return {};
  const auto equation = power_equation(fact, Atom::variable(unit), way.sequent);
  if (!equation || degree_in(equation->atom, way.sequent.goal.polynomial) < equation->degree) return {};
  if (!use(*equation, way)) return {};
  if (equation->degree > 1 && !variables(way.sequent.goal.polynomial).contains(unit)) drop_unit(*equation, unit, way);
  drop_half_space(way, equation->degree);
  return way;
}

/// The last variable of the goal that the equation gives; variables of the goal alone are worth it.
std::optional<Derivation> eliminated_by(std::size_t fact, const Sequent& sequent, const Origin& origin) {
  std::vector<std::string> names = goal_variables(sequent);
  std::reverse(names.begin(), names.end());
  for (const std::string& name : names) {
    const auto equation = power_equation(fact, Atom::variable(name), sequent);
    if (!equation || degree_in(equation->atom, sequent.goal.polynomial) < equation->degree) continue;
    // In a form higher powers would trade one variable for the others and come back.
    if (equation->degree > 1 && homogeneous_degree(sequent.goal.polynomial)) continue;
    Derivation way(sequent, origin);
    if (use(*equation, way)) return way;
  }
  return {};
}

/// product of variables = value.
struct KnownProduct {
  std::vector<std::string> names;  ///< two or more, in order
  Rational value;
};

std::optional<KnownProduct> known_product(const proofs::Fact& fact) {
  if (fact.sign != Sign::zero || fact.polynomial.terms().size() != 2) return {};
  const auto& [empty, constant] = *fact.polynomial.terms().begin();
  const auto& [monomial, coefficient] = *fact.polynomial.terms().rbegin();
  if (!empty.empty() || monomial.size() < 2) return {};
  KnownProduct result{{}, -constant / coefficient};
  for (const auto& [atom, exponent] : monomial) {
    if (!atom.is_variable() || exponent != 1) return {};
    result.names.push_back(atom.name());
  }
  return result;
}

/// Every term c * x^e of the goal, with x the last factor, becomes c * x^k * (product of the others / value)^(k - e):
/// multiplied by a power of product / value, which is 1. Then x^k can be divided off.
bool last_factor_by_others(std::size_t fact, const KnownProduct& known, Derivation& way) {
  const std::vector<std::string>& names = known.names;
  const Atom last = Atom::variable(names.back());
  const std::vector<ExactPolynomial> c = coefficients_in(last, way.sequent.goal.polynomial);
  const std::size_t top = c.size() - 1;
  if (top == 0) return false;
  const proofs::Fact& equation = way.sequent.facts[fact];
  const ExactPolynomial scale(1 / (known.value * leading_coefficient(equation.polynomial)));
  ExactPolynomial product(1 / known.value);
  for (const std::string& name : names) product = product * ExactPolynomial::variable(name);
  ExactPolynomial factor;
  for (std::size_t e = 0; e < top; ++e) {
    // product^(top - e) - 1 = (product - 1)(1 + product + ...)
    ExactPolynomial sum;
    for (std::size_t i = 0; i < top - e; ++i) sum = sum + power(product, i);
    factor = factor + c[e] * power(ExactPolynomial(last), e) * sum;
  }
  return way.then(proofs::Rewrite{fact, scale * factor}) &&
         way.then(proofs::Divide{power(ExactPolynomial(last), top)}) &&
         !variables(way.sequent.goal.polynomial).contains(names.back());
}

/// Facts about the variable are lost that say more than its sign.
bool says_more(std::size_t equation, const std::string& name, const Sequent& sequent) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const ExactPolynomial& polynomial = sequent.facts[i].polynomial;
    if (i == equation || sequent.facts[i].sign == Sign::nonzero) continue;
    if (polynomial.terms().size() > 1 && variables(polynomial).contains(name)) return true;
  }
  return false;
}

std::optional<Derivation> reciprocal_of_others(std::size_t fact, const Sequent& sequent, const Origin& origin) {
  const auto known = known_product(sequent.facts[fact]);
  if (!known) return {};
  const std::vector<std::string>& names = known->names;
  Derivation way(sequent, origin);
  if (!last_factor_by_others(fact, *known, way)) return {};
  ExactPolynomial value(known->value);
  for (const std::string& name : names)
    if (name != names.back()) value = value * reciprocal(ExactPolynomial::variable(name));
  way.origin = way.origin.after(proofs::Substitution{{names.back(), value}});
  if (says_more(fact, names.back(), sequent)) way.origin = way.origin.sufficient();
  way.forget({names.back()});
  return way;
}

/// b = 1/z after c has gone: homogenised, this is a = x/t, b = t/z, c = z/x.
std::optional<Derivation> cyclic_quotients(std::size_t fact, const Sequent& sequent, const Origin& origin) {
  const auto known = known_product(sequent.facts[fact]);
  if (!known || known->names.size() != 3) return {};
  auto way = reciprocal_of_others(fact, sequent, origin);
  if (!way) return {};
  const ExactPolynomial b = ExactPolynomial::variable(known->names[1]);
  const std::string z = fresh_names(way->sequent, "xyzwpqrs", 1).front();
  if (!is_visible({b, Sign::positive}, way->sequent.facts)) return {};
  if (!way->have({reciprocal(b), Sign::positive}, proofs::Visible{})) return {};
  if (!way->then(proofs::Put{{{z, reciprocal(b)}}, {{known->names[1], reciprocal(ExactPolynomial::variable(z))}}}))
    return {};
  return way;
}

}  // namespace

void add_ways_by_equations(const Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent)) return;
  const auto add = [&](std::optional<Derivation> way) {
    if (way) ways.push_back(std::move(*way));
  };
  const bool homogenise = needs_homogenising(sequent);
  for (std::size_t i = 0; homogenise && i < sequent.facts.size(); ++i)
    if (is_form_with_constant(sequent.facts[i])) add(homogenised_by(i, sequent, origin));
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (sequent.facts[i].sign == Sign::zero) add(eliminated_by(i, sequent, origin));
  for (const auto way : {reciprocal_of_others, cyclic_quotients})
    for (std::size_t i = 0; homogenise && i < sequent.facts.size(); ++i)
      if (sequent.facts[i].sign == Sign::zero) add(way(i, sequent, origin));
}

void add_homogenised(const Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways) {
  if (!needs_homogenising(sequent)) return;
  Derivation way(sequent, origin);
  if (way.then(proofs::Homogenise{fresh_unit(sequent)})) ways.push_back(std::move(way));
}

}  // namespace geq::prover
