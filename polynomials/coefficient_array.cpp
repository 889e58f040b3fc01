// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/coefficient_array.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "polynomials/coefficient_arithmetic.hpp"

namespace geq::polynomials {

std::size_t CoefficientArray::size() const noexcept {
  return std::visit([](const auto& v) { return v.size(); }, values);
}

Integer CoefficientArray::at(std::size_t index) const {
  return std::visit([index](const auto& v) { return to_integer(v[index]); }, values);
}

int CoefficientArray::sign_at(std::size_t index) const noexcept {
  return std::visit([index](const auto& v) { return sign_of(v[index]); }, values);
}

double CoefficientArray::to_double(std::size_t index, std::size_t scale_bits) const noexcept {
  struct Visitor {
    std::size_t index;
    int scale;
    double operator()(const std::vector<std::int64_t>& v) const {
      return std::ldexp(static_cast<double>(v[index]), -scale);
    }
    double operator()(const std::vector<Int128>& v) const { return std::ldexp(static_cast<double>(v[index]), -scale); }
    double operator()(const std::vector<Integer>& v) const {
      slong exponent = 0;
      const double mantissa = fmpz_get_d_2exp(&exponent, v[index].handle());
      return std::ldexp(mantissa, static_cast<int>(std::max<slong>(exponent - scale, -2000)));
    }
  };
  return std::visit(Visitor{index, static_cast<int>(scale_bits)}, values);
}

std::size_t CoefficientArray::bytes() const noexcept {
  struct Visitor {
    std::size_t bits;
    std::size_t operator()(const std::vector<std::int64_t>& v) const { return v.size() * 8; }
    std::size_t operator()(const std::vector<Int128>& v) const { return v.size() * 16; }
    // fmpz: one word, and beyond 62 bits an mpz header with its limbs.
    std::size_t operator()(const std::vector<Integer>& v) const { return v.size() * (8 + 32 + bits / 8); }
  };
  return sizeof(CoefficientArray) + std::visit(Visitor{bits}, values);
}

CoefficientArray pack(std::vector<Integer> values) {
  CoefficientArray result;
  result.bits = bits_of(std::span<const Integer>(values));
  if (result.bits <= bits_in_64) {
    std::vector<std::int64_t> narrow(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) narrow[i] = fmpz_get_si(values[i].handle());
    result.values = std::move(narrow);
  } else if (result.bits <= bits_in_128) {
    std::vector<Int128> narrow(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) narrow[i] = to_int128(values[i]);
    result.values = std::move(narrow);
  } else {
    result.values = std::move(values);
  }
  return result;
}

namespace {

std::uint64_t magnitude(std::int64_t v) {
  return v < 0 ? 0 - static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v);
}
UnsignedInt128 magnitude(Int128 v) {
  return v < 0 ? 0 - static_cast<UnsignedInt128>(v) : static_cast<UnsignedInt128>(v);
}

/// Euclid's algorithm; in 64 bits as soon as one number fits.
UnsignedInt128 common_divisor(UnsignedInt128 a, UnsignedInt128 b) {
  while (b != 0 && (b >> 64) != 0) a = std::exchange(b, a % b);
  if (b == 0) return a;
  const auto small = static_cast<std::uint64_t>(b);
  return std::gcd(small, static_cast<std::uint64_t>(a % b));
}
std::uint64_t common_divisor(std::uint64_t a, std::uint64_t b) { return std::gcd(a, b); }

/// Divides in place; returns the content, 0 for the zero array.
template <class C>
auto divide_fixed(std::vector<C>& values) {
  auto content = magnitude(C{0});
  for (const C v : values) {
    content = common_divisor(content, magnitude(v));
    if (content == 1) return content;
  }
  // The content may be 2^63 or 2^127, which is no C; then every value is 0 or minus that.
  if (content != 0) {
    for (C& v : values) {
      const auto quotient = static_cast<C>(magnitude(v) / content);
      v = v < 0 ? -quotient : quotient;
    }
  }
  return content;
}

Integer divide_wide(std::vector<Integer>& values) {
  Integer content;
  for (std::size_t i = 0; i < values.size() && !content.is_one(); ++i) content = gcd(content, values[i]);
  if (content.is_one() || content.is_zero()) return content;
  for (Integer& v : values) fmpz_divexact(v.handle(), v.handle(), content.handle());
  return content;
}

}  // namespace

void divide_by_content(CoefficientArray& array) {
  if (auto* narrow = std::get_if<std::vector<std::int64_t>>(&array.values)) {
    if (divide_fixed(*narrow) > 1) array.bits = bits_of(std::span<const std::int64_t>(*narrow));
  } else if (auto* middle = std::get_if<std::vector<Int128>>(&array.values)) {
    if (divide_fixed(*middle) > 1) array = narrowed(std::move(*middle));
  } else if (auto* wide = std::get_if<std::vector<Integer>>(&array.values)) {
    if (!divide_wide(*wide).is_one()) array = pack(std::move(*wide));
  }
}

CoefficientArray narrowed(std::vector<std::int64_t> values) {
  const std::size_t bits = bits_of(std::span<const std::int64_t>(values));
  if (bits <= bits_in_64) return {std::move(values), bits};
  return {std::vector<Int128>(values.begin(), values.end()), bits};
}

CoefficientArray narrowed(std::vector<Int128> values) {
  const std::size_t bits = bits_of(std::span<const Int128>(values));
  if (bits <= bits_in_64) {
    std::vector<std::int64_t> narrow(values.size());
    std::transform(values.begin(), values.end(), narrow.begin(), [](Int128 v) { return static_cast<std::int64_t>(v); });
    return {std::move(narrow), bits};
  }
  if (bits <= bits_in_128) return {std::move(values), bits};
  std::vector<Integer> wide(values.size());
  std::transform(values.begin(), values.end(), wide.begin(), [](Int128 v) { return to_integer(v); });
  return {std::move(wide), bits};
}

CoefficientArray narrowed(std::vector<Integer> values) { return pack(std::move(values)); }

bool all_nonnegative(const CoefficientArray& array) noexcept {
  return std::visit(
      [](const auto& v) { return std::none_of(v.begin(), v.end(), [](const auto& c) { return sign_of(c) < 0; }); },
      array.values);
}

bool operator==(const CoefficientArray& a, const CoefficientArray& b) noexcept { return a.values == b.values; }

}  // namespace geq::polynomials
