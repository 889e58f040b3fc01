// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Applications of functions in a sequent, and their defining equations: what the reductions of roots and of absolute
/// values share.

#include <set>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// All applications in the goal and in the facts, also inside others, innermost first.
std::vector<proofs::Atom> functions_in(const proofs::Sequent& sequent);
std::vector<proofs::Atom> functions_in(const proofs::ExactPolynomial& polynomial);

std::optional<std::size_t> index_of(const proofs::Fact& fact, const proofs::Sequent& sequent);

/// Factors u and 1/u of a term taken out together, where u is an atom: equal where no such u is zero.
proofs::ExactPolynomial cancelled(const proofs::ExactPolynomial& polynomial);

/// The atom, if the polynomial is that and nothing else.
std::optional<proofs::Atom> single_atom(const proofs::ExactPolynomial& polynomial);

/// The degree of a root, if the atom is one (and at most 1000).
std::optional<unsigned long> root_degree(const proofs::Atom& atom);

/// constant * product of base^exponent, exponents may be negative. Bases are variables, other atoms, or irreducible
/// polynomials in variables with leading coefficient 1.
struct Factors {
  proofs::Rational constant = 1;
  std::map<proofs::ExactPolynomial, long> powers;
};
/// None for zero and where FLINT gives up, or for sums in which other functions than variables and 1/q occur.
std::optional<Factors> factors_of(const proofs::ExactPolynomial& polynomial);
/// With all atoms taken as variables, also functions and 1/q: exponents are positive, bases polynomials in atoms with
/// leading coefficient 1. None where FLINT gives up.
std::optional<Factors> factors_over_atoms(const proofs::ExactPolynomial& polynomial);

}  // namespace geq::prover
