// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Limits of sums of growing length, and what their proofs need.
/// Source: J. Tannery, Introduction a la theorie des fonctions d'une variable (1886); the sum of (k/n)^n is an exercise
/// of G. Polya, G. Szego, Problems and Theorems in Analysis I (1972), part II, chapter 1.

#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// scale exp(-rate i), both without i.
struct Geometric {
  proofs::ExactPolynomial scale, rate;
};
/// The polynomial as such, for the index i; none if it is not.
std::optional<Geometric> geometric(const proofs::ExactPolynomial& value, const std::string& index);

/// Ways to see the limit of a sum as that of a series below a geometric one: as it stands, and counted from its end.
std::vector<proofs::Tannery> tannery_steps(const proofs::ExactPolynomial& limit, const std::string& variable,
                                           const std::string& index, const proofs::Sequent& sequent);

/// Sums that are equal when one of them is counted backwards.
std::optional<Steps> by_reindexing(const proofs::Sequent& sequent);

}  // namespace geq::prover
