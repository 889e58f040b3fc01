// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The proof methods. Each returns a proof of the sequent in kernel steps, or none; a point where a form is negative is
/// offered to the search as a counterexample on the way.

#include "prover/reductions/reductions.hpp"
#include "prover/search.hpp"

namespace geq::prover {

// closed_forms.cpp

/// The goal is a fact or a sum of terms that are visibly nonnegative.
std::optional<Steps> visible(const proofs::Sequent&, const Origin&, Effort, Search&);
/// One variable: Sturm's theorem. Decides.
std::optional<Steps> one_variable(const proofs::Sequent&, const Origin&, Effort, Search&);
/// A form in two variables, by their ratio. Decides, when both are nonnegative or both are free.
std::optional<Steps> two_variable_form(const proofs::Sequent&, const Origin&, Effort, Search&);

// boxes.cpp

/// All variables between bounds: coefficients in the basis of Bernstein, halving the box where some are negative.
/// Source: J. Garloff, The Bernstein algorithm, Interval Computations 2 (1993).
std::optional<Steps> box_coefficients(const proofs::Sequent&, const Origin&, Effort, Search&);

// subdivision.cpp

/// Elementary functions on a box: enclosures of the goal on parts of it, halved until each shows the sign. For what is
/// strictly true. Source: R. E. Moore, Interval Analysis (1966).
std::optional<Steps> subdivision(const proofs::Sequent&, const Origin&, Effort, Search&);

// derivative_chains.cpp

/// In one variable with functions: the goal at an end of its interval, or at a number on both sides, and the sign of
/// its derivative, of the derivative's derivative ..., after positive factors and denominators are taken away. Source:
/// G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), appendix; what users of calculus do.
std::optional<Steps> derivative_chains(const proofs::Sequent&, const Origin&, Effort, Search&);

// tangents.cpp

/// The tangents of exp and log between the points where the goal has them (and 0 or 1) join the facts; then
/// combinations of facts and sums of squares, in which the functions count as variables. Contains Jensen's inequality
/// for exp, log and x log(x) with concrete weights. Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), 3.
std::optional<Steps> tangents(const proofs::Sequent&, const Origin&, Effort, Search&);

// identities.cpp

/// Exponentials, logarithms and real powers taken apart; then those that remain as variables, or products compared by
/// their logarithms, or log(S) and R by S and exp(R).
std::optional<Steps> elementary_identities(const proofs::Sequent&, const Origin&, Effort, Search&);

// coefficient_forms.cpp

/// Grouping by powers of a nonnegative variable, and again in the coefficient forms.
/// Source: L. Yang, B. Xia, Automated proving and discovering of inequalities (2008), chapter 7.
std::optional<Steps> grouping(const proofs::Sequent&, const Origin&, Effort, Search&);
std::optional<Steps> grouping_ordered(const Ordered&, Effort, Search&);
/// The same, and by the discriminant in a variable of degree two.
std::optional<Steps> discriminant(const proofs::Sequent&, const Origin&, Effort, Search&);
std::optional<Steps> discriminant_ordered(const Ordered&, Effort, Search&);

// combination_of_facts.cpp

/// The goal is a sum of facts, products of two facts and multiples of equations, with positive weights; or the facts
/// are contradictory in this way. An exact linear program. Source: D. Handelman, Pacific J. Math. 132 (1988), degree
/// two.
std::optional<Steps> combination_of_facts(const proofs::Sequent&, const Origin&, Effort, Search&);

// weighted_means.cpp

/// A sum of weighted inequalities of the means with equality at (1, ..., 1), by an exact linear program; what is left
/// must be visible. Contains Muirhead's theorem. Source: B. Reznick, Math. Ann. 283 (1989); V. Chandrasekaran,
/// P. Shah, SIAM J. Optim. 26 (2016).
std::optional<Steps> weighted_means(const proofs::Sequent&, const Origin&, Effort, Search&);

// root_tangents.cpp

/// Every square root by a bound without roots that touches it where equality is suspected (all variables equal):
/// 2 s r <= r^2 + s^2 for r = sqrt(u), with s one of root_multipliers.hpp, perhaps times the root of a number; likewise
/// from below, and for 1/r. What is left has no roots.
std::optional<Steps> root_tangents(const proofs::Sequent&, const Origin&, Effort, Search&);

// term_by_term.cpp

/// The goal of the statement by comparing parts of its two sides: sums split into sums that compare, products,
/// quotients, min and max by their arguments. Which parts belong together is seen at sample points.
std::optional<Steps> term_by_term(const proofs::Sequent&, const Origin&, Effort, Search&);

// hoelder.cpp

/// A sum of roots of one degree (or of their reciprocals) by Hoelder's inequality, with weights that are chosen by a
/// look at sample points; what is left has no such roots. Contains the inequality of Cauchy and Schwarz for roots.
/// Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), 2.7 and 2.8.
std::optional<Steps> hoelder(const proofs::Sequent&, const Origin&, Effort, Search&);

// minkowski.cpp

/// A sum of square roots of sums of squares, from below, as the length of a sum of vectors. Source: G. Hardy,
/// J. Littlewood, G. Polya, Inequalities (1934), 2.11. Limits: rational squares; numbers as coefficients.
std::optional<Steps> minkowski(const proofs::Sequent&, const Origin&, Effort, Search&);

// shares.cpp

/// t_1 + ... + t_n + C >= 0 with roots, by t_i + C x_i^k/(x_1^k + ... + x_n^k) >= 0 for each i; k is chosen so that both
/// sides touch where all variables are equal. Source: IMO 2001, problem 2.
std::optional<Steps> equal_shares(const proofs::Sequent&, const Origin&, Effort, Search&);

// three_roots.cpp

/// A sum of three square roots against a bound, by the polynomial whose greatest zero the sum is: at the bound it has
/// only the product of the roots, which is squared away. What is left has no such roots. Source: elimination by
/// conjugates, as for the equation of a surface between three spheres; see the file.
std::optional<Steps> three_roots(const proofs::Sequent&, const Origin&, Effort, Search&);

// named_roots.cpp

/// Every root of the goal and of equations as a variable of its own, with its equation among the facts. For two roots
/// and more.
std::optional<Steps> named_roots(const proofs::Sequent&, const Origin&, Effort, Search&);

// sign_orthants.cpp

/// Variables of unknown sign: x >= 0 without loss of generality where changing signs changes nothing, else both cases.
std::optional<Steps> sign_orthants(const proofs::Sequent&, const Origin&, Effort, Search&);

// open_cells.cpp

/// Polynomials in two to four variables and forms in one more: the signs at one point in every open cell of a cylindrical
/// decomposition. Decides, where strict facts and bounds of single variables make the region, as far as degrees allow.
/// Sources: A. Strzebonski, J. Symb. Comput. 29 (2000); J. Han, Z. Jin, B. Xia, J. Symb. Comput. 75 (2016).
std::optional<Steps> open_cells(const proofs::Sequent&, const Origin&, Effort, Search&);

// sums_of_squares.cpp

/// The goal as a sum of squares with products of facts as multipliers, plus multiples of equations. Roots and other
/// functions count as variables. Sources: polynomials/sum_of_squares.hpp.
std::optional<Steps> sums_of_squares(const proofs::Sequent&, const Origin&, Effort, Search&);
/// The same with at most so many unknown entries of Gram matrices.
std::optional<Steps> sums_of_squares_within(const proofs::Sequent&, std::size_t entries, Search&);
/// Suppose that the goal fails: a product of positive facts is then a sum like the above with the opposite sign. Sums
/// of squares with denominators are of this kind. Source: G. Stengle, Math. Ann. 207 (1974).
std::optional<Steps> positivstellensatz(const proofs::Sequent&, const Origin&, Effort, Search&);
std::optional<Steps> positivstellensatz_within(const proofs::Sequent&, std::size_t entries, Search&);

// cones.cpp: forms whose variables are all nonnegative, by trees of cones

/// One round of classical substitutions; cones that stay open by grouping and discriminants.
/// Source: L. Yang, Difference substitution and automated inequality proving, J. Guangzhou Univ. 5 (2006).
std::optional<Steps> difference_substitution(const Ordered&, Effort, Search&);
/// Round after round. Source: L. Yang, Y. Yao, arXiv:0904.4030.
std::optional<Steps> successive_difference_substitution(const Ordered&, Effort, Search&);
/// With columns averaged, so that cones shrink to points: ends on every form that is positive. Source: as above.
std::optional<Steps> averaged_difference_substitution(const Ordered&, Effort, Search&);
/// Splits at zeros and near-minimisers.
std::optional<Steps> near_minimiser_splits(const Ordered&, Effort, Search&);
/// Splits of single edges.
std::optional<Steps> edge_bisection(const Ordered&, Effort, Search&);

}  // namespace geq::prover
