// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/symbolic/splitting.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sign;

namespace {

/// x^k >= c and x >= 0 say x >= c^(1/k).
void bound_by_powers(const std::string& variable, Derivation& way, Search& search) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const std::vector<Fact> given = way.sequent.facts;
  for (const Fact& fact : given) {
    const auto c = coefficients_in(proofs::Atom::variable(variable), fact.polynomial);
    if (c.size() < 3) continue;
    const auto first = c.back().constant(), last = c.front().constant();
    if (!first || !last || !has_sign(fact) || fact.polynomial.terms().size() != 2) continue;
    const Rational power = -*last / *first;
    if (proofs::sign(power) <= 0) continue;
    const unsigned long k = c.size() - 1;
    const ExactPolynomial root = power == 1 ? ExactPolynomial(power) : proofs::root(k, ExactPolynomial(power));
    const Fact bound{proofs::sign(*first) > 0 ? x - root : root - x, fact.sign};
    Derivation lemma({way.sequent.variables, way.sequent.facts, bound}, way.origin);
    const auto exponent = static_cast<std::uint32_t>(k);
    if (!lemma.then(proofs::ComparePowers{exponent, proofs::sign(*first) > 0 ? x : root})) continue;
    const auto proof = prove(lemma.sequent, lemma.origin, Effort::small(), search);
    if (proof) way.have(bound, lemma.followed_by(*proof));
  }
}

/// abs(x) <= c says -c <= x <= c.
void bound_by_absolute_value(const std::string& variable, Derivation& way) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const std::vector<Fact> given = way.sequent.facts;
  for (const Fact& fact : given)
    for (const proofs::Atom& atom : atoms(fact.polynomial))
      if (atom.op() == proofs::Operator::abs && atom.arguments()[0] == x)
        for (const ExactPolynomial& value : {x, -x}) {
          const Fact bound{replace_atom(fact.polynomial, atom, value), Sign::nonnegative};
          const auto proof = without_absolute_value({way.sequent.variables, way.sequent.facts, bound});
          if (proof) way.have(bound, *proof);
        }
}

/// The coefficient of a variable that the fact is linear in, with a number as coefficient; zero for others.
Rational slope_in(const std::string& variable, const Fact& fact) {
  const auto c = coefficients_in(proofs::Atom::variable(variable), fact.polynomial);
  const auto slope = c.size() == 2 && !variables(c[0]).contains(variable) ? c[1].constant() : std::nullopt;
  return slope.value_or(Rational(0));
}

/// a < b and b < 1 say a < 1: the bounds that variables have from one another.
void bound_by_others(Derivation& way) {
  constexpr std::size_t most_facts = 40, rounds = 3;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::vector<Fact> given = way.sequent.facts;
    for (std::size_t i = 0; i < given.size(); ++i) {
      const std::set<std::string> pair = variables(given[i].polynomial);
      if (pair.size() != 2 || !has_sign(given[i]) || given.size() > most_facts) continue;
      for (std::size_t k = 0; k < given.size(); ++k) {
        const std::set<std::string> one = variables(given[k].polynomial);
        if (one.size() != 1 || !has_sign(given[k]) || !pair.contains(*one.begin())) continue;
        const std::string& other = *pair.begin() == *one.begin() ? *pair.rbegin() : *pair.begin();
        const Rational tied = slope_in(*one.begin(), given[i]), bound = slope_in(*one.begin(), given[k]);
        if (proofs::sign(tied) * proofs::sign(bound) >= 0 || slope_in(other, given[i]) == 0) continue;
        const Rational first = cln::abs(bound), second = cln::abs(tied);
        const bool strict = given[i].sign == Sign::positive || given[k].sign == Sign::positive;
        const Fact fact{ExactPolynomial(first) * given[i].polynomial + ExactPolynomial(second) * given[k].polynomial,
                        strict ? Sign::positive : Sign::nonnegative};
        if (!is_visible(fact, way.sequent.facts))
          way.have(fact, proofs::Combination{{product(first, {{i, 1}}), product(second, {{k, 1}})}, {}});
      }
    }
    if (way.sequent.facts.size() == given.size()) return;
  }
}

}  // namespace

void bound_variable(const std::string& variable, Derivation& way, Search& search) {
  bound_by_others(way);
  bound_by_absolute_value(variable, way);
  bound_by_powers(variable, way, search);
}

}  // namespace geq::prover
