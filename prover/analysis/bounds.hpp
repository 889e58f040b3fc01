// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Functions with known integrals that may bound an integrand. Guesses, which the kernel is asked about.

#include <string>
#include <vector>

#include "proofs/kernel/integrals.hpp"

namespace geq::prover {

/// Functions of the variable that may be at least the absolute value of the integrand, from the closest to the crudest:
/// exp(-p x^2 + r) and others whose integrals are known, with factors chosen at points where there are no parameters.
std::vector<proofs::ExactPolynomial> bounds_of(const proofs::OverInterval& integral, const std::string& variable,
                                               const proofs::Sequent& sequent);

/// Tangents of exp: for an integrand exp(u), functions exp(m - p x^2) (1 + u - m + p x^2), with p and m read off what
/// the integral is compared with, or chosen so that the bound is large.
std::vector<proofs::ExactPolynomial> bounds_below(const proofs::OverInterval& integral, const std::string& variable,
                                                  const proofs::ExactPolynomial& compared,
                                                  const proofs::Sequent& sequent);

/// What a trial exp(m - p x^2) may be made of, read off what an integral is compared with: p where sqrt(pi/p) or 1/p
/// stands, and m where exp(m) does.
struct TrialsInBound {
  std::vector<proofs::ExactPolynomial> rates, tops;
};
TrialsInBound trials_in(const proofs::ExactPolynomial& compared);

/// The integral of the bound as a sum of simpler ones: one for each monomial in what has the variable.
std::vector<proofs::IntegralPart> parts_of(const proofs::ExactPolynomial& bound, const std::string& variable,
                                           const proofs::RealInterval& interval);

/// False only when floating point sees that the fact, which has no variables, fails.
bool may_hold(const proofs::Fact& fact);

}  // namespace geq::prover
