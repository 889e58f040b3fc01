// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/contradiction.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/univariate.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sign;
using proofs::sign;

namespace {

constexpr std::size_t max_rows = 120;

/// What it means that the fact does not hold, where that is one sign; for = and != two signs are possible.
std::vector<Fact> negations(const Fact& fact) {
  switch (fact.sign) {
    case Sign::nonnegative:
      return {{-fact.polynomial, Sign::positive}};
    case Sign::positive:
      return {{-fact.polynomial, Sign::nonnegative}};
    case Sign::zero:
      return {{fact.polynomial, Sign::positive}, {-fact.polynomial, Sign::positive}};
    case Sign::nonzero:
      return {{fact.polynomial, Sign::zero}};
  }
  return {};
}

bool is_visibly_false(const Fact& fact, const std::vector<Fact>& facts) {
  const std::vector<Fact> all = negations(fact);
  return std::any_of(all.begin(), all.end(), [&](const Fact& negation) { return is_visible(negation, facts); });
}

/// False at every value that the other facts leave to its only variable.
bool fails_everywhere(const Fact& fact, const std::vector<Fact>& facts) {
  const auto found = atoms(fact.polynomial);
  if (found.size() != 1 || !found.begin()->is_variable()) return false;
  if (degree_in(*found.begin(), fact.polynomial) > 40) return false;
  const auto interval = bounds(*found.begin(), facts);
  const std::vector<Fact> all = negations(fact);
  return std::any_of(all.begin(), all.end(), [&](const Fact& negation) {
    return holds_on(*univariate(negation.polynomial, *found.begin()), negation.sign, interval);
  });
}

/// A sum of facts with nonnegative factors (any factors for equations).
struct Row {
  ExactPolynomial polynomial;
  Sign sign;  // never nonzero

  /// An impossible claim about a number.
  bool is_false() const {
    const auto constant = polynomial.constant();
    if (!constant) return false;
    const int value = proofs::sign(*constant);
    return sign == Sign::zero ? value != 0 : sign == Sign::positive ? value <= 0 : value < 0;
  }
};

Rational coefficient_of(const Monomial& monomial, const ExactPolynomial& polynomial) {
  const auto found = polynomial.terms().find(monomial);
  return found == polynomial.terms().end() ? Rational(0) : found->second;
}

/// Without the monomial: from two rows in which its coefficients have opposite signs, or one is an equation.
Row combined(const Row& left, const Rational& left_factor, const Row& right, const Rational& right_factor) {
  const bool strict = left.sign == Sign::positive || right.sign == Sign::positive;
  const bool equation = left.sign == Sign::zero && right.sign == Sign::zero;
  return {left.polynomial * left_factor + right.polynomial * right_factor, equation ? Sign::zero
                                                                           : strict ? Sign::positive
                                                                                    : Sign::nonnegative};
}

/// All rows without the monomial that follow; none when there are too many.
std::optional<std::vector<Row>> eliminated(const Monomial& monomial, const std::vector<Row>& rows) {
  std::vector<Row> rest, positive, negative;
  const auto equation = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
    return row.sign == Sign::zero && sign(coefficient_of(monomial, row.polynomial)) != 0;
  });
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    const Rational c = coefficient_of(monomial, row->polynomial);
    if (sign(c) == 0)
      rest.push_back(*row);
    else if (equation == rows.end())
      (sign(c) > 0 ? positive : negative).push_back(*row);
    else if (row != equation)
      rest.push_back(combined(*row, 1, *equation, -c / coefficient_of(monomial, equation->polynomial)));
  }
  if (rest.size() + positive.size() * negative.size() > max_rows) return {};
  for (const Row& up : positive)
    for (const Row& down : negative)
      rest.push_back(
          combined(up, -coefficient_of(monomial, down.polynomial), down, coefficient_of(monomial, up.polynomial)));
  return rest;
}

bool is_even(const Monomial& monomial) {
  return std::all_of(monomial.begin(), monomial.end(), [](const auto& power) { return power.second % 2 == 0; });
}

/// That of a product of factors all of whose signs are known, as that of 1/q is by q; 0 where it is not.
int known_sign(const Monomial& monomial, const std::vector<Fact>& facts) {
  int result = 1;
  for (const auto& [atom, exponent] : monomial) {
    const bool inverse = atom.op() == proofs::Operator::quotient;
    const ExactPolynomial base = inverse ? atom.arguments()[0] : ExactPolynomial(atom);
    const bool negative = is_visible({-base, Sign::positive}, facts);
    if (!negative && !is_visible({base, Sign::positive}, facts)) return 0;
    if (negative && exponent % 2 == 1) result = -result;
  }
  return result;
}

bool is_linearly_infeasible(const std::vector<Fact>& facts) {
  std::vector<Row> rows;
  std::map<Monomial, std::size_t> monomials;
  for (const Fact& fact : facts) {
    if (fact.polynomial.terms().size() > 30) continue;
    if (fact.sign != Sign::nonzero) rows.push_back({fact.polynomial, fact.sign});
    for (const auto& [monomial, coefficient] : fact.polynomial.terms())
      if (!monomial.empty()) ++monomials[monomial];
  }
  for (const auto& [monomial, count] : monomials) {
    const ExactPolynomial value = ExactPolynomial::term(1, monomial);
    if (is_even(monomial)) rows.push_back({value, Sign::nonnegative});
    const int known = is_even(monomial) ? 0 : known_sign(monomial, facts);
    if (known != 0) rows.push_back({value * Rational(known), Sign::positive});
  }
  while (std::none_of(rows.begin(), rows.end(), [](const Row& row) { return row.is_false(); })) {
    // The monomial whose elimination leaves the fewest rows.
    std::optional<Monomial> best;
    std::size_t least = 0;
    for (const auto& [monomial, count] : monomials) {
      std::size_t positive = 0, negative = 0, equations = 0;
      for (const Row& row : rows) {
        const int s = sign(coefficient_of(monomial, row.polynomial));
        (s > 0 ? positive : negative) += s != 0 ? 1 : 0;
        equations += s != 0 && row.sign == Sign::zero ? 1 : 0;
      }
      const std::size_t cost = equations > 0 ? 0 : positive * negative;
      if (positive + negative > 0 && (!best || cost < least)) best = monomial, least = cost;
    }
    if (!best) return false;
    auto next = eliminated(*best, rows);
    if (!next) return false;
    rows = std::move(*next);
    monomials.erase(*best);
  }
  return true;
}

bool is_contradictory(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    if (is_visibly_false(fact, facts) || fails_everywhere(fact, facts)) return true;
    for (const Atom& atom : atoms(fact.polynomial))
      if (is_empty(bounds(atom, facts))) return true;
  }
  return is_linearly_infeasible(facts);
}

}  // namespace

std::optional<std::vector<std::size_t>> contradiction_among(const std::vector<Fact>& facts) {
  if (!is_contradictory(facts)) return {};
  std::vector<std::size_t> needed;
  for (std::size_t i = 0; i < facts.size(); ++i) needed.push_back(i);
  for (std::size_t i = 0; i < facts.size() && facts.size() <= 64; ++i) {
    std::vector<Fact> without;
    for (const std::size_t k : needed)
      if (k != i) without.push_back(facts[k]);
    if (is_contradictory(without)) needed.erase(std::find(needed.begin(), needed.end(), i));
  }
  return needed;
}

}  // namespace geq::prover
