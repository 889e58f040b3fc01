// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Square roots of quotients, and of products with squares in them, as quotients of polynomials and roots of
/// polynomials, which can be bounded: sqrt(a^2/v) = a/sqrt(v) and sqrt(a/v) = sqrt(a v)/v.

#include "prover/search.hpp"

namespace geq::prover {

/// A square root of a quotient or of a product in which something is squared, and not just in variables: those go by
/// x = p^2.
bool is_root_of_quotient(const proofs::Atom& atom);

/// Steps that rewrite every such root of the goal, and what they leave. Roots of what is not visibly a quotient of
/// something nonnegative and something positive stay. Cost: a factorisation and some kernel steps for each root.
struct SimplerRoots {
  Steps steps;
  proofs::Sequent sequent;
};
SimplerRoots simplify_roots_of_quotients(const proofs::Sequent& sequent);

}  // namespace geq::prover
