// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <span>

#include "polynomials/coefficient_array.hpp"

namespace geq::polynomials {

/// The same few operations on the three widths of coefficients, for the templates that run over them.
/// The two fixed widths never overflow: the caller bounds the result first (ShiftTable::growth_bits).

inline int sign_of(std::int64_t v) noexcept { return (v > 0) - (v < 0); }
inline int sign_of(Int128 v) noexcept { return (v > 0) - (v < 0); }
inline int sign_of(const Integer& v) noexcept { return v.sign(); }

inline Integer to_integer(std::int64_t v) { return Integer(v); }
inline Integer to_integer(Int128 v) {
  return Integer::from_words(static_cast<std::int64_t>(v >> 64), static_cast<std::uint64_t>(v));
}
inline const Integer& to_integer(const Integer& v) { return v; }

/// Needs |value| < 2^127.
inline Int128 to_int128(const Integer& value) {
  ulong high = 0;
  ulong low = 0;
  fmpz_get_signed_uiui(&high, &low, value.handle());
  return static_cast<Int128>((static_cast<UnsignedInt128>(high) << 64) | low);
}

inline std::size_t bits_of(std::span<const std::int64_t> values) noexcept {
  // v ^ (v >> 63) is v or -v - 1: its bit length is the least b with -2^b <= v < 2^b. C++20 defines that shift.
  std::uint64_t seen = 0;
  // cppcheck-suppress shiftTooManyBitsSigned
  for (const std::int64_t v : values) seen |= static_cast<std::uint64_t>(v ^ (v >> 63));
  return static_cast<std::size_t>(std::bit_width(seen));
}
inline std::size_t bits_of(std::span<const Int128> values) noexcept {
  UnsignedInt128 seen = 0;
  for (const Int128 v : values) seen |= static_cast<UnsignedInt128>(v ^ (v >> 127));
  const auto high = static_cast<std::uint64_t>(seen >> 64);
  return static_cast<std::size_t>(high != 0 ? 64 + std::bit_width(high)
                                            : std::bit_width(static_cast<std::uint64_t>(seen)));
}
inline std::size_t bits_of(std::span<const Integer> values) noexcept {
  std::size_t bits = 0;
  for (const Integer& v : values) {
    const bool minus_power = v.sign() < 0 && fmpz_val2(v.handle()) + 1 == v.bits();
    bits = std::max(bits, v.bits() - (minus_power ? 1 : 0));
  }
  return bits;
}

}  // namespace geq::polynomials
