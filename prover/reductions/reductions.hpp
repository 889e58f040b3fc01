// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statement -> easier statement. A reduction looks at a sequent and names the next step, if it has one; each is a
/// kernel rule, so nothing here is trusted. These reductions commit: the sequent is proved after the step or not at
/// all; those of alternatives.hpp do not.

#include <optional>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

struct Reduction {
  proofs::Step step;
  Origin origin;      ///< of what the step leaves
  Steps lemmas = {};  ///< closes all that the step leaves but the last; empty: nothing but that is known to be left
};

/// The first of the reductions below that applies.
std::optional<Reduction> reduce(const proofs::Sequent& sequent, const Origin& origin, Search& search);

/// p = 0 from both signs. p != 0 from the sign that a few points suggest.
std::optional<Reduction> split_equation(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// sqrt(12) = 2 sqrt(3), root(3, 1/4) = root(3, 2)/2: no powers under roots of numbers, no denominators
/// (number_roots.cpp).
std::optional<Reduction> simplify_number_root(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// abs, min and max: what they are where that can be read off, else two cases (cases.cpp).
std::optional<Reduction> unfold_cases(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// Roots of products as products of roots, then x = p^k for variables x >= 0 under roots (radicals.cpp).
std::optional<Reduction> take_roots_apart(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// Roots: their defining equation, powers reduced by it, then the k-th powers of both sides compared.
std::optional<Reduction> remove_root(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// The k-th power of a k-th root in the goal, by its defining equation; nothing else.
std::optional<Reduction> lower_root_power(const proofs::Sequent& sequent, const Origin& origin);
/// Multiply by the denominators, each with the sign that can be proved, else squared.
std::optional<Reduction> clear_denominators(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// Divide by the greatest monomial that divides the goal and is not negative.
std::optional<Reduction> divide_by_monomial(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// A variable that is known to be at most 0 becomes the negative of a new one.
std::optional<Reduction> flip_negative(const proofs::Sequent& sequent, const Origin& origin, Search& search);
/// The factor m for which goal + m * (atom^degree - value) has a degree below `degree` in the atom.
proofs::ExactPolynomial multiplier_that_lowers(const proofs::ExactPolynomial& goal, const proofs::Atom& atom,
                                               std::size_t degree, const proofs::ExactPolynomial& value);

/// By symmetry let variables be ordered, as far as the symmetries of the sequent allow, and put the differences.
struct Ordered {
  Steps steps;              ///< Smallest ..., then Put; empty when there is no symmetry
  proofs::Sequent sequent;  ///< what the steps leave
  Origin origin;
  std::vector<std::string> unordered;  ///< variables of the goal whose order is still open

  /// The ordering steps, then a proof of what they leave.
  Steps followed_by(const Steps& proof) const;
};
Ordered order_by_symmetry(const proofs::Sequent& sequent, const Origin& origin, Search& search);

}  // namespace geq::prover
