// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/claims.hpp"

#include <algorithm>

namespace geq::prover {

namespace {

bool has_integral_or_limit(const proofs::Term& term) {
  using O = proofs::Operator;
  if (term.op() == O::integral || term.op() == O::limit || term.op() == O::dominated) return true;
  return std::any_of(term.arguments().begin(), term.arguments().end(), has_integral_or_limit);
}

}  // namespace

bool claims_strictly(const proofs::Statement& statement) {
  using C = proofs::Comparison;
  return std::any_of(statement.goals.begin(), statement.goals.end(), [](const proofs::Chain& goal) {
    return std::any_of(goal.comparisons.begin(), goal.comparisons.end(),
                       [](C sign) { return sign == C::greater || sign == C::less || sign == C::not_equal; });
  });
}

bool claims_analysis(const proofs::Statement& statement) {
  return std::any_of(statement.goals.begin(), statement.goals.end(), [](const proofs::Chain& goal) {
    return std::any_of(goal.links.begin(), goal.links.end(), has_integral_or_limit);
  });
}

}  // namespace geq::prover
