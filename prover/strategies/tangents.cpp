// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::Tangent;

namespace {

constexpr std::size_t most_arguments = 6;
constexpr std::size_t few_entries = 240;  // of Gram matrices

/// What the function is applied to in the goal, and where its value is known.
std::vector<ExactPolynomial> arguments_of(Operator op, const Sequent& sequent) {
  std::vector<ExactPolynomial> result;
  for (const proofs::Atom& atom : functions_in(sequent.goal.polynomial))
    if (atom.op() == op) result.push_back(atom.arguments().front());
  if (!result.empty()) result.emplace_back(Rational(op == Operator::exp ? 0 : 1));
  return result;
}

/// The tangents of every pair of points.
void add_tangents(Tangent::Function function, Derivation& way, std::vector<ExactPolynomial>& touched) {
  const bool logarithm = function == Tangent::Function::log;
  const auto points = arguments_of(logarithm ? Operator::log : Operator::exp, way.sequent);
  if (points.size() > most_arguments) return;
  for (const ExactPolynomial& touch : points)
    for (const ExactPolynomial& at : points)
      if (at != touch) way.then(Tangent{function, at, touch});
  if (!logarithm) return;
  for (const ExactPolynomial& touch : points)
    if (!touch.constant()) touched.push_back(touch);
}

std::optional<Steps> combined(const Derivation& way, Effort effort, Search& search) {
  if (auto steps = combination_of_facts(way.sequent, way.origin, effort, search)) return way.followed_by(*steps);
  return {};
}

}  // namespace

std::optional<Steps> tangents(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  Derivation way(sequent, origin.sufficient());
  std::vector<ExactPolynomial> touched;
  for (const auto function : {Tangent::Function::exp, Tangent::Function::log}) add_tangents(function, way, touched);
  if (way.steps.empty()) return {};
  if (auto steps = combined(way, effort, search)) return steps;
  // The tangents of log have the factor v: then v times the goal is their sum, and the goal cannot fail.
  Derivation contradiction = way;
  for (const ExactPolynomial& touch : touched) contradiction.have({touch, Sign::positive}, proofs::Visible{});
  if (contradiction.then(proofs::Absurd{}))
    if (auto steps = combined(contradiction, effort, search)) return steps;
  if (auto steps = sums_of_squares_within(way.sequent, few_entries, search)) return way.followed_by(*steps);
  if (auto steps = positivstellensatz_within(way.sequent, few_entries, search)) return way.followed_by(*steps);
  return {};
}

}  // namespace geq::prover
