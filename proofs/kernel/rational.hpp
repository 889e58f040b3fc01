// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Exact numbers of the kernel: CLN's integers and rationals, with the conversions from and to text.
/// CLN counts references without locks: a number must not be shared between threads.

#include <cln/integer.h>
#include <cln/rational.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace geq::proofs {

using Integer = cln::cl_I;
using Rational = cln::cl_RA;

/// Decimal digits a number may have in a statement or a certificate.
inline constexpr std::size_t max_digits = 10000;

/// Reads "7", "-3/2", "0.25" (exact: 1/4). None if it is anything else, has a zero denominator or more than
/// `max_digits` characters.
std::optional<Rational> rational_from_text(std::string_view text);

/// "7", "-3/2": lowest terms, no spaces.
std::string to_text(const Rational& value);

/// -1, 0 or 1.
int sign(const Rational& value);

/// The value as a machine integer, if it is an integer between `low` and `high`.
std::optional<long> integer_between(const Rational& value, long low, long high);

/// Number of bits of numerator and denominator together: the size that limits are stated in.
std::size_t bit_size(const Rational& value);

/// base^exponent. Throws LimitExceeded (limits.hpp) when the result would have more than `max_bits` bits.
Rational power(const Rational& base, unsigned long exponent);

}  // namespace geq::proofs
