// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/univariate.hpp"

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

bool is_nonnegative_variable(const Atom& atom, const std::vector<Fact>& facts) {
  const auto known = sign_of(atom, facts);
  return known && *known != Sign::nonzero;
}

bool is_positive_variable(const Atom& atom, const std::vector<Fact>& facts) {
  return sign_of(atom, facts) == Sign::positive;
}

}  // namespace

Outcome apply(const OneVariable&, const Sequent& sequent) {
  const std::set<Atom> found = atoms(sequent.goal.polynomial);
  if (found.size() != 1) return Reason::not_one_variable;
  const auto polynomial = univariate(sequent.goal.polynomial, *found.begin());
  if (!polynomial) return Reason::not_one_variable;
  if (!holds_on(*polynomial, sequent.goal.sign, bounds(*found.begin(), sequent.facts))) return Reason::sign_fails;
  return std::vector<Sequent>{};
}

// p(u, v) = v^d p(u/v, 1) for v > 0. The ratio runs through [0, oo) if u >= 0 is known, else through the real line.
// Where v = 0, p is its limit for v -> 0+, so >= 0 carries over; > 0 there is the coefficient of u^d, with u > 0 or d
// even, and needs u and v not both zero. If v may be negative, p(u, v) = p(-u, -v) for even d reduces to v >= 0.
Outcome apply(const TwoVariables&, const Sequent& sequent) {
  const ExactPolynomial& form = sequent.goal.polynomial;
  const Sign wanted = sequent.goal.sign;
  if (wanted != Sign::nonnegative && wanted != Sign::positive) return Reason::wrong_goal_sign;
  const std::set<Atom> found = atoms(form);
  const auto degree = homogeneous_degree(form);
  if (found.size() != 2 || !degree || *degree == 0) return Reason::not_a_form_in_two_variables;
  Atom u = *found.begin();
  Atom v = *found.rbegin();
  if (!is_nonnegative_variable(v, sequent.facts)) std::swap(u, v);
  const bool half_plane = is_nonnegative_variable(v, sequent.facts);
  const bool quadrant = half_plane && is_nonnegative_variable(u, sequent.facts);
  if (!half_plane && *degree % 2 == 1) return Reason::not_nonnegative;
  ExactPolynomial ratio;  // p(u, 1)
  for (const auto& [monomial, coefficient] : form.terms())
    ratio = ratio + ExactPolynomial(coefficient) * power(ExactPolynomial(u), exponent_of(u, monomial));
  const auto polynomial = univariate(ratio, u);
  if (!polynomial) return Reason::not_a_form_in_two_variables;
  Interval interval;
  if (quadrant) interval.lower = Interval::End{0, is_positive_variable(u, sequent.facts)};
  if (!holds_on(*polynomial, wanted, interval)) return Reason::sign_fails;
  if (wanted == Sign::positive && !is_positive_variable(v, sequent.facts)) {
    const bool at_infinity = polynomial->size() == *degree + 1;  // the coefficient of u^d is there, and positive
    const auto u_sign = sign_of(u, sequent.facts);
    const bool apart =
        u_sign == Sign::positive || u_sign == Sign::nonzero || sign_of(v, sequent.facts) == Sign::nonzero;
    if (!at_infinity || !apart || (!quadrant && *degree % 2 == 1)) return Reason::not_strict;
  }
  return std::vector<Sequent>{};
}

// With x >= 0 (x > 0 where the power matters), a sum of c_k x^k with all c_k >= 0 is nonnegative, and positive if one
// term is.
Outcome apply(const Group& step, const Sequent& sequent) {
  if (!in_scope(step.variable, sequent)) return Reason::unknown_variable;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return Reason::wrong_goal_sign;
  const Atom variable = Atom::variable(step.variable);
  if (!is_nonnegative_variable(variable, sequent.facts)) return Reason::not_nonnegative;
  const bool strict = sequent.goal.sign == Sign::positive;
  const std::vector<ExactPolynomial> coefficients = coefficients_in(variable, sequent.goal.polynomial);
  if (strict && step.strict >= coefficients.size()) return Reason::exponent_out_of_range;
  if (strict && step.strict > 0 && !is_positive_variable(variable, sequent.facts)) return Reason::not_strict;
  std::vector<Sequent> remaining;
  for (std::size_t k = 0; k < coefficients.size(); ++k)
    require({coefficients[k], strict && k == step.strict ? Sign::positive : Sign::nonnegative}, sequent, remaining);
  return remaining;
}

// If A > 0, A p = (A x + B/2)^2 + (4 A C - B^2)/4. If A = 0 then B = 0 and p = C. If 4 A C - B^2 > 0 then A > 0.
Outcome apply(const Quadratic& step, const Sequent& sequent) {
  if (!in_scope(step.variable, sequent)) return Reason::unknown_variable;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return Reason::wrong_goal_sign;
  const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(step.variable), sequent.goal.polynomial);
  if (c.size() != 3) return Reason::not_quadratic;
  std::vector<Sequent> remaining;
  require({c[2], Sign::nonnegative}, sequent, remaining);
  require({c[0], Sign::nonnegative}, sequent, remaining);
  require({ExactPolynomial(Rational(4)) * c[2] * c[0] - c[1] * c[1], sequent.goal.sign}, sequent, remaining);
  return remaining;
}

}  // namespace geq::proofs
