// SPDX-License-Identifier: GPL-3.0-or-later

/// A sum of fractions N/q, and a form A of degree k with A >= 1 (or A <= 1). Where the terms of N and q have different
/// degrees, powers of A fill them up to N' and q', forms whose degrees differ by the same in all fractions; then
/// N/q >= N'/q' is shown for each, and the sum of the N'/q', which is homogeneous.
///
/// Untrusted: sample points choose what is tried. Source: IMO 2005, problem 3. Limits: each term of the goal has at
/// most one denominator; all gaps between degrees are multiples of k. Cost: a proof for each fraction, one for the sum.

#include <algorithm>

#include "prover/reductions/bounds.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// N/q; q is 1 where there is no denominator.
struct Fraction {
  ExactPolynomial numerator, denominator{Rational(1)};
};

bool is_plain(const ExactPolynomial& polynomial) {
  const auto all = atoms(polynomial);
  return std::all_of(all.begin(), all.end(), [](const Atom& atom) { return atom.is_variable(); });
}

std::optional<std::vector<Fraction>> fractions_of(const ExactPolynomial& goal) {
  std::map<ExactPolynomial, ExactPolynomial> parts;
  for (const auto& [monomial, coefficient] : goal.terms()) {
    proofs::Monomial rest;
    ExactPolynomial denominator(Rational(1));
    for (const auto& [atom, exponent] : monomial) {
      if (atom.is_variable()) {
        rest.emplace_back(atom, exponent);
        continue;
      }
      if (atom.op() != Operator::quotient || exponent != 1 || !denominator.constant()) return {};
      denominator = atom.arguments()[0];
      if (!is_plain(denominator)) return {};
    }
    parts[denominator].add(coefficient, rest);
  }
  std::vector<Fraction> result;
  result.reserve(parts.size());
  for (auto& [denominator, numerator] : parts) result.push_back({std::move(numerator), denominator});
  return result;
}

/// The form that is at least or at most 1, and its degree.
struct Filler {
  ExactPolynomial form;
  std::uint64_t degree;
  bool at_least;
  std::size_t fact;
  Rational scale;  ///< > 0; times the fact's polynomial is form - 1, or 1 - form
};

std::optional<Filler> filler(std::size_t place, const Fact& fact) {
  if (!has_sign(fact) || !is_plain(fact.polynomial) || fact.polynomial.is_zero()) return {};
  const auto& [first, constant] = *fact.polynomial.terms().begin();
  if (!first.empty()) return {};
  const ExactPolynomial form = ExactPolynomial(Rational(1)) - ExactPolynomial(1 / constant) * fact.polynomial;
  const auto degree = homogeneous_degree(form);
  if (!degree || *degree == 0) return {};
  return Filler{form, *degree, proofs::sign(constant) < 0, place, cln::abs(1 / constant)};
}

/// All terms filled up to the degree; none where the gap is no multiple.
std::optional<ExactPolynomial> filled(const ExactPolynomial& polynomial, std::uint64_t wanted, const Filler& filler) {
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    const std::uint64_t gap = wanted - degree(monomial);
    if (wanted < degree(monomial) || gap % filler.degree != 0) return {};
    result = result + ExactPolynomial::term(coefficient, monomial) * power(filler.form, gap / filler.degree);
  }
  return result;
}

/// The fractions as forms, all of one degree.
std::optional<std::vector<Fraction>> filled(const std::vector<Fraction>& fractions, const Filler& filler) {
  long degree = 0;
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    const long own = static_cast<long>(highest_degree(fractions[i].numerator)) -
                     static_cast<long>(highest_degree(fractions[i].denominator));
    degree = i == 0 ? own : std::max(degree, own);
  }
  std::vector<Fraction> result;
  for (const Fraction& fraction : fractions) {
    const std::uint64_t below = highest_degree(fraction.denominator);
    const auto denominator = filled(fraction.denominator, below, filler);
    const auto numerator =
        filled(fraction.numerator, static_cast<std::uint64_t>(static_cast<long>(below) + degree), filler);
    if (!numerator || !denominator) return {};
    result.push_back({*numerator, *denominator});
  }
  return result;
}

/// Adds that variables which are not negative are positive, where the form is their product and at least 1.
void have_positive_factors(const Filler& filler, Derivation& proof) {
  if (!filler.at_least || filler.form.terms().size() != 1) return;
  const auto& [monomial, coefficient] = *filler.form.terms().begin();
  for (const auto& factor : monomial) {
    const ExactPolynomial x(factor.first);
    if (is_visible({x, Sign::positive}, proof.sequent.facts)) continue;
    // Were x <= 0: 0 = (A - 1) + 1 + (-x) A/x.
    Combination sum;
    sum.summands = {product(filler.scale, {{filler.fact, 1}}), product(1, {}),
                    product(coefficient, {{proof.sequent.facts.size(), 1}})};
    bool known = true;
    for (const auto& [atom, exponent] : monomial) {
      const std::uint32_t times = exponent - (atom == factor.first ? 1 : 0);
      auto place = index_of({ExactPolynomial(atom), Sign::nonnegative}, proof.sequent);
      if (!place) place = index_of({ExactPolynomial(atom), Sign::positive}, proof.sequent);
      known = known && place;
      if (known && times > 0) sum.summands.back().facts.emplace_back(*place, times);
    }
    if (known) proof.have_by({x, Sign::positive}, {proofs::Absurd{}, proofs::Step(sum)});
  }
}

ExactPolynomial value(const Fraction& fraction) { return fraction.numerator * reciprocal(fraction.denominator); }

std::optional<Steps> with(const Filler& filler, const std::vector<Fraction>& fractions, const Sequent& sequent,
                          const SamplePoints& samples, Effort effort, Search& search) {
  const auto forms = filled(fractions, filler);
  if (!forms) return {};
  Fact rest{{}, sequent.goal.sign};
  std::vector<Fact> claims;
  for (std::size_t i = 0; i < fractions.size(); ++i) {
    const ExactPolynomial form = value((*forms)[i]);
    rest.polynomial = rest.polynomial + form;
    const Fact claim{value(fractions[i]) - form, Sign::nonnegative};
    if (samples.is_negative_somewhere(claim.polynomial)) return {};
    if (!claim.polynomial.is_zero()) claims.push_back(claim);
  }
  if (claims.empty() || samples.is_negative_somewhere(rest.polynomial)) return {};
  Derivation proof(sequent, Origin().sufficient());
  have_positive_factors(filler, proof);
  std::vector<std::size_t> all, homogeneous;
  for (std::size_t i = 0; i < proof.sequent.facts.size(); ++i) {
    all.push_back(i);
    if (homogeneous_degree(proof.sequent.facts[i].polynomial)) homogeneous.push_back(i);
  }
  Combination sum;
  for (const Fact& claim : claims) {
    if (search.is_over() || !have_proved(claim, all, proof, {effort.cones, false}, search)) return {};
    sum.summands.push_back(product(1, {{proof.last(), 1}}));
  }
  if (!have_proved(rest, homogeneous, proof, {effort.cones, false}, search)) return {};
  sum.summands.push_back(product(1, {{proof.last(), 1}}));
  return proof.close(sum) ? std::optional(proof.steps) : std::nullopt;
}

}  // namespace

std::optional<Steps> filled_terms(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!effort.persistent || !has_sign(sequent.goal) || is_polynomial(sequent)) return {};
  const auto fractions = fractions_of(sequent.goal.polynomial);
  if (!fractions || fractions->size() > 8) return {};
  std::optional<SamplePoints> samples;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (const auto found = filler(i, sequent.facts[i])) {
      if (!samples) samples.emplace(sequent);
      if (auto steps = with(*found, *fractions, sequent, *samples, effort, search)) return steps;
    }
  return {};
}

}  // namespace geq::prover
