// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/root_equations.hpp"

#include <algorithm>

#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t max_degree = 4;

bool occurs(const Atom& atom, const ExactPolynomial& polynomial) {
  const std::vector<Atom> inside = functions_in(polynomial);
  return std::find(inside.begin(), inside.end(), atom) != inside.end();
}

/// p + c r = 0, r = root(k, u).
struct RootEquation {
  std::size_t fact;
  Atom root;
  unsigned long degree;
  ExactPolynomial rest;  ///< p
  proofs::Rational coefficient;
};

std::optional<RootEquation> root_equation(std::size_t index, const Sequent& sequent) {
  const Fact& fact = sequent.facts[index];
  if (fact.sign != Sign::zero) return {};
  std::optional<Atom> only;
  for (const Atom& atom : functions_in(fact.polynomial)) {
    if (only || !root_degree(atom)) return {};
    only = atom;
  }
  if (!only || variables(only->arguments()[1]).empty()) return {};
  const std::vector<ExactPolynomial> c = coefficients_in(*only, fact.polynomial);
  const auto coefficient = c.size() == 2 ? c[1].constant() : std::nullopt;
  const unsigned long degree = *root_degree(*only);
  if (!coefficient || degree > max_degree) return {};
  if (degree % 2 == 0 && !is_visible({only->arguments()[1], Sign::nonnegative}, sequent.facts)) return {};
  if (occurs(*only, sequent.goal.polynomial)) return {};
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (i != index && occurs(*only, sequent.facts[i].polynomial)) return {};
  return RootEquation{index, *only, degree, c[0], *coefficient};
}

/// Raises the equation, which then goes.
bool raise(const RootEquation& equation, Derivation& derivation) {
  const ExactPolynomial r(equation.root), other = ExactPolynomial(-equation.coefficient) * r;
  const ExactPolynomial factor = power(ExactPolynomial(-equation.coefficient), equation.degree);
  const ExactPolynomial& u = equation.root.arguments()[1];
  const std::size_t stated = derivation.sequent.facts.size();
  if (!derivation.then(proofs::RootFacts{r})) return false;
  const auto definition = index_of({power(r, equation.degree) - u, Sign::zero}, derivation.sequent);
  if (!definition) return false;
  // p^k - s^k = (p - s)(p^(k-1) + ... + s^(k-1)) for s = -c r, and s^k = (-c)^k u.
  proofs::Combination powers;
  ExactPolynomial sum;
  for (unsigned long i = 0; i < equation.degree; ++i)
    sum = sum + power(equation.rest, equation.degree - 1 - i) * power(other, i);
  powers.multiples.push_back({equation.fact, sum});
  powers.multiples.push_back({*definition, factor});
  const std::size_t roots = derivation.sequent.facts.size();
  if (!derivation.have_by({power(equation.rest, equation.degree) - factor * u, Sign::zero}, {proofs::Step(powers)}))
    return false;
  for (const Sign sign : {Sign::positive, Sign::nonnegative})
    if (const auto known = index_of({r, sign}, derivation.sequent)) {
      const ExactPolynomial scale(-1 / equation.coefficient);
      proofs::Combination signs;
      signs.summands.push_back({1, {{*known, 1}}, ExactPolynomial(proofs::Rational(1))});
      signs.multiples.push_back({equation.fact, scale});
      if (!derivation.have_by({scale * equation.rest, sign}, {proofs::Step(signs)})) return false;
      break;
    }
  proofs::Forget forget{{equation.fact}};
  for (std::size_t i = stated; i < roots; ++i) forget.facts.push_back(i);
  return derivation.then(forget);
}

}  // namespace

std::optional<Derivation> raise_root_equations(const Sequent& sequent, const Origin& origin) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (const auto equation = root_equation(i, sequent)) {
      Derivation derivation(sequent, origin);
      if (raise(*equation, derivation)) return derivation;
    }
  return {};
}

}  // namespace geq::prover
