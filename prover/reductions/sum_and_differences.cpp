// SPDX-License-Identifier: GPL-3.0-or-later

/// A cyclic form in three variables of any sign, written in their sum s and two differences x, y. Where s then occurs
/// in even powers only, sums of squares fall apart into small ones, and zeros that were irrational often have rational
/// squares. Source: folklore; for instance V. Cirtoaje, Algebraic Inequalities (2006).
/// Limits: forms of even degree at least 4; cost: one substitution.

#include <algorithm>

#include "prover/reductions/alternatives.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;

namespace {

/// Nothing changes when every variable is replaced by the next one.
bool is_cyclic(const ExactPolynomial& form, const std::vector<std::string>& names) {
  proofs::Substitution next;
  for (std::size_t i = 0; i < names.size(); ++i)
    next.emplace(names[i], ExactPolynomial::variable(names[(i + 1) % names.size()]));
  return substitute(form, next) == form;
}

bool has_odd_power(const Atom& atom, const ExactPolynomial& form) {
  const auto& terms = form.terms();
  return std::any_of(terms.begin(), terms.end(),
                     [&](const auto& term) { return exponent_of(atom, term.first) % 2 == 1; });
}

}  // namespace

void add_sum_and_differences(const Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent)) return;
  const std::vector<std::string> names = goal_variables(sequent);
  const auto degree = homogeneous_degree(sequent.goal.polynomial);
  if (names.size() != 3 || !degree || *degree < 4 || *degree % 2 == 1) return;
  if (std::any_of(names.begin(), names.end(), [&](const std::string& name) { return is_nonnegative(name, sequent); }))
    return;
  if (!is_cyclic(sequent.goal.polynomial, names)) return;
  const auto a = ExactPolynomial::variable(names[0]), b = ExactPolynomial::variable(names[1]),
             c = ExactPolynomial::variable(names[2]);
  const std::vector<std::string> fresh = fresh_names(sequent, "xyspqruvw", 3);
  const auto x = ExactPolynomial::variable(fresh[0]), y = ExactPolynomial::variable(fresh[1]),
             s = ExactPolynomial::variable(fresh[2]);
  const ExactPolynomial third(Rational(1) / 3), two(Rational(2));
  const proofs::Put put{
      {{fresh[0], a - b}, {fresh[1], b - c}, {fresh[2], a + b + c}},
      {{names[0], third * (s + two * x + y)}, {names[1], third * (s - x + y)}, {names[2], third * (s - x - two * y)}}};
  Derivation way(sequent, origin);
  if (!way.then(put) || has_odd_power(Atom::variable(fresh[2]), way.sequent.goal.polynomial)) return;
  ways.push_back(std::move(way));
}

}  // namespace geq::prover
