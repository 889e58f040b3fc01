// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Proof methods for exponentials, powers and trigonometric functions of several variables.

#include "prover/reductions/derivation.hpp"
#include "prover/search.hpp"

namespace geq::prover {

// exponential_means.cpp

/// Products of powers with variable exponents: exp lies above its tangents from one product to another, t^p above (or
/// below) its own tangents, and a linear program adds them up with what is known as weights. Contains the inequalities
/// of Young, Bernoulli and of the means with variable weights and exponents. Source: G. Hardy, J. Littlewood, G. Polya,
/// Inequalities (1934), 2.15 and 4.1. A goal that falls in one product whose exponents sum to 1 is shown for their
/// mean. Limits: few different products; weights are products of two things known to be nonnegative.
std::optional<Steps> exponential_means(const proofs::Sequent&, const Origin&, Effort, Search&);

// constants.cpp

/// The sign of a goal without variables: by its enclosure, or, where it may be zero, by the values of its functions.
std::optional<Steps> sign_of_constant(const proofs::Sequent&, const Origin&, Effort, Search&);

// variable_bounds.cpp

/// Adds the bounds by constants that the variable has from other variables (a < b < 1 for a), from its absolute value
/// and from its powers.
void bound_variable(const std::string& variable, Derivation& way, Search&);

// trigonometry.cpp

/// Sines and cosines of one or more angles: those of sums and multiples by those of parts, the equation of the circle
/// and the signs that can be shown for each; then they count as variables.
/// Limits: angles without denominators between their parts that are large; no more than four of them.
std::optional<Steps> trigonometric_identities(const proofs::Sequent&, const Origin&, Effort, Search&);
/// No variable occurs but in sines, cosines and tangents: such a goal is settled by identities, if at all.
bool is_trigonometric(const proofs::ExactPolynomial& goal);

// mean_angles.cpp

/// A sum of sines (or cosines) of angles whose weighted sum is known: each lies below its tangent at the mean angle,
/// where it is concave; tangents of acute angles above. Contains Jensen's inequality for the angles of a triangle. A product of two such sums is at
/// most the product of their bounds. Source: O. Bottema et al., Geometric Inequalities (1969), chapter 2. Limits: all
/// weights have one sign; angles between 0 and pi (for cosines between -pi/2 and pi/2).
std::optional<Steps> mean_angles(const proofs::Sequent&, const Origin&, Effort, Search&);

// monotone.cpp

/// In several variables: the goal where one of them is at a bound that the others give, and the sign of its derivative
/// in this variable, again by all methods. Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), appendix.
/// Limits: bounds with a number as the variable's coefficient; few derivatives one after another.
std::optional<Steps> monotone_in_a_variable(const proofs::Sequent&, const Origin&, Effort, Search&);
/// The goal compares two values of one function, f(b) >= f(a) where a <= b is known, or is about two variables that
/// differ: it should not be multiplied out before.
bool compares_values(const proofs::Sequent&);
/// The goal compares two products of powers with variable exponents: their logarithms are simpler.
bool compares_powers(const proofs::Sequent&);

// power_tangents.cpp

/// Sums of powers with one variable exponent: tangents and chords of t^e at one of the powers. Source: Bernoulli's
/// inequality; G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), 2.4. Limits: every term has one power.
std::optional<Steps> power_tangents(const proofs::Sequent&, const Origin&, Effort, Search&);

// identities.cpp

/// Exponentials, logarithms and real powers of the goal and the facts by those of as simple arguments as possible.
void take_apart(Derivation& way);

// logarithms_of_facts.cpp

/// Adds the logarithms of what the facts compare, if that is products and the goal has the logarithms of all their
/// variables. False if there are no such facts.
bool take_logarithms(Derivation& way, Search&);

}  // namespace geq::prover
