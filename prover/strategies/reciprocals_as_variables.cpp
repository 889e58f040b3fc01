// SPDX-License-Identifier: GPL-3.0-or-later

/// Assumptions that know the variables x_i > 0 of the goal as u_i = 1/(x_i^k + a_i) only, such as
/// 1/(1 + x^4) + ... = 1. With u_i as a variable, u_i x_i^k = 1 - a_i u_i; the goal, in which the x_i are to occur in
/// powers of x_i^k, is multiplied by powers of the u_i and loses the x_i. A goal of two terms is first replaced by the
/// comparison of the powers of these.
///
/// Exact. Source: the usual substitution for such assumptions. Limits: k >= 2, a_i > 0. Cost: one proof.

#include <algorithm>
#include <numeric>

#include "prover/reductions/bounds.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/constrained.hpp"
#include "prover/strategies/positive_sum.hpp"

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

constexpr std::size_t largest_power = 12;

/// 1/(x^k + a).
struct Known {
  std::string name;
  Atom atom;
  std::size_t degree;
  Rational constant;
};

std::optional<Known> known_as(const Atom& atom) {
  if (atom.op() != Operator::quotient) return {};
  const auto& terms = atom.arguments()[0].terms();
  if (terms.size() != 2 || !terms.begin()->first.empty() || proofs::sign(terms.begin()->second) <= 0) return {};
  const auto& [monomial, coefficient] = *std::next(terms.begin());
  if (monomial.size() != 1 || !monomial[0].first.is_variable() || monomial[0].second < 2 || coefficient != 1) return {};
  return Known{monomial[0].first.name(), atom, monomial[0].second, terms.begin()->second};
}

/// One for each variable of the goal; none if a fact has one of these variables elsewhere, but for its sign.
std::vector<Known> known_variables(const Sequent& sequent) {
  std::map<std::string, Known> found;
  for (const Fact& fact : sequent.facts)
    for (const Atom& atom : atoms(fact.polynomial))
      if (const auto known = known_as(atom)) found.emplace(known->name, *known);
  std::vector<Known> result;
  for (const std::string& name : goal_variables(sequent)) {
    const auto known = found.find(name);
    if (known == found.end() || !is_visible({ExactPolynomial::variable(name), Sign::positive}, sequent.facts))
      return {};
    for (const Fact& fact : sequent.facts) {
      if (!variables(fact.polynomial).contains(name) || fact.polynomial.terms().size() == 1) continue;
      for (const Atom& atom : atoms(fact.polynomial))
        if (variables(ExactPolynomial(atom)).contains(name) && atom != known->second.atom &&
            fact.polynomial != known->second.atom.arguments()[0])
          return {};
    }
    result.push_back(known->second);
  }
  return result;
}

class ByReciprocals {
 public:
  ByReciprocals(const Sequent& sequent, std::vector<Known> known, Search& search)
      : known_(std::move(known)), search_(search), way_(sequent, Origin().sufficient()) {}

  std::optional<Steps> run(Effort effort) {
    if (!make_powers()) return {};
    for (const Known& one : known_)
      if (!name(one)) return {};
    if (!multiply()) return {};
    for (std::size_t i = 0; i < known_.size(); ++i)
      if (!bound(i) || !lower(i)) return {};
    std::set<std::string> names;
    for (const Known& one : known_) names.insert(one.name);
    if (!way_.forget(names)) return {};
    const auto steps = prove(way_.sequent, way_.origin, effort, search_);
    return steps ? std::optional(way_.followed_by(*steps)) : std::nullopt;
  }

 private:
  bool has_powers_only(const Fact& goal) const {
    return std::all_of(goal.polynomial.terms().begin(), goal.polynomial.terms().end(), [&](const auto& term) {
      return std::all_of(known_.begin(), known_.end(), [&](const Known& one) {
        return exponent_of(Atom::variable(one.name), term.first) % one.degree == 0;
      });
    });
  }

  /// The goal in powers of the x_i^k.
  bool make_powers() {
    const Fact goal = way_.sequent.goal;
    if (has_powers_only(goal)) return true;
    if (goal.polynomial.terms().size() != 2) return false;
    ExactPolynomial left;
    std::size_t exponent = 1;
    for (const auto& [monomial, coefficient] : goal.polynomial.terms()) {
      if (proofs::sign(coefficient) > 0) left = ExactPolynomial::term(coefficient, monomial);
      for (const Known& one : known_) {
        const std::size_t own = exponent_of(Atom::variable(one.name), monomial);
        exponent = std::lcm(exponent, one.degree / std::gcd(one.degree, own));
      }
    }
    if (left.is_zero() || exponent > largest_power) return false;
    return way_.then(proofs::ComparePowers{static_cast<std::uint32_t>(exponent), left});
  }

  /// u, with the fact u (x^k + a) - 1 = 0.
  bool name(const Known& one) {
    const ExactPolynomial atom(one.atom);
    const Fact equation{atom * one.atom.arguments()[0] - ExactPolynomial(Rational(1)), Sign::zero};
    std::vector<std::size_t> signs;
    for (std::size_t i = 0; i < way_.sequent.facts.size(); ++i)
      if (way_.sequent.facts[i].polynomial == ExactPolynomial::variable(one.name)) signs.push_back(i);
    if (!have_proved(equation, signs, way_, Effort::small(), search_)) return false;
    if (!way_.have({atom, Sign::positive}, Steps{})) return false;
    const std::string fresh = fresh_names(way_.sequent, "u", 1).front();
    if (!way_.then(proofs::Name{fresh, atom})) return false;
    names_.push_back(fresh);
    return true;
  }

  Fact equation(std::size_t i) const {
    const ExactPolynomial u = ExactPolynomial::variable(names_[i]);
    return {u * known_[i].atom.arguments()[0] - ExactPolynomial(Rational(1)), Sign::zero};
  }

  /// Adds 1 - a u = u x^k > 0.
  bool bound(std::size_t i) {
    const ExactPolynomial u = ExactPolynomial::variable(names_[i]), x = ExactPolynomial::variable(known_[i].name);
    if (!index_of({x, Sign::positive}, way_.sequent) && !way_.have({x, Sign::positive}, Steps{})) return false;
    const auto place = index_of(equation(i), way_.sequent), sign = index_of({u, Sign::positive}, way_.sequent);
    if (!place || !sign) return false;
    Combination sum;
    sum.summands.push_back(product(
        1, {{*sign, 1}, {*index_of({x, Sign::positive}, way_.sequent), static_cast<std::uint32_t>(known_[i].degree)}}));
    sum.multiples.push_back({*place, ExactPolynomial(Rational(-1))});
    return way_.have({ExactPolynomial(Rational(1)) - ExactPolynomial(known_[i].constant) * u, Sign::positive}, sum);
  }

  /// By the highest powers of the u_i that are needed, for which the goal is shown instead.
  bool multiply() {
    Combination sum;
    auto failed = product(1, {});
    ExactPolynomial factor(Rational(1));
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const ExactPolynomial u = ExactPolynomial::variable(names_[i]);
      const auto place = index_of({u, Sign::positive}, way_.sequent);
      const std::size_t times =
          degree_in(Atom::variable(known_[i].name), way_.sequent.goal.polynomial) / known_[i].degree;
      if (!place) return false;
      if (times == 0) continue;
      failed.facts.emplace_back(*place, static_cast<std::uint32_t>(times));
      factor = factor * power(u, times);
    }
    const Fact goal{factor * way_.sequent.goal.polynomial, way_.sequent.goal.sign};
    const std::size_t place = way_.sequent.facts.size();
    failed.facts.emplace_back(place + 1, 1);
    sum.summands = {product(1, {{place, 1}}), failed};
    return way_.reduce_to(goal, {proofs::Absurd{}, proofs::Step(sum)});
  }

  /// Replaces u x^k by 1 - a u until x is gone.
  bool lower(std::size_t i) {
    const Known& one = known_[i];
    const Atom x = Atom::variable(one.name), u = Atom::variable(names_[i]);
    const auto place = index_of(equation(i), way_.sequent);
    if (!place) return false;
    while (const std::size_t degree = degree_in(x, way_.sequent.goal.polynomial)) {
      const ExactPolynomial top = coefficients_in(x, way_.sequent.goal.polynomial).back();
      ExactPolynomial quotient;
      for (const auto& [monomial, coefficient] : top.terms()) {
        proofs::Monomial rest = monomial;
        const auto factor = std::find_if(rest.begin(), rest.end(), [&](const auto& power) { return power.first == u; });
        if (factor == rest.end() || degree < one.degree) return false;
        if (--factor->second == 0) rest.erase(factor);
        quotient.add(coefficient, rest);
      }
      const ExactPolynomial multiplier = -(quotient * power(ExactPolynomial(x), degree - one.degree));
      if (!way_.then(proofs::Rewrite{*place, multiplier})) return false;
    }
    return true;
  }

  std::vector<Known> known_;
  Search& search_;
  Derivation way_;
  std::vector<std::string> names_;  ///< of the u_i
};

}  // namespace

std::optional<Steps> reciprocals_as_variables(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!effort.persistent || !has_sign(sequent.goal) || !is_polynomial(sequent)) return {};
  std::vector<Known> known = known_variables(sequent);
  if (known.empty()) return {};
  return ByReciprocals(sequent, std::move(known), search).run(effort);
}

}  // namespace geq::prover
