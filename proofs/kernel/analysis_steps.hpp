// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The steps about integrals and limits; step.hpp has the others and says what steps are, integrals.hpp what the atoms
/// mean. The rules: rules/integrals.cpp, gaussian.cpp, quadrature.cpp, divergence.cpp, convergence.cpp, sequences.cpp
/// and series.cpp.

#include <cstdint>
#include <string>
#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

/// The goal that a polynomial has a sign strictly between two ends, or near a point, from the same for a new variable.
struct Pointwise {
  std::string variable;  ///< fresh
  ExactPolynomial from;  ///< near a point: where the variable begins (or how far from the point it ends)
};
/// An integral over the line or a half-line from 0 of a polynomial times exp(-p x^2 + q x + r): its value.
struct Gaussian {
  ExactPolynomial integral;
};
/// An integral by a function whose derivative is the integrand.
struct Antiderivative {
  enum class Because { nonnegative, nonpositive, integrable };  ///< why the integral exists
  std::string variable;                                         ///< fresh
  ExactPolynomial integral;
  ExactPolynomial function;  ///< of the variable
  Because because;
};
/// A number times an integral.
struct IntegralPart {
  ExactPolynomial coefficient;
  ExactPolynomial integral;
};
/// A sum of integrals has the sign that the sum of the integrands has everywhere.
struct Integrate {
  std::string variable;  ///< fresh
  std::vector<IntegralPart> parts;
  Sign sign;
};
/// An integral exists, as a sum of integrable functions bounds the integrand on both sides.
struct Dominate {
  std::string variable;  ///< fresh
  ExactPolynomial integral;
  std::vector<IntegralPart> parts;
};
/// A limit, between two functions of which the kernel computes the same limit.
struct Squeeze {
  std::string variable;  ///< fresh
  ExactPolynomial from;  ///< where the inequalities begin to hold (or how far from the point)
  ExactPolynomial limit;
  ExactPolynomial lower, upper;  ///< of the variable
};
/// A sequence of functions has an integrable bound.
struct Dominator {
  std::string variable, index;  ///< fresh
  ExactPolynomial question;
  ExactPolynomial integral;  ///< of the bound
};

/// The limit of the integrals of a dominated sequence is the integral of its limit.
struct Exchange {
  std::string variable, index;  ///< fresh
  ExactPolynomial question;     ///< known: the sequence is dominated
};
/// An integral is the sum of those over the two parts of its interval.
struct Split {
  ExactPolynomial integral;
  ExactPolynomial at;
};
/// A definite integral without parameters between two numbers, from enclosures on equal pieces.
struct Quadrature {
  ExactPolynomial integral;
  std::uint32_t pieces;
};
/// An integral does not exist, as near an end the integrand is at least a derivative of what grows beyond every bound.
struct Diverge {
  std::string variable;  ///< fresh
  ExactPolynomial integral;
  ExactPolynomial function;  ///< of the variable
  ExactPolynomial from;      ///< how far from a finite end, or from where on
  bool upper;                ///< the end
  bool negative;             ///< the integrand's negative, instead of the integrand
};
/// A limit that does not exist: near the point the body is at least what grows beyond every bound.
struct Unbounded {
  std::string variable;  ///< fresh
  ExactPolynomial limit;
  ExactPolynomial from;      ///< where the inequality begins to hold (or how far from the point)
  ExactPolynomial function;  ///< of the variable
  bool negative;             ///< the body's negative, instead of the body
};
/// A sum over a range, its index shifted: i to i + shift, or to shift - i.
struct Reindex {
  ExactPolynomial atom;
  ExactPolynomial shift;
  bool reflected;
};
/// The limit of a sum of more and more terms, each of which has a limit, below a geometric series.
struct Tannery {
  std::string variable, index;  ///< fresh
  Rational from;                ///< the inequalities hold for variable >= from
  ExactPolynomial limit;
  ExactPolynomial term;               ///< of variable and index
  Rational lower;                     ///< the first index
  ExactPolynomial upper;              ///< the last one, of the variable
  ExactPolynomial bound, bound_rate;  ///< abs(term) <= bound exp(-bound_rate index)
  ExactPolynomial scale, rate;        ///< the term's limit is scale exp(-rate index)
};
/// No integrable function bounds a sequence of functions: near an end, some member is at least a derivative of what
/// grows beyond every bound.
struct Undominated {
  std::string variable, index;  ///< fresh
  ExactPolynomial question;
  ExactPolynomial place;     ///< of the variable, positive: the member's index lies between this and one more
  ExactPolynomial function;  ///< of the variable
  ExactPolynomial from;      ///< how far from a finite end, or from where on
  bool upper;                ///< the end
  bool negative;             ///< the members' negatives, instead of the members
};
/// The limit of integrals is the integral of the limit, as one integrable function bounds all integrands.
struct Converge {
  std::string variable, index;  ///< fresh
  ExactPolynomial limit;        ///< of integrals
  ExactPolynomial from;         ///< where the bound begins to hold (or how far from the point)
  ExactPolynomial integral;     ///< of the bound
};
/// An integral by the substitution shift + scale * x, or shift - scale * x.
struct Rescale {
  ExactPolynomial integral;
  ExactPolynomial scale;    ///< positive
  ExactPolynomial inverse;  ///< of the scale
  ExactPolynomial shift;
  bool reflected;
};

/// An integral between two numbers exists, as the integrand is continuous at every point from one to the other.
struct Continuous {
  std::string variable;  ///< fresh
  ExactPolynomial integral;
};
/// A limit through the integers exists, as the body rises (or falls) from some integer on and never passes a bound.
struct BoundedMonotone {
  std::string variable;  ///< fresh
  ExactPolynomial limit;
  ExactPolynomial from;   ///< an integer
  ExactPolynomial bound;  ///< above what rises, below what falls
  bool falling;
};
/// A limit that does not exist: at places that go to the point the body is at least `above`, at others at most `below`,
/// which is less.
struct Oscillation {
  std::string variable;  ///< fresh: the places depend on it
  ExactPolynomial limit;
  ExactPolynomial high, low;  ///< the places
  ExactPolynomial above, below;
};

}  // namespace geq::proofs
