// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "polynomials/coefficient_array.hpp"
#include "polynomials/polynomial.hpp"
#include "polynomials/shift_table.hpp"

namespace geq::polynomials {

/// A form (homogeneous polynomial) of degree d in n variables, up to a positive factor, dense.
///
/// Holds the polar coefficients b(a) = a! * (coefficient of t^a) as integers without common divisor, one for each of
/// the C(n+d-1, d) monomials in the order of the table. The signs are those of the coefficients. See star_split.hpp.
class Form {
 public:
  /// Throws std::invalid_argument unless `polynomial` is homogeneous, std::length_error when ShiftTable::fits says no.
  explicit Form(const Polynomial& polynomial);
  /// The same with a table made before; std::invalid_argument unless it has the right n and d (any d for 0).
  Form(const Polynomial& polynomial, ShiftTablePointer table);
  /// Throws std::invalid_argument unless the sizes agree.
  Form(ShiftTablePointer table, CoefficientArray polar_coefficients);

  const ShiftTablePointer& table() const noexcept { return table_; }
  std::size_t variables() const noexcept { return table_->variables(); }
  std::size_t degree() const noexcept { return table_->degree(); }
  const CoefficientArray& polar_coefficients() const noexcept { return array_; }

  bool all_nonnegative() const noexcept { return polynomials::all_nonnegative(array_); }
  /// A variable k with negative t_k^d: the form is negative at the k-th unit vector.
  std::optional<std::size_t> negative_vertex() const noexcept;
  /// Sign of the sum of the coefficients: of the form at (1, ..., 1).
  int sign_at_ones() const;
  /// A positive multiple of the value, the same multiple for all points. Throws std::invalid_argument on a wrong size.
  Integer value_at(std::span<const Integer> point) const;

  /// The form on child `column` of the star split with these weights: t_i <- l_i t_i, then t_k <- t_k + l_k t_i for the
  /// other k of the support, i = `column`. Throws std::invalid_argument unless there is one weight per variable, at
  /// least two are positive, and that of `column` is.
  Form child(std::span<const std::uint32_t> weights, std::size_t column) const;

  /// The primitive integer polynomial that is a positive multiple of this form.
  /// Throws std::invalid_argument unless the ring has n variables.
  Polynomial polynomial(const RingPointer& ring) const;

 private:
  ShiftTablePointer table_;
  CoefficientArray array_;
};

/// Form::value_at for bare coefficients: d! f(point). Needs one coordinate per variable.
Integer polar_value(const ShiftTable& table, const CoefficientArray& array, std::span<const Integer> point);

}  // namespace geq::polynomials
