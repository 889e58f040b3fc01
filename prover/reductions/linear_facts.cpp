// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

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

/// Rows kept in echelon form, to see whether another one is independent.
class Basis {
 public:
  bool add(Row row) {
    for (const auto& [pivot, kept] : rows_) {
      const Rational factor = row[pivot];
      for (std::size_t i = 0; i < row.size(); ++i) row[i] = row[i] - factor * kept[i];
    }
    const auto pivot = std::find_if(row.begin(), row.end(), [](const Rational& c) { return sign(c) != 0; });
    if (pivot == row.end()) return false;
    const Rational scale = *pivot;
    const auto place = static_cast<std::size_t>(pivot - row.begin());
    for (Rational& c : row) c = c / scale;
    rows_.emplace_back(place, std::move(row));
    return true;
  }

 private:
  std::vector<std::pair<std::size_t, Row>> rows_;
};

/// The inverse of a regular matrix, by Gauss and Jordan.
std::vector<Row> inverse(std::vector<Row> matrix) {
  const std::size_t n = matrix.size();
  std::vector<Row> result(n, Row(n, Rational(0)));
  for (std::size_t i = 0; i < n; ++i) result[i][i] = 1;
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    while (sign(matrix[pivot][column]) == 0) ++pivot;
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
std::vector<std::pair<Row, ExactPolynomial>> linear_facts(const Sequent& sequent, const std::vector<std::string>& names) {
  std::vector<std::pair<Row, ExactPolynomial>> result;
  for (const bool mixed : {true, false})
    for (const proofs::Fact& fact : sequent.facts) {
      if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
      const auto row = linear_form(fact.polynomial, names);
      if (row && has_negative(*row) == mixed) result.emplace_back(*row, fact.polynomial);
    }
  return result;
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
  Basis basis;
  std::vector<Row> matrix;
  std::vector<ExactPolynomial> forms;
  for (const auto& [row, form] : facts)
    if (basis.add(row)) {
      matrix.push_back(row);
      forms.push_back(form);
    }
  if (matrix.size() != names.size()) return {};
  const std::vector<Row> back = inverse(matrix);
  const std::vector<std::string> fresh = fresh_names(sequent, "uvwxyzpqrs", names.size());
  proofs::Put put;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ExactPolynomial value;
    for (std::size_t j = 0; j < names.size(); ++j)
      value = value + ExactPolynomial(back[i][j]) * ExactPolynomial::variable(fresh[j]);
    put.definitions.emplace_back(fresh[i], forms[i]);
    put.replacements.emplace_back(names[i], value);
  }
  // Worth it only if no linear fact is left that says more than that the new variables are nonnegative.
  const auto after = proofs::apply(put, sequent);
  if (!after) return {};
  const auto left = linear_facts(after.value().front(), fresh);
  if (!left.empty() && has_negative(left.front().first)) return {};
  return Reduction{put, origin.after(put)};
}

}  // namespace geq::prover
