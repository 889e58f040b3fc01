// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/construction.hpp"

namespace geq::prover {

bool Construction::perform(const proofs::Step& step) {
  const auto remaining = proofs::apply(step, here);
  if (!remaining || remaining.value().size() != 1) return false;
  steps.push_back(step);
  here = remaining.value().front();
  return true;
}

bool Construction::close(const proofs::Step& step) {
  const auto remaining = proofs::apply(step, here);
  if (!remaining || !remaining.value().empty()) return false;
  steps.push_back(step);
  return true;
}

bool Construction::have(const proofs::Fact& fact, const Steps& proof) {
  const proofs::Have step{fact};
  const auto remaining = proofs::apply(proofs::Step(step), here);
  if (!remaining) return false;
  steps.emplace_back(step);
  if (remaining.value().size() == 2) steps.insert(steps.end(), proof.begin(), proof.end());
  here = remaining.value().back();
  return true;
}

bool Construction::have_by(const proofs::Fact& fact, const Steps& proof) {
  const auto remaining = proofs::apply(proofs::Step(proofs::Have{fact}), here);
  if (!remaining) return false;
  if (remaining.value().size() == 1) return have(fact, {});
  proofs::Sequent side = remaining.value().front();
  Steps used;
  for (const proofs::Step& step : proof) {
    const auto next = proofs::apply(step, side);
    if (!next || next.value().size() > 1) return false;
    used.push_back(step);
    if (next.value().empty()) return have(fact, used);
    side = next.value().front();
  }
  return false;
}

}  // namespace geq::prover
