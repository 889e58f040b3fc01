// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/integer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geq::polynomials {

std::optional<Integer> Integer::from_text(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  Integer result;
  const std::string terminated(text);
  if (fmpz_set_str(result.handle_, terminated.c_str(), 10) != 0) return std::nullopt;
  return result;
}

Integer Integer::from_words(std::int64_t high, std::uint64_t low) {
  Integer result(static_cast<long>(high));
  fmpz_mul_2exp(result.handle_, result.handle_, 64);
  fmpz_add_ui(result.handle_, result.handle_, low);
  return result;
}

Integer Integer::factorial(unsigned long n) {
  Integer result;
  fmpz_fac_ui(result.handle_, n);
  return result;
}

std::string Integer::text() const {
  std::string buffer(fmpz_sizeinbase(handle_, 10) + 2, '\0');
  fmpz_get_str(buffer.data(), 10, handle_);
  buffer.resize(buffer.find('\0'));
  return buffer;
}

std::optional<long> Integer::to_long() const noexcept {
  if (fmpz_fits_si(handle_) == 0) return std::nullopt;
  return fmpz_get_si(handle_);
}

double Integer::to_double() const noexcept {
  if (bits() > 1000) return sign() * std::numeric_limits<double>::infinity();
  return fmpz_get_d(handle_);
}

Integer Integer::abs() const {
  Integer result;
  fmpz_abs(result.handle_, handle_);
  return result;
}

Integer Integer::operator-() const {
  Integer result;
  fmpz_neg(result.handle_, handle_);
  return result;
}

Integer Integer::pow(unsigned long exponent) const {
  Integer result;
  fmpz_pow_ui(result.handle_, handle_, exponent);
  return result;
}

std::optional<Integer> Integer::divided_by(const Integer& divisor) const {
  if (divisor.is_zero() || fmpz_divisible(handle_, divisor.handle_) == 0) return std::nullopt;
  Integer result;
  fmpz_divexact(result.handle_, handle_, divisor.handle_);
  return result;
}

Integer gcd(const Integer& a, const Integer& b) {
  Integer result;
  fmpz_gcd(result.handle(), a.handle(), b.handle());
  return result;
}

Integer lcm(const Integer& a, const Integer& b) {
  Integer result;
  fmpz_lcm(result.handle(), a.handle(), b.handle());
  return result;
}

}  // namespace geq::polynomials
