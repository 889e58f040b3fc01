// SPDX-License-Identifier: GPL-3.0-or-later

/// A goal made homogeneous by t, and a bound on a power of t that occurs in it: B t^k <= A or B t^k >= A, where A and B
/// are forms without t and B > 0. The slack s = |A - B t^k| >= 0 becomes a variable of its own. With M the degree of
/// the goal = p_0 + p_1 t^k + ... + p_M t^(k M) in t^k:
///
/// - B t^k >= A: B^M times the goal is the sum of Q_j s^j, for B^m t^(k m) = (A + s)^m;
/// - B t^k <= A, A > 0: A^M times the goal is the sum of Q_j s^j t^(k (M - j)), for A^(M - m) = (s + B t^k)^(M - m).
///
/// It is enough that all Q_j, forms without t, are nonnegative; Q_0 is the case of equality and goes on as the goal.
/// Limits: one variable t, which occurs in powers of t^k only, with 2 <= k and M <= 8; Q_1, Q_2, ... are proved with
/// small effort.

#include "prover/guess.hpp"
#include "prover/reductions/alternatives.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t largest_degree = 8;

std::uint32_t exponent(std::size_t value) { return static_cast<std::uint32_t>(value); }

Rational binomial(std::size_t n, std::size_t k) {
  Rational result = 1;
  for (std::size_t i = 0; i < k; ++i)
    result = result * Rational(static_cast<unsigned long>(n - i)) / Rational(static_cast<unsigned long>(i + 1));
  return result;
}

/// The fact B t^k <= A or B t^k >= A.
struct Bound {
  std::size_t fact;
  ExactPolynomial unit;  ///< t
  std::size_t degree;    ///< k
  bool below;            ///< B t^k <= A
  ExactPolynomial a, b;
};

std::optional<Bound> bound_of(std::size_t fact, const ExactPolynomial& unit, const Sequent& sequent) {
  const proofs::Atom atom = unit.terms().begin()->first.front().first;
  const Sign sign = sequent.facts[fact].sign;
  if (sign != Sign::nonnegative && sign != Sign::positive) return {};
  const std::vector<ExactPolynomial> c = coefficients_in(atom, sequent.facts[fact].polynomial);
  if (c.size() < 3 || c.front().is_zero()) return {};
  if (!std::all_of(c.begin() + 1, c.end() - 1, [](const ExactPolynomial& p) { return p.is_zero(); })) return {};
  const auto positive = [&](const ExactPolynomial& p) { return is_visible({p, Sign::positive}, sequent.facts); };
  if (positive(c.back())) return Bound{fact, unit, c.size() - 1, false, -c.front(), c.back()};
  if (positive(-c.back()) && positive(c.front())) return Bound{fact, unit, c.size() - 1, true, c.front(), -c.back()};
  return {};
}

/// p_0, p_1, ...; none if other powers of t occur, or too many.
std::optional<std::vector<ExactPolynomial>> parts_of(const ExactPolynomial& goal, const Bound& bound) {
  const std::vector<ExactPolynomial> c = coefficients_in(bound.unit.terms().begin()->first.front().first, goal);
  std::vector<ExactPolynomial> result;
  for (std::size_t e = 0; e < c.size(); ++e) {
    if (e % bound.degree == 0)
      result.push_back(c[e]);
    else if (!c[e].is_zero())
      return {};
  }
  if (result.size() < 2 || result.size() > largest_degree + 1) return {};
  return result;
}

class Slack {
 public:
  Slack(Bound bound, std::vector<ExactPolynomial> parts, Derivation start)
      : bound_(std::move(bound)), parts_(std::move(parts)), way_(std::move(start)) {}

  std::optional<Derivation> run(Search& search) {
    const Fact goal = way_.sequent.goal;
    if (is_too_large(multiplier(), last(), goal.polynomial) || !have_signs()) return {};
    std::vector<ExactPolynomial> q;
    for (std::size_t j = 0; j <= last(); ++j) q.push_back(coefficient(j));
    const SamplePoints samples(way_.sequent);
    if (std::any_of(q.begin(), q.end(), [&](const auto& p) { return samples.is_negative_somewhere(p); })) return {};
    Combination sum;
    for (std::size_t j = 1; j <= last(); ++j) {
      if (q[j].is_zero()) continue;
      if (!have({q[j], Sign::nonnegative}, search)) return {};
      sum.summands.push_back(summand(j, *index_of({q[j], Sign::nonnegative}, way_.sequent)));
    }
    // Where Q_0 will be known; the negated goal comes next.
    const std::size_t place = way_.sequent.facts.size();
    sum.summands.insert(sum.summands.begin(), summand(0, place));
    Steps closing;
    if (const auto number = multiplier().constant()) {
      for (Combination::Summand& one : sum.summands)
        for (std::size_t i = 0; i < last(); ++i) one.coefficient = one.coefficient / *number;
    } else {
      const std::size_t positive = *index_of({multiplier(), Sign::positive}, way_.sequent);
      sum.summands.push_back({1, {{positive, exponent(last())}, {place + 1, 1}}, ExactPolynomial(Rational(1))});
      closing.emplace_back(proofs::Absurd{});
    }
    closing.emplace_back(std::move(sum));
    if (!way_.reduce_to({q[0], goal.sign}, closing)) return {};
    return std::move(way_);
  }

 private:
  std::size_t last() const { return parts_.size() - 1; }                                    ///< M
  const ExactPolynomial& multiplier() const { return bound_.below ? bound_.a : bound_.b; }  ///< its M-th power

  ExactPolynomial coefficient(std::size_t j) const {
    ExactPolynomial result;
    const std::size_t M = last();
    const auto add = [&](std::size_t m, std::size_t n, std::size_t in_a, std::size_t in_b) {
      result = result + ExactPolynomial(binomial(n, j)) * parts_[m] * power(bound_.a, exponent(in_a)) *
                            power(bound_.b, exponent(in_b));
    };
    for (std::size_t m = 0; m <= M; ++m) {
      if (parts_[m].is_zero()) continue;
      if (bound_.below && M - m >= j) add(m, M - m, m, M - m - j);
      if (!bound_.below && m >= j) add(m, m, m - j, M - m);
    }
    return result;
  }

  /// Q_j s^j, times t^(k (M - j)) for B t^k <= A.
  Combination::Summand summand(std::size_t j, std::size_t fact) const {
    Combination::Summand result{1, {{fact, 1}}, ExactPolynomial(Rational(1))};
    if (j > 0) result.facts.emplace_back(bound_.fact, exponent(j));
    if (bound_.below && last() > j)
      result.facts.emplace_back(*index_of({bound_.unit, Sign::positive}, way_.sequent),
                                exponent(bound_.degree * (last() - j)));
    return result;
  }

  bool have(const Fact& fact, Search& search) {
    if (index_of(fact, way_.sequent)) return true;
    if (is_visible(fact, way_.sequent.facts)) return way_.have(fact, Steps{});
    const auto proof =
        prove_guess({way_.sequent.variables, way_.sequent.facts, fact}, way_.origin, Effort::small(), search);
    return proof && way_.have(fact, *proof);
  }

  bool have_signs() {
    for (const ExactPolynomial& polynomial : {bound_.unit, multiplier()}) {
      const Fact fact{polynomial, Sign::positive};
      if (polynomial.constant() || index_of(fact, way_.sequent)) continue;
      if (!is_visible(fact, way_.sequent.facts) || !way_.have(fact, Steps{})) return false;
    }
    return true;
  }

  Bound bound_;
  std::vector<ExactPolynomial> parts_;
  Derivation way_;
};

bool is_variable(const ExactPolynomial& polynomial) {
  if (polynomial.terms().size() != 1) return false;
  const proofs::Monomial& monomial = polynomial.terms().begin()->first;
  return monomial.size() == 1 && polynomial == ExactPolynomial(monomial.front().first);
}

}  // namespace

void add_ways_by_slack(const Sequent& sequent, const Origin& origin, Search& search, std::vector<Derivation>& ways) {
  if (!is_polynomial(sequent)) return;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return;
  for (const ExactPolynomial& unit : origin.units)
    for (std::size_t i = 0; is_variable(unit) && i < sequent.facts.size(); ++i) {
      auto bound = bound_of(i, unit, sequent);
      if (!bound) continue;
      auto parts = parts_of(sequent.goal.polynomial, *bound);
      if (!parts) continue;
      Slack slack(std::move(*bound), std::move(*parts), Derivation(sequent, origin.sufficient()));
      if (auto way = slack.run(search)) ways.push_back(std::move(*way));
    }
}

}  // namespace geq::prover
