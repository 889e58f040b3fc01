// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

constexpr std::uint32_t greatest_power = 200;

ExactPolynomial constant(const Rational& value) { return ExactPolynomial(value); }

/// coefficient * x^power * abs(x)^absolute * exp(-p x^2 + q x + r), none of the others with x in it.
struct GaussianTerm {
  ExactPolynomial coefficient;
  std::uint32_t power, absolute;
  ExactPolynomial p, q, r;
};

/// The term of an integrand; none if it is not of that form.
std::optional<GaussianTerm> gaussian_term(const Monomial& monomial, const Rational& number) {
  const Atom x = bound_atom(0);
  const Atom magnitude = Atom::application(Operator::abs, {ExactPolynomial(x)});
  GaussianTerm result{constant(number), 0, 0, {}, {}, {}};
  ExactPolynomial exponent;
  for (const auto& [atom, power_of_atom] : monomial) {
    if (atom == x)
      result.power = power_of_atom;
    else if (atom == magnitude)
      result.absolute = power_of_atom;
    else if (!mentions_bound(ExactPolynomial(atom)))
      result.coefficient = result.coefficient * power(opened(ExactPolynomial(atom), {}), power_of_atom);
    else if (atom.op() == Operator::exp)
      exponent = exponent + constant(Rational(power_of_atom)) * atom.arguments()[0];
    else
      return {};
  }
  if (result.power > greatest_power || result.absolute > greatest_power - result.power)
    throw LimitExceeded("a moment is too high");
  std::vector<ExactPolynomial> parts = coefficients_in(x, exponent);
  if (parts.size() != 3) return {};
  for (ExactPolynomial& part : parts) {
    if (mentions_bound(part)) return {};
    part = opened(part, {});
  }
  result.p = -parts[2];
  result.q = parts[1];
  result.r = parts[0];
  return result;
}

/// sqrt(pi/p): the integral of exp(-p x^2) over the line.
ExactPolynomial total(const ExactPolynomial& p) {
  return application(Operator::root, {constant(2), application(Operator::pi, {}) * reciprocal(p)});
}

/// (2 j - 1)!! / (2 p)^j: the mean of x^(2 j).
ExactPolynomial even_moment(const ExactPolynomial& p, std::uint32_t j) {
  ExactPolynomial result = power(constant(Rational(1) / 2) * reciprocal(p), j);
  for (std::uint32_t i = 1; i < 2 * j; i += 2) result = constant(Rational(i)) * result;
  return result;
}

/// From 0 to oo, for q = 0: half of the whole for even powers, j! / (2 p^(j + 1)) for 2 j + 1.
ExactPolynomial over_half_line(const GaussianTerm& term) {
  const std::uint32_t power_of_x = term.power + term.absolute;
  const std::uint32_t j = power_of_x / 2;
  const ExactPolynomial scale = term.coefficient * application(Operator::exp, {term.r}) * constant(Rational(1) / 2);
  if (power_of_x % 2 == 0) return scale * total(term.p) * even_moment(term.p, j);
  return scale * constant(cln::factorial(static_cast<uintL>(j))) * power(reciprocal(term.p), j + 1);
}

/// Over the line: the mean of (m + y)^power with m = q/(2 p), times exp(r + q^2/(4 p)) sqrt(pi/p).
ExactPolynomial over_line(const GaussianTerm& term) {
  // With abs(x) and q = 0 the parts on both sides of 0 are equal, or cancel.
  if (term.absolute > 0 && term.power % 2 == 1) return {};
  if (term.absolute > 0) return constant(2) * over_half_line(term);
  const ExactPolynomial half = constant(Rational(1) / 2) * reciprocal(term.p);
  const ExactPolynomial mean = term.q * half;
  ExactPolynomial moments;
  for (std::uint32_t j = 0; 2 * j <= term.power; ++j) {
    const Integer choices = cln::binomial(term.power, 2 * j);
    moments = moments + constant(choices) * power(mean, term.power - 2 * j) * even_moment(term.p, j);
  }
  const ExactPolynomial top = term.r + constant(Rational(1) / 2) * term.q * mean;
  return term.coefficient * application(Operator::exp, {top}) * total(term.p) * moments;
}

}  // namespace

// The integral of x^k abs(x)^l exp(-p x^2), p > 0, by parts and by the integral of exp(-x^2); shifted by q/(2 p).
Outcome apply(const Gaussian& step, const Sequent& sequent) {
  if (!in_scope(step.integral, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  const bool line = integral->interval.ends == Ends::line;
  const bool half = integral->interval.ends == Ends::above && integral->interval.lower.is_zero();
  if (!line && !half) return Reason::not_an_integral;
  ExactPolynomial value;
  std::vector<ExactPolynomial> rates;
  for (const auto& [monomial, coefficient] : integral->body.terms()) {
    const auto term = gaussian_term(monomial, coefficient);
    if (!term || ((half || term->absolute > 0) && !term->q.is_zero())) return Reason::not_gaussian;
    if (std::find(rates.begin(), rates.end(), term->p) == rates.end()) rates.push_back(term->p);
    value = value + (line ? over_line(*term) : over_half_line(*term));
  }
  std::vector<Sequent> remaining;
  for (const ExactPolynomial& p : rates) require({p, Sign::positive}, sequent, remaining);
  remaining.push_back(with_fact(with_fact(sequent, exists(step.integral)), {step.integral - value, Sign::zero}));
  return remaining;
}

}  // namespace geq::proofs
