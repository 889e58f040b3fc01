// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::prover {

/// Equations of a sequent, each read as a rule that replaces one of its monomials by the rest.
class Rewriting {
 public:
  /// given = rest + sum of multiple * equation, by number of the fact.
  struct Reduced {
    proofs::ExactPolynomial rest;
    std::map<std::size_t, proofs::ExactPolynomial> multiples;
  };

  /// Takes up fact number `place`, where it is an equation with a monomial to go by: a quotient 1/q with a factor of q,
  /// a sum over a range alone, or a maximum or minimum over a range alone. Answers whether it was.
  bool take_up(std::size_t place, const proofs::Fact& fact);
  /// Takes up an equation by this monomial, which is one of its terms.
  void take_up_by(const proofs::Monomial& lead, std::size_t place, const proofs::Fact& equation);
  /// Takes up an equation by a reciprocal in which it is linear with a number before it. Answers whether there is one.
  bool take_up_reciprocal(std::size_t place, const proofs::Fact& fact);
  /// None if it does not end soon.
  std::optional<Reduced> reduced(const proofs::ExactPolynomial& polynomial) const;

 private:
  struct Rule {
    std::size_t place;
    proofs::ExactPolynomial equation;
    proofs::Monomial lead;
    proofs::Rational coefficient;
  };
  std::vector<Rule> rules_;
};

}  // namespace geq::prover
