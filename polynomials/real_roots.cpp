// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/real_roots.hpp"

#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>

#include <stdexcept>

namespace geq::polynomials {

namespace {

/// A polynomial in one variable with integer coefficients; owns FLINT's handle.
class IntegerPolynomial {
 public:
  IntegerPolynomial() { fmpz_poly_init(handle_); }
  /// A positive multiple of the rational polynomial.
  explicit IntegerPolynomial(const UnivariateCoefficients& coefficients) : IntegerPolynomial() {
    Integer denominator(1);
    for (const Rational& c : coefficients) denominator = lcm(denominator, c.denominator());
    for (std::size_t k = 0; k < coefficients.size(); ++k) {
      const Rational cleared = coefficients[k] * Rational(denominator);
      fmpz_poly_set_coeff_fmpz(handle_, static_cast<slong>(k), cleared.numerator().handle());
    }
  }
  IntegerPolynomial(const IntegerPolynomial& other) : IntegerPolynomial() { fmpz_poly_set(handle_, other.handle_); }
  IntegerPolynomial& operator=(const IntegerPolynomial& other) {
    fmpz_poly_set(handle_, other.handle_);
    return *this;
  }
  ~IntegerPolynomial() { fmpz_poly_clear(handle_); }

  bool is_zero() const { return fmpz_poly_is_zero(handle_) != 0; }
  slong degree() const { return fmpz_poly_degree(handle_); }

  int sign_at(const Rational& x) const {
    Rational value;
    fmpz_poly_evaluate_fmpq(value.handle(), handle_, x.handle());
    return value.sign();
  }

  /// Product of the square-free factors of odd (or of any) multiplicity, with the sign that makes it agree in sign
  /// with this polynomial wherever the factors left out do not vanish.
  IntegerPolynomial square_free_part(bool odd_only) const {
    IntegerPolynomial result;
    if (is_zero()) return result;
    fmpz_poly_factor_t factors;
    fmpz_poly_factor_init(factors);
    fmpz_poly_factor_squarefree(factors, handle_);
    fmpz_poly_set_si(result.handle_, fmpz_sgn(&factors->c));
    for (slong i = 0; i < factors->num; ++i) {
      if (odd_only && factors->exp[i] % 2 == 0) continue;
      fmpz_poly_mul(result.handle_, result.handle_, factors->p + i);
    }
    fmpz_poly_factor_clear(factors);
    return result;
  }

  /// p(x) becomes q(t) = (1 + t)^d p((lower + upper t) / (1 + t)), so that t > 0 runs through the open interval;
  /// an infinite end is reached by x = lower + t, x = upper - t or x = t.
  IntegerPolynomial on_positive_axis(const Interval& interval) const;

  /// Distinct roots t > 0. Needs: square-free, not zero.
  std::size_t positive_roots() const {
    slong zeros = 0;
    while (fmpz_is_zero(handle_->coeffs + zeros) != 0) ++zeros;
    const slong length = handle_->length - zeros;
    if (length < 2) return 0;
    slong negative = 0;
    slong positive = 0;
    _fmpz_poly_num_real_roots_sturm(&negative, &positive, handle_->coeffs + zeros, length);
    return static_cast<std::size_t>(positive);
  }

 private:
  void mirror() {
    for (slong k = 1; k < handle_->length; k += 2) fmpz_neg(handle_->coeffs + k, handle_->coeffs + k);
  }
  void reverse() { fmpz_poly_reverse(handle_, handle_, handle_->length); }
  /// p(x) becomes a positive multiple of p(x + shift).
  void shift(const Rational& amount) {
    const Integer denominator = amount.denominator();
    // p(x / q) * q^d, shifted by the integer numerator, then x := q x.
    Integer power(1);
    for (slong k = handle_->length - 1; k >= 0; --k) {
      fmpz_mul(handle_->coeffs + k, handle_->coeffs + k, power.handle());
      power *= denominator;
    }
    fmpz_poly_taylor_shift(handle_, handle_, amount.numerator().handle());
    power = Integer(1);
    for (slong k = 0; k < handle_->length; ++k) {
      fmpz_mul(handle_->coeffs + k, handle_->coeffs + k, power.handle());
      power *= denominator;
    }
  }
  void stretch(const Rational& positive_factor) {
    const Integer numerator = positive_factor.numerator();
    const Integer denominator = positive_factor.denominator();
    for (slong k = 0; k < handle_->length; ++k) {
      const Integer factor = numerator.pow(static_cast<unsigned long>(k)) *
                             denominator.pow(static_cast<unsigned long>(handle_->length - 1 - k));
      fmpz_mul(handle_->coeffs + k, handle_->coeffs + k, factor.handle());
    }
  }

  fmpz_poly_t handle_;
};

IntegerPolynomial IntegerPolynomial::on_positive_axis(const Interval& interval) const {
  IntegerPolynomial result(*this);
  if (!interval.lower) {
    if (interval.upper) result.shift(*interval.upper);
    result.mirror();
    return result;
  }
  result.shift(*interval.lower);
  if (!interval.upper) return result;
  // x in (0, width): x = width / (1 + s), s > 0; the reversed polynomial swaps x and 1/x.
  result.stretch(*interval.upper - *interval.lower);
  // A vanishing constant term would shorten the reversal: roots at 0 are not inside, so drop them first.
  slong zeros = 0;
  while (zeros < result.handle_->length && fmpz_is_zero(result.handle_->coeffs + zeros) != 0) ++zeros;
  fmpz_poly_shift_right(result.handle_, result.handle_, zeros);
  result.reverse();
  result.shift(Rational(1));
  return result;
}

enum class Extent { empty, point, proper };

Extent extent_of(const Interval& interval) {
  if (!interval.lower || !interval.upper || *interval.lower < *interval.upper) return Extent::proper;
  const bool is_point = *interval.lower == *interval.upper && interval.lower_closed && interval.upper_closed;
  return is_point ? Extent::point : Extent::empty;
}

std::size_t roots_inside(const IntegerPolynomial& square_free, const Interval& interval) {
  if (interval.lower || interval.upper) return square_free.on_positive_axis(interval).positive_roots();
  Interval right{Rational(0), std::nullopt};
  Interval left{std::nullopt, Rational(0)};
  return square_free.on_positive_axis(right).positive_roots() + square_free.on_positive_axis(left).positive_roots() +
         (square_free.sign_at(Rational(0)) == 0 ? 1 : 0);
}

/// Strictly inside a proper interval.
Rational inner_point(const Interval& interval) {
  const Rational half(Integer(1), Integer(2));
  if (interval.lower && interval.upper) return (*interval.lower + *interval.upper) * half;
  // Doubling, so that a far root is reached in few steps.
  if (interval.lower) return *interval.lower + interval.lower->abs() + Rational(1);
  if (interval.upper) return *interval.upper - interval.upper->abs() - Rational(1);
  return Rational(0);
}

/// A point strictly inside where `square_free` is negative. It changes sign at each of its roots.
std::optional<Rational> search_negative(const IntegerPolynomial& square_free, Interval interval) {
  while (true) {
    const Rational middle = inner_point(interval);
    if (square_free.sign_at(middle) < 0) return middle;
    Interval left = interval;
    Interval right = interval;
    left.upper = middle;
    right.lower = middle;
    const std::size_t left_roots = roots_inside(square_free, left);
    const std::size_t right_roots = roots_inside(square_free, right);
    if (left_roots + right_roots == 0) {
      if (square_free.sign_at(middle) > 0) return std::nullopt;
      // Only the middle is a root: one side is negative throughout.
      const Rational probe = inner_point(left);
      return square_free.sign_at(probe) < 0 ? probe : inner_point(right);
    }
    interval = left_roots > 0 ? left : right;
  }
}

}  // namespace

std::size_t count_roots(const UnivariateCoefficients& polynomial, const Interval& interval) {
  const IntegerPolynomial integral(polynomial);
  if (integral.is_zero()) throw std::invalid_argument("count_roots: zero polynomial");
  const Extent extent = extent_of(interval);
  if (extent == Extent::empty) return 0;
  if (extent == Extent::point) return integral.sign_at(*interval.lower) == 0 ? 1 : 0;
  std::size_t count = roots_inside(integral.square_free_part(false), interval);
  if (interval.lower && interval.lower_closed && integral.sign_at(*interval.lower) == 0) ++count;
  if (interval.upper && interval.upper_closed && integral.sign_at(*interval.upper) == 0) ++count;
  return count;
}

std::optional<Rational> negative_point(const UnivariateCoefficients& polynomial, const Interval& interval) {
  const IntegerPolynomial integral(polynomial);
  const Extent extent = extent_of(interval);
  if (extent == Extent::empty || integral.is_zero()) return std::nullopt;
  if (extent == Extent::point) {
    if (integral.sign_at(*interval.lower) < 0) return interval.lower;
    return std::nullopt;
  }
  const IntegerPolynomial odd_part = integral.square_free_part(true);
  if (roots_inside(odd_part, interval) == 0 && odd_part.sign_at(inner_point(interval)) > 0) return std::nullopt;
  std::optional<Rational> point = search_negative(odd_part, interval);
  // The factors of even multiplicity may vanish there: move towards a nearby point of the same sign.
  for (long k = 2; point && integral.sign_at(*point) == 0; ++k) {
    for (const long direction : {1L, -1L}) {
      const Rational moved = *point + Rational(Integer(direction), Integer(2).pow(static_cast<unsigned long>(k)));
      const bool inside = (!interval.lower || *interval.lower < moved) && (!interval.upper || moved < *interval.upper);
      if (inside && integral.sign_at(moved) < 0) return moved;
    }
  }
  return point;
}

bool is_nonnegative_on(const UnivariateCoefficients& polynomial, const Interval& interval) {
  const IntegerPolynomial integral(polynomial);
  const Extent extent = extent_of(interval);
  if (extent == Extent::empty || integral.is_zero()) return true;
  if (extent == Extent::point) return integral.sign_at(*interval.lower) >= 0;
  // By continuity the closed interval asks for no more than its inside.
  const IntegerPolynomial odd_part = integral.square_free_part(true);
  return roots_inside(odd_part, interval) == 0 && odd_part.sign_at(inner_point(interval)) > 0;
}

bool is_positive_on(const UnivariateCoefficients& polynomial, const Interval& interval) {
  const IntegerPolynomial integral(polynomial);
  const Extent extent = extent_of(interval);
  if (extent == Extent::empty) return true;
  if (integral.is_zero()) return false;
  const Rational sample = extent == Extent::point ? *interval.lower : inner_point(interval);
  return integral.sign_at(sample) > 0 && count_roots(polynomial, interval) == 0;
}

bool is_nonnegative_form(const UnivariateCoefficients& coefficients, PlaneRegion region) {
  return !negative_point_of_form(coefficients, region).has_value();
}

std::optional<std::pair<Rational, Rational>> negative_point_of_form(const UnivariateCoefficients& coefficients,
                                                                    PlaneRegion region) {
  // With v = 1; the points with v = 0 are limits of positive multiples of others.
  const Interval line{region == PlaneRegion::quadrant ? std::optional<Rational>(Rational(0)) : std::nullopt,
                      std::nullopt};
  if (const auto u = negative_point(coefficients, line)) return std::pair(*u, Rational(1));
  const bool odd_degree = coefficients.size() % 2 == 0;
  if (region != PlaneRegion::plane || !odd_degree) return std::nullopt;
  UnivariateCoefficients opposite;  // f(-u, -1) = -f(u, 1)
  for (const Rational& c : coefficients) opposite.push_back(-c);
  if (const auto u = negative_point(opposite, line)) return std::pair(-*u, Rational(-1));
  return std::nullopt;
}

}  // namespace geq::polynomials
