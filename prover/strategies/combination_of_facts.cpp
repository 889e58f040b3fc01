// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/conic_combination.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_columns = 300;
constexpr ConicLimits limits{150, most_columns, 300};

/// A product of facts, or a monomial times an equation (with a sign, as columns are nonnegative).
struct Column {
  std::vector<std::pair<std::size_t, std::uint32_t>> facts;
  ExactPolynomial multiplier;  ///< of the equation facts[0]; zero for products
  ExactPolynomial value;
  bool positive;
};

std::vector<Column> columns_of(const Sequent& sequent) {
  const std::vector<proofs::Fact>& facts = sequent.facts;
  std::vector<Column> result{{{}, {}, ExactPolynomial(proofs::Rational(1)), true}};
  const auto has_sign = [&](std::size_t i) {
    return facts[i].sign == Sign::nonnegative || facts[i].sign == Sign::positive;
  };
  const auto is_strict = [&](std::size_t i) { return facts[i].sign == Sign::positive; };
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (has_sign(i)) result.push_back({{{i, 1}}, {}, facts[i].polynomial, is_strict(i)});
  std::vector<ExactPolynomial> multipliers{ExactPolynomial(proofs::Rational(1))};
  for (const Atom& atom : atoms(sequent.goal.polynomial)) multipliers.push_back(ExactPolynomial(atom));
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (facts[i].sign == Sign::zero)
      for (const ExactPolynomial& multiplier : multipliers)
        for (const ExactPolynomial& signed_one : {multiplier, -multiplier})
          result.push_back({{{i, 1}}, signed_one, signed_one * facts[i].polynomial, false});
  for (std::size_t i = 0; i < facts.size(); ++i)
    for (std::size_t j = i; j < facts.size() && result.size() < most_columns; ++j) {
      if (!has_sign(i) || !has_sign(j) || facts[i].polynomial.terms().size() > 12 ||
          facts[j].polynomial.terms().size() > 12)
        continue;
      std::vector<std::pair<std::size_t, std::uint32_t>> product{{i, 1}, {j, 1}};
      if (i == j) product = {{i, 2}};
      result.push_back(
          {std::move(product), {}, facts[i].polynomial * facts[j].polynomial, is_strict(i) && is_strict(j)});
    }
  return result;
}

}  // namespace

std::optional<Steps> combination_of_facts(const Sequent& sequent, const Origin&, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const std::vector<Column> columns = columns_of(sequent);
  if (columns.size() > most_columns) return {};
  const bool strict = sequent.goal.sign == Sign::positive;
  std::vector<ConeColumn> values;
  values.reserve(columns.size());
  for (const Column& column : columns) values.push_back({column.value, column.positive});
  const auto solution = conic_combination(values, sequent.goal.polynomial, strict, limits, search.stop());
  if (!solution) return {};
  const bool absurd = proofs::sign(solution->scale) == 0;
  proofs::Combination step;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    if (proofs::sign(solution->weights[j]) == 0) continue;
    const proofs::Rational weight = absurd ? solution->weights[j] : solution->weights[j] / solution->scale;
    const Column& column = columns[j];
    if (column.multiplier.is_zero())
      step.summands.push_back({weight, column.facts, ExactPolynomial(proofs::Rational(1))});
    else
      step.multiples.push_back({column.facts[0].first, ExactPolynomial(weight) * column.multiplier});
  }
  Steps steps;
  Sequent here = sequent;
  if (absurd) {
    steps.emplace_back(proofs::Absurd{});
    here.goal = {ExactPolynomial(), Sign::positive};
  }
  if (!proofs::apply(proofs::Step(step), here)) return {};
  steps.emplace_back(std::move(step));
  return steps;
}

}  // namespace geq::prover
