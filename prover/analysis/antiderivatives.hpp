// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Functions whose derivative may be a given one, by the table that students know.
/// Source: I. S. Gradshteyn, I. M. Ryzhik, Table of Integrals, Series, and Products, sections 2.0 to 2.7: powers,
/// exponentials, logarithms, arctan, and f(u) u' for these f. Guesses: the kernel differentiates.

#include <optional>
#include <string>

#include "proofs/kernel/polynomial.hpp"

namespace geq::prover {

/// Where an antiderivative is wanted.
struct Place {
  std::optional<proofs::Rational> inside = {};  ///< a number in the interval
  bool to_infinity = false;                     ///< it should have a limit at oo
};

/// A function of the variable whose derivative should be the integrand, where it is defined; none if some term is not
/// in the table. Cost: the square of the number of factors of a term.
std::optional<proofs::ExactPolynomial> antiderivative(const proofs::ExactPolynomial& integrand,
                                                      const std::string& variable, const Place& place = {});

}  // namespace geq::prover
