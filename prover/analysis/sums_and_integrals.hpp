// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sums between integrals: for a term f(k) that falls, F(k + 1) - F(k) <= f(k) <= F(k) - F(k - 1) with F' = f, and the
/// differences cancel; also with the middle, F(k + 1/2) - F(k - 1/2), and with the first or the last term for each.
/// Source: G. Polya, G. Szego, Problems and Theorems in Analysis I, part II, chapter 1.

#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// What every term is compared with, and what that adds up to.
struct SumBound {
  proofs::ExactPolynomial term;                       ///< of the index
  std::optional<proofs::ExactPolynomial> difference;  ///< term = difference(index + 1) - difference(index)
  proofs::ExactPolynomial value;
  /// The term is the integral of what is added up from index - shift to index - shift + 1, and this its antiderivative.
  proofs::Rational shift = 0;
  std::optional<proofs::ExactPolynomial> antiderivative = {};
  /// Or what it is compared with is the term at this end of the range.
  std::optional<proofs::ExactPolynomial> end = {};
};

/// Bounds of the sum over a range from below or from above, as some numbers say.
std::vector<SumBound> bounds_of_sum(const proofs::Atom& sum, const std::string& index, bool below);

/// A goal with one sum, with a factor of known sign: a bound in its place.
std::optional<Steps> sums_and_integrals(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
