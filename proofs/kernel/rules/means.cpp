// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

/// The greatest common denominator of the weights of one mean.
constexpr long max_weight_denominator = 1000;

bool is_term(const ExactPolynomial& polynomial) { return polynomial.terms().size() == 1; }
const Monomial& monomial_of(const ExactPolynomial& term) { return term.terms().begin()->first; }
const Rational& coefficient_of(const ExactPolynomial& term) { return term.terms().begin()->second; }

/// The weights are positive and sum to 1, and the exponents of the product are the weighted means of those of the
/// terms.
bool is_weighted_mean(const Means::Mean& mean) {
  Rational total = 0;
  std::map<Atom, Rational> exponents;
  for (const Means::Part& part : mean.parts) {
    if (sign(part.weight) <= 0 || !is_term(part.term)) return false;
    total = total + part.weight;
    for (const auto& [atom, exponent] : monomial_of(part.term)) {
      Rational& sum = exponents.try_emplace(atom, Rational(0)).first->second;
      sum = sum + part.weight * Rational(static_cast<unsigned long>(exponent));
    }
  }
  if (total != 1 || !is_term(mean.product) || exponents.size() != monomial_of(mean.product).size()) return false;
  const auto agrees = [&](const auto& power) {
    const auto found = exponents.find(power.first);
    return found != exponents.end() && found->second == Rational(static_cast<unsigned long>(power.second));
  };
  return std::all_of(monomial_of(mean.product).begin(), monomial_of(mean.product).end(), agrees);
}

/// |c|^q <= product of (k_i / w_i)^(q w_i), where q w_i are integers. None if q is too large.
std::optional<bool> is_small_enough(const Means::Mean& mean) {
  Integer q = 1;
  for (const Means::Part& part : mean.parts) q = cln::lcm(q, cln::denominator(part.weight));
  const auto small = integer_between(q, 1, max_weight_denominator);
  if (!small) return {};
  Rational bound = 1;
  for (const Means::Part& part : mean.parts) {
    const auto exponent = integer_between(part.weight * Rational(q), 1, max_weight_denominator);
    if (!exponent) return {};
    const Rational factor = power(coefficient_of(part.term) / part.weight, static_cast<unsigned long>(*exponent));
    WorkLimit::spend(product_work(bit_size(bound) / 64, bit_size(factor) / 64) + 1);
    bound = bound * factor;
    if (bit_size(bound) > max_bits) throw LimitExceeded("a number is too large");
  }
  return power(cln::abs(coefficient_of(mean.product)), static_cast<unsigned long>(*small)) <= bound;
}

std::optional<Reason> refused(const Means::Mean& mean, const Sequent& sequent);

}  // namespace

// With terms k_i m_i >= 0, m_i >= 0, weights w_i and product c M: M^q = product of m_i^(q w_i), so
// |M| = product of m_i^w_i, and sum k_i m_i = sum w_i (k_i/w_i m_i) >= product of (k_i/w_i)^w_i * |M| >= |c M|.
Outcome apply(const Means& step, const Sequent& sequent) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return Reason::wrong_goal_sign;
  ExactPolynomial rest = sequent.goal.polynomial;
  for (const Means::Mean& mean : step.means) {
    if (const auto reason = refused(mean, sequent)) return *reason;
    rest = rest + mean.product;
    for (const Means::Part& part : mean.parts) rest = rest - part.term;
  }
  std::vector<Sequent> remaining;
  require({std::move(rest), sequent.goal.sign}, sequent, remaining);
  return remaining;
}

namespace {

/// Why terms - product >= 0 is not shown; none if it is.
std::optional<Reason> refused(const Means::Mean& mean, const Sequent& sequent) {
  if (!in_scope(mean.product, sequent)) return Reason::unknown_variable;
  for (const Means::Part& part : mean.parts) {
    if (!in_scope(part.term, sequent)) return Reason::unknown_variable;
    if (!is_visible({part.term, Sign::nonnegative}, sequent.facts)) return Reason::not_nonnegative;
  }
  if (!is_weighted_mean(mean)) return Reason::not_a_mean;
  for (const Means::Part& part : mean.parts)
    if (sign(coefficient_of(part.term)) <= 0) return Reason::coefficient_not_positive;
  const auto small = is_small_enough(mean);
  if (!small) return Reason::exponent_out_of_range;
  if (!*small) return Reason::coefficient_too_large;
  return {};
}

}  // namespace

}  // namespace geq::proofs
