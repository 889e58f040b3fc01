// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/near_minimiser.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "polynomials/form.hpp"

namespace geq::polynomials {

namespace {

using Point = std::vector<double>;

constexpr std::size_t largest_evaluation = 100'000;  // additions; a cone takes some hundred evaluations
constexpr std::size_t control_starts = 4;
constexpr int newton_steps = 40;

/// Value, gradient and Hessian of F = d! f in double precision, read off the top of a de Casteljau pyramid.
class NumericForm {
 public:
  NumericForm(const ShiftTable& table, const CoefficientArray& form) : table_(table), pyramid_(table.pyramid_size()) {
    for (std::size_t i = 0; i < table.entries(); ++i) pyramid_[i] = form.to_double(i, form.bits);
  }

  double control(std::size_t index) const { return pyramid_[index]; }

  double value(const Point& t) {
    for (std::size_t r = 1; r <= table_.degree(); ++r) {
      double* level = pyramid_.data() + table_.level_start(r);
      const double* below = pyramid_.data() + table_.level_start(r - 1);
      std::fill(level, level + table_.level_size(r), 0.0);
      for (std::size_t k = 0; k < t.size(); ++k) {
        if (t[k] == 0.0) continue;
        for (const ShiftTable::Run& run : table_.raised_runs(r, k)) {
          for (std::size_t i = 0; i < run.length; ++i) level[run.to + i] += t[k] * below[run.from + i];
        }
      }
    }
    return pyramid_.back();
  }

  /// Of the point `value` was last asked about. Needs degree >= 1.
  double derivative(std::size_t k) const {
    return static_cast<double>(table_.degree()) * pyramid_[table_.level_start(table_.degree() - 1) + k];
  }
  /// Needs degree >= 2.
  double second_derivative(std::size_t k, std::size_t l) const {
    const std::size_t d = table_.degree();
    const std::size_t linear = table_.raised(d - 1, k)[l];  // index of e_k + e_l in degree 2
    return static_cast<double>(d * (d - 1)) * pyramid_[table_.level_start(d - 2) + linear];
  }

 private:
  const ShiftTable& table_;
  std::vector<double> pyramid_;
};

/// Gaussian elimination with pivoting; none when the matrix is nearly singular. Rows of size m + 1, right side last.
std::optional<Point> solved(std::vector<Point> rows) {
  const std::size_t m = rows.size();
  for (std::size_t c = 0; c < m; ++c) {
    std::size_t pivot = c;
    for (std::size_t r = c + 1; r < m; ++r) {
      if (std::abs(rows[r][c]) > std::abs(rows[pivot][c])) pivot = r;
    }
    if (!(std::abs(rows[pivot][c]) > 1e-280)) return std::nullopt;
    std::swap(rows[c], rows[pivot]);
    for (std::size_t r = 0; r < m; ++r) {
      if (r == c || rows[r][c] == 0.0) continue;
      const double factor = rows[r][c] / rows[c][c];
      for (std::size_t j = c; j <= m; ++j) rows[r][j] -= factor * rows[c][j];
    }
  }
  Point solution(m);
  for (std::size_t c = 0; c < m; ++c) solution[c] = rows[c][m] / rows[c][c];
  return solution;
}

/// Damped Newton on the simplex sum t = 1, t >= 0, with an active set: columns at 0 stay there while that pays.
class Descent {
 public:
  Descent(NumericForm& form, std::size_t degree, Point start)
      : form_(form), degree_(static_cast<double>(degree)), point_(std::move(start)), value_(form.value(point_)) {}

  void run() {
    double damping = 1e-3;
    for (int step = 0; step < newton_steps && damping < 1e12; ++step) {
      value_ = form_.value(point_);
      const std::optional<Point> next = candidate(damping);
      const double reached = next ? form_.value(*next) : std::numeric_limits<double>::infinity();
      if (reached < value_) {
        const bool negligible = value_ - reached <= 1e-17 * std::abs(value_);
        point_ = *next;
        value_ = reached;
        damping = std::max(damping / 8, 1e-14);
        if (negligible) return;
      } else {
        damping *= 8;
      }
    }
  }

  const Point& point() const { return point_; }
  double value() const { return value_; }

 private:
  std::optional<Point> candidate(double damping) {
    const std::size_t n = point_.size();
    const double slope = value_ * degree_;  // Euler: sum of t_k dF/dt_k
    std::vector<std::size_t> free;
    for (std::size_t k = 0; k < n; ++k) {
      if (point_[k] > 0.0 || form_.derivative(k) < slope) free.push_back(k);
    }
    const std::size_t m = free.size();
    if (m < 2) return std::nullopt;
    double scale = 0.0;
    for (const std::size_t k : free) scale = std::max(scale, std::abs(form_.second_derivative(k, k)));
    std::vector<Point> rows(m + 1, Point(m + 2, 0.0));
    for (std::size_t i = 0; i < m; ++i) {
      for (std::size_t j = 0; j < m; ++j) rows[i][j] = form_.second_derivative(free[i], free[j]);
      rows[i][i] += damping * (scale + 1e-300);
      rows[i][m] = rows[m][i] = 1.0;
      rows[i][m + 1] = -form_.derivative(free[i]);
    }
    const std::optional<Point> step = solved(std::move(rows));
    if (!step) return std::nullopt;
    Point next = point_;
    for (std::size_t i = 0; i < m; ++i) next[free[i]] = std::max(0.0, next[free[i]] + (*step)[i]);
    const double total = std::accumulate(next.begin(), next.end(), 0.0);
    if (!(total > 0.0) || !std::isfinite(total)) return std::nullopt;
    for (double& t : next) t /= total;
    return next;
  }

  NumericForm& form_;
  double degree_;
  Point point_;
  double value_;
};

std::vector<Point> starting_points(const ShiftTable& table, const NumericForm& form) {
  const std::size_t n = table.variables();
  std::vector<Point> starts(1, Point(n, 1.0 / static_cast<double>(n)));
  std::vector<std::size_t> order(table.entries());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t taken = std::min(control_starts, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(taken), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      return form.control(a) != form.control(b) ? form.control(a) < form.control(b) : a < b;
                    });
  for (std::size_t s = 0; s < taken && form.control(order[s]) < 0.0; ++s) {
    Point start(n);
    for (std::size_t k = 0; k < n; ++k) {
      start[k] = table.exponents(order[s])[k] / static_cast<double>(table.degree());
    }
    starts.push_back(std::move(start));
  }
  return starts;
}

/// t / max t with this denominator, rounded; none when fewer than two columns are left.
std::optional<std::vector<std::uint32_t>> rounded(const Point& t, std::uint32_t denominator) {
  const double largest = *std::max_element(t.begin(), t.end());
  std::vector<std::uint32_t> weights;
  std::uint32_t content = 0;
  for (const double x : t) {
    weights.push_back(static_cast<std::uint32_t>(std::lround(x / largest * denominator)));
    content = std::gcd(content, weights.back());
  }
  const auto support = std::count_if(weights.begin(), weights.end(), [](std::uint32_t w) { return w > 0; });
  if (support < 2) return std::nullopt;
  for (std::uint32_t& w : weights) w /= content;
  return weights;
}

bool is_close(const Point& t, const std::vector<std::uint32_t>& weights) {
  const double largest = *std::max_element(t.begin(), t.end());
  const double scale = *std::max_element(weights.begin(), weights.end());
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (std::abs(t[k] / largest - weights[k] / scale) > 1e-5) return false;
  }
  return true;
}

int sign_at(const ShiftTable& table, const CoefficientArray& form, const std::vector<std::uint32_t>& weights) {
  std::vector<Integer> point;
  point.reserve(weights.size());
  for (const std::uint32_t w : weights) point.emplace_back(static_cast<long>(w));
  return polar_value(table, form, point).sign();
}

/// A nearby point of small denominator at which the form is exactly zero or negative.
std::optional<std::vector<std::uint32_t>> exact_zero_or_negative(const ShiftTable& table, const CoefficientArray& form,
                                                                 const Point& minimiser) {
  constexpr std::uint32_t largest_denominator = 120;
  constexpr int most_evaluations = 3;
  int evaluations = 0;
  for (std::uint32_t denominator = 1; denominator <= largest_denominator; ++denominator) {
    std::optional<std::vector<std::uint32_t>> weights = rounded(minimiser, denominator);
    if (!weights || !is_close(minimiser, *weights)) continue;
    if (sign_at(table, form, *weights) <= 0) return weights;
    if (++evaluations == most_evaluations) break;
  }
  return std::nullopt;
}

std::optional<std::vector<std::uint32_t>> negative_nearby(const ShiftTable& table, const CoefficientArray& form,
                                                          const Point& minimiser) {
  for (const std::uint32_t denominator : std::array<std::uint32_t, 9>{1, 2, 3, 4, 6, 12, 60, 1000, 1'000'000}) {
    std::optional<std::vector<std::uint32_t>> weights = rounded(minimiser, denominator);
    if (weights && sign_at(table, form, *weights) < 0) return weights;
  }
  return std::nullopt;
}

std::vector<std::uint32_t> control_point(const ShiftTable& table, const CoefficientArray& form) {
  const std::span<const std::uint16_t> a = table.exponents(most_negative_entry(form));
  std::uint16_t content = 0;
  for (const std::uint16_t e : a) content = std::gcd(content, e);
  std::vector<std::uint32_t> weights;
  for (const std::uint16_t e : a)
    weights.push_back(static_cast<std::uint32_t>(e / std::max<std::uint16_t>(content, 1)));
  return weights;
}

}  // namespace

std::size_t most_negative_entry(const CoefficientArray& form) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < form.size(); ++i) {
    // The exact sign first: beside entries of a thousand bits more, a negative one rounds to 0.
    if (form.sign_at(i) >= 0) continue;
    const double value = form.to_double(i, form.bits);
    if (value < least) least = value, best = i;
  }
  return best;
}

std::vector<std::uint32_t> split_point(const ShiftTable& table, const CoefficientArray& form) {
  const std::size_t evaluation = table.pyramid_size() * table.variables();
  if (evaluation > largest_evaluation || table.degree() < 2) return control_point(table, form);
  NumericForm numeric(table, form);
  Point minimiser;
  double least = std::numeric_limits<double>::infinity();
  for (Point& start : starting_points(table, numeric)) {
    Descent descent(numeric, table.degree(), std::move(start));
    descent.run();
    if (descent.value() < least) least = descent.value(), minimiser = descent.point();
  }
  if (minimiser.empty()) return control_point(table, form);
  if (const auto exact = exact_zero_or_negative(table, form, minimiser)) return *exact;
  if (least < 0.0) {
    if (const auto negative = negative_nearby(table, form, minimiser)) return *negative;
  }
  constexpr std::uint32_t coarse = 12;
  if (const auto near = rounded(minimiser, coarse)) return *near;
  return control_point(table, form);
}

}  // namespace geq::polynomials
