// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/cone_geometry.hpp"

#include <algorithm>
#include <map>

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Integer;
using proofs::Rational;
using proofs::sign;

namespace {

using Row = std::vector<Rational>;

/// Coprime integers, the same direction.
Row primitive(Row row) {
  Integer denominators = 1;
  for (const Rational& c : row) denominators = cln::lcm(denominators, cln::denominator(c));
  Integer content = 0;
  for (const Rational& c : row) content = cln::gcd(content, cln::numerator(c * denominators));
  if (zerop(content)) return row;
  for (Rational& c : row) c = c * denominators / content;
  return row;
}

/// x_i <= x_j as the pair (i, j), if the facet's form is x_j - x_i.
std::optional<std::pair<std::size_t, std::size_t>> comparison(const Row& form) {
  std::optional<std::size_t> low, high;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (zerop(form[i])) continue;
    if (form[i] == 1 && !high)
      high = i;
    else if (form[i] == -1 && !low)
      low = i;
    else
      return {};
  }
  if (!low || !high) return {};
  return std::pair{*low, *high};
}

/// The names from smallest to largest when the comparisons are exactly the steps of one chain.
std::optional<std::vector<std::size_t>> chain(const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  std::map<std::size_t, std::size_t> above;
  std::map<std::size_t, std::size_t> below;
  for (const auto& [low, high] : pairs)
    if (!above.emplace(low, high).second || !below.emplace(high, low).second) return {};
  for (const auto& [low, high] : pairs) {
    if (below.contains(low)) continue;
    std::vector<std::size_t> order{low};
    for (auto next = above.find(low); next != above.end() && order.size() <= pairs.size();
         next = above.find(order.back()))
      order.push_back(next->second);
    if (order.size() == pairs.size() + 1) return order;
    return {};
  }
  return {};
}

}  // namespace

std::optional<std::size_t> lone_unit(const std::vector<Rational>& row) {
  std::optional<std::size_t> place;
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (zerop(row[c])) continue;
    if (place || row[c] != 1) return {};
    place = c;
  }
  return place;
}

std::optional<std::vector<Row>> inverse(std::vector<Row> matrix) {
  const std::size_t n = matrix.size();
  std::vector<Row> result(n, Row(n, Rational(0)));
  for (std::size_t i = 0; i < n; ++i) result[i][i] = 1;
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    while (pivot < n && zerop(matrix[pivot][column])) ++pivot;
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
      if (i == column || zerop(factor)) continue;
      for (std::size_t j = 0; j < n; ++j) {
        matrix[i][j] = matrix[i][j] - factor * matrix[column][j];
        result[i][j] = result[i][j] - factor * result[column][j];
      }
    }
  }
  return result;
}

Formula region_of(const Matrix& matrix, const std::vector<std::string>& names) {
  const auto facets = inverse(matrix.rows);
  if (!facets) return {};
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::vector<Formula> relations;
  bool only_comparisons = true;
  for (const Row& row : *facets) {
    const Row form = primitive(row);
    // On the orthant a form without negative coefficients says nothing.
    if (std::all_of(form.begin(), form.end(), [](const Rational& c) { return sign(c) >= 0; })) continue;
    ExactPolynomial polynomial;
    for (std::size_t i = 0; i < form.size(); ++i)
      polynomial = polynomial + ExactPolynomial(form[i]) * ExactPolynomial::variable(names[i]);
    if (polynomial.terms().size() > max_facet_terms) return {};
    const auto pair = comparison(form);
    if (pair) pairs.push_back(*pair);
    only_comparisons = only_comparisons && pair;
    // Read upwards: a <= b.
    Formula relation_of_facet = as_relation({polynomial, proofs::Sign::nonnegative});
    relations.push_back(pair ? relation(named(names[pair->first]), Symbol::less_equal, named(names[pair->second]))
                             : std::move(relation_of_facet));
  }
  if (only_comparisons)
    if (const auto order = chain(pairs)) {
      Formula result = named(names[order->front()]);
      for (std::size_t i = 1; i < order->size(); ++i)
        result << Formula(Symbol::less_equal) << named(names[(*order)[i]]);
      return result;
    }
  std::sort(pairs.begin(), pairs.end());
  return listed(relations);
}

}  // namespace geq::render
