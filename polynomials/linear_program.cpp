// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/linear_program.hpp"

#include <stdexcept>

namespace geq::polynomials {

namespace {

/// Rows with an artificial variable each, which starts in the basis and never comes back. The last entry of a row is
/// its right side; the last row holds the reduced costs of the sum of the artificial variables.
class Table {
 public:
  Table(const std::vector<SparseColumn>& columns, const std::vector<Rational>& right)
      : width_(columns.size()), basis_(right.size(), columns.size()) {
    rows_.assign(right.size() + 1, std::vector<Rational>(width_ + 1));
    for (std::size_t i = 0; i < right.size(); ++i) rows_[i][width_] = right[i];
    for (std::size_t j = 0; j < width_; ++j)
      for (const auto& [row, value] : columns[j]) {
        if (row >= right.size()) throw std::invalid_argument("feasible_point: no such row");
        rows_[row][j] += value;
      }
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (rows_[i][width_].sign() < 0)
        for (Rational& entry : rows_[i]) entry = -entry;
      for (std::size_t j = 0; j <= width_; ++j) rows_.back()[j] -= rows_[i][j];
    }
  }

  bool is_feasible() const { return rows_.back()[width_].is_zero(); }

  /// The column that comes in; none at the optimum.
  std::optional<std::size_t> entering(bool first) const {
    std::optional<std::size_t> best;
    for (std::size_t j = 0; j < width_; ++j) {
      const Rational& cost = rows_.back()[j];
      if (cost.sign() >= 0 || (best && !(cost < rows_.back()[*best]))) continue;
      best = j;
      if (first) return best;
    }
    return best;
  }

  /// The row whose variable goes out; none if the column is unbounded, which the first phase never is.
  std::optional<std::size_t> leaving(std::size_t column) const {
    std::optional<std::size_t> best;
    Rational least;
    for (std::size_t i = 0; i < basis_.size(); ++i) {
      if (rows_[i][column].sign() <= 0) continue;
      const Rational ratio = rows_[i][width_].divided_by(rows_[i][column]).value();
      const bool artificial = basis_[i] == width_;
      if (best && (least < ratio || (least == ratio && !artificial && basis_[*best] <= basis_[i]))) continue;
      best = i;
      least = ratio;
    }
    return best;
  }

  void pivot(std::size_t row, std::size_t column) {
    const Rational scale = Rational(1).divided_by(rows_[row][column]).value();
    std::vector<std::size_t> support;
    for (std::size_t j = 0; j <= width_; ++j)
      if (!rows_[row][j].is_zero()) {
        rows_[row][j] *= scale;
        support.push_back(j);
      }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i == row || rows_[i][column].is_zero()) continue;
      const Rational factor = rows_[i][column];
      for (const std::size_t j : support) rows_[i][j] -= factor * rows_[row][j];
    }
    basis_[row] = column;
  }

  std::vector<Rational> point() const {
    std::vector<Rational> result(width_);
    for (std::size_t i = 0; i < basis_.size(); ++i)
      if (basis_[i] < width_) result[basis_[i]] = rows_[i][width_];
    return result;
  }

 private:
  std::size_t width_;
  std::vector<std::vector<Rational>> rows_;
  std::vector<std::size_t> basis_;  ///< width_ for an artificial variable
};

}  // namespace

std::optional<std::vector<Rational>> feasible_point(const std::vector<SparseColumn>& columns,
                                                    const std::vector<Rational>& right, std::size_t max_pivots,
                                                    const StopSignal& stop) {
  Table table(columns, right);
  for (std::size_t pivots = 0; pivots < max_pivots && !stop.requested(); ++pivots) {
    if (table.is_feasible()) return table.point();
    const auto column = table.entering(2 * pivots > max_pivots);
    if (!column) return {};
    const auto row = table.leaving(*column);
    if (!row) return {};
    table.pivot(*row, *column);
  }
  return {};
}

}  // namespace geq::polynomials
