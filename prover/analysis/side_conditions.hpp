// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Chains of steps about integrals and limits, whose side conditions are proved at once.

#include <functional>
#include <string>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// An integral, a limit, or what is said of one, stands in the goal or in a fact.
bool has_analysis(const proofs::Sequent& sequent);
/// The integrals (or limits ...) in the goal and the facts, not those inside other bodies; each once.
std::vector<proofs::ExactPolynomial> analysis_atoms(proofs::Operator op, const proofs::Sequent& sequent);

/// Invariant: the kernel turned the first sequent into `sequent` and others, all of which `steps` close.
class AnalysisChain {
 public:
  /// Closes a side condition, or answers none.
  using Prover = std::function<std::optional<Steps>(const proofs::Sequent&)>;

  AnalysisChain(proofs::Sequent start, Prover prover) : sequent_(std::move(start)), prover_(std::move(prover)) {}

  const proofs::Sequent& sequent() const noexcept { return sequent_; }
  const Steps& steps() const noexcept { return steps_; }
  /// A name that is not in scope, made of the wanted letter.
  std::string fresh(const std::string& wanted) const;
  /// Appends the step if it applies and all sequents that it leaves but the last are closed.
  bool then(const proofs::Step& step);
  /// Goes on with a chain that began where this one is.
  void append(const AnalysisChain& other) {
    steps_.insert(steps_.end(), other.steps_.begin(), other.steps_.end());
    sequent_ = other.sequent_;
  }
  /// Without the facts that mention integrals, limits and ranges.
  void forget_analysis();
  /// The steps, followed by a proof of what is left.
  std::optional<Steps> finish() const;

 private:
  proofs::Sequent sequent_;
  Prover prover_;
  Steps steps_;
};

/// A proof by the methods for a sequent without integrals or limits, and identities with roots and denominators.
std::optional<Steps> prove_elementary(const proofs::Sequent& sequent, const Origin& origin, Effort effort,
                                      Search& search);

}  // namespace geq::prover
