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

}  // namespace geq::prover
