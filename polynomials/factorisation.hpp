// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "polynomials/polynomial.hpp"

namespace geq::polynomials {

/// base^exponent, exponent >= 1; base is not constant, has coprime integer coefficients and a positive leading one.
struct Factor {
  Polynomial base;
  std::uint32_t exponent;
};

/// constant * product of the factors.
struct Factorisation {
  Rational constant;
  std::vector<Factor> factors;  ///< pairwise coprime, in FLINT's order, the same on every run
};

/// Square-free parts over Q: every base is square-free, exponents may repeat. None when FLINT gives up; 0 has constant
/// 0.
std::optional<Factorisation> square_free_factorisation(const Polynomial& polynomial);

/// Irreducible factors over Q. None when FLINT gives up; 0 has constant 0.
std::optional<Factorisation> irreducible_factorisation(const Polynomial& polynomial);

/// The discriminant with respect to one variable, free of it. None when the degree in that variable is below 1.
std::optional<Polynomial> discriminant(const Polynomial& polynomial, std::size_t variable);

/// The resultant with respect to one variable, free of it. None when FLINT gives up.
std::optional<Polynomial> resultant(const Polynomial& a, const Polynomial& b, std::size_t variable);

/// Primitive, with positive leading coefficient; gcd(0, 0) = 0. None when FLINT gives up.
std::optional<Polynomial> gcd(const Polynomial& a, const Polynomial& b);

}  // namespace geq::polynomials
