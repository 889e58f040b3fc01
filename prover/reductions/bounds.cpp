// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/bounds.hpp"

#include <algorithm>

#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::sign;
using proofs::Sign;

bool has_sign(const proofs::Fact& fact) { return fact.sign == Sign::nonnegative || fact.sign == Sign::positive; }

Combination::Summand product(const Rational& c, std::vector<std::pair<std::size_t, std::uint32_t>> facts) {
  Combination::Summand result;
  result.coefficient = c;
  result.facts = std::move(facts);
  result.square.add(Rational(1), {});
  return result;
}

namespace {

/// c_0 + sum of c_i x_i; none for anything else.
struct Linear {
  Rational constant = 0;
  std::map<std::string, Rational> coefficients;
};

std::optional<Linear> as_linear(const ExactPolynomial& polynomial) {
  Linear result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (monomial.empty()) {
      result.constant = coefficient;
    } else if (monomial.size() == 1 && monomial[0].second == 1 && monomial[0].first.is_variable()) {
      result.coefficients.emplace(monomial[0].first.name(), coefficient);
    } else {
      return {};
    }
  }
  return result;
}

/// Takes the bound that fact `place` gives, if it is a better one.
void take_bound(const Linear& fact, std::size_t place, Box& box) {
  const auto& [name, c] = *fact.coefficients.begin();
  const Rational at = -fact.constant / c;
  Side& side = box[name];
  if (sign(c) > 0 && (!side.lower || side.lower->at < at)) side.lower = Bound{at, c, place};
  if (sign(c) < 0 && (!side.upper || side.upper->at > at)) side.upper = Bound{at, -c, place};
}

/// The bound of `name` that a linear fact gives together with bounds of its other variables: the step that shows it.
std::optional<std::pair<proofs::Fact, Combination>> implied_bound(const Linear& fact, std::size_t place,
                                                                  const std::string& name, const Box& box,
                                                                  const std::vector<proofs::Fact>& facts) {
  bool strict = facts[place].sign == Sign::positive;
  Combination sum;
  const Rational size = cln::abs(fact.coefficients.at(name));
  sum.summands.push_back(product(1 / size, {{place, 1}}));
  Rational rest = fact.constant;
  for (const auto& [other, c] : fact.coefficients) {
    if (other == name) continue;
    const auto found = box.find(other);
    if (found == box.end()) return {};
    const auto& bound = sign(c) > 0 ? found->second.upper : found->second.lower;
    if (!bound) return {};
    strict = strict || facts[bound->fact].sign == Sign::positive;
    sum.summands.push_back(product(cln::abs(c) / bound->scale / size, {{bound->fact, 1}}));
    rest = rest + c * bound->at;
  }
  const Rational c = fact.coefficients.at(name) / size;
  return std::pair{proofs::Fact{ExactPolynomial(c) * ExactPolynomial::variable(name) + ExactPolynomial(rest / size),
                                strict ? Sign::positive : Sign::nonnegative},
                   sum};
}

/// A number whose square is at least the given one, and equal to it if that is the square of a rational number.
Rational root_above(const Rational& square) {
  if (const auto exact = proofs::root(2, ExactPolynomial(square)).constant()) return *exact;
  constexpr long fine = 1L << 20;
  Rational result = cln::ceiling1(square * fine * fine + 1);
  // From above Newton's iteration stays above.
  for (unsigned i = 0; i < 200; ++i) {
    const Rational next = cln::ceiling1((result + square * fine * fine / result) / 2);
    if (next >= result) break;
    result = next;
  }
  return result / fine;
}

/// Bounds -r <= x <= r from facts c - x^2 - (other even powers, products of such) >= 0, for variables without bounds.
void add_bounds_by_squares(Derivation& way, Box& box) {
  const std::vector<proofs::Fact> facts = way.sequent.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto& terms = facts[i].polynomial.terms();
    if (!has_sign(facts[i]) || terms.size() < 2 || !terms.begin()->first.empty()) continue;
    const auto is_square = [](const proofs::Monomial& monomial) {
      return std::all_of(monomial.begin(), monomial.end(), [](const auto& power) { return power.second % 2 == 0; });
    };
    if (sign(terms.begin()->second) <= 0 || !std::all_of(std::next(terms.begin()), terms.end(), [&](const auto& term) {
          return sign(term.second) < 0 && is_square(term.first);
        }))
      continue;
    for (const auto& [monomial, coefficient] : terms) {
      if (monomial.size() != 1 || monomial[0].second != 2 || !monomial[0].first.is_variable()) continue;
      const Side& side = box[monomial[0].first.name()];
      if (side.lower && side.upper) continue;
      const Rational scale = -coefficient, square = terms.begin()->second / scale, r = root_above(square);
      for (const int direction : {1, -1}) {
        // 2 r (r - x) = (r - x)^2 + (r^2 - c) + (c - x^2).
        const ExactPolynomial distance =
            ExactPolynomial(r) - ExactPolynomial(Rational(direction)) * ExactPolynomial(monomial[0].first);
        Combination sum;
        sum.summands.push_back(product(1 / (2 * r * scale), {{i, 1}}));
        sum.summands.push_back({1 / (2 * r), {}, distance});
        if (r * r > square) sum.summands.push_back(product((r * r - square) / (2 * r), {}));
        for (const auto& [other, weight] : terms) {
          if (other.empty() || other == monomial) continue;
          Combination::Summand part = product(-weight / (2 * r * scale), {});
          for (const auto& [atom, exponent] : other)
            part.square = part.square * power(ExactPolynomial(atom), exponent / 2);
          sum.summands.push_back(std::move(part));
        }
        if (!way.have({distance, Sign::nonnegative}, sum)) continue;
        take_bound(*as_linear(distance), way.sequent.facts.size() - 1, box);
      }
    }
  }
}

}  // namespace

Box direct_bounds(const proofs::Sequent& sequent) {
  Box box;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (const auto linear = as_linear(sequent.facts[i].polynomial);
        linear && has_sign(sequent.facts[i]) && linear->coefficients.size() == 1)
      take_bound(*linear, i, box);
  return box;
}

Box box_of(Derivation& way) {
  Box box = direct_bounds(way.sequent);
  add_bounds_by_squares(way, box);
  const std::vector<proofs::Fact> facts = way.sequent.facts;
  for (unsigned round = 0; round < 3; ++round)
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const auto linear = as_linear(facts[i].polynomial);
      if (!linear || !has_sign(facts[i]) || linear->coefficients.size() < 2) continue;
      for (const auto& [name, c] : linear->coefficients) {
        const Side& side = box[name];
        if (sign(c) > 0 ? side.lower.has_value() : side.upper.has_value()) continue;
        const auto bound = implied_bound(*linear, i, name, box, way.sequent.facts);
        if (!bound || !way.have(bound->first, bound->second)) continue;
        take_bound(*as_linear(bound->first.polynomial), way.sequent.facts.size() - 1, box);
      }
    }
  return box;
}

namespace {

/// Variables under roots that are not known to be >= 0.
std::set<std::string> variables_under_roots(const proofs::Sequent& sequent) {
  std::set<std::string> result;
  for (const proofs::Atom& atom : functions_in(sequent))
    if (root_degree(atom))
      for (const std::string& name : proofs::variables(atom.arguments()[1]))
        if (!is_nonnegative(name, sequent)) result.insert(name);
  return result;
}

/// Adds that the variable is >= 0 (or > 0), if one linear form and signs of its other variables say so.
bool have_sign(const std::string& name, Derivation& way) {
  const Box box = direct_bounds(way.sequent);
  for (std::size_t i = 0; i < way.sequent.facts.size(); ++i) {
    const auto linear = as_linear(way.sequent.facts[i].polynomial);
    if (!linear || !has_sign(way.sequent.facts[i]) || !linear->coefficients.contains(name) ||
        sign(linear->coefficients.at(name)) < 0)
      continue;
    const auto bound = implied_bound(*linear, i, name, box, way.sequent.facts);
    if (bound && bound->first.polynomial == ExactPolynomial::variable(name) && way.have(bound->first, bound->second))
      return true;
  }
  return false;
}

}  // namespace

std::optional<Derivation> derive_signs_under_roots(const proofs::Sequent& sequent, const Origin& origin) {
  std::set<std::string> open = variables_under_roots(sequent);
  if (open.empty()) return {};
  // The linear facts lead from one variable to the next, also by way of variables outside of the roots.
  for (const std::string& name : sequent.variables)
    if (!is_nonnegative(name, sequent)) open.insert(name);
  Derivation way(sequent, origin);
  for (bool grown = true; grown;)
    grown = std::erase_if(open, [&](const auto& name) { return have_sign(name, way); }) > 0;
  if (way.steps.empty()) return {};
  return way;
}

std::optional<Derivation> derive_bounds(const proofs::Sequent& sequent, const Origin& origin) {
  const std::vector<std::string> names = goal_variables(sequent);
  if (names.size() != 1 || !is_polynomial(sequent)) return {};
  Derivation way(sequent, origin);
  const Side given = direct_bounds(sequent)[names.front()];
  const Side side = box_of(way)[names.front()];
  if (given.lower.has_value() == side.lower.has_value() && given.upper.has_value() == side.upper.has_value()) return {};
  return way;
}

}  // namespace geq::prover
