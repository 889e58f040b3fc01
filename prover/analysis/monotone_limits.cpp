// SPDX-License-Identifier: GPL-3.0-or-later

/// Bounded monotone sequences, of which some values say which way they go, and near which numbers they stay.

#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/best/simplest_rational.hpp"

namespace geq::prover {

using proofs::BoundedMonotone;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr double least_step = 1e-12;

/// Values of the body at these integers.
struct Values {
  std::vector<long> places;
  std::vector<double> values;
};

Values values_of(const proofs::NearPoint& of, Search& search) {
  Values result;
  for (const long place : {1L, 2L, 3L, 4L, 6L, 8L, 12L, 16L, 24L, 32L}) {
    if (search.is_over()) return {};
    const double value = nearly(opened(of.body, ExactPolynomial(Rational(place))));
    if (!std::isfinite(value)) continue;
    result.places.push_back(place);
    result.values.push_back(value);
  }
  return result;
}

bool rises(const std::vector<double>& values, double direction) {
  bool any = false;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double step = direction * (values[i] - values[i - 1]);
    if (step < -least_step) return false;
    any = any || step > least_step;
  }
  return any;
}

/// From 16 to 32 the values go as far as from 8 to 16, or further: they will not stay below a bound.
bool goes_on(const Values& seen) {
  const auto at = [&](long place) {
    const auto found = std::find(seen.places.begin(), seen.places.end(), place);
    return found == seen.places.end() ? std::nan("")
                                      : seen.values[static_cast<std::size_t>(found - seen.places.begin())];
  };
  return std::fabs(at(32) - at(16)) >= std::fabs(at(16) - at(8)) && std::fabs(at(16) - at(8)) > least_step;
}

/// goal = factor * limit + rest.
struct OnlyLimit {
  ExactPolynomial limit;
  Rational factor;
  ExactPolynomial rest;
};

std::optional<OnlyLimit> only_limit(const Fact& goal) {
  const auto limits = analysis_atoms(Operator::limit, {{}, {}, goal});
  if (limits.size() != 1) return {};
  const auto c = coefficients_in(*atoms(limits.front()).begin(), goal.polynomial);
  const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
  if (!factor || has_analysis({{}, {}, {c[0], Sign::zero}})) return {};
  return OnlyLimit{limits.front(), *factor, c[0]};
}

/// Simple numbers beyond the values: at the place where the steps so far would lead if they went on like 1/n, and
/// whole numbers.
std::vector<Rational> bounds_beyond(const std::vector<double>& values, double direction) {
  const double last = direction * values.back(), before = direction * values[values.size() - 4];
  std::vector<Rational> result;
  const auto add = [&](const Rational& value) {
    if (std::find(result.begin(), result.end(), value) == result.end()) result.push_back(value);
  };
  const double reached = last + 1.5 * (last - before);
  if (!(std::fabs(reached) < 1e6)) return {};
  for (const long further : {0L, 1L, 2L}) add(Rational(static_cast<long>(std::ceil(reached)) + further));
  if (last < reached) add(simplest_within(exactly(reached), exactly(reached + 0.3)));
  for (Rational& value : result) value = direction > 0 ? value : -value;
  return result;
}

}  // namespace

std::vector<BoundedMonotone> Analysis::monotone_steps(const SideChain& chain, const ExactPolynomial& limit,
                                                      const std::optional<ExactPolynomial>& wanted) const {
  const auto of = proofs::near_point(limit, Operator::limit);
  if (!of || of->approach.way != proofs::Way::through_integers || !variables(limit).empty()) return {};
  const Values seen = values_of(*of, search_);
  if (seen.values.size() < 5 || goes_on(seen)) return {};
  std::vector<BoundedMonotone> result;
  for (const bool falling : {false, true}) {
    const double direction = falling ? -1 : 1;
    if (!rises(seen.values, direction)) continue;
    std::vector<ExactPolynomial> bounds;
    if (wanted && direction * (nearly(*wanted) - seen.values.back()) > 0) bounds.push_back(*wanted);
    for (const Rational& bound : bounds_beyond(seen.values, direction)) bounds.emplace_back(bound);
    const std::string variable = chain.fresh("n");
    // The first of the values that is beyond what is wanted on the other side.
    long from = seen.places.front();
    for (std::size_t i = 0; wanted && i < seen.values.size(); ++i)
      if (direction * (seen.values[i] - nearly(*wanted)) >= 0) {
        from = seen.places[i];
        break;
      }
    for (const ExactPolynomial& bound : bounds) result.push_back({variable, limit, Rational(from), bound, falling});
  }
  return result;
}

std::optional<Steps> Analysis::with_last_terms(const Sequent& sequent, const std::string& variable) {
  const ExactPolynomial next = ExactPolynomial::variable(variable) + ExactPolynomial(Rational(1));
  SideChain chain = started(sequent);
  for (const proofs::Atom& atom : atoms(sequent.goal.polynomial)) {
    if (atom.op() != Operator::sum_over || atom.arguments()[1] != next) continue;
    const auto c = coefficients_in(atom, chain.sequent().goal.polynomial);
    if (c.size() != 2 || !chain.then(proofs::LastTerm{ExactPolynomial(atom)})) return side_proof(sequent);
    const auto own = coefficients_in(atom, chain.sequent().facts.back().polynomial);
    if (own.size() != 2 || !own[1].constant()) return side_proof(sequent);
    chain.then(proofs::Rewrite{chain.sequent().facts.size() - 1, ExactPolynomial(-1 / *own[1].constant()) * c[1]});
  }
  return chain.finish();
}

bool Analysis::establish_monotone(SideChain& chain, const ExactPolynomial& limit) {
  for (const BoundedMonotone& step : monotone_steps(chain, limit, {})) {
    if (search_.is_over()) return false;
    if (chain.then(step, [&](const Sequent& side) { return with_last_terms(side, step.variable); })) return true;
  }
  return false;
}

std::optional<Steps> Analysis::by_monotone_limit(const SideChain& start) {
  const Fact& goal = start.sequent().goal;
  const auto only = only_limit(goal);
  if (!only || (goal.sign != Sign::nonnegative && goal.sign != Sign::positive)) return {};
  const Rational size = cln::abs(only->factor);
  const bool limit_is_great = proofs::sign(only->factor) > 0;
  const ExactPolynomial compared = ExactPolynomial(-1 / only->factor) * only->rest;
  for (const BoundedMonotone& step : monotone_steps(start, only->limit, compared)) {
    if (search_.is_over()) return {};
    SideChain chain = start;
    if (!chain.then(step, [&](const Sequent& side) { return with_last_terms(side, step.variable); })) continue;
    // The last facts: the bound on one side of the limit, and a value on the other.
    const std::size_t last = chain.sequent().facts.size() - 1;
    const std::size_t used = step.falling == limit_is_great ? last - 1 : last;
    const Fact rest{goal.polynomial - ExactPolynomial(size) * chain.sequent().facts[used].polynomial, goal.sign};
    proofs::Combination sum;
    sum.summands.push_back({size, {{used, 1}}, ExactPolynomial(Rational(1))});
    if (!rest.polynomial.is_zero() || rest.sign == Sign::positive) {
      if (!chain.then(proofs::Have{rest})) continue;
      sum.summands.push_back({Rational(1), {{last + 1, 1}}, ExactPolynomial(Rational(1))});
    }
    if (auto steps = after(sum, chain.sequent())) return chain.followed_by(*steps);
  }
  return {};
}

}  // namespace geq::prover
