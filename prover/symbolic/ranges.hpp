// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sums over symbolic ranges as the search sees them, and chains of steps whose side conditions are proved at once.

#include <cstddef>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// A sum, product, maximum ... over a range, without variables of binders around it.
struct RangeTerm {
  proofs::Atom atom;
  const proofs::ExactPolynomial& lower() const { return atom.arguments()[0]; }
  const proofs::ExactPolynomial& upper() const { return atom.arguments()[1]; }
  const proofs::ExactPolynomial& body() const { return atom.arguments()[2]; }
};

/// The goal or a fact has a binder.
bool has_ranges(const proofs::Sequent& sequent);

/// The binders of that kind in the goal and in the facts (also inside other functions, not inside bodies), each once.
std::vector<RangeTerm> range_terms(proofs::Operator op, const proofs::Sequent& sequent);

/// Invariant: the kernel turned the first sequent into `sequent` and others, all of which `steps` close.
class SideChain {
 public:
  SideChain(proofs::Sequent start, const Origin& origin, Search& search)
      : sequent_(std::move(start)), origin_(origin.sufficient()), search_(search) {}

  const proofs::Sequent& sequent() const noexcept { return sequent_; }
  const Steps& steps() const noexcept { return steps_; }
  /// Appends the step if it applies, proofs of all sequents it leaves but the last are found, and the last has
  /// something new. Leaves the chain as it is otherwise.
  bool then(const proofs::Step& step);
  /// Goes on from a chain that began as a copy of this one.
  void take(const SideChain& other) {
    sequent_ = other.sequent_;
    steps_ = other.steps_;
  }
  /// Every hypothesis for all indices, said of this index where it is seen to be in the range.
  void instantiate(const proofs::ExactPolynomial& index);
  /// A name for every application but quotients, roots, abs, min and max; then nothing about ranges and integrality is
  /// left, and names that an equation gives are put in.
  bool name_applications();
  /// At one of a few small points every fact holds and the goal fails.
  bool fails_somewhere() const;
  /// The steps, followed by a proof of what is left by all other methods; none if it stays open.
  std::optional<Steps> finish(Effort effort);

 private:
  proofs::Sequent sequent_;
  Origin origin_;
  Search& search_;
  Steps steps_;
};

/// A proof of a sequent without regard to sums: hypotheses said of the index (unless that is zero), names, then all
/// other methods with small effort.
std::optional<Steps> prove_side(const proofs::Sequent& sequent, const Origin& origin, Search& search);

}  // namespace geq::prover
