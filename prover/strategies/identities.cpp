// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Identity;
using proofs::Increasing;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::sign;
using proofs::Tangent;

namespace {

constexpr std::size_t most_identities = 64;
constexpr std::size_t most_names = 12;
constexpr long most_parts = 60;

/// The least common denominator of the coefficients in the arguments of exp.
std::optional<std::uint32_t> parts_of(const Sequent& sequent) {
  proofs::Integer common = 1;
  for (const Atom& atom : functions_in(sequent)) {
    if (atom.op() != Operator::exp || proofs::has_free_index(ExactPolynomial(atom))) continue;
    for (const auto& [monomial, c] : atom.arguments()[0].terms()) {
      const bool power_of_argument = monomial.size() == 1 && monomial[0].first.op() == Operator::log;
      if (!monomial.empty() && !power_of_argument) common = cln::lcm(common, cln::denominator(c));
    }
  }
  const auto parts = proofs::integer_between(common, 1, most_parts);
  return parts ? std::optional(static_cast<std::uint32_t>(*parts)) : std::nullopt;
}

/// Trigonometric functions stay: without the equation of the circle nothing follows from their parts.
bool is_taken_apart(const Atom& atom) {
  switch (atom.op()) {
    case Operator::exp:
    case Operator::log:
    case Operator::power:
    case Operator::sinh:
    case Operator::cosh:
    case Operator::tanh:
      return true;
    default:
      return false;
  }
}

bool one_identity(Derivation& way) {
  const auto parts = parts_of(way.sequent);
  if (!parts) return false;
  for (const Atom& atom : functions_in(way.sequent))
    if (is_taken_apart(atom) && !proofs::has_free_index(ExactPolynomial(atom)) &&
        way.then(Identity{ExactPolynomial(atom), atom.op() == Operator::exp ? *parts : 1}))
      return true;
  return false;
}

/// A variable in an argument of such a function goes out by an equation that is linear in it.
bool eliminate_one(Derivation& way) {
  for (const Atom& function : functions_in(way.sequent.goal.polynomial)) {
    if (!is_taken_apart(function)) continue;
    for (const std::string& name : variables(ExactPolynomial(function)))
      for (std::size_t i = 0; i < way.sequent.facts.size(); ++i) {
        const Fact equation = way.sequent.facts[i];
        if (equation.sign != Sign::zero || !way.then(proofs::Eliminate{i, name})) continue;
        const auto c = coefficients_in(Atom::variable(name), equation.polynomial);
        way.origin = way.origin.after(proofs::Substitution{{name, ExactPolynomial(-1 / *c[1].constant()) * c[0]}});
        return true;
      }
  }
  return false;
}

}  // namespace

void take_apart(Derivation& way) {
  for (std::size_t i = 0; i < most_identities && one_identity(way); ++i) {
  }
}

namespace {

/// The transcendental functions of the goal as variables: a goal in them, or none if there are none.
bool name_functions(Derivation& way) {
  for (std::size_t named = 0;; ++named) {
    const std::vector<Atom> found = functions_in(way.sequent.goal.polynomial);
    const auto next = std::find_if(found.begin(), found.end(), is_taken_apart);
    if (next == found.end()) return named > 0;
    const std::string name = fresh_names(way.sequent, "pqrstuvwxyz", 1).front();
    if (named == most_names || !way.then(proofs::Name{name, ExactPolynomial(*next)})) return false;
  }
}

/// Hundredths between which the values of functions of numbers lie, such as log(7).
void bound_constants(Derivation& way, Search& search) {
  constexpr double parts = 100, greatest = 1e6;
  for (const Atom& atom : functions_in(way.sequent)) {
    const ExactPolynomial constant(atom);
    if (!is_taken_apart(atom) || !variables(constant).empty() || proofs::has_free_index(constant)) continue;
    const double below = std::floor(evaluate(constant, {}) * parts);
    if (!(std::fabs(below) < greatest)) continue;
    const ExactPolynomial lower(Rational(static_cast<long>(below)) / Rational(static_cast<long>(parts)));
    const ExactPolynomial upper(Rational(static_cast<long>(below) + 1) / Rational(static_cast<long>(parts)));
    for (const ExactPolynomial& difference : {constant - lower, upper - constant}) {
      const Fact fact{difference, Sign::nonnegative};
      const auto proof =
          sign_of_constant({way.sequent.variables, way.sequent.facts, fact}, way.origin, Effort::small(), search);
      if (proof) way.have(fact, *proof);
    }
  }
}

std::optional<Steps> by_names(Derivation way, Effort effort, Search& search) {
  bound_constants(way, search);
  if (!name_functions(way)) return {};
  // Logarithms of assumptions are linear in those of the goal.
  if (auto steps = combination_of_facts(way.sequent, way.origin, effort, search)) return way.followed_by(*steps);
  const auto proof = prove(way.sequent, way.origin, {effort.cones, false}, search);
  return proof ? std::optional(way.followed_by(*proof)) : std::nullopt;
}

/// The logarithm of coefficient * monomial, if all its atoms are known to be positive.
std::optional<ExactPolynomial> logarithm(const Rational& coefficient, const proofs::Monomial& monomial,
                                         const Sequent& sequent) {
  ExactPolynomial result;
  const auto log_of = [](const ExactPolynomial& u) { return application(Operator::log, {u}); };
  if (coefficient != 1) result = log_of(coefficient);
  for (const auto& [atom, exponent] : monomial) {
    const ExactPolynomial k(Rational(static_cast<unsigned long>(exponent)));
    const bool inverse = atom.op() == Operator::quotient;
    const ExactPolynomial base = inverse ? atom.arguments()[0] : ExactPolynomial(atom);
    if (!is_visible({base, Sign::positive}, sequent.facts)) return {};
    const auto inside = atoms(base);
    const bool is_exp =
        inside.size() == 1 && inside.begin()->op() == Operator::exp && base == ExactPolynomial(*inside.begin());
    const ExactPolynomial part = k * (is_exp ? inside.begin()->arguments()[0] : log_of(base));
    result = inverse ? result - part : result + part;
  }
  return result;
}

bool undo_exp(const ExactPolynomial& argument, Derivation& way) {
  if (argument.is_zero()) return true;
  const auto parts = parts_of(way.sequent);
  return parts && way.then(Identity{application(Operator::exp, {argument}), *parts});
}

/// M - N for two positive products: their logarithms are compared.
std::optional<Steps> by_logarithms(Derivation way, Effort effort, Search& search) {
  const auto& terms = way.sequent.goal.polynomial.terms();
  if (terms.size() != 2) return {};
  auto greater = terms.begin();
  auto less = std::next(greater);
  if (sign(greater->second) < 0) std::swap(greater, less);
  if (sign(greater->second) < 0 || sign(less->second) > 0) return {};
  const auto above = logarithm(greater->second, greater->first, way.sequent);
  const auto below = logarithm(-less->second, less->first, way.sequent);
  if (!above || !below) return {};
  Derivation lemma({way.sequent.variables, way.sequent.facts, {*above - *below, way.sequent.goal.sign}}, way.origin);
  take_apart(lemma);
  const auto proof = prove(lemma.sequent, lemma.origin, {effort.cones, false}, search);
  if (!proof || !way.have({*above - *below, way.sequent.goal.sign}, lemma.followed_by(*proof))) return {};
  if (!way.then(Increasing{Tangent::Function::exp, *above, *below})) return {};
  // Powers with variable exponents are exponentials already.
  if (!is_visible(way.sequent.goal, way.sequent.facts) && (!undo_exp(*above, way) || !undo_exp(*below, way))) return {};
  return is_visible(way.sequent.goal, way.sequent.facts) ? std::optional(way.followed_by({proofs::Visible{}}))
                                                         : std::nullopt;
}

/// c log(S) - R: compares S and exp(R/c).
std::optional<Steps> by_exponentials(const Derivation& start, const Atom& atom, Effort effort, Search& search) {
  const auto coefficients = coefficients_in(atom, start.sequent.goal.polynomial);
  const auto c = coefficients.size() == 2 ? coefficients[1].constant() : std::nullopt;
  if (!c) return {};
  const ExactPolynomial& inside = atom.arguments()[0];
  const ExactPolynomial exponential = application(Operator::exp, {ExactPolynomial(-1 / *c) * coefficients[0]});
  const bool upwards = sign(*c) > 0;
  const Increasing step{Tangent::Function::log, upwards ? inside : exponential, upwards ? exponential : inside};
  const Fact compared{step.above - step.below, start.sequent.goal.sign};
  Derivation lemma({start.sequent.variables, start.sequent.facts, compared}, start.origin);
  take_apart(lemma);
  const auto proof = by_names(lemma, effort, search);
  Derivation way = start;
  if (!proof || !way.have(compared, *proof) || !way.then(step)) return {};
  if (!way.then(Identity{application(Operator::log, {exponential}), 1})) return {};
  return is_visible(way.sequent.goal, way.sequent.facts) ? std::optional(way.followed_by({proofs::Visible{}}))
                                                         : std::nullopt;
}

}  // namespace

std::optional<Steps> elementary_identities(const Sequent& sequent, const Origin& origin, Effort effort,
                                           Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const std::vector<Atom> before = functions_in(sequent.goal.polynomial);
  if (std::none_of(before.begin(), before.end(), is_taken_apart)) return {};
  // What is inside a sum has the index of the sum in it, which is no variable of the sequent.
  const std::vector<Atom> all = functions_in(sequent);
  if (std::any_of(all.begin(), all.end(), [](const Atom& atom) { return proofs::is_binder(atom.op()); })) return {};
  Derivation way(sequent, origin.sufficient());
  while (eliminate_one(way)) {
  }
  take_logarithms(way, search);
  take_apart(way);
  if (is_visible(way.sequent.goal, way.sequent.facts)) return way.followed_by({proofs::Visible{}});
  if (!way.steps.empty())
    if (auto steps = tangents(way.sequent, way.origin, effort, search)) return way.followed_by(*steps);
  if (auto steps = by_names(way, effort, search)) return steps;
  if (auto steps = by_logarithms(way, effort, search)) return steps;
  for (const Atom& atom : functions_in(way.sequent.goal.polynomial))
    if (atom.op() == Operator::log)
      if (auto steps = by_exponentials(way, atom, effort, search)) return steps;
  return {};
}

}  // namespace geq::prover
