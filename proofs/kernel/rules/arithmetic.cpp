// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

/// polynomial * q^exponent, where powers of 1/q cancel. Needs q != 0, and `exponent` at least the degree in 1/q.
ExactPolynomial multiply_out(const ExactPolynomial& polynomial, const Atom& inverse, std::uint32_t exponent) {
  const std::vector<ExactPolynomial> parts = coefficients_in(inverse, polynomial);
  const ExactPolynomial& q = inverse.arguments()[0];
  ExactPolynomial result;
  for (std::size_t e = 0; e < parts.size(); ++e)
    if (!parts[e].is_zero()) result = result + parts[e] * power(q, exponent - e);
  return result;
}

}  // namespace

// Where no q vanishes, p = N / (product of q^e) with N = p times that product; the product is made positive by the sign
// of each q with odd e, or by one more factor q.
Outcome apply(const Clear& step, const Sequent& sequent) {
  const std::vector<Atom> inverses = reciprocals(sequent.goal.polynomial);
  if (inverses.empty()) return Reason::no_denominator;
  if (step.signs.size() != inverses.size()) return Reason::wrong_number_of_signs;
  std::vector<Sequent> remaining;
  ExactPolynomial numerator = sequent.goal.polynomial;
  for (std::size_t i = 0; i < inverses.size(); ++i) {
    const ExactPolynomial& q = inverses[i].arguments()[0];
    if (!is_visible({q, Sign::nonzero}, sequent.facts)) return Reason::denominator_maybe_zero;
    std::uint32_t exponent = degree_in(inverses[i], numerator);
    const bool odd = exponent % 2 == 1;
    const bool negative = odd && step.signs[i] == DenominatorSign::negative;
    if (odd && step.signs[i] == DenominatorSign::squared) ++exponent;
    if (odd && step.signs[i] != DenominatorSign::squared)
      require({negative ? -q : q, Sign::nonnegative}, sequent, remaining);
    numerator = multiply_out(numerator, inverses[i], exponent);
    if (negative) numerator = -numerator;
  }
  remaining.push_back({sequent.variables, sequent.facts, {std::move(numerator), sequent.goal.sign}});
  return remaining;
}

namespace {

/// The sign of a product of powers of facts, the exponents being at least 1; none if some fact has no sign to offer.
std::optional<Sign> sign_of_product(const Combination::Summand& summand, const std::vector<Fact>& facts) {
  Sign result = Sign::positive;
  for (const auto& [index, exponent] : summand.facts) {
    const Sign fact = facts[index].sign;
    if (fact == Sign::zero) return Sign::zero;
    if (fact == Sign::nonzero && exponent % 2 == 1) return {};
    if (fact == Sign::nonnegative) result = Sign::nonnegative;
  }
  const auto root = summand.square.constant();
  if (!root || sign(*root) == 0) return Sign::nonnegative;
  return result;
}

bool has_zero_exponent(const Combination::Summand& summand) {
  return std::any_of(summand.facts.begin(), summand.facts.end(), [](const auto& fact) { return fact.second == 0; });
}

bool facts_exist(const Combination& step, std::size_t count) {
  for (const auto& summand : step.summands)
    for (const auto& [index, exponent] : summand.facts)
      if (index >= count) return false;
  return std::all_of(step.multiples.begin(), step.multiples.end(), [&](const auto& m) { return m.equation < count; });
}

}  // namespace

Outcome apply(const Combination& step, const Sequent& sequent) {
  if (!facts_exist(step, sequent.facts.size())) return Reason::no_such_fact;
  ExactPolynomial sum;
  bool positive = false;
  for (const Combination::Summand& summand : step.summands) {
    if (sign(summand.coefficient) <= 0) return Reason::coefficient_not_positive;
    if (has_zero_exponent(summand)) return Reason::exponent_out_of_range;
    if (!in_scope(summand.square, sequent)) return Reason::unknown_variable;
    const auto product_sign = sign_of_product(summand, sequent.facts);
    if (!product_sign) return Reason::fact_has_no_sign;
    positive = positive || *product_sign == Sign::positive;
    ExactPolynomial product = ExactPolynomial(summand.coefficient) * power(summand.square, 2);
    for (const auto& [index, exponent] : summand.facts)
      product = product * power(sequent.facts[index].polynomial, exponent);
    sum = sum + product;
  }
  for (const Combination::Multiple& multiple : step.multiples) {
    if (!in_scope(multiple.factor, sequent)) return Reason::unknown_variable;
    if (sequent.facts[multiple.equation].sign != Sign::zero) return Reason::not_an_equation;
    sum = sum + multiple.factor * sequent.facts[multiple.equation].polynomial;
  }
  if (sum != sequent.goal.polynomial) return Reason::identity_fails;
  const Sign shown = step.summands.empty() ? Sign::zero : positive ? Sign::positive : Sign::nonnegative;
  if (!implies(shown, sequent.goal.sign)) return Reason::not_strict;
  return std::vector<Sequent>{};
}

Outcome apply(const Rewrite& step, const Sequent& sequent) {
  if (step.equation >= sequent.facts.size()) return Reason::no_such_fact;
  if (sequent.facts[step.equation].sign != Sign::zero) return Reason::not_an_equation;
  if (!in_scope(step.factor, sequent)) return Reason::unknown_variable;
  Sequent result = sequent;
  result.goal.polynomial = result.goal.polynomial + step.factor * sequent.facts[step.equation].polynomial;
  return std::vector<Sequent>{std::move(result)};
}

Outcome apply(const Divide& step, const Sequent& sequent) {
  if (step.monomial.terms().size() != 1) return Reason::not_divisible;
  const auto& [divisor, coefficient] = *step.monomial.terms().begin();
  if (!is_visible({step.monomial, sequent.goal.sign}, sequent.facts)) return Reason::not_nonnegative;
  ExactPolynomial quotient;
  for (const auto& [monomial, c] : sequent.goal.polynomial.terms()) {
    Monomial rest;
    std::size_t found = 0;
    for (const auto& [atom, exponent] : monomial) {
      const std::uint32_t removed = exponent_of(atom, divisor);
      if (removed > exponent) return Reason::not_divisible;
      found += removed > 0 ? 1 : 0;
      if (exponent > removed) rest.emplace_back(atom, exponent - removed);
    }
    if (found != divisor.size()) return Reason::not_divisible;
    quotient.add(c / coefficient, rest);
  }
  return std::vector<Sequent>{{sequent.variables, sequent.facts, {std::move(quotient), sequent.goal.sign}}};
}

namespace {

/// Every monomial filled up with powers of the new variable to the greatest degree; at 1 it is the polynomial again.
ExactPolynomial homogenised(const ExactPolynomial& polynomial, const Atom& variable) {
  std::uint64_t top = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) top = std::max(top, degree(monomial));
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    const ExactPolynomial filled = ExactPolynomial::term(coefficient, monomial) *
                                   power(ExactPolynomial(variable), static_cast<unsigned long>(top - degree(monomial)));
    result.add(coefficient, filled.terms().begin()->first);
  }
  return result;
}

}  // namespace

// The remaining sequent at the value 1 of the new variable is the given one.
Outcome apply(const Homogenise& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (sequent.variables.size() >= max_scope) return Reason::limit_exceeded;
  const Atom variable = Atom::variable(step.variable);
  Sequent result{sequent.variables, {}, {homogenised(sequent.goal.polynomial, variable), sequent.goal.sign}};
  result.variables.push_back(step.variable);
  for (const Fact& fact : sequent.facts) result.facts.push_back({homogenised(fact.polynomial, variable), fact.sign});
  result.facts.push_back({ExactPolynomial(variable), Sign::positive});
  return std::vector<Sequent>{std::move(result)};
}

// If left >= 0 and left^k >= right^k then left >= right: were right > left >= 0, its k-th power would be greater. For
// odd k the power is increasing everywhere and the sign of left does not matter. The same with > throughout.
Outcome apply(const ComparePowers& step, const Sequent& sequent) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return Reason::wrong_goal_sign;
  if (step.exponent == 0 || step.exponent > max_exponent) return Reason::exponent_out_of_range;
  if (!in_scope(step.left, sequent)) return Reason::unknown_variable;
  const ExactPolynomial right = step.left - sequent.goal.polynomial;
  std::vector<Sequent> remaining;
  if (step.exponent % 2 == 0) require({step.left, Sign::nonnegative}, sequent, remaining);
  remaining.push_back({sequent.variables,
                       sequent.facts,
                       {power(step.left, step.exponent) - power(right, step.exponent), sequent.goal.sign}});
  return remaining;
}

Outcome apply(const RootFacts& step, const Sequent& sequent) {
  if (!in_scope(step.root, sequent)) return Reason::unknown_variable;
  const std::set<Atom> found = atoms(step.root);
  if (found.size() != 1 || step.root != ExactPolynomial(*found.begin()) || found.begin()->op() != Operator::root)
    return Reason::not_a_root;
  const Atom& root = *found.begin();
  const ExactPolynomial& radicand = root.arguments()[1];
  const auto degree = integer_between(root.arguments()[0].constant().value_or(0), 2, max_exponent);
  if (!degree) return Reason::not_a_root;
  const bool nonnegative = is_visible({radicand, Sign::nonnegative}, sequent.facts);
  if (*degree % 2 == 0 && !nonnegative) return Reason::not_nonnegative;
  Sequent result = sequent;
  result.facts.push_back({power(step.root, static_cast<unsigned long>(*degree)) - radicand, Sign::zero});
  if (const auto known = sign_of(root, sequent.facts)) result.facts.push_back({step.root, *known});
  return std::vector<Sequent>{std::move(result)};
}

}  // namespace geq::proofs
