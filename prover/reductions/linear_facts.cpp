// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::sign;
using proofs::Sign;

namespace {

using Row = std::vector<Rational>;

/// The coefficients of a linear form in the given variables; none for anything else.
std::optional<Row> linear_form(const ExactPolynomial& polynomial, const std::vector<std::string>& names) {
  Row row(names.size(), Rational(0));
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (monomial.size() != 1 || monomial[0].second != 1 || !monomial[0].first.is_variable()) return {};
    const auto place = std::find(names.begin(), names.end(), monomial[0].first.name());
    if (place == names.end()) return {};
    row[static_cast<std::size_t>(place - names.begin())] = coefficient;
  }
  return row;
}

bool has_negative(const Row& row) {
  return std::any_of(row.begin(), row.end(), [](const Rational& c) { return sign(c) < 0; });
}

/// The inverse, by Gauss and Jordan; none for a singular matrix.
std::optional<std::vector<Row>> inverse(std::vector<Row> matrix) {
  const std::size_t n = matrix.size();
  std::vector<Row> result(n, Row(n, Rational(0)));
  for (std::size_t i = 0; i < n; ++i) result[i][i] = 1;
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    while (pivot < n && sign(matrix[pivot][column]) == 0) ++pivot;
    if (pivot == n) return {};
    std::swap(matrix[pivot], matrix[column]);
    std::swap(result[pivot], result[column]);
    const Rational scale = matrix[column][column];
    for (std::size_t j = 0; j < n; ++j) {
      matrix[column][j] = matrix[column][j] / scale;
      result[column][j] = result[column][j] / scale;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const Rational factor = matrix[i][column];
      if (i == column || sign(factor) == 0) continue;
      for (std::size_t j = 0; j < n; ++j) {
        matrix[i][j] = matrix[i][j] - factor * matrix[column][j];
        result[i][j] = result[i][j] - factor * result[column][j];
      }
    }
  }
  return result;
}

/// Linear facts >= 0 or > 0 over the variables: those with a negative coefficient first, as they say more.
std::vector<std::pair<Row, ExactPolynomial>> linear_facts(const Sequent& sequent,
                                                          const std::vector<std::string>& names) {
  std::vector<std::pair<Row, ExactPolynomial>> result;
  for (const bool mixed : {true, false})
    for (const proofs::Fact& fact : sequent.facts) {
      if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
      const auto row = linear_form(fact.polynomial, names);
      if (row && has_negative(*row) == mixed) result.emplace_back(*row, fact.polynomial);
    }
  return result;
}

/// The first `size` facts (places, increasing) whose cone is that of all facts: the others are combinations of them
/// with nonnegative coefficients. None if the cone is not simplicial, or after 5000 choices.
struct Simplicial {
  std::vector<std::size_t> places;
  std::vector<Row> inverse;
};

bool spans_all(const std::vector<Row>& inverse, const std::vector<std::pair<Row, ExactPolynomial>>& facts) {
  const std::size_t n = inverse.size();
  for (const auto& [row, form] : facts)
    for (std::size_t j = 0; j < n; ++j) {
      Rational coefficient = 0;
      for (std::size_t i = 0; i < n; ++i) coefficient = coefficient + row[i] * inverse[i][j];
      if (sign(coefficient) < 0) return false;
    }
  return true;
}

std::optional<Simplicial> simplicial_cone(const std::vector<std::pair<Row, ExactPolynomial>>& facts, std::size_t size) {
  if (facts.size() < size) return {};
  std::vector<std::size_t> places(size);
  std::iota(places.begin(), places.end(), std::size_t{0});
  for (std::size_t tried = 0; tried < 5000; ++tried) {
    std::vector<Row> matrix;
    for (const std::size_t place : places) matrix.push_back(facts[place].first);
    if (auto inverted = inverse(std::move(matrix)); inverted && spans_all(*inverted, facts))
      return Simplicial{places, std::move(*inverted)};
    std::size_t i = size;
    while (i > 0 && places[i - 1] == facts.size() - size + i - 1) --i;
    if (i == 0) return {};
    ++places[i - 1];
    for (std::size_t j = i; j < size; ++j) places[j] = places[j - 1] + 1;
  }
  return {};
}

}  // namespace

std::optional<Reduction> change_to_linear_facts(const Sequent& sequent, const Origin& origin, Search&) {
  std::set<std::string> occurring = variables(sequent.goal.polynomial);
  for (const proofs::Fact& fact : sequent.facts)
    if (homogeneous_degree(fact.polynomial) == 1) occurring.merge(variables(fact.polynomial));
  std::vector<std::string> names;
  for (const std::string& name : sequent.variables)
    if (occurring.contains(name)) names.push_back(name);
  const auto facts = linear_facts(sequent, names);
  if (facts.empty() || !has_negative(facts.front().first)) return {};
  const auto cone = simplicial_cone(facts, names.size());
  if (!cone) return {};
  const std::vector<std::string> fresh = fresh_names(sequent, "uvwxyzpqrs", names.size());
  proofs::Put put;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ExactPolynomial value;
    for (std::size_t j = 0; j < names.size(); ++j)
      value = value + ExactPolynomial(cone->inverse[i][j]) * ExactPolynomial::variable(fresh[j]);
    put.definitions.emplace_back(fresh[i], facts[cone->places[i]].second);
    put.replacements.emplace_back(names[i], value);
  }
  return Reduction{put, origin.after(put)};
}

}  // namespace geq::prover
