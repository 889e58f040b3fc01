// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Square matrices of machine numbers, for the numerical search of sums of squares. They choose, and never decide.

#include <cstddef>
#include <optional>
#include <vector>

namespace geq::polynomials {

/// n x n, row by row.
class DenseMatrix {
 public:
  explicit DenseMatrix(std::size_t size = 0, double diagonal = 0) : size_(size), entries_(size * size, 0) {
    for (std::size_t i = 0; i < size; ++i) at(i, i) = diagonal;
  }

  std::size_t size() const noexcept { return size_; }
  double& at(std::size_t row, std::size_t column) { return entries_[row * size_ + column]; }
  double at(std::size_t row, std::size_t column) const { return entries_[row * size_ + column]; }
  const double* row(std::size_t row) const { return entries_.data() + row * size_; }
  double* row(std::size_t row) { return entries_.data() + row * size_; }

  /// this += factor * other
  void add(double factor, const DenseMatrix& other);
  /// (this + its transpose) / 2
  void symmetrise();
  double largest() const;  ///< absolute value of the entry that is farthest from 0

 private:
  std::size_t size_;
  std::vector<double> entries_;
};

DenseMatrix product(const DenseMatrix& left, const DenseMatrix& right);
/// The sum of left_ij * right_ij.
double inner_product(const DenseMatrix& left, const DenseMatrix& right);

/// Lower triangular L with L L^T = matrix; none unless every pivot is positive. Cost: n^3 / 6.
std::optional<DenseMatrix> cholesky(const DenseMatrix& matrix);
/// x with L L^T x = right.
std::vector<double> solve_with_cholesky(const DenseMatrix& lower, std::vector<double> right);
/// The inverse of L L^T.
DenseMatrix inverse_from_cholesky(const DenseMatrix& lower);

/// Eigenvalues in increasing order, and eigenvectors as the rows of `vectors`. By Jacobi's rotations; cost some 10 n^3.
struct Eigensystem {
  std::vector<double> values;
  DenseMatrix vectors;
};
Eigensystem eigensystem(DenseMatrix symmetric);

}  // namespace geq::polynomials
