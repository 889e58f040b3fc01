// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Points whose coordinates are polynomials in one real root of a rational polynomial: where a statement fails although
/// no rational point satisfies its equations.
///
/// Meaning: the polynomial has opposite signs at the ends of an interval, so halving the interval for ever, each time
/// keeping a half whose ends have opposite signs, closes in on one of its roots. That number is meant throughout,
/// whether or not the interval holds others. Two values are equal when their difference is a multiple of the
/// polynomial; that they differ is only ever seen from enclosures. So the polynomial need not be irreducible: if it is
/// not, less can be decided. Cost: polynomial in the degree; degrees beyond max_root_degree throw LimitExceeded.

#include <map>
#include <optional>
#include <string>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/univariate.hpp"

namespace geq::proofs {

/// A real number r with polynomial(r) = 0, between two rationals; the name is for texts only.
struct Root {
  std::string name;
  Univariate polynomial;
  Rational lower, upper;
};

class AlgebraicPoint {
 public:
  using Values = std::map<std::string, Univariate>;
  /// Values are polynomials in the root, constants included.
  AlgebraicPoint(Root root, Values values);

  /// lower < upper, and the polynomial has opposite signs there. What follows means nothing otherwise.
  bool has_root() const;

  /// The root and the coordinates enclosed, from an interval of width at most 2^-bits for the root.
  Enclosure root(unsigned long bits) const;
  Box box(unsigned long bits) const;

  /// The value as a polynomial in the root of lower degree than the root's; none when the term is not made of rational
  /// numbers, variables, sums, products, quotients and powers with a constant integral exponent, or when a divisor is
  /// not invertible modulo the polynomial. Where there is a value, every part of the term is defined.
  std::optional<Univariate> value(const Term& term) const;

 private:
  Univariate product(const Univariate& left, const Univariate& right) const;
  std::optional<Univariate> inverse(const Univariate& value) const;
  std::optional<Univariate> power_value(Univariate base, const Term& exponent) const;

  Root root_;
  Values values_;
};

/// Whether the relation holds at the point; none when neither exact values nor enclosures (up to 4096 bits) tell.
std::optional<bool> holds_at(const Relation& relation, const AlgebraicPoint& point);

}  // namespace geq::proofs
