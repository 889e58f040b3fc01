// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A proof under construction whose side facts are closed by given steps: what the methods for roots share.

#include "prover/search.hpp"

namespace geq::prover {

/// Invariant: the kernel turned the first sequent into `here` by `steps`, once the proofs given to `have` close what
/// they claim to close; that is looked at when the whole is replayed.
struct Construction {
  Steps steps;
  proofs::Sequent here;

  /// Appends the step, if it applies and leaves one sequent.
  bool perform(const proofs::Step& step);
  /// A fact that is visible, or whose proof is given by steps that close its sequent.
  bool have(const proofs::Fact& fact, const Steps& proof);
  /// The fact if it is visible, or by these steps, each of which leaves one sequent but the last, which leaves none.
  bool have_by(const proofs::Fact& fact, const Steps& proof);
  /// Appends the step, if it applies and leaves nothing.
  bool close(const proofs::Step& step);
  /// The place of the fact that was added last.
  std::size_t last() const { return here.facts.size() - 1; }
};

}  // namespace geq::prover
