// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/disproof.hpp"

#include <algorithm>

#include "proofs/kernel/integrals.hpp"
#include "prover/analysis/integrals.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_points = 40;

using Point = std::vector<std::pair<std::string, Rational>>;

}  // namespace

std::vector<Point> simple_points(const proofs::Statement& statement) {
  static const std::vector<Rational> values{1, 2, Rational(1) / 2, 0, 3, 10, -1, Rational(1) / 10, 100};
  std::vector<Point> partial{{}};
  for (const std::string& name : statement.variables) {
    std::vector<Point> longer;
    for (const Rational& value : values)
      for (const Point& point : partial) {
        longer.push_back(point);
        longer.back().emplace_back(name, value);
      }
    partial = std::move(longer);
    if (partial.size() > 10000) return {};
  }
  const auto fails = [&](const Point& point) {
    const proofs::Point values_of_point(point.begin(), point.end());
    for (const proofs::Relation& hypothesis : hypotheses(statement))
      if (!holds_at(hypothesis, values_of_point).value_or(false)) return true;
    return false;
  };
  std::erase_if(partial, fails);
  if (partial.size() > most_points) partial.erase(partial.begin() + most_points, partial.end());
  return partial;
}

namespace {

/// The opposite of the claim, then the contradiction. The claim is the last fact.
std::optional<Steps> contradiction(const Sequent& sequent, Effort effort, Search& search) {
  const std::size_t claim = sequent.facts.size() - 1;
  const Fact& fact = sequent.facts.back();
  if (proofs::over_interval(fact.polynomial, proofs::Operator::dominated))
    return prove(sequent, Origin{{}, {}, false}, effort, search);
  std::vector<Fact> opposites;
  if (fact.sign == Sign::nonnegative) opposites = {{-fact.polynomial, Sign::positive}};
  if (fact.sign == Sign::positive) opposites = {{-fact.polynomial, Sign::nonnegative}};
  if (fact.sign == Sign::zero) opposites = {{fact.polynomial, Sign::positive}, {-fact.polynomial, Sign::positive}};
  for (const Fact& opposite : opposites) {
    // The claim itself must not help to prove its opposite; nor would it.
    Sequent other{sequent.variables, {sequent.facts.begin(), sequent.facts.end() - 1}, opposite};
    const auto proof = prove(other, Origin{{}, {}, false}, effort, search);
    if (!proof) continue;
    Steps steps{proofs::Have{opposite}};
    const bool visible = is_visible(opposite, sequent.facts);
    if (!visible) {
      steps.emplace_back(proofs::Forget{{claim}});
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    proofs::Combination sum;
    const ExactPolynomial one(Rational(1));
    sum.summands.push_back({Rational(1), {{claim + 1, 1}}, one});
    if (fact.sign == Sign::zero)
      sum.multiples.push_back({claim, opposite.polynomial == fact.polynomial ? -one : one});
    else
      sum.summands.push_back({Rational(1), {{claim, 1}}, one});
    steps.emplace_back(sum);
    return steps;
  }
  return {};
}

}  // namespace

std::optional<proofs::Refutation> disprove(Search& search) {
  const proofs::Statement& statement = search.statement();
  if (goals(statement).size() != 1 || !has_analysis(proofs::sequents_against(statement, {}).back())) return {};
  for (const Point& point : simple_points(statement)) {
    if (search.is_over()) return {};
    const std::vector<Sequent> sequents = proofs::sequents_against(statement, point);
    proofs::Refutation result{point};
    bool all = true;
    for (std::size_t i = 0; all && i < sequents.size(); ++i) {
      const bool last = i + 1 == sequents.size();
      const auto steps = last ? contradiction(sequents[i], Effort::small(), search)
                              : prove(sequents[i], Origin{{}, {}, false}, Effort::small(), search);
      all = steps.has_value();
      if (all) result.steps.insert(result.steps.end(), steps->begin(), steps->end());
    }
    if (all && proofs::check(statement, result)) return result;
  }
  return {};
}

}  // namespace geq::prover
