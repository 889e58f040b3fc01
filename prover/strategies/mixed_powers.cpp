// SPDX-License-Identifier: GPL-3.0-or-later

/// Variables that occur in different powers only, such as a, b^2 and c^3 under a b^2 c^3 = 1: the powers x^k become the
/// variables. As abs(x^k) = x^k, the goal and the facts are stated of abs(x^k), for which a new name stands then.
///
/// Exact. Limits: polynomials; variables that are known to be nonnegative, or even k; not where all k are the same.
/// Cost: one proof with bounded effort.

#include <algorithm>
#include <numeric>

#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/strategies/constrained.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// x^k, for k the greatest common divisor of the exponents.
struct Power {
  Atom variable;
  std::uint32_t exponent;

  ExactPolynomial value() const { return power(ExactPolynomial(variable), exponent); }
  ExactPolynomial absolute() const { return ExactPolynomial(Atom::application(Operator::abs, {value()})); }
};

/// "x >= 0" and the like.
bool is_about_sign(const Fact& fact) {
  const auto& terms = fact.polynomial.terms();
  return terms.size() == 1 && terms.begin()->first.size() == 1 && terms.begin()->first[0].second == 1;
}

bool is_plain(const ExactPolynomial& polynomial) {
  const auto all = atoms(polynomial);
  return std::all_of(all.begin(), all.end(), [](const Atom& atom) { return atom.is_variable(); });
}

/// Those with k > 1; empty where all k are the same, or a function occurs, or a sign is missing.
std::vector<Power> mixed_powers_in(const Sequent& sequent) {
  std::map<std::string, std::uint32_t> exponents;
  const auto look_at = [&](const ExactPolynomial& polynomial) {
    for (const auto& [monomial, coefficient] : polynomial.terms())
      for (const auto& [atom, exponent] : monomial) {
        std::uint32_t& common = exponents[atom.name()];
        common = std::gcd(common, exponent);
      }
  };
  if (!is_plain(sequent.goal.polynomial)) return {};
  look_at(sequent.goal.polynomial);
  for (const Fact& fact : sequent.facts) {
    if (!is_plain(fact.polynomial)) return {};
    if (!is_about_sign(fact)) look_at(fact.polynomial);
  }
  std::vector<Power> result;
  std::set<std::uint32_t> different;
  for (const auto& [name, exponent] : exponents) {
    different.insert(exponent);
    if (exponent < 2) continue;
    if (exponent % 2 == 1 && !is_nonnegative(name, sequent)) return {};
    result.push_back({Atom::variable(name), exponent});
  }
  return different.size() > 1 ? result : std::vector<Power>();
}

/// Every x^(k m) as abs(x^k)^m.
ExactPolynomial in_absolute_values(const ExactPolynomial& polynomial, const std::vector<Power>& powers) {
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) {
      const auto found = std::find_if(powers.begin(), powers.end(),
                                      [&wanted = atom](const Power& one) { return one.variable == wanted; });
      term = term * (found == powers.end() ? power(ExactPolynomial(atom), exponent)
                                           : power(found->absolute(), exponent / found->exponent));
    }
    result = result + term;
  }
  return result;
}

}  // namespace

std::optional<Steps> mixed_powers(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  // What was made homogeneous has mixed powers for that reason, and would be made so again.
  if (!effort.persistent || !has_sign(sequent.goal) || !origin.units.empty()) return {};
  const std::vector<Power> powers = mixed_powers_in(sequent);
  if (powers.empty()) return {};
  Steps values;
  for (const Power& one : powers) values.emplace_back(proofs::Value{one.absolute(), one.value()});
  values.emplace_back(proofs::Visible{});
  Derivation way(sequent, origin.sufficient());
  proofs::Forget old;
  std::set<std::string> names;
  for (const Power& one : powers) names.insert(one.variable.name());
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const Fact& fact = sequent.facts[i];
    const ExactPolynomial stated = in_absolute_values(fact.polynomial, powers);
    if (is_about_sign(fact) || stated == fact.polynomial) continue;
    if (!way.have_by({stated, fact.sign}, values)) return {};
  }
  for (const Power& one : powers)
    if (is_visible({one.value(), Sign::positive}, sequent.facts) &&
        (!way.have({one.value(), Sign::positive}, Steps{}) || !way.have_by({one.absolute(), Sign::positive}, values)))
      return {};
  const Fact goal{in_absolute_values(sequent.goal.polynomial, powers), sequent.goal.sign};
  if (goal.polynomial != sequent.goal.polynomial && !way.reduce_to(goal, values)) return {};
  // What still speaks of x itself.
  for (std::size_t i = 0; i < way.sequent.facts.size(); ++i) {
    const auto all = atoms(way.sequent.facts[i].polynomial);
    if (std::any_of(all.begin(), all.end(),
                    [&](const Atom& atom) { return atom.is_variable() && names.contains(atom.name()); }))
      old.facts.push_back(i);
  }
  if (!old.facts.empty() && !way.then(old)) return {};
  for (const Power& one : powers)
    if (!way.then(proofs::Name{fresh_names(way.sequent, one.variable.name().substr(0, 1), 1).front(), one.absolute()}))
      return {};
  const auto steps = prove(way.sequent, way.origin, {8 * effort.cones, false}, search);
  return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
}

}  // namespace geq::prover
