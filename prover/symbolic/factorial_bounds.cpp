// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/factorial_bounds.hpp"

#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/symbolic/log_chain.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

ExactPolynomial log(const ExactPolynomial& value) { return application(Operator::log, {value}); }

ExactPolynomial log_factorial(const ExactPolynomial& u) { return log(application(Operator::factorial, {u})); }

/// The logarithm of a whole number > 0 by those of primes, as the kernel takes it apart.
ExactPolynomial log_of_number(Rational number) {
  constexpr long greatest_prime = 1000;
  ExactPolynomial result;
  for (long prime = 2; prime < greatest_prime && number != 1; ++prime)
    for (Rational rest = number / prime; cln::denominator(rest) == 1; rest = number / prime) {
      number = rest;
      result = result + log(ExactPolynomial(Rational(prime)));
    }
  return number == 1 ? result : result + log(ExactPolynomial(number));
}

/// The logarithm of one term, as the kernel takes it apart; none where a coefficient is not positive.
std::optional<ExactPolynomial> expanded(const ExactPolynomial& term) {
  if (term.terms().size() != 1) return log(term);
  const auto& [monomial, c] = *term.terms().begin();
  if (proofs::sign(c) <= 0) return {};
  ExactPolynomial result = log_of_number(cln::numerator(c)) - log_of_number(cln::denominator(c));
  for (const auto& [atom, exponent] : monomial) {
    std::optional<ExactPolynomial> part;
    if (atom.is_variable() || atom.op() == Operator::factorial || atom.op() == Operator::pi)
      part = log(ExactPolynomial(atom));
    else if (atom.op() == Operator::power || atom.op() == Operator::quotient)
      part = expanded(atom.arguments()[0]);
    else if (atom.op() == Operator::root)
      part = expanded(atom.arguments()[1]);
    else if (atom.op() == Operator::exp)
      part = atom.arguments()[0];
    else if (atom.op() == Operator::e)
      part = one;
    if (!part) return {};
    if (atom.op() == Operator::power) *part = atom.arguments()[1] * *part;
    if (atom.op() == Operator::root) *part = reciprocal(atom.arguments()[0]) * *part;
    if (atom.op() == Operator::quotient) *part = -*part;
    result = result + ExactPolynomial(Rational(static_cast<unsigned long>(exponent))) * *part;
  }
  return result;
}

/// exp of the sum, with powers of the variable for multiples of its logarithm.
ExactPolynomial exponential_of(const ExactPolynomial& sum, const std::string& variable) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  Rational exponent = 0;
  for (const auto& [monomial, c] : sum.terms())
    if (ExactPolynomial::term(1, monomial) == log(x)) exponent = c;
  const auto times = proofs::integer_between(cln::numerator(cln::abs(exponent)), 1, 1000);
  if (!times) return application(Operator::exp, {sum});
  const ExactPolynomial rest = application(Operator::exp, {sum - ExactPolynomial(exponent) * log(x)});
  const Rational degree(cln::denominator(exponent));
  const ExactPolynomial base = degree == 1 ? x : application(Operator::root, {ExactPolynomial(degree), x});
  const ExactPolynomial factor = power(base, static_cast<unsigned long>(*times));
  return (proofs::sign(exponent) > 0 ? factor : reciprocal(factor)) * rest;
}

}  // namespace

ExactPolynomial bound_of_log_factorial(const ExactPolynomial& u, bool lower) {
  const ExactPolynomial common = (u + ExactPolynomial(Rational(1) / 2)) * log(u) - u;
  if (!lower) return common + one;
  return common + ExactPolynomial(Rational(11) / 12) + ExactPolynomial(Rational(1) / 12) * reciprocal(u);
}

bool has_logarithms_of_factorials(const ExactPolynomial& polynomial) {
  for (const Atom& atom : functions_in(polynomial))
    if (atom.op() == Operator::log)
      if (const auto of = single_atom(atom.arguments()[0]); of && of->op() == Operator::factorial) return true;
  return false;
}

bool add_factorial_bound(SideChain& chain, const ExactPolynomial& u, bool lower, const Origin& origin, Search& search) {
  const std::string name = chain.fresh("kjilh");
  const ExactPolynomial k = ExactPolynomial::variable(name);
  const ExactPolynomial difference = log_factorial(k) - bound_of_log_factorial(k, lower);
  const proofs::ForEach each{name, one, u, {lower ? difference : -difference, Sign::nonnegative}, true};
  const auto part = [&](const Sequent& side) -> std::optional<Steps> {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    if (variables(side.goal.polynomial).empty()) return sign_of_constant(side, origin, Effort::small(), search);
    const bool step = !side.facts.empty() && variables(side.goal.polynomial).contains(name);
    return step ? step_of_logarithms(side, origin, search) : with_small_effort(origin, search)(side);
  };
  if (!chain.then(each, part)) return false;
  return chain.then(proofs::Instance{chain.sequent().facts.size() - 1, u});
}

std::optional<FactorialBounds> factorial_bounds(const ExactPolynomial& polynomial, const std::string& variable) {
  // Of a product the logarithm is bounded.
  const bool is_linear = has_logarithms_of_factorials(polynomial);
  const auto logarithm = is_linear ? std::optional(polynomial) : expanded(polynomial);
  if (!logarithm) return {};
  ExactPolynomial lower = *logarithm, upper = *logarithm;
  bool any = false;
  for (const Atom& atom : functions_in(*logarithm)) {
    if (atom.op() != Operator::factorial || !variables(ExactPolynomial(atom)).contains(variable)) continue;
    const ExactPolynomial of = log(ExactPolynomial(atom));
    const auto c = coefficients_in(*atoms(of).begin(), *logarithm);
    if (c.size() != 2) return {};
    constexpr double far_out = 1000;
    const double sign = Sampled(c[1], variable)(far_out);
    const ExactPolynomial& u = atom.arguments()[0];
    const auto expanded_log = expanded(u);
    if (!expanded_log || (!(sign > 0) && !(sign < 0))) return {};
    const auto with = [&](bool below) {
      const ExactPolynomial bound = bound_of_log_factorial(u, below);
      return c[1] * (replace_atom(bound, *atoms(log(u)).begin(), *expanded_log) - of);
    };
    lower = lower + with(sign > 0);
    upper = upper + with(sign < 0);
    any = true;
  }
  if (!any) return {};
  lower = cancelled(lower);
  upper = cancelled(upper);
  if (is_linear) return FactorialBounds{lower, upper};
  return FactorialBounds{exponential_of(lower, variable), exponential_of(upper, variable)};
}

}  // namespace geq::prover
