// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "polynomials/coefficient_array.hpp"
#include "polynomials/shift_table.hpp"

namespace geq::polynomials {

/// Recognising forms that differ only in the order of the variables.

/// Equal for forms that are equal up to the order of the variables; rarely equal otherwise. Same on every run.
/// Cost: n multiplications per coefficient.
std::uint64_t order_free_hash(const ShiftTable& table, const CoefficientArray& form);

/// A permutation with g(t) = h(t[columns[0]], ..., t[columns[n-1]]), exactly. None when there is none, or when more
/// than 1,000 candidates would have to be tried (many columns that look alike): then a repeat is missed, no more.
std::optional<std::vector<std::size_t>> matching_columns(const ShiftTable& table, const CoefficientArray& g,
                                                         const CoefficientArray& h);

/// The form g above, from h and the permutation.
CoefficientArray permuted(const ShiftTable& table, const CoefficientArray& h, const std::vector<std::size_t>& columns);

}  // namespace geq::polynomials
