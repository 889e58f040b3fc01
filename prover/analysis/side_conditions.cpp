// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/side_conditions.hpp"

#include <algorithm>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/circular.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// Sequences alone are no analysis: a matrix is one.
bool is_analysis(Operator op) { return proofs::is_binder(op) && !proofs::is_range(op) && op != Operator::sequence; }

bool contains_analysis(const ExactPolynomial& polynomial) {
  const std::set<Atom> found = atoms(polynomial);
  return std::any_of(found.begin(), found.end(), [](const Atom& atom) {
    if (atom.is_variable() || atom.op() == Operator::bound) return false;
    return is_analysis(atom.op()) || std::any_of(atom.arguments().begin(), atom.arguments().end(), contains_analysis);
  });
}

void collect(Operator op, const ExactPolynomial& polynomial, std::vector<ExactPolynomial>& found) {
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable() || atom.op() == Operator::bound) continue;
    const ExactPolynomial value(atom);
    if (atom.op() == op && std::find(found.begin(), found.end(), value) == found.end()) found.push_back(value);
    const std::size_t open = atom.arguments().size() - (proofs::is_binder(atom.op()) ? 1 : 0);
    for (std::size_t i = 0; i < open; ++i) collect(op, atom.arguments()[i], found);
  }
}

/// Facts that say that the arguments of 1/q are positive, where they are not seen to be different from 0.
void state_signs(Derivation& way, Search& search) {
  for (const Atom& atom : reciprocals(way.sequent.goal.polynomial)) {
    const ExactPolynomial& q = atom.arguments()[0];
    if (is_visible({q, Sign::nonzero}, way.sequent.facts)) continue;
    for (const ExactPolynomial& side : {q, -q}) {
      const Fact positive{side, Sign::positive};
      const auto proof =
          prove({way.sequent.variables, way.sequent.facts, positive}, way.origin, Effort::small(), search);
      if (proof && way.have(positive, *proof)) break;
    }
  }
}

/// Facts that say that the radicands of a goal with one term are positive: then so are the roots.
void state_radicands(Derivation& way, Search& search) {
  if (way.sequent.goal.polynomial.terms().size() != 1) return;
  for (const Atom& atom : functions_in(way.sequent.goal.polynomial)) {
    if (!root_degree(atom)) continue;
    const Fact positive{atom.arguments()[1], Sign::positive};
    if (is_visible(positive, way.sequent.facts)) continue;
    const Sequent side{way.sequent.variables, way.sequent.facts, positive};
    if (const auto proof = prove(side, way.origin, Effort::small(), search)) way.have(positive, *proof);
  }
}

/// arctan(c sqrt(3)) as a part of pi, for numbers c.
bool take_angle(Derivation& way, const Atom& atom) {
  const ExactPolynomial& u = atom.arguments()[0];
  const ExactPolynomial root = proofs::application(Operator::root, {proofs::Rational(2), proofs::Rational(3)});
  const auto parts = coefficients_in(*atoms(root).begin(), u);
  const auto c = parts.size() == 2 && parts[0].is_zero() ? parts[1].constant() : std::nullopt;
  if (!c) return false;
  for (const std::uint32_t part : {3U, 6U}) {
    const proofs::Rational square = part == 3 ? proofs::Rational(3) : proofs::Rational(1) / 3;
    if (*c * *c * 3 != square) continue;
    const Fact known{u * u - ExactPolynomial(square), Sign::zero};
    const Steps steps{proofs::RootFacts{root}, proofs::Rewrite{way.sequent.facts.size(), ExactPolynomial(-(*c * *c))},
                      proofs::Visible{}};
    if (proofs::check_steps({{way.sequent.variables, way.sequent.facts, known}}, steps)) return false;
    return way.have(known, steps) && way.then(proofs::Identity{ExactPolynomial(atom), part});
  }
  return false;
}

/// Exponentials, logarithms and powers taken apart, sine and cosine of multiples of pi put in.
void take_apart(Derivation& way) {
  const auto one = [&] {
    for (const Atom& atom : functions_in(way.sequent.goal.polynomial)) {
      const bool elementary =
          atom.op() == Operator::power || (atom.op() >= Operator::exp && atom.op() <= Operator::tanh);
      if (!elementary) continue;
      if (atom.op() == Operator::arctan) {
        if (take_angle(way, atom)) return true;
        continue;
      }
      const bool circular = atom.op() == Operator::sin || atom.op() == Operator::cos || atom.op() == Operator::tan;
      if (circular && !variables(ExactPolynomial(atom)).empty()) continue;
      for (const std::uint32_t parts : {1U, 2U, 3U, 4U})
        if (way.then(proofs::Identity{ExactPolynomial(atom), parts})) return true;
    }
    return false;
  };
  for (int round = 0; round < 30 && !way.sequent.goal.polynomial.is_zero() && one(); ++round) {
  }
}

/// cos(x)^2 = 1 - sin(x)^2 put in, for variables x.
void reduce_squares(Derivation& way) {
  for (const Atom& cosine : functions_in(way.sequent.goal.polynomial)) {
    if (cosine.op() != Operator::cos || degree_in(cosine, way.sequent.goal.polynomial) < 2) continue;
    const ExactPolynomial& x = cosine.arguments()[0];
    const std::set<std::string> names = variables(x);
    if (names.size() != 1 || x != ExactPolynomial::variable(*names.begin())) continue;
    const ExactPolynomial c(cosine);
    const ExactPolynomial s = proofs::application(Operator::sin, {x});
    const Fact equation{s * s + c * c - ExactPolynomial(proofs::Rational(1)), Sign::zero};
    const Steps steps = steps_for_squares(*names.begin(), is_visible({x, Sign::nonnegative}, way.sequent.facts));
    if (proofs::check_steps({{way.sequent.variables, way.sequent.facts, equation}}, steps)) continue;
    if (!way.have(equation, steps)) continue;
    const std::size_t fact = way.last();
    for (int round = 0; round < 20 && degree_in(cosine, way.sequent.goal.polynomial) >= 2; ++round) {
      const auto parts = coefficients_in(cosine, way.sequent.goal.polynomial);
      if (!way.then(proofs::Rewrite{fact, -(parts.back() * power(c, parts.size() - 3))})) break;
    }
  }
}

/// An identity: denominators multiplied out by their squares, then powers of roots put in.
std::optional<Steps> identity_with_roots(Derivation way, Search& search) {
  // Denominators inside of others come to the surface.
  for (int round = 0; round < 4; ++round) {
    const std::size_t denominators = reciprocals(way.sequent.goal.polynomial).size();
    if (denominators > 0 && !way.then(proofs::Clear{std::vector(denominators, proofs::DenominatorSign::squared)}))
      return {};
    if (denominators > 0) state_signs(way, search);
  }
  for (const Atom& atom : functions_in(way.sequent.goal.polynomial)) {
    const auto degree = root_degree(atom);
    if (!degree) continue;
    const std::size_t fact = way.sequent.facts.size();
    if (!way.then(proofs::RootFacts{ExactPolynomial(atom)})) continue;
    for (int round = 0; round < 40 && degree_in(atom, way.sequent.goal.polynomial) >= *degree; ++round) {
      // The highest power once lowered: the factor takes away its leading part.
      const auto c = coefficients_in(atom, way.sequent.goal.polynomial);
      const ExactPolynomial lowered = c.back() * power(ExactPolynomial(atom), c.size() - 1 - *degree);
      if (!way.then(proofs::Rewrite{fact, -lowered})) break;
    }
  }
  reduce_squares(way);
  if (!is_visible(way.sequent.goal, way.sequent.facts)) return {};
  return way.followed_by({proofs::Visible{}});
}

/// As it stands, with signs of denominators, and with functions taken apart.
std::optional<Steps> identity(const Sequent& sequent, const Origin& origin, Search& search) {
  Derivation way(sequent, origin);
  if (auto steps = identity_with_roots(way, search)) return steps;
  state_signs(way, search);
  if (auto steps = identity_with_roots(way, search)) return steps;
  take_apart(way);
  state_signs(way, search);
  return identity_with_roots(way, search);
}

}  // namespace

bool has_analysis(const Sequent& sequent) {
  return contains_analysis(sequent.goal.polynomial) ||
         std::any_of(sequent.facts.begin(), sequent.facts.end(),
                     [](const Fact& fact) { return contains_analysis(fact.polynomial); });
}

std::vector<ExactPolynomial> analysis_atoms(Operator op, const Sequent& sequent) {
  std::vector<ExactPolynomial> found;
  collect(op, sequent.goal.polynomial, found);
  for (const Fact& fact : sequent.facts) collect(op, fact.polynomial, found);
  return found;
}

void forget_analysis(SideChain& chain) {
  proofs::Forget unused;
  const std::vector<Fact>& facts = chain.sequent().facts;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (contains_analysis(facts[i].polynomial)) unused.facts.push_back(i);
  if (!unused.facts.empty()) chain.then(unused);
}

std::optional<Steps> prove_elementary(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  if (sequent.goal.sign == Sign::zero || sequent.goal.sign == Sign::nonnegative)
    if (auto steps = identity(sequent, origin, search)) return steps;
  Derivation way(sequent, origin);
  // Elsewhere the conditions for expressions to be defined are facts; here they may still be goals.
  state_signs(way, search);
  if (sequent.goal.sign == Sign::positive || sequent.goal.sign == Sign::nonzero) state_radicands(way, search);
  if (const auto divided = division_by_common_factor(way.sequent)) way.then(*divided);
  if (is_visible(way.sequent.goal, way.sequent.facts)) return way.followed_by({proofs::Visible{}});
  if (!way.steps.empty() && sequent.goal.sign != Sign::positive)
    if (auto steps = identity(way.sequent, origin, search)) return way.followed_by(*steps);
  if (auto steps = prove(way.sequent, origin, effort, search)) return way.followed_by(*steps);
  return {};
}

}  // namespace geq::prover
