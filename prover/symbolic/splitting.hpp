// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What searches of one linear program share: goals that they take apart first, and proofs that they shorten.

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "prover/side_chain.hpp"

namespace geq::prover {

/// An application of one of these (abs; max and min of two) in the goal, replaced by its value in either case. None if
/// there is none, or a case stays open.
std::optional<Steps> by_cases(const proofs::Sequent& sequent, const std::set<proofs::Operator>& wanted,
                              const SideChain::Prover& prove);

/// M - d >= 0 (or M + d >= 0) from a fact M - abs(d) >= 0.
std::optional<Steps> without_absolute_value(const proofs::Sequent& sequent);

/// A goal = 0 by >= 0 and <= 0.
std::optional<Steps> by_both_signs(const proofs::Sequent& sequent, const SideChain::Prover& prove);

/// A proof, and the preparing steps (as text) that it made no use of.
struct PrunedProof {
  Steps steps;
  std::set<std::string> unused;
};

/// Searches again without what turned out not to be needed, as long as that is something new.
std::optional<Steps> shortened(const std::function<std::optional<PrunedProof>(const std::set<std::string>&)>& attempt);

}  // namespace geq::prover
