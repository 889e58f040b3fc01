// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/reductions.hpp"

#include <algorithm>

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::sign;
using proofs::Sign;

std::optional<Reduction> reduce(const Sequent& sequent, const Origin& origin, Search& search) {
  for (const auto reduction : {split_equation, unfold_cases, take_roots_apart, remove_root, clear_denominators,
                               flip_negative, divide_by_monomial})
    if (auto found = reduction(sequent, origin, search)) return found;
  return {};
}

std::optional<Reduction> split_equation(const Sequent& sequent, const Origin& origin, Search&) {
  if (sequent.goal.sign == Sign::zero) return Reduction{proofs::BothSigns{}, origin};
  if (sequent.goal.sign != Sign::nonzero) return {};
  // The value where all variables are 1 says which sign it has if it has one throughout.
  proofs::Substitution ones;
  for (const std::string& name : variables(sequent.goal.polynomial)) ones.emplace(name, ExactPolynomial(Rational(1)));
  const auto value = substitute(sequent.goal.polynomial, ones).constant();
  return Reduction{proofs::Apart{value && sign(*value) < 0}, origin.sufficient()};
}

std::optional<Reduction> divide_by_monomial(const Sequent& sequent, const Origin& origin, Search&) {
  const auto& terms = sequent.goal.polynomial.terms();
  if (terms.size() < 2) return {};
  ExactPolynomial divisor(Rational(1));
  for (const auto& [atom, exponent] : terms.begin()->first) {
    std::uint32_t least = exponent;
    for (const auto& [monomial, coefficient] : terms) least = std::min(least, exponent_of(atom, monomial));
    const ExactPolynomial factor = power(ExactPolynomial(atom), least);
    if (least > 0 && is_visible({factor, sequent.goal.sign}, sequent.facts)) divisor = divisor * factor;
  }
  if (divisor.constant()) return {};
  // Where the monomial vanishes the goal holds although the quotient may not.
  return Reduction{proofs::Divide{divisor}, origin.sufficient()};
}

std::optional<Reduction> flip_negative(const Sequent& sequent, const Origin& origin, Search&) {
  for (const std::string& name : goal_variables(sequent)) {
    const ExactPolynomial variable = ExactPolynomial::variable(name);
    if (is_nonnegative(name, sequent) || !is_known({-variable, Sign::nonnegative}, sequent.facts)) continue;
    const std::string fresh = fresh_names(sequent, "xyzwpqrst", 1).front();
    const proofs::Put put{{{fresh, -variable}}, {{name, -ExactPolynomial::variable(fresh)}}};
    return Reduction{put, origin.after(put)};
  }
  return {};
}

namespace {

/// How a denominator that occurs to an odd power gets a sign: proved here with small effort, and again in the
/// certificate.
proofs::DenominatorSign denominator_sign(const ExactPolynomial& q, const Sequent& sequent, Search& search) {
  for (const bool negative : {false, true}) {
    const proofs::Fact wanted{negative ? -q : q, Sign::nonnegative};
    const Sequent side{sequent.variables, sequent.facts, wanted};
    const Origin nowhere = Origin().sufficient();
    if (is_visible(wanted, sequent.facts) || prove(side, nowhere, Effort::small(), search))
      return negative ? proofs::DenominatorSign::negative : proofs::DenominatorSign::positive;
  }
  return proofs::DenominatorSign::squared;
}

}  // namespace

std::optional<Reduction> clear_denominators(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::vector<Atom> found = reciprocals(sequent.goal.polynomial);
  if (found.empty()) return {};
  proofs::Clear clear;
  for (const Atom& inverse : found) clear.signs.push_back(denominator_sign(inverse.arguments()[0], sequent, search));
  return Reduction{clear, origin};
}

}  // namespace geq::prover
