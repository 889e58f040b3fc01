// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Values of integrands and integrals in floating point: to choose bounds and cuts, never to decide.

#include <optional>
#include <string>

#include "proofs/kernel/integrals.hpp"
#include "prover/float_program.hpp"

namespace geq::prover {

/// A polynomial without parameters as a function of the variable; NaN where it cannot be evaluated.
class Sampled {
 public:
  Sampled(const proofs::ExactPolynomial& polynomial, const std::string& variable);
  double operator()(double x) const;

 private:
  std::optional<FloatProgram> program_;
};

/// A polynomial without variables, nearly.
double nearly(const proofs::ExactPolynomial& polynomial);

/// The places between which nearly all of an integral lies: its own ends where they are finite, else where the
/// integrand has become as small as the tolerance.
struct Extent {
  double lower, upper;
};
/// None when an end is not a number or the integrand stays greater up to a distance of 64.
std::optional<Extent> extent(const proofs::OverInterval& integral, double tolerance);

/// The integral by the midpoint rule with two widths; none as above, or when they differ.
std::optional<double> nearly(const proofs::OverInterval& integral);

/// A fraction with the denominator 2^40; the value is less than 2^22.
proofs::Rational rational_near(double value);

}  // namespace geq::prover
