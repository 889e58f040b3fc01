// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "prover/search.hpp"

namespace geq::prover {

/// A chain of steps whose side conditions are proved at once.
/// Invariant: the kernel turned the first sequent into `sequent` and others, all of which `steps` close.
class SideChain {
 public:
  /// Closes a side condition, or answers none.
  using Prover = std::function<std::optional<Steps>(const proofs::Sequent&)>;

  SideChain(proofs::Sequent start, Prover prover) : sequent_(std::move(start)), prover_(std::move(prover)) {}

  const proofs::Sequent& sequent() const noexcept { return sequent_; }
  const Steps& steps() const noexcept { return steps_; }
  /// A name that is not in scope, made of the wanted letter.
  std::string fresh(const std::string& wanted) const { return fresh_names(sequent_, wanted, 1).front(); }
  /// Appends the step if it applies and all sequents that it leaves but the last are closed. Leaves the chain as it is
  /// otherwise.
  bool then(const proofs::Step& step) { return then(step, prover_); }
  /// The same with another prover of the side conditions.
  bool then(const proofs::Step& step, const Prover& prover);
  /// Goes on with a chain that began where this one is.
  void append(const SideChain& other);
  /// The steps, then these.
  Steps followed_by(const Steps& rest) const;
  /// The steps, followed by a proof of what is left.
  std::optional<Steps> finish() const;

 private:
  proofs::Sequent sequent_;
  Prover prover_;
  Steps steps_;
};

}  // namespace geq::prover
