// SPDX-License-Identifier: GPL-3.0-or-later

/// An equation A = B between two forms of degrees m > n, such as x^2 y^2 + y^2 z^2 + z^2 x^2 = x^2 y^2 z^2, makes a
/// goal homogeneous whose parts have degrees that differ by multiples of m - n: times a power of B, with as many
/// factors A in place of B in the parts of lower degree as they need. Where the degrees leave two remainders, the parts
/// with one remainder are compared with the others by their second or third powers first: a + b + c >= 3 by squares, if
/// abc(a + b + c) = ab + bc + ca.
///
/// Limits: goals that are polynomials; A or B is visibly positive. Cost: a few kernel steps, and for squares a proof
/// with little effort.

#include <cstdint>
#include <map>
#include <numeric>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/root_multipliers.hpp"

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
  for (const Rational& scale : {Rational(1), Rational(-1)}) {
    const ExactPolynomial lower = ExactPolynomial(-scale) * low, higher = ExactPolynomial(scale) * high;
    if (is_visible({lower, Sign::positive}, sequent.facts) || is_visible({higher, Sign::positive}, sequent.facts))
      return TwoForms{fact, ExactPolynomial(scale), higher, lower, high_degree - low_degree};
  }
  return {};
}

/// One of the two forms is visibly positive, and the other is the same number.
bool have_positive(const TwoForms& forms, Derivation& way) {
  const Fact lower{forms.lower, Sign::positive}, higher{forms.higher, Sign::positive};
  if (is_visible(lower, way.sequent.facts)) return way.have(lower, proofs::Visible{});
  if (!way.have(higher, proofs::Visible{})) return false;
  proofs::Combination same;
  same.summands.push_back({1, {{way.last(), 1}}, ExactPolynomial(Rational(1))});
  same.multiples.push_back({forms.fact, -forms.scale});
  return way.have(lower, proofs::Step(same));
}

/// What `way` leaves, with the equation among its facts.
std::optional<Derivation> homogenised_by(const TwoForms& forms, Derivation way) {
  const ExactPolynomial goal = way.sequent.goal.polynomial;
  const Parts parts = parts_by_degree(goal);
  if (parts.size() < 2) return {};
  const std::uint64_t top = parts.rbegin()->first;
  for (const auto& [degree, part] : parts)
    if ((top - degree) % forms.gap != 0) return {};
  const auto steps_below = [&](std::uint64_t degree) { return static_cast<unsigned long>((top - degree) / forms.gap); };
  const unsigned long factors = steps_below(parts.begin()->first);
  if (is_too_large(forms.higher + forms.lower, factors, goal)) return {};
  const ExactPolynomial inverse = reciprocal(forms.lower), unity = forms.lower * inverse;
  const Fact cancels{unity - ExactPolynomial(Rational(1)), Sign::zero};
  if (!have_positive(forms, way)) return {};
  auto clear = clear_by_visible_signs(cancels.polynomial, way.sequent.facts);
  if (!clear || !way.have(cancels, Steps{*clear, proofs::Visible{}}) || clear->signs.size() != 1) return {};
  const auto cancelling = index_of(cancels, way.sequent);
  if (!cancelling) return {};
  ExactPolynomial powers, difference;
  for (unsigned long i = 0; i < factors; ++i) powers = powers + power(unity, i);
  // higher^i - lower^i = (higher - lower)(higher^(i-1) + ... + lower^(i-1))
  for (const auto& [degree, part] : parts)
    for (unsigned long i = steps_below(degree), j = 0; j < i; ++j)
      difference =
          difference + part * power(forms.lower, factors - i) * power(forms.higher, j) * power(forms.lower, i - 1 - j);
  const proofs::Rewrite multiplied{*cancelling, goal * powers};
  const proofs::Rewrite replaced{forms.fact, forms.scale * power(inverse, factors) * difference};
  if (factors % 2 == 0) clear->signs.front() = proofs::DenominatorSign::squared;
  if (!way.then(multiplied) || !way.then(replaced) || !way.then(std::move(*clear))) return {};
  if (!way.then(proofs::Forget{{forms.fact, *cancelling}})) return {};
  return way;
}

/// The goal with the parts of one remainder of the degree against the others, to the power that makes their degrees
/// differ by multiples of the gap; none if there are not two remainders.
std::optional<Derivation> compared_by_powers(const TwoForms& forms, const Sequent& sequent, const Origin& origin,
                                             Search& search) {
  constexpr std::uint64_t greatest_power = 3;
  std::map<std::uint64_t, ExactPolynomial> classes;
  for (const auto& [degree, part] : parts_by_degree(sequent.goal.polynomial))
    classes[degree % forms.gap] = classes[degree % forms.gap] + part;
  if (classes.size() != 2) return {};
  const std::uint64_t exponent = forms.gap / std::gcd(forms.gap, classes.rbegin()->first - classes.begin()->first);
  if (exponent > greatest_power || is_too_large(sequent.goal.polynomial, exponent, ExactPolynomial(Rational(1))))
    return {};
  const SamplePoints samples(sequent);
  for (const auto& [remainder, left] : classes) {
    Derivation way(sequent, origin.sufficient());
    std::vector<std::size_t> all(sequent.facts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (exponent % 2 == 0 && (samples.is_negative_somewhere(left) ||
                              !have_proved({left, Sign::nonnegative}, all, way, Effort::small(), search)))
      continue;
    if (!way.then(proofs::ComparePowers{static_cast<std::uint32_t>(exponent), left})) continue;
    if (auto further = homogenised_by(forms, std::move(way))) return further;
  }
  return {};
}

}  // namespace

void add_ways_by_two_forms(const Sequent& sequent, const Origin& origin, Search& search,
                           std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent) || homogeneous_degree(sequent.goal.polynomial)) return;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (const auto forms = two_forms(i, sequent)) {
      if (auto way = homogenised_by(*forms, Derivation(sequent, origin.sufficient())))
        ways.push_back(std::move(*way));
      else if (auto powers = compared_by_powers(*forms, sequent, origin, search))
        ways.push_back(std::move(*powers));
    }
}

}  // namespace geq::prover
