// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/disproof.hpp"

#include <algorithm>
#include <cmath>

#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/univariate.hpp"
#include "prover/analysis/samples.hpp"
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

/// Some numbers, and others where the variable lies between two or beyond one.
std::vector<Rational> simple_values(const std::string& name, const std::vector<Fact>& facts) {
  std::vector<Rational> result{1, 2, Rational(1) / 2, 0, 3, 10, -1, Rational(1) / 10, 100};
  const auto add = [&](const Rational& value) {
    if (std::find(result.begin(), result.end(), value) == result.end()) result.push_back(value);
  };
  const auto [lower, upper] = proofs::bounds(proofs::Atom::variable(name), facts);
  if (lower && upper) add((lower->value + upper->value) / 2);
  if (lower && !upper) add(lower->value + 1);
  if (upper && !lower) add(upper->value - 1);
  return result;
}

}  // namespace

double nearly_with_integrals(const ExactPolynomial& polynomial) {
  ExactPolynomial value = polynomial;
  for (const ExactPolynomial& integral :
       analysis_atoms(proofs::Operator::integral, {{}, {}, {polynomial, Sign::zero}})) {
    if (!variables(integral).empty()) return std::nan("");
    const auto about = nearly(*proofs::over_interval(integral, proofs::Operator::integral));
    if (!about || !(std::fabs(*about) < 1e6)) return std::nan("");
    value = replace_atom(value, *atoms(integral).begin(), ExactPolynomial(rational_near(*about)));
  }
  return has_analysis({{}, {}, {value, Sign::zero}}) ? std::nan("") : nearly(value);
}

std::vector<Point> simple_points(const proofs::Statement& statement) {
  const auto sequents = proofs::sequents_of(statement);
  const std::vector<Fact> facts = sequents ? sequents.value().back().facts : std::vector<Fact>{};
  std::vector<Point> partial{{}};
  for (const std::string& name : statement.variables) {
    std::vector<Point> longer;
    for (const Rational& value : simple_values(name, facts))
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

bool is_wrong_nearly(const Fact& fact);

/// The opposite of one of the claims, which are the last facts, then the contradiction.
std::optional<Steps> contradiction(const Sequent& sequent, std::size_t claim, std::size_t first_claim, Effort effort,
                                   Search& search) {
  const Fact& fact = sequent.facts[claim];
  if (proofs::over_interval(fact.polynomial, proofs::Operator::dominated))
    return prove(sequent, Origin{{}, {}, false}, effort, search);
  proofs::Forget claims;
  for (std::size_t i = first_claim; i < sequent.facts.size(); ++i) claims.facts.push_back(i);
  std::vector<Fact> opposites;
  if (fact.sign == Sign::nonnegative) opposites = {{-fact.polynomial, Sign::positive}};
  if (fact.sign == Sign::positive) opposites = {{-fact.polynomial, Sign::nonnegative}};
  if (fact.sign == Sign::zero) opposites = {{fact.polynomial, Sign::positive}, {-fact.polynomial, Sign::positive}};
  for (const Fact& opposite : opposites) {
    if (is_wrong_nearly(opposite)) continue;
    // The claims themselves must not help to prove the opposite; nor would they.
    const auto end = sequent.facts.begin() + static_cast<std::ptrdiff_t>(first_claim);
    const Sequent other{sequent.variables, {sequent.facts.begin(), end}, opposite};
    const auto proof = prove(other, Origin{{}, {}, false}, effort, search);
    if (!proof) continue;
    Steps steps{proofs::Have{opposite}};
    if (!is_visible(opposite, sequent.facts)) {
      steps.emplace_back(claims);
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    proofs::Combination sum;
    const ExactPolynomial one(Rational(1));
    sum.summands.push_back({Rational(1), {{sequent.facts.size(), 1}}, one});
    if (fact.sign == Sign::zero)
      sum.multiples.push_back({claim, opposite.polynomial == fact.polynomial ? -one : one});
    else
      sum.summands.push_back({Rational(1), {{claim, 1}}, one});
    steps.emplace_back(sum);
    return steps;
  }
  return {};
}

bool is_wrong_nearly(const Fact& fact) {
  constexpr double clear = 1e-8;
  if (fact.sign == Sign::zero) return std::fabs(nearly_with_integrals(fact.polynomial)) > 1e-6;
  return fact.sign != Sign::nonzero && nearly_with_integrals(fact.polynomial) < -clear;
}

bool has_only_numbers(const proofs::Statement& statement) {
  return functions_of(statement).empty() &&
         std::all_of(statement.variables.begin(), statement.variables.end(),
                     [&](const std::string& name) { return proofs::lengths_of(statement, name).empty(); });
}

/// Enclosures of equal numbers never tell them apart, and normal forms not always: sqrt(2)*sqrt(2) > 2 is left to this.
bool is_strict_and_seems_equal(const Fact& fact) {
  constexpr double close = 1e-12;
  return fact.sign == Sign::positive && std::fabs(nearly(fact.polynomial)) < close;
}

}  // namespace

std::optional<proofs::Refutation> disprove(Search& search, Points points) {
  const proofs::Statement& statement = search.statement();
  const std::size_t claims = goals(statement).size();
  const bool analysis = has_analysis(proofs::sequents_against(statement, {}).back());
  if (!analysis && (points == Points::likely || !has_only_numbers(statement))) return {};
  for (const Point& point : simple_points(statement)) {
    if (search.is_over()) return {};
    const std::vector<Sequent> sequents = proofs::sequents_against(statement, point);
    const Sequent& last = sequents.back();
    const std::size_t first_claim = last.facts.size() - claims;
    for (std::size_t claim = first_claim; claim < last.facts.size(); ++claim) {
      if (points == Points::likely && !is_wrong_nearly(last.facts[claim])) continue;
      if (!analysis && !is_strict_and_seems_equal(last.facts[claim])) continue;
      proofs::Refutation result{point};
      bool all = true;
      for (std::size_t i = 0; all && i < sequents.size(); ++i) {
        const auto steps = i + 1 == sequents.size()
                               ? contradiction(sequents[i], claim, first_claim, Effort::small(), search)
                               : prove(sequents[i], Origin{{}, {}, false}, Effort::small(), search);
        all = steps.has_value();
        if (all) result.steps.insert(result.steps.end(), steps->begin(), steps->end());
      }
      if (all && proofs::check(statement, result)) return result;
    }
  }
  return {};
}

}  // namespace geq::prover
