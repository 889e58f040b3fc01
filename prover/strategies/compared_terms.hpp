// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The goal as it was written, taken apart: what the methods that compare parts of its two sides share.

#include <optional>
#include <vector>

#include "proofs/kernel/term.hpp"
#include "prover/search.hpp"

namespace geq::prover {

using Terms = std::vector<proofs::Term>;

/// Sum of `above` >= sum of `below`, as terms.
struct Comparison {
  Terms above, below;
};

/// Sums, differences and negations are taken apart.
Comparison between(const proofs::Term& greater, const proofs::Term& less);

/// A term as a number times factors that are no numbers.
struct Product {
  proofs::Rational number = 1;
  Terms factors;
};

/// Multiplies by the term, taken apart.
void multiply(const proofs::Term& term, Product& product);

/// The goal of the statement that the sequent came from, with the greater side first; none once the sequent was
/// changed.
std::optional<std::pair<proofs::Term, proofs::Term>> stated_goal(const proofs::Sequent& sequent, const Search& search);

}  // namespace geq::prover
