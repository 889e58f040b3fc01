// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Three terms with square roots of one sign against the rest of a goal: what three_roots.cpp argues about.

#include <array>
#include <optional>

#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

inline bool is_square_root(const proofs::Atom& atom) { return root_degree(atom) == 2U; }

/// The goal is t - D >= 0 or D - t >= 0, with t the sum of the three terms and D the bound.
struct RootTriple {
  bool upper;  ///< the goal is D - t, not t - D
  std::array<proofs::ExactPolynomial, 3> terms, squares;
  proofs::ExactPolynomial bound, bound_squared;

  /// What the names below stand for.
  proofs::Substitution meaning() const;
};

/// The terms as x0, x1, x2, their squares A0, A1, A2, the bound D and its square S.
struct TripleNames {
  std::array<proofs::ExactPolynomial, 3> x, a;
  proofs::ExactPolynomial bound, bound_squared;
  proofs::ExactPolynomial sum, pairs, product, sum_of_squares, pairs_of_squares;

  TripleNames();
  proofs::ExactPolynomial excess() const { return bound_squared - sum_of_squares; }  ///< S - A0 - A1 - A2
  /// g(D) is the rational part minus the irrational part.
  proofs::ExactPolynomial rational_part() const;
  proofs::ExactPolynomial irrational_part() const;
};

/// Lowers x_i^2 to A_i and D^2 to S; the factors by which the equations were added, x0, x1, x2 and D in turn.
std::array<proofs::ExactPolynomial, 4> lower_squares(proofs::ExactPolynomial& polynomial, const TripleNames& names);

/// None unless three terms have roots and that sign.
std::optional<RootTriple> root_triple(const proofs::Sequent& sequent, bool upper);

/// Closes an equation between square roots, their reciprocals and their radicands, where the roots are defined.
std::optional<Steps> proof_of_root_equation(const proofs::Sequent& side);

/// Appends the facts that define the roots; false where a radicand has no known sign.
bool define_roots(const RootTriple& asked, SideChain& chain);

}  // namespace geq::prover
