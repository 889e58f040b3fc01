// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/semidefinite_program.hpp"

#include <algorithm>
#include <cmath>

namespace geq::polynomials {

namespace {

constexpr int max_iterations = 80;
constexpr double feasible = 1e-11;         // relative error of the equations that counts as none
constexpr double clearly_positive = 1e-4;  // smallest eigenvalue relative to the largest
constexpr double small_gap = 1e-11;        // of complementarity: eigenvalues that vanish have done so

using Blocks = std::vector<DenseMatrix>;

Blocks identities(const std::vector<std::size_t>& orders, double diagonal) {
  Blocks result;
  for (const std::size_t order : orders) result.emplace_back(order, diagonal);
  return result;
}

double inner_product(const Blocks& left, const Blocks& right) {
  double sum = 0;
  for (std::size_t b = 0; b < left.size(); ++b) sum += inner_product(left[b], right[b]);
  return sum;
}

double largest(const Blocks& blocks) {
  double result = 0;
  for (const DenseMatrix& block : blocks) result = std::max(result, block.largest());
  return result;
}

/// <A, X> for an X that need not be symmetric.
double applied(const std::vector<SymmetricEntry>& constraint, const Blocks& x) {
  double sum = 0;
  for (const SymmetricEntry& e : constraint)
    sum += e.value *
           (e.row == e.column ? x[e.block].at(e.row, e.row) : x[e.block].at(e.row, e.column) + x[e.block].at(e.column, e.row));
  return sum;
}

class Iteration {
 public:
  Iteration(const SemidefiniteProgram& program, const StopSignal& stop) : program_(program), stop_(stop) {
    double scale = 1;
    for (const double c : program.right) scale = std::max(scale, std::fabs(c));
    std::size_t order = 1;
    for (const std::size_t n : program.orders) order_ += n, order = std::max(order, n);
    x_ = identities(program.orders, 10 * scale * std::sqrt(static_cast<double>(order)));
    s_ = identities(program.orders, 10 * std::sqrt(static_cast<double>(order)));
    y_.assign(program.right.size(), 0);
  }

  Centre run() {
    for (int i = 0; i < max_iterations && !stop_.requested(); ++i) {
      if (const auto status = finished()) return {*status, x_};
      if (!improve()) break;
    }
    if (primal_error() < 1e-7) return {CentreStatus::boundary, x_};
    return {CentreStatus::inconclusive, x_};
  }

 private:
  double gap() const { return inner_product(x_, s_) / static_cast<double>(order_); }

  double primal_error() const {
    double error = 0;
    double scale = 1;
    for (std::size_t k = 0; k < y_.size(); ++k) {
      error = std::max(error, std::fabs(program_.right[k] - applied(program_.constraints[k], x_)));
      scale = std::max(scale, std::fabs(program_.right[k]));
    }
    return error / std::max(scale, largest(x_));
  }

  std::optional<CentreStatus> finished() const {
    const double error = primal_error();
    if (error < feasible) {
      bool positive = true;
      const double scale = largest(x_);
      for (const DenseMatrix& block : x_) {
        DenseMatrix shifted = block;
        shifted.add(-clearly_positive * std::min(scale, std::max(block.largest(), 1e-2 * scale)),
                    DenseMatrix(block.size(), 1));
        positive = positive && cholesky(shifted).has_value();
      }
      if (positive && gap() < 1e-2 * std::max(1.0, scale)) return CentreStatus::interior;
      if (gap() < small_gap * scale) return CentreStatus::boundary;
    }
    // y with sum y_k A_k <= 0 and sum y_k c_k > 0 shows that there is no solution.
    double value = 0, size = 0;
    for (std::size_t k = 0; k < y_.size(); ++k) value += y_[k] * program_.right[k], size += std::fabs(y_[k]);
    if (value > 1e-3 * size && size > 1e-6 && dual_error() < 1e-6 * size) return CentreStatus::infeasible;
    return {};
  }

  /// -S - sum y_k A_k
  Blocks dual_residual() const {
    Blocks r = identities(program_.orders, 0);
    for (std::size_t b = 0; b < r.size(); ++b) r[b].add(-1, s_[b]);
    add_adjoint(y_, -1, r);
    return r;
  }
  double dual_error() const { return largest(dual_residual()); }

  void add_adjoint(const std::vector<double>& y, double factor, Blocks& target) const {
    for (std::size_t k = 0; k < y.size(); ++k)
      for (const SymmetricEntry& e : program_.constraints[k]) {
        target[e.block].at(e.row, e.column) += factor * y[k] * e.value;
        if (e.row != e.column) target[e.block].at(e.column, e.row) += factor * y[k] * e.value;
      }
  }

  /// M_kl = <A_k, X A_l S^-1>
  DenseMatrix schur_complement() const {
    const std::size_t m = y_.size();
    DenseMatrix result(m);
    for (std::size_t l = 0; l < m && !stop_.requested(); ++l) {
      Blocks image(x_.size());
      for (const SymmetricEntry& e : program_.constraints[l]) {
        DenseMatrix& target = image[e.block];
        if (target.size() == 0) target = DenseMatrix(x_[e.block].size());
        add_outer(e.value, x_[e.block].row(e.row), s_inverse_[e.block].row(e.column), target);
        if (e.row != e.column) add_outer(e.value, x_[e.block].row(e.column), s_inverse_[e.block].row(e.row), target);
      }
      for (std::size_t k = 0; k <= l; ++k) {
        double sum = 0;
        for (const SymmetricEntry& e : program_.constraints[k]) {
          const DenseMatrix& block = image[e.block];
          if (block.size() == 0) continue;
          sum += e.value * (e.row == e.column ? block.at(e.row, e.row)
                                              : block.at(e.row, e.column) + block.at(e.column, e.row));
        }
        result.at(k, l) = result.at(l, k) = sum;
      }
    }
    return result;
  }

  static void add_outer(double factor, const double* column, const double* row, DenseMatrix& target) {
    const std::size_t n = target.size();
    for (std::size_t i = 0; i < n; ++i) {
      const double f = factor * column[i];
      double* to = target.row(i);
      for (std::size_t j = 0; j < n; ++j) to[j] += f * row[j];
    }
  }

  struct Direction {
    Blocks x, s;
    std::vector<double> y;
  };

  /// Newton's direction for X S = target * I - second (a product of the predictor's changes, or nothing).
  Direction direction(const DenseMatrix& factor, double target, const Blocks& residual, const Blocks* second) const {
    Direction d{identities(program_.orders, 0), residual, {}};
    Blocks constant = identities(program_.orders, 0);  // what X would change by if dy were 0
    for (std::size_t b = 0; b < x_.size(); ++b) {
      constant[b].add(target, s_inverse_[b]);
      constant[b].add(-1, x_[b]);
      DenseMatrix moved = product(x_[b], residual[b]);
      if (second != nullptr) moved.add(1, (*second)[b]);
      constant[b].add(-1, product(moved, s_inverse_[b]));
    }
    std::vector<double> right(y_.size());
    for (std::size_t k = 0; k < y_.size(); ++k)
      right[k] = program_.right[k] - applied(program_.constraints[k], x_) - applied(program_.constraints[k], constant);
    d.y = solve_with_cholesky(factor, std::move(right));
    Blocks image = identities(program_.orders, 0);
    add_adjoint(d.y, 1, image);
    for (std::size_t b = 0; b < x_.size(); ++b) {
      d.s[b].add(-1, image[b]);
      d.x[b] = constant[b];
      d.x[b].add(1, product(product(x_[b], image[b]), s_inverse_[b]));
      d.x[b].symmetrise();
    }
    return d;
  }

  /// The largest step (at most 1) that keeps the blocks positive definite, and a little less.
  static double step_length(const Blocks& at, const Blocks& change) {
    const auto stays = [&](double step) {
      for (std::size_t b = 0; b < at.size(); ++b) {
        DenseMatrix moved = at[b];
        moved.add(step, change[b]);
        if (!cholesky(moved)) return false;
      }
      return true;
    };
    if (stays(1.0 / 0.98)) return 1;
    double low = 0, high = 1.0 / 0.98;
    for (int i = 0; i < 14; ++i) {
      const double middle = (low + high) / 2;
      (stays(middle) ? low : high) = middle;
    }
    return 0.95 * low;
  }

  bool improve() {
    s_inverse_.clear();
    for (const DenseMatrix& block : s_) {
      const auto lower = cholesky(block);
      if (!lower) return false;
      s_inverse_.push_back(inverse_from_cholesky(*lower));
    }
    DenseMatrix m = schur_complement();
    std::optional<DenseMatrix> factor;
    for (double regular = 1e-15; !factor && regular < 1e-5; regular *= 100) {
      for (std::size_t k = 0; k < m.size(); ++k) m.at(k, k) *= 1 + regular;
      factor = cholesky(m);
    }
    if (!factor || stop_.requested()) return false;
    const Blocks residual = dual_residual();
    const Direction predictor = direction(*factor, 0, residual, nullptr);
    const double px = step_length(x_, predictor.x);
    const double ps = step_length(s_, predictor.s);
    const double mu = gap();
    const double rest = 1 - std::min(px, ps);
    const double target = mu * std::clamp(rest * rest * rest, 1e-3, 0.8);
    Blocks second;
    for (std::size_t b = 0; b < x_.size(); ++b) second.push_back(product(predictor.x[b], predictor.s[b]));
    const Direction corrector = direction(*factor, target, residual, &second);
    const double cx = step_length(x_, corrector.x);
    const double cs = step_length(s_, corrector.s);
    if (cx < 1e-7 && cs < 1e-7) return false;
    for (std::size_t b = 0; b < x_.size(); ++b) x_[b].add(cx, corrector.x[b]), s_[b].add(cs, corrector.s[b]);
    for (std::size_t k = 0; k < y_.size(); ++k) y_[k] += cs * corrector.y[k];
    return true;
  }

  const SemidefiniteProgram& program_;
  const StopSignal& stop_;
  std::size_t order_ = 0;
  Blocks x_, s_, s_inverse_;
  std::vector<double> y_;
};

}  // namespace

Centre find_centre(const SemidefiniteProgram& program, const StopSignal& stop) { return Iteration(program, stop).run(); }

}  // namespace geq::polynomials
