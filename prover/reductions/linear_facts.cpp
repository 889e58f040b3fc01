// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "prover/reductions/alternatives.hpp"

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

struct LinearFact {
  Row row;
  ExactPolynomial form;
};

/// Linear facts >= 0 or > 0 over the variables: those with a negative coefficient first, as they say more.
std::vector<LinearFact> linear_facts(const Sequent& sequent, const std::vector<std::string>& names) {
  std::vector<LinearFact> result;
  for (const bool mixed : {true, false})
    for (const proofs::Fact& fact : sequent.facts) {
      if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
      const auto row = linear_form(fact.polynomial, names);
      if (row && has_negative(*row) == mixed) result.push_back({*row, fact.polynomial});
    }
  return result;
}

/// Facts (places, increasing) that bound a cone with as many sides as there are variables.
struct Simplicial {
  std::vector<std::size_t> places;
  std::vector<Row> inverse;
  std::size_t implied;  ///< how many facts are combinations of these with nonnegative coefficients
};

std::size_t implied_by(const std::vector<Row>& inverse, const std::vector<LinearFact>& facts) {
  const std::size_t n = inverse.size();
  std::size_t count = 0;
  for (const LinearFact& fact : facts) {
    bool nonnegative = true;
    for (std::size_t j = 0; j < n && nonnegative; ++j) {
      Rational coefficient = 0;
      for (std::size_t i = 0; i < n; ++i) coefficient = coefficient + fact.row[i] * inverse[i][j];
      nonnegative = sign(coefficient) >= 0;
    }
    count += nonnegative ? 1 : 0;
  }
  return count;
}

/// The choices of facts that imply most others, the best first; a choice that implies all others is the only one. Looks
/// at 5000 choices.
std::vector<Simplicial> simplicial_cones(const std::vector<LinearFact>& facts, std::size_t size, std::size_t wanted) {
  std::vector<Simplicial> result;
  if (facts.size() < size || size == 0) return result;
  std::vector<std::size_t> places(size);
  std::iota(places.begin(), places.end(), std::size_t{0});
  for (std::size_t tried = 0; tried < 5000; ++tried) {
    std::vector<Row> matrix;
    matrix.reserve(size);
    for (const std::size_t place : places) matrix.push_back(facts[place].row);
    if (auto inverted = inverse(std::move(matrix))) {
      const std::size_t implied = implied_by(*inverted, facts);
      if (implied == facts.size()) return {Simplicial{places, std::move(*inverted), implied}};
      result.push_back({places, std::move(*inverted), implied});
      std::stable_sort(result.begin(), result.end(),
                       [](const auto& a, const auto& b) { return a.implied > b.implied; });
      if (result.size() > wanted) result.pop_back();
    }
    std::size_t i = size;
    while (i > 0 && places[i - 1] == facts.size() - size + i - 1) --i;
    if (i == 0) break;
    ++places[i - 1];
    for (std::size_t j = i; j < size; ++j) places[j] = places[j - 1] + 1;
  }
  return result;
}

proofs::Put facts_as_variables(const Simplicial& cone, const std::vector<LinearFact>& facts,
                               const std::vector<std::string>& names, const Sequent& sequent) {
  const std::vector<std::string> fresh = fresh_names(sequent, "uvwxyzpqrs", names.size());
  proofs::Put put;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ExactPolynomial value;
    for (std::size_t j = 0; j < names.size(); ++j)
      value = value + ExactPolynomial(cone.inverse[i][j]) * ExactPolynomial::variable(fresh[j]);
    put.definitions.emplace_back(fresh[i], facts[cone.places[i]].form);
    put.replacements.emplace_back(names[i], value);
  }
  return put;
}

/// Linear facts that say more than that a variable is nonnegative.
bool forget_mixed(Derivation& way) {
  proofs::Forget step;
  for (std::size_t i = 0; i < way.sequent.facts.size(); ++i) {
    const auto row = linear_form(way.sequent.facts[i].polynomial, way.sequent.variables);
    if (row && has_negative(*row)) step.facts.push_back(i);
  }
  return step.facts.empty() || way.then(step);
}

std::vector<std::string> in_order(const std::set<std::string>& wanted, const Sequent& sequent) {
  std::vector<std::string> names;
  for (const std::string& name : sequent.variables)
    if (wanted.contains(name)) names.push_back(name);
  return names;
}

}  // namespace

void add_linear_facts_as_variables(const Sequent& sequent, const Origin& origin, std::vector<Derivation>& ways) {
  constexpr std::size_t choices = 4;
  const std::set<std::string> in_goal = variables(sequent.goal.polynomial);
  std::set<std::string> occurring = in_goal;
  for (const proofs::Fact& fact : sequent.facts)
    if (homogeneous_degree(fact.polynomial) == 1) occurring.merge(variables(fact.polynomial));
  const auto all = linear_facts(sequent, in_order(occurring, sequent));
  if (all.empty() || !has_negative(all.front().row)) return;
  std::vector<std::set<std::string>> scopes{occurring};
  if (in_goal != occurring) scopes.push_back(in_goal);
  for (const std::set<std::string>& wanted : scopes) {
    const std::vector<std::string> names = in_order(wanted, sequent);
    const auto facts = linear_facts(sequent, names);
    for (const Simplicial& cone : simplicial_cones(facts, names.size(), choices)) {
      const bool all_used = cone.implied == facts.size();
      Derivation way(sequent, all_used && wanted == occurring ? origin : origin.sufficient());
      if (!way.then(facts_as_variables(cone, facts, names, sequent)) || (!all_used && !forget_mixed(way))) continue;
      ways.push_back(std::move(way));
      if (all_used && wanted == occurring) return;
    }
  }
  Derivation rest(sequent, origin.sufficient());
  if (forget_mixed(rest)) ways.push_back(std::move(rest));
}

}  // namespace geq::prover
