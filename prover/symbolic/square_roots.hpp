// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// The polynomial whose square this is; none if there is none, or where quotients of sums would be needed.
std::optional<proofs::ExactPolynomial> square_root_of(const proofs::ExactPolynomial& polynomial);

/// root = sqrt(sum over the range of term^2), where the term has the name of the index.
struct EuclideanNorm {
  proofs::ExactPolynomial root, lower, upper, term;
};
std::optional<EuclideanNorm> euclidean_norm(const proofs::Atom& root, const std::string& index);

/// Closes p^2 >= 0 as the square that it is, and everything else as `linear_side` does.
std::optional<Steps> square_side(const proofs::Sequent& sequent);

/// Shows that a maximum (minimum) is at least (at most) one of its arguments.
std::optional<Steps> extremum_proof(const proofs::Sequent& sequent, const proofs::Atom& atom);

}  // namespace geq::prover
