// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums of powers u^e with one exponent e that is no number. For e >= 1 the power is convex, and with m > 0
///
///     u^e >= m^e (1 + e (u/m - 1)),          and         u^e <= m^e u/m  for 0 <= u <= m;
///
/// for 0 <= e <= 1 both signs are the other way round. One of the powers of the goal is m^e; what is left after the
/// inequalities for the others is m^e B, with B free of powers:
///
///     sum of c u^e = sum over the others of c (u^e - bound) + m^e B.
///
/// Source: Bernoulli's inequality; G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), 2.4 and 2.11. Exact for the
/// inequality of power means and for (a + b)^p >= a^p + b^p. Limits: every term has one power. Cost: one small search
/// for each power and one for B, for each choice of m.

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/strategies/elementary.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_powers = 8;
const ExactPolynomial one{Rational(1)};

/// coefficient * power, where power = base^exponent; for the constant term base and power are 1.
struct PowerTerm {
  ExactPolynomial coefficient, base, power;
  bool positive;  ///< the sign of the coefficient

  /// The coefficient, or its negative: it is known to be at least 0.
  ExactPolynomial size() const { return positive ? coefficient : -coefficient; }
};

struct PowerSum {
  std::vector<PowerTerm> terms;
  ExactPolynomial exponent;
  bool convex;
};

std::optional<Atom> power_in(const proofs::Monomial& monomial) {
  for (const auto& [atom, exponent] : monomial)
    if (atom.op() == Operator::power) return exponent == 1 ? std::optional(atom) : std::nullopt;
  return {};
}

/// The coefficients of the powers, which must all have the same exponent; those of 1 for what has none.
std::optional<PowerSum> power_sum(const Sequent& sequent) {
  std::map<ExactPolynomial, ExactPolynomial> coefficients;
  std::optional<ExactPolynomial> exponent;
  for (const auto& [monomial, coefficient] : sequent.goal.polynomial.terms()) {
    const auto power = power_in(monomial);
    proofs::Monomial rest;
    for (const auto& factor : monomial) {
      if (power && factor.first == *power) continue;
      if (factor.first.op() == Operator::power) return {};
      rest.push_back(factor);
    }
    if (power && exponent && power->arguments()[1] != *exponent) return {};
    if (power) exponent = power->arguments()[1];
    coefficients[power ? ExactPolynomial(*power) : one].add(coefficient, rest);
  }
  if (!exponent || coefficients.size() < 2 || coefficients.size() > most_powers) return {};
  PowerSum result{{}, *exponent, is_visible({*exponent - one, Sign::nonnegative}, sequent.facts)};
  const bool concave = is_visible({one - *exponent, Sign::nonnegative}, sequent.facts) &&
                       is_visible({*exponent, Sign::nonnegative}, sequent.facts);
  if (!result.convex && !concave) return {};
  for (const auto& [power, coefficient] : coefficients) {
    const bool positive = is_visible({coefficient, Sign::nonnegative}, sequent.facts);
    if (!positive && !is_visible({-coefficient, Sign::nonnegative}, sequent.facts)) return {};
    const ExactPolynomial base = power == one ? one : proofs::atoms(power).begin()->arguments()[0];
    result.terms.push_back({coefficient, base, power, positive});
  }
  return result;
}

/// The power of a number with an exponent a + b e, a and b integers, as that of another number with the exponent e:
/// 2^(1 - p) as 2 (1/2)^p.
std::optional<ExactPolynomial> with_exponent(const Atom& power, const ExactPolynomial& exponent) {
  constexpr long most = 64;
  const auto base = power.arguments()[0].constant();
  const std::set<Atom> inside = proofs::atoms(exponent);
  if (!base || proofs::sign(*base) <= 0 || inside.size() != 1 || exponent != ExactPolynomial(*inside.begin()))
    return {};
  const auto c = coefficients_in(*inside.begin(), power.arguments()[1]);
  if (c.size() != 2 || !c[0].constant() || !c[1].constant() || power.arguments()[1] == exponent) return {};
  const auto shift = proofs::integer_between(*c[0].constant(), -most, most);
  const auto scale = proofs::integer_between(*c[1].constant(), -most, most);
  if (!shift || !scale) return {};
  const auto raised = [&](long to) {
    const Rational size = proofs::power(*base, static_cast<unsigned long>(to < 0 ? -to : to));
    return ExactPolynomial(to < 0 ? Rational(1 / size) : size);
  };
  return raised(*shift) * proofs::application(Operator::power, {raised(*scale), exponent});
}

/// Gives the powers of numbers in the goal the exponent that the others have.
void unify_exponents(Derivation& way, Search& search) {
  std::optional<ExactPolynomial> exponent;
  const std::set<Atom> found = proofs::atoms(way.sequent.goal.polynomial);
  for (const Atom& atom : found)
    if (atom.op() == Operator::power && !atom.arguments()[0].constant()) exponent = atom.arguments()[1];
  if (!exponent) return;
  for (const Atom& atom : found) {
    const auto value = atom.op() == Operator::power ? with_exponent(atom, *exponent) : std::nullopt;
    const auto c = coefficients_in(atom, way.sequent.goal.polynomial);
    if (!value || c.size() != 2) continue;
    const Fact equal{ExactPolynomial(atom) - *value, Sign::zero};
    const auto proof = prove({way.sequent.variables, way.sequent.facts, equal}, way.origin, Effort::small(), search);
    if (proof && way.have(equal, *proof)) way.then(proofs::Rewrite{way.last(), -c[1]});
  }
}

class PowerTangents {
 public:
  PowerTangents(const Sequent& sequent, const Origin& origin, const PowerSum& sum, Search& search)
      : sequent_(sequent), origin_(origin.sufficient()), sum_(sum), search_(search) {}

  /// With the power of this term as m^e, if it is the only one of its sign.
  std::optional<Steps> around(const PowerTerm& mean) {
    for (const PowerTerm& term : sum_.terms)
      if (&term != &mean && term.positive == mean.positive) return {};
    const bool tangents = mean.positive != sum_.convex;
    Derivation way(sequent_, origin_);
    if (!have({mean.base, Sign::positive}, way)) return {};
    const ExactPolynomial inverse = proofs::reciprocal(mean.base);
    ExactPolynomial rest = mean.coefficient;
    proofs::Combination sum;
    for (const PowerTerm& term : sum_.terms) {
      if (&term == &mean) continue;
      const ExactPolynomial ratio = term.base * inverse;
      const ExactPolynomial factor = tangents ? one + sum_.exponent * (ratio - one) : ratio;
      rest = rest + term.coefficient * factor;
      const ExactPolynomial above = term.power - mean.power * factor;
      if (!add(term.size(), term.positive ? above : -above, way, sum)) return {};
    }
    if (!rest.is_zero() && !add(rest, mean.power, way, sum)) return {};
    if (!way.close(sum)) return {};
    return way.steps;
  }

 private:
  /// Adds the product of two values that are at least 0, or more than 0 where that can be shown and is needed.
  bool add(const ExactPolynomial& size, const ExactPolynomial& value, Derivation& way, proofs::Combination& sum) {
    auto summand = product(1, {});
    for (const ExactPolynomial& factor : {size, value}) {
      if (const auto number = factor.constant()) {
        if (proofs::sign(*number) < 0) return false;
        summand.coefficient = summand.coefficient * *number;
        continue;
      }
      const bool strict = sequent_.goal.sign == Sign::positive && have({factor, Sign::positive}, way);
      if (!strict && !have({factor, Sign::nonnegative}, way)) return false;
      summand.facts.emplace_back(way.last(), 1);
    }
    sum.summands.push_back(std::move(summand));
    return true;
  }

  bool have(const Fact& fact, Derivation& way) {
    if (is_visible(fact, way.sequent.facts)) return way.have(fact, Steps{});
    // What was added for other powers would only be in the way.
    const Sequent lemma{sequent_.variables, sequent_.facts, fact};
    auto proof = prove(lemma, origin_, Effort::small(), search_);
    // A base such as 1 - x is no variable; the derivative in x does not mind.
    if (!proof) proof = monotone_in_a_variable(lemma, origin_, {Effort::small().cones, true}, search_);
    if (!proof) return false;
    proofs::Forget forget;
    for (std::size_t i = sequent_.facts.size(); i < way.sequent.facts.size(); ++i) forget.facts.push_back(i);
    Steps steps;
    if (!forget.facts.empty()) steps.emplace_back(forget);
    steps.insert(steps.end(), proof->begin(), proof->end());
    return way.have(fact, steps);
  }

  const Sequent& sequent_;
  const Origin origin_;
  const PowerSum& sum_;
  Search& search_;
};

}  // namespace

std::optional<Steps> power_tangents(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const std::set<Atom> found = proofs::atoms(sequent.goal.polynomial);
  if (std::none_of(found.begin(), found.end(), [](const Atom& atom) { return atom.op() == Operator::power; }))
    return {};
  Derivation way(sequent, origin);
  unify_exponents(way, search);
  const auto sum = power_sum(way.sequent);
  if (!sum) return {};
  for (const PowerTerm& mean : sum->terms)
    if (auto steps = PowerTangents(way.sequent, way.origin, *sum, search).around(mean)) return way.followed_by(*steps);
  return {};
}

}  // namespace geq::prover
