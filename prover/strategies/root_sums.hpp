// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Goals of the shape  rest - sum of C_i f_i  or  sum of C_i f_i - rest  with C_i >= 0, where every f_i is a root r_i
/// of the same degree k, or its reciprocal: what Hoelder's inequality is about.

#include <optional>
#include <string>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

struct RootTerm {
  proofs::Atom root;
  bool inverted;                        ///< f = 1/r, else f = r
  proofs::ExactPolynomial coefficient;  ///< C, visibly >= 0
  /// Where the variables of the sum go when its first term is taken to this one; empty when no permutation does it.
  std::vector<std::size_t> image;

  const proofs::ExactPolynomial& radicand() const { return root.arguments()[1]; }
  proofs::ExactPolynomial function() const {
    const proofs::ExactPolynomial r(root);
    return inverted ? reciprocal(r) : r;
  }
};

struct RootSum {
  bool upper;  ///< the goal is rest - sum, so that the sum needs an upper bound
  unsigned long degree;
  std::vector<RootTerm> terms;   ///< at least two
  proofs::ExactPolynomial rest;  ///< may have other roots
  std::vector<std::string> variables;

  /// Some radicand has.
  bool has_denominators() const;
};

/// The sums that can be read off the goal: of the roots with negative coefficients, of those with positive ones; of
/// each only where all roots are of one degree and stand alone in their terms.
std::vector<RootSum> root_sums(const proofs::Sequent& sequent);

}  // namespace geq::prover
