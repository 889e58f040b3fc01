// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <flint/flint.h>
#include <flint/fmpz.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geq::polynomials {

/// An integer of any size. A value: copies are independent. Eight bytes while it fits in 62 bits.
class Integer {
 public:
  Integer(long value = 0) noexcept { fmpz_init_set_si(handle_, value); }
  Integer(const Integer& other) { fmpz_init_set(handle_, other.handle_); }
  Integer(Integer&& other) noexcept {
    fmpz_init(handle_);
    fmpz_swap(handle_, other.handle_);
  }
  Integer& operator=(const Integer& other) {
    fmpz_set(handle_, other.handle_);
    return *this;
  }
  Integer& operator=(Integer&& other) noexcept {
    fmpz_swap(handle_, other.handle_);
    return *this;
  }
  ~Integer() { fmpz_clear(handle_); }

  /// Decimal digits with an optional leading minus sign; nothing else is accepted, not even spaces.
  static std::optional<Integer> from_text(std::string_view text);
  static Integer from_words(std::int64_t high, std::uint64_t low);  ///< high * 2^64 + low
  static Integer factorial(unsigned long n);

  std::string text() const;
  int sign() const noexcept { return fmpz_sgn(handle_); }  ///< -1, 0 or 1
  bool is_zero() const noexcept { return fmpz_is_zero(handle_) != 0; }
  bool is_one() const noexcept { return fmpz_is_one(handle_) != 0; }
  std::size_t bits() const noexcept { return static_cast<std::size_t>(fmpz_bits(handle_)); }  ///< of |value|; 0 for 0
  std::optional<long> to_long() const noexcept;
  double to_double() const noexcept;  ///< rounded; infinite when too large. Chooses, never decides.
  Integer abs() const;

  Integer& operator+=(const Integer& other) { return fmpz_add(handle_, handle_, other.handle_), *this; }
  Integer& operator-=(const Integer& other) { return fmpz_sub(handle_, handle_, other.handle_), *this; }
  Integer& operator*=(const Integer& other) { return fmpz_mul(handle_, handle_, other.handle_), *this; }
  Integer& add_product(const Integer& a, const Integer& b) { return fmpz_addmul(handle_, a.handle_, b.handle_), *this; }
  Integer& add_product(const Integer& a, unsigned long b) { return fmpz_addmul_ui(handle_, a.handle_, b), *this; }
  Integer operator-() const;
  Integer pow(unsigned long exponent) const;

  /// The quotient when `divisor` divides exactly; none otherwise and for divisor 0.
  std::optional<Integer> divided_by(const Integer& divisor) const;

  friend Integer operator+(Integer a, const Integer& b) { return a += b; }
  friend Integer operator-(Integer a, const Integer& b) { return a -= b; }
  friend Integer operator*(Integer a, const Integer& b) { return a *= b; }
  friend bool operator==(const Integer& a, const Integer& b) noexcept { return fmpz_equal(a.handle_, b.handle_) != 0; }
  friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) noexcept {
    return fmpz_cmp(a.handle_, b.handle_) <=> 0;
  }

  /// For the other owners of FLINT handles in this folder only.
  const fmpz* handle() const noexcept { return handle_; }
  fmpz* handle() noexcept { return handle_; }

 private:
  fmpz_t handle_;
};

/// Greatest common divisor, nonnegative; gcd(0, 0) = 0.
Integer gcd(const Integer& a, const Integer& b);
/// Least common multiple, nonnegative.
Integer lcm(const Integer& a, const Integer& b);

}  // namespace geq::polynomials
