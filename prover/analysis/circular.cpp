// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/circular.hpp"

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

Steps steps_for_squares(const std::string& variable, bool nonnegative) {
  const proofs::Monotone above{variable, {}, true, false};
  const proofs::Monotone below{variable, {}, false, false};
  if (nonnegative) return {proofs::BothSigns{}, above, above};
  const proofs::Cases cases{ExactPolynomial::variable(variable)};
  return {proofs::BothSigns{}, cases, above, below, cases, above, below};
}

namespace {

/// A variable with which the argument vanishes.
std::optional<std::string> vanishing_variable(const ExactPolynomial& argument) {
  for (const std::string& name : variables(argument))
    if (substitute(argument, {{name, ExactPolynomial()}}).is_zero()) return name;
  return {};
}

/// 1 - f = ((1 - f)^2 + g^2)/2 and 1 + f likewise, for f^2 + g^2 = 1.
bool append_bounds(SideChain& chain, const ExactPolynomial& f, const ExactPolynomial& g, std::size_t squares) {
  const ExactPolynomial one(Rational(1));
  const Rational half = Rational(1) / 2;
  for (const ExactPolynomial& side : {one - f, one + f}) {
    proofs::Combination sum;
    sum.summands.push_back({half, {}, side});
    sum.summands.push_back({half, {}, g});
    sum.multiples.push_back({squares, ExactPolynomial(-half)});
    if (!chain.then(proofs::Have{{side, Sign::nonnegative}}, [&](const Sequent&) { return std::optional(Steps{sum}); }))
      return false;
  }
  return true;
}

}  // namespace

bool state_circular_bounds(SideChain& chain) {
  bool found = false;
  const ExactPolynomial one(Rational(1));
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial)) {
    if (atom.op() != Operator::sin && atom.op() != Operator::cos) continue;
    const ExactPolynomial& u = atom.arguments()[0];
    const auto name = vanishing_variable(u);
    if (!name) continue;
    const ExactPolynomial sine = application(Operator::sin, {u});
    const ExactPolynomial cosine = application(Operator::cos, {u});
    const Fact squares{sine * sine + cosine * cosine - one, Sign::zero};
    const bool nonnegative = is_visible({ExactPolynomial::variable(*name), Sign::nonnegative}, chain.sequent().facts);
    const Steps steps = steps_for_squares(*name, nonnegative);
    if (proofs::check_steps({{chain.sequent().variables, chain.sequent().facts, squares}}, steps)) continue;
    const std::size_t place = chain.sequent().facts.size();
    if (!chain.then(proofs::Have{squares}, [&](const Sequent&) { return std::optional(steps); })) continue;
    const bool is_sine = atom.op() == Operator::sin;
    found = append_bounds(chain, is_sine ? sine : cosine, is_sine ? cosine : sine, place) || found;
  }
  return found;
}

namespace {

/// Of sine or cosine of a known part of pi.
std::optional<ExactPolynomial> known_value(Operator op, const ExactPolynomial& angle) {
  const ExactPolynomial value = application(op, {angle});
  if (value.constant()) return value;
  const auto step = proofs::apply(proofs::Step(proofs::Identity{value, 1}), {{}, {}, {value, Sign::zero}});
  if (!step || step.value().empty()) return {};
  return step.value().back().goal.polynomial;
}

/// sin(u) or cos(u) for u = at + rest.
std::optional<ExactPolynomial> from_angle(const Atom& atom, const ExactPolynomial& at) {
  const ExactPolynomial rest = atom.arguments()[0] - at;
  const auto sine = known_value(Operator::sin, at), cosine = known_value(Operator::cos, at);
  if (!sine || !cosine) return {};
  const ExactPolynomial s = application(Operator::sin, {rest}), c = application(Operator::cos, {rest});
  return atom.op() == Operator::sin ? *sine * c + *cosine * s : *cosine * c - *sine * s;
}

}  // namespace

ExactPolynomial with_angles_from(const ExactPolynomial& body, const std::string& variable,
                                 const proofs::Approach& approach) {
  ExactPolynomial result = body;
  for (const Atom& atom : atoms(body))
    if (atom.op() == Operator::tan)
      result = replace_atom(result, atom,
                            application(Operator::sin, {atom.arguments()[0]}) *
                                reciprocal(application(Operator::cos, {atom.arguments()[0]})));
  if (approach.way == proofs::Way::to_infinity || approach.way == proofs::Way::through_integers) return result;
  for (const Atom& atom : functions_in(result)) {
    if (atom.op() != Operator::sin && atom.op() != Operator::cos) continue;
    const ExactPolynomial& angle = atom.arguments()[0];
    if (!variables(angle).contains(variable) || degree_in(Atom::variable(variable), angle) == 0) continue;
    const ExactPolynomial at = substitute(angle, {{variable, approach.point}});
    const auto value = at.is_zero() ? std::nullopt : from_angle(atom, at);
    if (value) result = replace_atom(result, atom, *value);
  }
  return result;
}

}  // namespace geq::prover
