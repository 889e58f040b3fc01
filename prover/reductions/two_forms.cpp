// SPDX-License-Identifier: GPL-3.0-or-later

/// An equation A = B between two forms of degrees m > n, such as x^2 y^2 + y^2 z^2 + z^2 x^2 = x^2 y^2 z^2, makes a
/// goal homogeneous whose parts have degrees that differ by multiples of m - n: times a power of B, with as many
/// factors A in place of B in the parts of lower degree as they need.
///
/// Limits: goals that are polynomials; B is visibly positive. Cost: a few kernel steps.

#include <cstdint>
#include <map>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

using Parts = std::map<std::uint64_t, ExactPolynomial>;

/// The forms of which the polynomial is the sum, by degree.
Parts parts_by_degree(const ExactPolynomial& polynomial) {
  Parts result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    std::uint64_t degree = 0;
    for (const auto& [atom, exponent] : monomial) {
      term = term * power(ExactPolynomial(atom), exponent);
      degree += exponent;
    }
    result[degree] = result[degree] + term;
  }
  return result;
}

/// scale * fact is higher - lower.
struct TwoForms {
  std::size_t fact;
  ExactPolynomial scale, higher, lower;
  std::uint64_t gap;
};

std::optional<TwoForms> two_forms(std::size_t fact, const Sequent& sequent) {
  const ExactPolynomial& equation = sequent.facts[fact].polynomial;
  if (sequent.facts[fact].sign != Sign::zero) return {};
  const std::set<proofs::Atom> found = atoms(equation);
  for (const proofs::Atom& atom : found)
    if (!atom.is_variable()) return {};
  const Parts parts = parts_by_degree(equation);
  if (parts.size() != 2 || parts.begin()->first == 0) return {};
  const auto& [low_degree, low] = *parts.begin();
  const auto& [high_degree, high] = *parts.rbegin();
  for (const Rational& scale : {Rational(1), Rational(-1)})
    if (const ExactPolynomial lower = ExactPolynomial(-scale) * low; is_visible({lower, Sign::positive}, sequent.facts))
      return TwoForms{fact, ExactPolynomial(scale), ExactPolynomial(scale) * high, lower, high_degree - low_degree};
  return {};
}

std::optional<Derivation> homogenised_by(const TwoForms& forms, const Sequent& sequent, const Origin& origin) {
  const Parts parts = parts_by_degree(sequent.goal.polynomial);
  if (parts.size() < 2) return {};
  const std::uint64_t top = parts.rbegin()->first;
  for (const auto& [degree, part] : parts)
    if ((top - degree) % forms.gap != 0) return {};
  const auto steps_below = [&](std::uint64_t degree) { return static_cast<unsigned long>((top - degree) / forms.gap); };
  const unsigned long factors = steps_below(parts.begin()->first);
  if (is_too_large(forms.higher + forms.lower, factors, sequent.goal.polynomial)) return {};
  Derivation way(sequent, origin.sufficient());
  const ExactPolynomial inverse = reciprocal(forms.lower), unity = forms.lower * inverse;
  const Fact cancels{unity - ExactPolynomial(Rational(1)), Sign::zero};
  if (!way.have({forms.lower, Sign::positive}, proofs::Visible{}) ||
      !way.have(cancels, Steps{proofs::Clear{{proofs::DenominatorSign::positive}}, proofs::Visible{}}))
    return {};
  const auto cancelling = index_of(cancels, way.sequent);
  if (!cancelling) return {};
  ExactPolynomial powers, difference;
  for (unsigned long i = 0; i < factors; ++i) powers = powers + power(unity, i);
  // higher^i - lower^i = (higher - lower)(higher^(i-1) + ... + lower^(i-1))
  for (const auto& [degree, part] : parts)
    for (unsigned long i = steps_below(degree), j = 0; j < i; ++j)
      difference =
          difference + part * power(forms.lower, factors - i) * power(forms.higher, j) * power(forms.lower, i - 1 - j);
  const proofs::Rewrite multiplied{*cancelling, sequent.goal.polynomial * powers};
  const proofs::Rewrite replaced{forms.fact, forms.scale * power(inverse, factors) * difference};
  const proofs::Clear cleared{
      {factors % 2 == 0 ? proofs::DenominatorSign::squared : proofs::DenominatorSign::positive}};
  if (!way.then(multiplied) || !way.then(replaced) || !way.then(cleared)) return {};
  if (!way.then(proofs::Forget{{forms.fact, *cancelling}})) return {};
  return way;
}

}  // namespace

void add_ways_by_two_forms(const Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent) || homogeneous_degree(sequent.goal.polynomial)) return;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (const auto forms = two_forms(i, sequent))
      if (auto way = homogenised_by(*forms, sequent, origin)) ways.push_back(std::move(*way));
}

}  // namespace geq::prover
