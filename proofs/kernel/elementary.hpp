// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Elementary functions on intervals with rational ends, enclosed between rationals.
///
/// Method: power series in integers scaled by a power of two, each sum with a bound for what is left off and every
/// rounding outward, after reduction of the argument (halving for exp, powers of two for log, multiples of pi for sine
/// and cosine). Source: R. Brent, P. Zimmermann, Modern Computer Arithmetic (2010), chapter 4. Arguments beyond
/// max_exponent throw LimitExceeded where the value would be too long. Cost: about bits multiplications of numbers of
/// so many bits.

#include <optional>

#include "proofs/kernel/enclosure.hpp"

namespace geq::proofs {

/// The operator (exp, log, sin, cos, tan, arctan, sinh, cosh, tanh, pi, e) at every point of the argument, with ends
/// of about `bits` significant binary places. None where it is not defined on all of the argument, where that cannot be
/// seen at this precision, or for other operators.
std::optional<Enclosure> elementary(Operator op, const std::vector<Enclosure>& arguments, unsigned long bits);

/// base^exponent = exp(exponent * log(base)) for a positive base.
std::optional<Enclosure> real_power(const Enclosure& base, const Enclosure& exponent, unsigned long bits);

/// The same enclosure with ends of about `bits` significant places, rounded outward.
Enclosure rounded(const Enclosure& value, unsigned long bits);

}  // namespace geq::proofs
