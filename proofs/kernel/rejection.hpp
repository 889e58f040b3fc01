// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Why the kernel does not accept a step, a certificate or a point. Every reason has an example in
/// tests/proofs/kernel/rejected, in the folder of its name.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace geq::proofs {

enum class Reason {
  nowhere_defined,         ///< a condition for some expression to be defined is never met
  proof_unfinished,        ///< steps ended while goals remained
  step_after_end,          ///< steps remained after the last goal was shown
  not_visible,             ///< the goal cannot be read off
  unknown_variable,        ///< a name that is not in scope
  name_not_fresh,          ///< a new name is already in scope, or none that a certificate can hold
  no_such_fact,            ///< an index beyond the facts
  not_a_permutation,       ///< the symmetry is no permutation of variables in scope
  not_symmetric,           ///< a fact or the goal changes under the symmetry
  orbit_not_closed,        ///< the symmetries move variables outside those compared
  not_inverse,             ///< definitions put into replacements do not give the old variables back
  wrong_goal_sign,         ///< the rule does not prove a goal of this kind
  no_denominator,          ///< there is no denominator to clear
  wrong_number_of_signs,   ///< not one sign for each denominator
  denominator_maybe_zero,  ///< nothing says that a denominator is not zero
  coefficient_not_positive,
  fact_has_no_sign,  ///< the fact is neither >= 0 nor > 0 nor = 0 (nor != 0 to an even power)
  not_an_equation,   ///< a multiple of a fact that is not = 0
  identity_fails,    ///< the sum is not the goal
  not_strict,        ///< the sum is only >= 0 where > 0 is to be shown
  not_divisible,
  not_nonnegative,  ///< nothing says that a monomial, variable or radicand is nonnegative
  not_a_root,
  not_an_atom,            ///< not one application of a function and nothing else
  not_a_value,            ///< what the function may never be, or a function without such values
  not_linear,             ///< the variable is not linear in the equation, or its coefficient is not constant
  not_a_mean,             ///< weights or exponents are not those of a weighted mean
  coefficient_too_large,  ///< of the product, for the coefficients of the terms
  exponent_out_of_range,
  not_one_variable,
  not_a_form_in_two_variables,
  sign_fails,  ///< the polynomial does not have the sign on the interval
  not_quadratic,
  not_square_free,       ///< a polynomial has a square factor, or two have a common one
  wall_missing,          ///< a leading coefficient, discriminant or resultant has a factor that is not listed
  cell_without_sample,   ///< a part of the line or of a vertical line has no sample point, or one lies on its border
  not_bounded,           ///< a variable of the goal has no rational bounds on both sides; a region has no inner points
  not_differentiable,    ///< an atom with the variable has no derivative here
  not_convex,            ///< nothing says that the function is convex (concave, where it was declared so)
  not_for_all,           ///< the fact is not about all integers between two ends
  not_a_double_sum,      ///< not one sum of one sum whose ends do not depend on the outer index
  not_an_integer,        ///< nothing says that the value is an integer
  not_an_integral,       ///< not an integral, or one over other ends than the rule or the other integrals have
  not_gaussian,          ///< not a sum of powers times exp of a quadratic polynomial
  not_integrable,        ///< nothing says that an integral exists
  no_limit,              ///< the kernel computes no limit, or two different ones
  not_a_form,            ///< not homogeneous, or not in the columns (or the variables named) alone
  tree_malformed,        ///< cone tree: nodes missing or left over, weights or names of the wrong number
  split_too_small,       ///< fewer than two weights are positive
  negative_coefficient,  ///< a leaf of the cone tree has one
  same_too_early,        ///< a node refers to one whose subtree is not finished
  not_the_same,          ///< a node refers to one with another form
  limit_exceeded,        ///< beyond a limit of limits.hpp
  point_incomplete,      ///< a refutation without a value for every variable, or with others
  no_root,               ///< a refutation's polynomial does not change its sign between the ends given
  point_not_evaluated,   ///< an expression cannot be evaluated exactly enough, or is not defined at the point
  hypothesis_fails,      ///< the point does not satisfy a hypothesis
  goal_holds,            ///< the point satisfies the goal
};

/// The enumerator's name.
std::string_view to_text(Reason reason);

struct Rejection {
  Reason reason;
  std::optional<std::size_t> step;  ///< counted from 1; none when no single step is to blame
};

/// "not_symmetric at step 3".
std::string describe(const Rejection& rejection);

}  // namespace geq::proofs
