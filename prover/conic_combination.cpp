// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/conic_combination.hpp"

#include <algorithm>
#include <map>

#include "polynomials/linear_program.hpp"
#include "prover/conversion.hpp"

namespace geq::prover {

using polynomials::Rational;
using polynomials::SparseColumn;
using proofs::ExactPolynomial;

namespace {

/// The columns that can take part: in every row the terms cancel, so where all of those left have one sign, none can.
std::vector<bool> useful(const std::vector<SparseColumn>& table, std::size_t rows) {
  std::vector<bool> result(table.size(), true);
  for (bool changed = true; changed;) {
    changed = false;
    std::vector<bool> above(rows), below(rows);
    for (std::size_t j = 0; j < table.size(); ++j)
      for (const auto& [row, value] : table[j])
        if (result[j]) (value.sign() > 0 ? above : below)[row] = true;
    for (std::size_t j = 0; j < table.size(); ++j) {
      if (!result[j]) continue;
      result[j] = std::all_of(table[j].begin(), table[j].end(),
                              [&](const auto& entry) { return above[entry.first] && below[entry.first]; });
      changed = changed || !result[j];
    }
  }
  return result;
}

/// The rows that occur, counted anew.
std::size_t renumber(std::vector<SparseColumn>& table) {
  std::map<std::size_t, std::size_t> rows;
  for (SparseColumn& column : table)
    for (auto& [row, value] : column) row = rows.try_emplace(row, rows.size()).first->second;
  return rows.size();
}

}  // namespace

std::optional<ConicCombination> conic_combination(const std::vector<ConeColumn>& columns, const ExactPolynomial& goal,
                                                  bool strict, ConicLimits limits,
                                                  const polynomials::StopSignal& stop) {
  std::map<proofs::Monomial, std::size_t> monomials;
  std::vector<SparseColumn> all;
  const auto add = [&](const ExactPolynomial& value) {
    SparseColumn entries;
    for (const auto& [monomial, coefficient] : value.terms())
      entries.emplace_back(monomials.try_emplace(monomial, monomials.size()).first->second, to_search(coefficient));
    all.push_back(std::move(entries));
  };
  for (const ConeColumn& column : columns) add(column.value);
  add(-goal);
  const std::vector<bool> kept = useful(all, monomials.size());
  if (!strict && !kept.back()) return {};
  std::vector<std::size_t> places;
  std::vector<SparseColumn> table;
  for (std::size_t j = 0; j < all.size(); ++j)
    if (kept[j]) {
      places.push_back(j);
      table.push_back(std::move(all[j]));
    }
  const std::size_t rows = renumber(table);
  if (rows > limits.rows || table.size() > limits.columns) return {};
  // Strict: the positive columns have weight 1 in all. Else the goal itself does.
  std::vector<Rational> right(rows + 1);
  right.back() = Rational(1);
  if (!strict) table.back().emplace_back(rows, Rational(1));
  for (std::size_t i = 0; strict && i < places.size(); ++i)
    if (places[i] < columns.size() && columns[places[i]].positive) table[i].emplace_back(rows, Rational(1));
  const auto point = polynomials::feasible_point(table, right, limits.pivots, stop);
  if (!point) return {};
  ConicCombination result{0, std::vector<proofs::Rational>(columns.size(), 0)};
  for (std::size_t i = 0; i < places.size(); ++i)
    (places[i] < columns.size() ? result.weights[places[i]] : result.scale) = to_kernel((*point)[i]);
  return result;
}

}  // namespace geq::prover
