// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <flint/fmpq_mpoly.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "polynomials/rational.hpp"
#include "polynomials/ring.hpp"

namespace geq::polynomials {

/// coefficient * product of x_k^exponents[k]; one exponent per variable of the ring.
struct Term {
  std::vector<std::uint32_t> exponents;
  Rational coefficient;

  friend bool operator==(const Term&, const Term&) = default;
};

/// A polynomial over Q in the variables of a shared, immutable ring. A value.
///
/// Invariants: canonical, so equality of values is equality of polynomials.
/// Limits: exponents handed in or out are 32 bits (std::length_error beyond); mixing rings that do not
/// agree throws std::invalid_argument. Operations whose result FLINT refuses as too large throw std::length_error.
class Polynomial {
 public:
  explicit Polynomial(RingPointer ring, const Rational& constant = Rational());
  Polynomial(const Polynomial& other);
  Polynomial(Polynomial&& other) noexcept;
  Polynomial& operator=(const Polynomial& other);
  Polynomial& operator=(Polynomial&& other) noexcept;
  ~Polynomial();

  /// Throws std::invalid_argument unless index < number of variables.
  static Polynomial variable(RingPointer ring, std::size_t index);
  /// The sum of the terms; repeated monomials add up. Throws std::invalid_argument on a wrong number of exponents.
  static Polynomial from_terms(RingPointer ring, const std::vector<Term>& terms);

  const RingPointer& ring() const noexcept { return ring_; }
  std::size_t variables() const noexcept { return ring_->variables(); }
  std::size_t length() const noexcept;  ///< number of terms
  std::vector<Term> terms() const;      ///< lexicographically decreasing exponents, no zero coefficient
  std::string text() const;

  bool is_zero() const noexcept { return length() == 0; }
  bool is_constant() const;
  Rational constant_term() const;
  bool is_homogeneous() const;  ///< true of the zero polynomial
  /// None for the zero polynomial. Throws std::length_error beyond 32 bits, as `degree_in` does.
  std::optional<std::uint32_t> degree() const;
  std::optional<std::uint32_t> degree_in(std::size_t variable) const;

  Polynomial operator-() const;
  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b);
  Polynomial scaled(const Rational& factor) const;
  Polynomial pow(std::uint32_t exponent) const;
  Polynomial derivative(std::size_t variable) const;

  /// The quotient when `divisor` divides exactly; none otherwise and for divisor 0.
  std::optional<Polynomial> divided_by(const Polynomial& divisor) const;

  /// Entry k is the coefficient of variable^k, free of that variable; empty for 0.
  /// Throws std::length_error when the degree exceeds 100,000.
  std::vector<Polynomial> coefficients_in(std::size_t variable) const;

  /// The polynomial at x_k := images[k]; the images share a ring, which is that of the result.
  /// Throws std::invalid_argument unless there is one image per variable.
  Polynomial compose(const std::vector<Polynomial>& images) const;
  /// Exact value. Throws std::invalid_argument unless there is one value per variable.
  Rational evaluate(const std::vector<Rational>& values) const;
  /// The polynomial at variable := value, in the same ring.
  Polynomial evaluate(std::size_t variable, const Rational& value) const;

  /// The positive rational c for which this / c has coprime integer coefficients; 0 for 0.
  Rational content() const;
  /// This divided by its content (the sign is kept); 0 for 0.
  Polynomial primitive_part() const;

  /// For the file that factors only.
  const fmpq_mpoly_struct* handle() const noexcept { return handle_; }
  fmpq_mpoly_struct* handle() noexcept { return handle_; }

 private:
  RingPointer ring_;
  fmpq_mpoly_t handle_;
};

}  // namespace geq::polynomials
