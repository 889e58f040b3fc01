// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Questions about sums of squares in x, y, z, and their answers multiplied out.

#include "polynomials/sum_of_squares.hpp"

namespace geq::polynomials::squares_questions {

inline const RingPointer ring = make_ring({"x", "y", "z"});

inline Polynomial x() { return Polynomial::variable(ring, 0); }
inline Polynomial y() { return Polynomial::variable(ring, 1); }
inline Polynomial z() { return Polynomial::variable(ring, 2); }
inline Polynomial constant(long value) { return Polynomial(ring, Rational(value)); }

/// The identity multiplied out: independent of how it was found.
inline Polynomial sum_of(const SquaresIdentity& identity, const SquaresQuestion& question) {
  Polynomial result(ring);
  for (const auto& summand : identity.summands)
    result = result + (question.multipliers[summand.multiplier] * summand.root.pow(2)).scaled(summand.coefficient);
  for (const auto& [equation, factor] : identity.multiples) result = result + question.equations[equation] * factor;
  for (const auto& [number, factor] : identity.scalar_multiples) {
    const Scalar& scalar = question.scalars[number];
    result = result + factor * (Polynomial::variable(ring, scalar.variable).pow(scalar.degree) - scalar.value);
  }
  return result;
}

/// Is the goal a sum of squares?
inline SquaresQuestion plain(const Polynomial& goal) {
  return {goal, {constant(1)}, {false}, {}, (goal.degree().value_or(0) + 1) / 2 * 2, goal.is_homogeneous()};
}

/// Whether the answer is an identity with positive coefficients.
inline bool answers(const SquaresIdentity& identity, const SquaresQuestion& question) {
  for (const auto& summand : identity.summands)
    if (summand.coefficient.sign() <= 0) return false;
  return sum_of(identity, question) == question.goal;
}

}  // namespace geq::polynomials::squares_questions
