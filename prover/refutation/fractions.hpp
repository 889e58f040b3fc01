// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Simple rational numbers: what a person would choose.

#include <cstddef>
#include <vector>

#include "proofs/kernel/univariate.hpp"

namespace geq::prover {

/// The fraction of least denominator, then of least absolute value, strictly between the two. Source: the tree of Stern
/// and Brocot. Throws std::invalid_argument unless lower < upper.
proofs::Rational simplest_between(const proofs::Rational& lower, const proofs::Rational& upper);

/// The bits of all numerators and denominators.
std::size_t height(const std::vector<proofs::Rational>& point);

bool contains(const proofs::Interval& interval, const proofs::Rational& value);

/// Numbers of the interval, simple ones and its ends first, at most `count`; empty for an empty interval.
std::vector<proofs::Rational> simple_values(const proofs::Interval& interval, std::size_t count);

/// The simplest number of the interval that differs from `value` by less than `tolerance`, closed ends of the interval
/// preferred; `value` itself if there is none.
proofs::Rational rounded_into(const proofs::Interval& interval, const proofs::Rational& value,
                              const proofs::Rational& tolerance);

}  // namespace geq::prover
