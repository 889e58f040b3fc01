// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/alternatives.hpp"

namespace geq::prover {

std::vector<Derivation> ways_on(const proofs::Sequent& sequent, const Origin& origin, Search& search) {
  if (auto cleared = clear_facts(sequent, origin)) return {std::move(*cleared)};
  std::vector<Derivation> ways;
  add_ways_by_two_forms(sequent, origin, search, ways);
  add_ways_by_equations(sequent, origin, ways);
  add_homogenised(sequent, origin, ways);
  add_quotients(sequent, origin, search, ways);
  add_sum_and_differences(sequent, origin, ways);
  if (!ways.empty() && !homogeneous_degree(sequent.goal.polynomial)) return ways;
  add_ways_by_monotonicity(sequent, origin, search, ways);
  add_ways_by_slack(sequent, origin, search, ways);
  add_compared_parts(sequent, origin, search, ways);
  add_linear_facts_as_variables(sequent, origin, ways);
  return ways;
}

}  // namespace geq::prover
