// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/side_chain.hpp"

namespace geq::prover {

bool SideChain::then(const proofs::Step& step, const Prover& prover) {
  auto applied = proofs::apply(step, sequent_);
  if (!applied || applied.value().empty()) return false;
  std::vector<proofs::Sequent> remaining = std::move(applied).value();
  Steps sides{step};
  for (std::size_t i = 0; i + 1 < remaining.size(); ++i) {
    const auto proof = prover(remaining[i]);
    if (!proof) return false;
    sides.insert(sides.end(), proof->begin(), proof->end());
  }
  steps_.insert(steps_.end(), sides.begin(), sides.end());
  sequent_ = std::move(remaining.back());
  return true;
}

void SideChain::append(const SideChain& other) {
  steps_.insert(steps_.end(), other.steps_.begin(), other.steps_.end());
  sequent_ = other.sequent_;
}

Steps SideChain::followed_by(const Steps& rest) const {
  Steps result = steps_;
  result.insert(result.end(), rest.begin(), rest.end());
  return result;
}

std::optional<Steps> SideChain::finish() const {
  const auto proof = prover_(sequent_);
  return proof ? std::optional(followed_by(*proof)) : std::nullopt;
}

}  // namespace geq::prover
