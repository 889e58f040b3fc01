// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "polynomials/coefficient_array.hpp"
#include "polynomials/shift_table.hpp"

namespace geq::polynomials {

/// Index of the smallest negative polar coefficient, compared in floating point, the first of equals; 0 if none is.
std::size_t most_negative_entry(const CoefficientArray& form);

/// Where to cut a cone so that the cut goes through a zero of the form, or near its minimum.
///
/// Meaning: weights of a star split, at least two positive. By preference: a point of small denominators where the form
/// is negative (it refutes) or zero, exactly; the approximate minimiser of f(t) / (sum t)^d on the simplex, coarsely
/// rounded; the exponents of the most negative polar coefficient (its control point).
/// Source: project notes, algorithm D2; the minimiser is found by pattern search from several starts and Newton steps
/// on the face it lies on, with values, gradients and Hessians from de Casteljau's algorithm in double precision.
/// Limits: floating point only chooses; signs of values are exact. Forms with n * C(n+d, n) above 100,000 get
/// the control point at once.
std::vector<std::uint32_t> split_point(const ShiftTable& table, const CoefficientArray& form);

}  // namespace geq::polynomials
