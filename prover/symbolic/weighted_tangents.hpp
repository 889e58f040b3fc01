// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Inequalities for one index, made of tangents of exp, of hypotheses for all indices and of "one term is at most the
/// sum", and their proofs.

#include <optional>
#include <variant>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// exp(at) >= exp(touch) (1 + at - touch).
struct TangentCore {
  proofs::ExactPolynomial at, touch;
};
/// bound >= 0, which follows at once from a hypothesis for all indices, said of the index.
struct BoundCore {
  std::size_t family;  ///< its number
  proofs::ExactPolynomial bound;
  proofs::Sign sign;
};
/// sum - term(index) >= 0.
struct RestCore {
  std::size_t family;  ///< the number of the fact that no term is negative
  proofs::ExactPolynomial index;
  proofs::Sign sign;
};

/// bound >= 0, which is to be proved in the same way.
struct LemmaCore {
  proofs::ExactPolynomial bound;
};

/// A product of things >= 0.
struct IndexInequality {
  std::variant<TangentCore, BoundCore, RestCore, LemmaCore> core;
  std::vector<proofs::ExactPolynomial> factors;  ///< each visibly >= 0
  proofs::ExactPolynomial value;                 ///< what the product is, with exp of logarithms taken apart
  bool positive;
};

struct WeightedInequality {
  proofs::Rational weight;  ///< > 0
  const IndexInequality* inequality;
};

/// A proof that the goal holds, which is the sum of the weighted inequalities (sign >= or >).
std::optional<Steps> prove_sum(const proofs::Sequent& sequent, const std::vector<WeightedInequality>& parts,
                               const std::optional<proofs::ExactPolynomial>& index, const Origin& origin,
                               Search& search);

}  // namespace geq::prover
