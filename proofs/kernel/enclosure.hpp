// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The value of a term at a point, enclosed between two rationals: how a refutation is checked.

#include <map>
#include <optional>
#include <string>

#include "proofs/kernel/statement.hpp"

namespace geq::proofs {

/// lower <= value <= upper; equal ends when the value is known exactly.
struct Enclosure {
  Rational lower, upper;
};

using Point = std::map<std::string, Rational>;
/// A point of which only enclosures are known.
using Box = std::map<std::string, Enclosure>;

Enclosure multiply(const Enclosure& left, const Enclosure& right);

inline constexpr unsigned long greatest_precision = 4096;

/// Encloses the value with roots and elementary functions taken to about `bits` binary places. None when the term is
/// not defined at the point, or when that cannot be seen at this precision. As in normal_form.hpp a power with an
/// exponent that is not constant is defined for a positive base only. Throws LimitExceeded.
std::optional<Enclosure> enclose(const Term& term, const Point& point, unsigned long bits);
/// The same at every point of the box at once.
std::optional<Enclosure> enclose(const Term& term, const Box& box, unsigned long bits);

/// The operator (not number or variable) at all arguments in the enclosures; a power with a fractional exponent has a
/// base >= 0. None and limits as above.
std::optional<Enclosure> apply(Operator op, const std::vector<Enclosure>& arguments, unsigned long bits);

/// left compared with right, where the enclosures tell.
std::optional<bool> decide(const Enclosure& left, const Enclosure& right, Comparison comparison);

/// Both sides have the same normal form when the values of the point are put in and logarithms of rational numbers are
/// taken apart (log(12) = 2 log(2) + log(3)): they are equal, if both are defined there. False says nothing. Throws
/// LimitExceeded.
bool is_equal_at(const Relation& relation, const Point& point);

/// Whether the relation holds at the point: by enclosures, or because is_equal_at sees two sides that are defined as
/// equal, as log(2) + log(2) and 2 log(2), which no enclosures tell apart. None when neither tells, at precisions up to
/// greatest_precision. Throws LimitExceeded.
std::optional<bool> holds_at(const Relation& relation, const Point& point);

}  // namespace geq::proofs
