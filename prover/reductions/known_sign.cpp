// SPDX-License-Identifier: GPL-3.0-or-later

/// u - c >= 0 with a number c > 0, where u >= 0 is a fact, as after |u| has been split into cases: u^2 - c^2 >= 0 says
/// the same and has no odd powers of the denominators' signs. Limits: u with denominators.

#include "prover/reductions/alternatives.hpp"

namespace geq::prover {

using proofs::Sign;

std::optional<Derivation> square_against_fact(const proofs::Sequent& sequent, const Origin& origin) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (reciprocals(sequent.goal.polynomial).empty()) return {};
  for (const proofs::Fact& fact : sequent.facts) {
    if (fact.sign != Sign::nonnegative && fact.sign != Sign::positive) continue;
    const auto c = (fact.polynomial - sequent.goal.polynomial).constant();
    if (!c || proofs::sign(*c) <= 0) continue;
    Derivation way(sequent, origin);
    if (way.then(proofs::ComparePowers{2, fact.polynomial})) return way;
  }
  return {};
}

}  // namespace geq::prover
