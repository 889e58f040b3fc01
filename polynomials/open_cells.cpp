// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/open_cells.hpp"

#include <flint/fmpz.h>

#include <algorithm>
#include <utility>

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
class Roots {
 public:
  explicit Roots(std::size_t variable) : variable_(variable) {}

  void add_irreducible(const Polynomial& factor) {
    if (std::find(factors_.begin(), factors_.end(), factor) == factors_.end()) factors_.push_back(factor);
  }

  /// False for zero, or when it cannot be factored.
  bool add(const Polynomial& polynomial) {
    const auto parts = irreducible_factorisation(polynomial);
    if (!parts || polynomial.is_zero()) return false;
    for (const Factor& factor : parts->factors) add_irreducible(factor.base);
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

/// The last variable that occurs; none for a constant.
std::optional<std::size_t> level_of(const Polynomial& polynomial) {
  for (std::size_t k = polynomial.variables(); k-- > 0;)
    if (polynomial.degree_in(k).value_or(0) > 0) return k;
  return {};
}

class Decomposition {
 public:
  Decomposition(const std::vector<Polynomial>& polynomials, const std::vector<Interval>& intervals,
                const SignInRegion& sign, const StopSignal& stop)
      : given_(polynomials),
        intervals_(intervals),
        sign_(sign),
        stop_(stop),
        first_(0),
        by_level_(intervals.size()),
        thin_(intervals.size()) {
    for (std::size_t k = 1; k < intervals.size(); ++k) {
      const Polynomial variable = Polynomial::variable(polynomials.front().ring(), k);
      for (const auto& end : {intervals[k].lower, intervals[k].upper})
        if (end) given_.push_back(variable - Polynomial(variable.ring(), *end));
    }
  }

  std::optional<CellSamples> run() {
    for (const Polynomial& polynomial : given_) {
      const auto level = level_of(polynomial);
      if (polynomial.is_zero() || (level == 0 && !first_.add(polynomial))) return {};
      if (level && *level > 0) by_level_[*level].push_back(polynomial);
    }
    for (std::size_t k = intervals_.size() - 1; k > 0; --k)
      if (!project(k)) return {};
    if (!sample({}, by_level_)) return {};
    return std::move(result_);
  }

 private:
  /// How large a degree, as bounded by Sylvester's matrix, a resultant may have that is no projection of the plane.
  static constexpr std::uint64_t max_degree = 140;

  bool is_too_large(const Polynomial& p, const Polynomial& q, std::size_t k) const {
    if (intervals_.size() == 2) return false;  // whoever asks knows
    const auto degree = [&](const Polynomial& polynomial) {
      return std::uint64_t{polynomial.degree_in(k).value_or(0)};
    };
    return degree(p) * q.degree().value_or(0) + degree(q) * p.degree().value_or(0) > max_degree;
  }

  /// Finds the walls below what has its last variable at this level.
  bool project(std::size_t k) {
    const std::vector<Polynomial> here = by_level_[k];
    for (std::size_t i = 0; i < here.size(); ++i) {
      const Polynomial& p = here[i];
      if (!add(p.coefficients_in(k).back())) return false;
      if (p.degree_in(k).value_or(0) > 1) {
        if (is_too_large(p, p.derivative(k), k)) return false;
        const auto own = discriminant(p, k);
        if (!own || !add(*own)) return false;
      }
      for (std::size_t j = 0; j < i; ++j) {
        if (is_too_large(p, here[j], k)) return false;
        const auto common = resultant(p, here[j], k);
        if (!common || !add(*common)) return false;
      }
    }
    return true;
  }

  bool add(const Polynomial& polynomial) {
    if (stop_.requested() || polynomial.is_zero()) return false;
    const auto parts = irreducible_factorisation(polynomial);
    return parts && std::all_of(parts->factors.begin(), parts->factors.end(),
                                [&](const Factor& factor) { return add_factor(factor.base); });
  }

  /// False, if a given polynomial is a multiple of the factor, but no constant one.
  bool add_factor(const Polynomial& factor) {
    const std::size_t k = level_of(factor).value();
    if (k == 0) {
      first_.add_irreducible(factor);
      return true;
    }
    for (const Polynomial& given : given_)
      if (level_of(given) == k)
        if (const auto quotient = given.divided_by(factor)) return quotient->is_constant();
    std::vector<Polynomial>& here = by_level_[k];
    const auto is_known = [&](const Polynomial& other) { return other == factor || other == -factor; };
    if (std::any_of(here.begin(), here.end(), is_known) || std::any_of(thin_[k].begin(), thin_[k].end(), is_known))
      return true;
    const int sign = sign_(factor);
    const Polynomial signed_factor = sign < 0 ? -factor : factor;
    (sign != 0 ? thin_[k] : here).push_back(signed_factor);
    (sign != 0 ? result_.thin : result_.walls).push_back(signed_factor);
    return true;
  }

  /// The columns over these values of the first variables, which `polynomials` have already.
  bool sample(const std::vector<Rational>& before, const std::vector<std::vector<Polynomial>>& polynomials) {
    if (stop_.requested()) return false;
    const std::size_t k = before.size();
    Roots roots = k == 0 ? first_ : Roots(k);
    for (const Polynomial& polynomial : polynomials[k])
      if (!roots.add(polynomial)) return false;
    // A sample must not lie on a thin wall.
    for (Polynomial wall : thin_[k]) {
      for (std::size_t i = 0; i < k; ++i) wall = wall.evaluate(i, before[i]);
      if (!roots.add(wall)) return false;
    }
    std::vector<Rational> values = roots.samples(intervals_[k]);
    if (k + 1 == intervals_.size()) {
      result_.columns.push_back({before, std::move(values)});
      return true;
    }
    for (const Rational& value : values) {
      std::vector<Rational> at = before;
      at.push_back(value);
      std::vector<std::vector<Polynomial>> there = polynomials;
      for (std::size_t level = k + 1; level < there.size(); ++level)
        for (Polynomial& polynomial : there[level]) polynomial = polynomial.evaluate(k, value);
      if (!sample(at, there)) return false;
    }
    return true;
  }

  std::vector<Polynomial> given_;
  const std::vector<Interval>& intervals_;
  const SignInRegion& sign_;
  const StopSignal& stop_;
  Roots first_;                                    ///< what cuts the line of the first variable
  std::vector<std::vector<Polynomial>> by_level_;  ///< what cuts, by its last variable
  std::vector<std::vector<Polynomial>> thin_;
  CellSamples result_;
};

}  // namespace

std::optional<CellSamples> open_cells(const std::vector<Polynomial>& polynomials,
                                      const std::vector<Interval>& intervals, const SignInRegion& sign,
                                      const StopSignal& stop) {
  if (polynomials.empty()) return {};
  return Decomposition(polynomials, intervals, sign, stop).run();
}

}  // namespace geq::polynomials
