// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/open_cells.hpp"

#include <flint/fmpz.h>

#include <algorithm>

#include "polynomials/factorisation.hpp"
#include "polynomials/root_isolation.hpp"

namespace geq::polynomials {

namespace {

Rational floor_of(const Rational& value) {
  Integer quotient;
  fmpz_fdiv_q(quotient.handle(), value.numerator().handle(), value.denominator().handle());
  return Rational(quotient);
}

/// A number with a small denominator strictly between two others.
Rational simple_between(const Rational& low, const Rational& high) {
  for (Integer q = 1;; q = q + q) {
    const Rational above = floor_of(low * Rational(q)) + Rational(1);  // the least multiple of 1/q above low
    if (above < high * Rational(q)) return *above.divided_by(Rational(q));
  }
}

UnivariateCoefficients in_one_variable(const Polynomial& polynomial, std::size_t variable) {
  UnivariateCoefficients result;
  for (const Polynomial& coefficient : polynomial.coefficients_in(variable))
    result.push_back(coefficient.constant_term());
  return result;
}

/// Polynomials in one variable, each irreducible factor once.
class Walls {
 public:
  explicit Walls(std::size_t variable) : variable_(variable) {}

  /// False for zero, or when it cannot be factored.
  bool add(const Polynomial& polynomial) {
    const auto parts = irreducible_factorisation(polynomial);
    if (!parts || polynomial.is_zero()) return false;
    for (const Factor& factor : parts->factors)
      if (std::find(factors_.begin(), factors_.end(), factor.base) == factors_.end()) factors_.push_back(factor.base);
    return true;
  }

  /// One number in each part into which the roots cut the inside of the interval.
  std::vector<Rational> samples(const Interval& interval) const {
    std::vector<IsolatedRoot> roots;
    if (!factors_.empty()) {
      Polynomial product(factors_.front().ring(), Rational(1));
      for (const Polynomial& factor : factors_) product = product * factor;
      roots = isolate_roots(in_one_variable(product, variable_));
    }
    for (IsolatedRoot& root : roots) {
      for (int i = 0; i < 6; ++i) root.refine();
      while (straddles(root, interval.lower) || straddles(root, interval.upper)) root.refine();
    }
    std::optional<Rational> low = interval.lower;
    std::vector<Rational> result;
    for (const IsolatedRoot& root : roots) {
      if (interval.lower && root.upper <= *interval.lower) continue;
      if (interval.upper && root.lower >= *interval.upper) break;
      result.push_back(between(low, root.lower));
      low = root.upper;
    }
    result.push_back(between(low, interval.upper));
    return result;
  }

 private:
  /// No rational end is an irrational root, so refining parts them.
  static bool straddles(const IsolatedRoot& root, const std::optional<Rational>& end) {
    return end && !root.is_rational() && root.lower <= *end && *end <= root.upper;
  }

  static Rational between(const std::optional<Rational>& low, const std::optional<Rational>& high) {
    if (low && high) return simple_between(*low, *high);
    if (low) return std::max(Rational(0), floor_of(*low)) + Rational(1);
    if (high) return std::min(Rational(0), floor_of(*high)) - Rational(1);
    return 0;
  }

  std::size_t variable_;
  std::vector<Polynomial> factors_;
};

std::optional<Walls> projection(const std::vector<Polynomial>& polynomials, const StopSignal& stop) {
  Walls walls(0);
  for (std::size_t i = 0; i < polynomials.size(); ++i) {
    const Polynomial& p = polynomials[i];
    const std::vector<Polynomial> coefficients = p.coefficients_in(1);
    if (coefficients.empty() || !walls.add(coefficients.back())) return {};
    if (coefficients.size() == 1) continue;
    if (coefficients.size() > 2) {
      const auto own = discriminant(p, 1);
      if (!own || stop.requested() || !walls.add(*own)) return {};
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (polynomials[j].degree_in(1).value_or(0) == 0) continue;
      const auto common = resultant(p, polynomials[j], 1);
      if (!common || stop.requested() || !walls.add(*common)) return {};
    }
  }
  return walls;
}

}  // namespace

std::optional<std::vector<SampleColumn>> open_cells(const std::vector<Polynomial>& polynomials, const Interval& across,
                                                    const Interval& up, const StopSignal& stop) {
  if (polynomials.empty()) return {};
  std::vector<Polynomial> all = polynomials;
  const Polynomial y = Polynomial::variable(polynomials.front().ring(), 1);
  for (const auto& end : {up.lower, up.upper})
    if (end) all.push_back(y - Polynomial(y.ring(), *end));
  const auto walls = projection(all, stop);
  if (!walls) return {};
  std::vector<SampleColumn> columns;
  for (const Rational& at : walls->samples(across)) {
    if (stop.requested()) return {};
    Walls roots(1);
    for (const Polynomial& polynomial : polynomials)
      if (!roots.add(polynomial.evaluate(0, at))) return {};
    columns.push_back({at, roots.samples(up)});
  }
  return columns;
}

}  // namespace geq::polynomials
