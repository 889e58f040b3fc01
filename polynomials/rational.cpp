// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/rational.hpp"

#include <algorithm>

#include <cmath>
#include <stdexcept>

namespace geq::polynomials {

Rational::Rational(const Integer& numerator, const Integer& denominator) {
  if (denominator.is_zero()) throw std::domain_error("Rational: denominator 0");
  init();
  fmpq_set_fmpz_frac(handle_, numerator.handle(), denominator.handle());
}

std::optional<Rational> Rational::from_text(std::string_view text) {
  const std::size_t bar = text.find('/');
  const std::optional<Integer> numerator = Integer::from_text(text.substr(0, bar));
  if (!numerator) return std::nullopt;
  if (bar == std::string_view::npos) return Rational(*numerator);
  const std::optional<Integer> denominator = Integer::from_text(text.substr(bar + 1));
  if (!denominator || denominator->sign() <= 0) return std::nullopt;
  return Rational(*numerator, *denominator);
}

std::string Rational::text() const {
  return is_integer() ? numerator().text() : numerator().text() + "/" + denominator().text();
}

Integer Rational::numerator() const {
  Integer result;
  fmpz_set(result.handle(), fmpq_numref(handle_));
  return result;
}

Integer Rational::denominator() const {
  Integer result;
  fmpz_set(result.handle(), fmpq_denref(handle_));
  return result;
}

double Rational::to_double() const {
  slong numerator_exponent = 0;
  slong denominator_exponent = 0;
  const double numerator = fmpz_get_d_2exp(&numerator_exponent, fmpq_numref(handle_));
  const double denominator = fmpz_get_d_2exp(&denominator_exponent, fmpq_denref(handle_));
  const slong exponent = numerator_exponent - denominator_exponent;
  if (numerator == 0.0 || exponent < -1100) return 0.0;
  return std::ldexp(numerator / denominator, exponent > 1100 ? 1100 : static_cast<int>(exponent));
}

std::size_t Rational::bits() const noexcept {
  return std::max(fmpz_bits(fmpq_numref(handle_)), fmpz_bits(fmpq_denref(handle_)));
}

Rational Rational::abs() const {
  Rational result;
  fmpq_abs(result.handle_, handle_);
  return result;
}

Rational Rational::operator-() const {
  Rational result;
  fmpq_neg(result.handle_, handle_);
  return result;
}

std::optional<Rational> Rational::divided_by(const Rational& divisor) const {
  if (divisor.is_zero()) return std::nullopt;
  Rational result;
  fmpq_div(result.handle_, handle_, divisor.handle_);
  return result;
}

}  // namespace geq::polynomials
