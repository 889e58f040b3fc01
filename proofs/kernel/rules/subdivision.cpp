// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/subdivision.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

// Every point of the sequent lies in the box, so in one of the parts that the tree ends with, and there the enclosure
// shows the sign.
Outcome apply(const Subdivide& step, const Sequent& sequent) {
  if (sequent.goal.sign == Sign::zero) return Reason::wrong_goal_sign;
  const auto box = box_of(sequent);
  if (!box) return Reason::not_bounded;
  std::vector<Box> pending{*box};
  for (const std::string& node : step.tree) {
    if (pending.empty()) return Reason::tree_malformed;
    const Box part = std::move(pending.back());
    pending.pop_back();
    if (node.empty()) {
      if (!is_seen_on(part, sequent.goal)) return Reason::sign_fails;
      continue;
    }
    if (!part.contains(node)) return Reason::unknown_variable;
    auto [lower, upper] = halves(part, node);
    pending.push_back(std::move(upper));
    pending.push_back(std::move(lower));
    if (pending.size() > max_scope) return Reason::limit_exceeded;
  }
  if (!pending.empty()) return Reason::tree_malformed;
  return std::vector<Sequent>{};
}

}  // namespace geq::proofs
