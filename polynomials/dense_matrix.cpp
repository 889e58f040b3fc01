// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/dense_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geq::polynomials {

void DenseMatrix::add(double factor, const DenseMatrix& other) {
  for (std::size_t i = 0; i < entries_.size(); ++i) entries_[i] += factor * other.entries_[i];
}

void DenseMatrix::symmetrise() {
  for (std::size_t i = 0; i < size_; ++i)
    for (std::size_t j = 0; j < i; ++j) at(i, j) = at(j, i) = (at(i, j) + at(j, i)) / 2;
}

double DenseMatrix::largest() const {
  double result = 0;
  for (const double entry : entries_) result = std::max(result, std::fabs(entry));
  return result;
}

DenseMatrix product(const DenseMatrix& left, const DenseMatrix& right) {
  const std::size_t n = left.size();
  DenseMatrix result(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k) {
      const double factor = left.at(i, k);
      if (factor == 0) continue;
      for (std::size_t j = 0; j < n; ++j) result.at(i, j) += factor * right.at(k, j);
    }
  return result;
}

double inner_product(const DenseMatrix& left, const DenseMatrix& right) {
  double sum = 0;
  for (std::size_t i = 0; i < left.size(); ++i)
    for (std::size_t j = 0; j < left.size(); ++j) sum += left.at(i, j) * right.at(i, j);
  return sum;
}

std::optional<DenseMatrix> cholesky(const DenseMatrix& matrix) {
  const std::size_t n = matrix.size();
  DenseMatrix lower(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const double* left = lower.row(i);
      const double* right = lower.row(j);
      double sum = matrix.at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= left[k] * right[k];
      if (i != j) {
        lower.at(i, j) = sum / lower.at(j, j);
      } else if (sum > 0 && std::isfinite(sum)) {
        lower.at(i, i) = std::sqrt(sum);
      } else {
        return {};
      }
    }
  return lower;
}

std::vector<double> solve_with_cholesky(const DenseMatrix& lower, std::vector<double> right) {
  const std::size_t n = lower.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= lower.at(i, k) * right[k];
    right[i] /= lower.at(i, i);
  }
  for (std::size_t i = n; i-- > 0;) {
    right[i] /= lower.at(i, i);
    for (std::size_t k = 0; k < i; ++k) right[k] -= lower.at(i, k) * right[i];
  }
  return right;
}

DenseMatrix inverse_from_cholesky(const DenseMatrix& lower) {
  const std::size_t n = lower.size();
  DenseMatrix inverse(n);
  for (std::size_t column = 0; column < n; ++column) {
    std::vector<double> unit(n, 0);
    unit[column] = 1;
    const std::vector<double> solution = solve_with_cholesky(lower, std::move(unit));
    for (std::size_t i = 0; i < n; ++i) inverse.at(i, column) = solution[i];
  }
  inverse.symmetrise();
  return inverse;
}

namespace {

void rotate(DenseMatrix& a, DenseMatrix& vectors, std::size_t p, std::size_t q) {
  if (a.at(p, q) == 0) return;
  const double theta = (a.at(q, q) - a.at(p, p)) / (2 * a.at(p, q));
  const double t = (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1);
  const double s = t * c;
  const std::size_t n = a.size();
  for (std::size_t k = 0; k < n; ++k) {
    const double x = a.at(k, p), y = a.at(k, q);
    a.at(k, p) = c * x - s * y;
    a.at(k, q) = s * x + c * y;
  }
  for (std::size_t k = 0; k < n; ++k) {
    const double x = a.at(p, k), y = a.at(q, k);
    a.at(p, k) = c * x - s * y;
    a.at(q, k) = s * x + c * y;
  }
  for (std::size_t k = 0; k < n; ++k) {
    const double x = vectors.at(p, k), y = vectors.at(q, k);
    vectors.at(p, k) = c * x - s * y;
    vectors.at(q, k) = s * x + c * y;
  }
}

double off_diagonal(const DenseMatrix& a) {
  double result = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) result = std::max(result, std::fabs(a.at(i, j)));
  return result;
}

}  // namespace

Eigensystem eigensystem(DenseMatrix a) {
  const std::size_t n = a.size();
  DenseMatrix vectors(n, 1);
  const double small = 1e-18 * a.largest();
  for (int sweep = 0; sweep < 60 && off_diagonal(a) > small; ++sweep)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) rotate(a, vectors, p, q);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return a.at(i, i) < a.at(j, j); });
  Eigensystem result{std::vector<double>(n), DenseMatrix(n)};
  for (std::size_t i = 0; i < n; ++i) {
    result.values[i] = a.at(order[i], order[i]);
    for (std::size_t k = 0; k < n; ++k) result.vectors.at(i, k) = vectors.at(order[i], k);
  }
  return result;
}

}  // namespace geq::polynomials
