// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "polynomials/integer.hpp"

namespace geq::polynomials {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UnsignedInt128;

/// Integers of one width. The narrowest width that holds them is kept: 64 bits up to `bits` = 62, then 128 bits
/// up to 125, then any size.
struct CoefficientArray {
  std::variant<std::vector<std::int64_t>, std::vector<Int128>, std::vector<Integer>> values;
  std::size_t bits = 0;  ///< least with -2^bits <= value < 2^bits for all

  std::size_t size() const noexcept;
  Integer at(std::size_t index) const;
  int sign_at(std::size_t index) const noexcept;
  double to_double(std::size_t index, std::size_t scale_bits) const noexcept;  ///< value / 2^scale_bits, rounded
  std::size_t bytes() const noexcept;                                          ///< of memory, about
};

constexpr std::size_t bits_in_64 = 62;
constexpr std::size_t bits_in_128 = 125;

/// The narrowest array with these values.
CoefficientArray pack(std::vector<Integer> values);
CoefficientArray narrowed(std::vector<std::int64_t> values);
CoefficientArray narrowed(std::vector<Int128> values);
CoefficientArray narrowed(std::vector<Integer> values);

/// Divides by the positive greatest common divisor of all entries; the zero array stays.
void divide_by_content(CoefficientArray& array);

bool all_nonnegative(const CoefficientArray& array) noexcept;

bool operator==(const CoefficientArray& a, const CoefficientArray& b) noexcept;

}  // namespace geq::polynomials
