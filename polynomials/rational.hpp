// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <flint/fmpq.h>

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "polynomials/integer.hpp"

namespace geq::polynomials {

/// A rational number of any size, in lowest terms, denominator positive.
class Rational {
 public:
  Rational(long value = 0) { init(), fmpz_set_si(fmpq_numref(handle_), value); }
  Rational(const Integer& value) { init(), fmpz_set(fmpq_numref(handle_), value.handle()); }
  Rational(const Integer& numerator, const Integer& denominator);  ///< throws std::domain_error on denominator 0
  Rational(const Rational& other) { init(), fmpq_set(handle_, other.handle_); }
  Rational(Rational&& other) noexcept { init(), fmpq_swap(handle_, other.handle_); }
  Rational& operator=(const Rational& other) { return fmpq_set(handle_, other.handle_), *this; }
  Rational& operator=(Rational&& other) noexcept { return fmpq_swap(handle_, other.handle_), *this; }
  ~Rational() { fmpq_clear(handle_); }

  /// "-3/2" or "7": decimal digits, an optional leading minus, an optional positive denominator.
  static std::optional<Rational> from_text(std::string_view text);

  std::string text() const;                                ///< "-3/2", "7"
  int sign() const noexcept { return fmpq_sgn(handle_); }  ///< -1, 0 or 1
  bool is_zero() const noexcept { return fmpq_is_zero(handle_) != 0; }
  bool is_integer() const noexcept { return fmpz_is_one(fmpq_denref(handle_)) != 0; }
  Integer numerator() const;
  Integer denominator() const;  ///< positive
  double to_double() const;     ///< rounded; infinite when too large. Chooses, never decides.
  Rational abs() const;
  std::size_t bits() const noexcept;  ///< of the longer of numerator and denominator

  Rational& operator+=(const Rational& other) { return fmpq_add(handle_, handle_, other.handle_), *this; }
  Rational& operator-=(const Rational& other) { return fmpq_sub(handle_, handle_, other.handle_), *this; }
  Rational& operator*=(const Rational& other) { return fmpq_mul(handle_, handle_, other.handle_), *this; }
  Rational operator-() const;

  /// The quotient; none for divisor 0.
  std::optional<Rational> divided_by(const Rational& divisor) const;

  friend Rational operator+(Rational a, const Rational& b) { return a += b; }
  friend Rational operator-(Rational a, const Rational& b) { return a -= b; }
  friend Rational operator*(Rational a, const Rational& b) { return a *= b; }
  friend bool operator==(const Rational& a, const Rational& b) noexcept {
    return fmpq_equal(a.handle_, b.handle_) != 0;
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) noexcept {
    return fmpq_cmp(a.handle_, b.handle_) <=> 0;
  }

  /// For the other owners of FLINT handles in this folder only.
  const fmpq* handle() const noexcept { return handle_; }
  fmpq* handle() noexcept { return handle_; }

 private:
  void init() noexcept { fmpq_init(handle_); }

  fmpq_t handle_;
};

}  // namespace geq::polynomials
