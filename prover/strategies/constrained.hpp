// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Methods that live on the assumptions. Each returns a proof of the sequent in kernel steps, or none.

#include "prover/search.hpp"

namespace geq::prover {

// parameter_ends.cpp

/// A goal that is linear, or concave of degree two, in a variable between bounds: it is enough to show it at both.
/// Source: R. T. Rockafellar, Convex Analysis (1970), 32.
std::optional<Steps> parameter_ends(const proofs::Sequent&, const Origin&, Effort, Search&);

// bounded_products.cpp

/// Real variables whose product exceeds a number, against a sum of even powers of them: were the sum too small, every
/// power would be bounded, and with them the product. Source: the inequality of the means with room to spare.
std::optional<Steps> bounded_products(const proofs::Sequent&, const Origin&, Effort, Search&);

// independent_factors.cpp

/// A product of factors against a product, where factors on both sides share variables in separate groups: each group
/// is compared for itself, up to numbers whose product is given; or all factors, each in a variable of its own, are
/// replaced by simpler ones of the shape c x^k + d that touch them where equality is suspected.
std::optional<Steps> independent_factors(const proofs::Sequent&, const Origin&, Effort, Search&);

// contraposition.cpp

/// More transcendental functions occur in some assumption than in the goal, and no sums over ranges anywhere.
bool assumes_functions(const proofs::Sequent&);
/// Suppose that the goal fails: then an assumption fails, which becomes the goal.
std::optional<Steps> contraposition(const proofs::Sequent&, const Origin&, Effort, Search&);

// assumption_multiples.cpp

/// The goal less a multiple of an assumption, without that assumption. Source: Lagrange multipliers.
std::optional<Steps> assumption_multiples(const proofs::Sequent&, const Origin&, Effort, Search&);

// ratios_of_bounds.cpp

/// A form on a box of positive numbers: x <= u and y >= l say x <= (u/l) y, and nothing else of the box is needed.
/// Exact for boxes with equal sides.
std::optional<Steps> ratios_of_bounds(const proofs::Sequent&, const Origin&, Effort, Search&);

// filled_terms.cpp

/// Every fraction of the goal by one whose two parts are forms: terms are filled up with powers of a form that is known
/// to be at least 1 (or at most 1), where that makes the fraction smaller. Source: IMO 2005, problem 3.
std::optional<Steps> filled_terms(const proofs::Sequent&, const Origin&, Effort, Search&);

// mixed_powers.cpp

/// Variables that occur in different powers only: a, b^2 and c^3, say, become the variables.
std::optional<Steps> mixed_powers(const proofs::Sequent&, const Origin&, Effort, Search&);

// reciprocals_as_variables.cpp

/// Assumptions about 1/(x^k + a) for the variables x of the goal: u = 1/(x^k + a) becomes the variable, x^k = 1/u - a.
std::optional<Steps> reciprocals_as_variables(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
