// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;

namespace {

/// The argument is a number times pi.
bool is_multiple_of_pi(const ExactPolynomial& argument) {
  const Atom pi = Atom::application(Operator::pi, {});
  const auto c = coefficients_in(pi, argument);
  return c.size() == 2 && c[0].is_zero() && c[1].constant();
}

/// What `parts` the identity may need for the atom's value.
std::vector<std::uint32_t> parts_of(const Atom& atom) {
  switch (atom.op()) {
    case Operator::sin:
    case Operator::cos:
    case Operator::tan:
      return is_multiple_of_pi(atom.arguments()[0]) ? std::vector<std::uint32_t>{1} : std::vector<std::uint32_t>{};
    case Operator::arctan:
      return variables(atom.arguments()[0]).empty() ? std::vector<std::uint32_t>{3, 6} : std::vector<std::uint32_t>{};
    default:
      return {};
  }
}

/// The conditions, where they seem to hold, as facts.
bool have_conditions(const proofs::Identity& identity, Derivation& way, Search& search) {
  const auto left = proofs::apply(proofs::Step(identity), way.sequent);
  if (!left) return false;
  for (std::size_t i = 0; i + 1 < left.value().size(); ++i) {
    const proofs::Sequent& condition = left.value()[i];
    if (condition.goal.sign != proofs::Sign::zero || !(std::fabs(evaluate(condition.goal.polynomial, {})) < 1e-9))
      return false;
    const auto proof = prove(condition, way.origin, Effort::small(), search);
    if (!proof || !way.have(condition.goal, *proof)) return false;
  }
  return true;
}

/// The identity of arctan multiplies its argument, such as sqrt(3)/3, by this root.
void square_root_of_three(Derivation& way) {
  const ExactPolynomial root = proofs::root(2, ExactPolynomial(proofs::Rational(3)));
  if (!way.then(proofs::RootFacts{root})) return;
  // The equation comes before the sign.
  for (std::size_t i = way.sequent.facts.size(); i-- > 0;)
    if (const auto equation = power_equation(i, root.terms().begin()->first.front().first, way.sequent)) {
      use(*equation, way);
      return;
    }
}

bool put_one(Derivation& way, Search& search) {
  for (const Atom& atom : functions_in(way.sequent))
    for (const std::uint32_t parts : parts_of(atom)) {
      const proofs::Identity identity{ExactPolynomial(atom), parts};
      Derivation next = way;
      if (proofs::has_free_index(identity.atom) || !have_conditions(identity, next, search)) continue;
      if (!next.then(identity)) continue;
      if (atom.op() == Operator::arctan) square_root_of_three(next);
      way = std::move(next);
      return true;
    }
  return false;
}

}  // namespace

std::optional<Derivation> put_special_values(const proofs::Sequent& sequent, const Origin& origin, Search& search) {
  Derivation way(sequent, origin);
  while (put_one(way, search)) {
  }
  return way.steps.empty() ? std::nullopt : std::optional(std::move(way));
}

}  // namespace geq::prover
