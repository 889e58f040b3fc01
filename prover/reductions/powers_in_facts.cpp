// SPDX-License-Identifier: GPL-3.0-or-later

/// A fact that compares two k-th powers, as x^3 - y^3 >= 0 or x^2 y^2 z^2 - 1 = 0, says the same of what they are
/// powers of: x - y >= 0, x y z - 1 = 0. After x = p^k for roots such facts are what orders and products have become;
/// linear facts and products are what other reductions look for.
///
/// Limits: two terms with opposite signs, in variables that are known to be >= 0; the ratio of the coefficients is a
/// k-th power; inequalities between a power and a number are left alone. Cost: three kernel steps for each fact, six
/// for an equation.

#include <algorithm>
#include <numeric>

#include "prover/reductions/alternatives.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// power = scale * left^k - scale * right^k, for a number scale > 0.
struct ComparedPowers {
  ExactPolynomial left, right;
  std::uint32_t k;
};

/// The k-th root of a positive number, if it is rational.
std::optional<Rational> rational_root(const Rational& value, std::uint32_t k) {
  cln::cl_I numerator = 0, denominator = 0;
  if (!cln::rootp(cln::numerator(value), cln::cl_I(k), &numerator)) return {};
  if (!cln::rootp(cln::denominator(value), cln::cl_I(k), &denominator)) return {};
  return Rational(numerator) / Rational(denominator);
}

std::optional<ComparedPowers> compared_powers(const ExactPolynomial& polynomial, const Sequent& sequent) {
  if (polynomial.terms().size() != 2) return {};
  std::uint32_t common = 0;
  for (const auto& term : polynomial.terms())
    for (const auto& [atom, exponent] : term.first) {
      if (!atom.is_variable() || !is_nonnegative(atom.name(), sequent)) return {};
      common = std::gcd(common, exponent);
    }
  auto positive = polynomial.terms().begin();
  auto negative = std::next(positive);
  if (proofs::sign(positive->second) < 0) std::swap(positive, negative);
  if (proofs::sign(positive->second) < 0 || proofs::sign(negative->second) > 0) return {};
  for (std::uint32_t k = common; k >= 2; --k) {
    const auto ratio = common % k == 0 ? rational_root(-negative->second / positive->second, k) : std::nullopt;
    if (!ratio) continue;
    const auto root_of = [k](Monomial monomial) {
      for (auto& [atom, exponent] : monomial) exponent /= k;
      return ExactPolynomial::term(Rational(1), std::move(monomial));
    };
    return ComparedPowers{root_of(positive->first), ExactPolynomial(*ratio) * root_of(negative->first), k};
  }
  return {};
}

/// The steps that show the fact; none for one that can be read off.
std::optional<Steps> proof_of(const proofs::Fact& fact, const ComparedPowers& powers, const Sequent& sequent) {
  std::vector<Sequent> open{{sequent.variables, sequent.facts, fact}};
  Steps steps;
  if (is_visible(fact, sequent.facts)) return steps;
  if (fact.sign == Sign::zero) {
    steps.emplace_back(proofs::BothSigns{});
    open = proofs::apply(steps.back(), open.front()).value();
  }
  for (const Sequent& side : open) {
    const bool turned = side.goal.polynomial != fact.polynomial;
    steps.emplace_back(proofs::ComparePowers{powers.k, turned ? powers.right : powers.left});
    const auto remaining = proofs::apply(steps.back(), side);
    if (!remaining || remaining.value().empty()) return {};
    for (const Sequent& rest : remaining.value()) {
      steps.emplace_back(proofs::Visible{});
      if (!proofs::apply(steps.back(), rest)) return {};
    }
  }
  return steps;
}

/// x^8 y^8 >= 0 and the like, which the signs of the variables say as well: costly once variables become sums.
bool is_product_of_signs(const proofs::Fact& fact, const Sequent& sequent) {
  if (fact.sign != Sign::nonnegative || fact.polynomial.terms().size() != 1) return false;
  const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
  return proofs::sign(coefficient) > 0 && degree(monomial) > 1 &&
         std::all_of(monomial.begin(), monomial.end(), [&](const auto& power) {
           return power.first.is_variable() && is_nonnegative(power.first.name(), sequent);
         });
}

}  // namespace

std::optional<Derivation> lower_powers_in_facts(const Sequent& sequent, const Origin& origin) {
  Derivation result(sequent, origin);
  proofs::Forget forget;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const proofs::Fact& fact = sequent.facts[i];
    const bool has_constant = fact.polynomial.terms().contains(Monomial{});
    if (fact.sign == Sign::nonzero || (fact.sign != Sign::zero && has_constant)) continue;
    const auto powers = compared_powers(fact.polynomial, sequent);
    if (!powers) continue;
    const proofs::Fact lower{powers->left - powers->right, fact.sign};
    const auto proof = proof_of(lower, *powers, result.sequent);
    if (!proof || !result.have(lower, *proof)) return {};
    forget.facts.push_back(i);
  }
  if (forget.facts.empty()) return {};
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (is_product_of_signs(sequent.facts[i], sequent)) forget.facts.push_back(i);
  std::sort(forget.facts.begin(), forget.facts.end());
  if (!result.then(forget)) return {};
  return result;
}

}  // namespace geq::prover
