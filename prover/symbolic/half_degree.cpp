// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/half_degree.hpp"

#include <algorithm>
#include <set>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Sequent;

namespace {

constexpr std::size_t most_values = 4;
constexpr std::size_t most_cases = 40;

/// The names of sequences in sums of the goal.
std::set<std::string> summed_sequences(const Sequent& sequent) {
  std::set<std::string> result;
  for (const RangeTerm& sum : range_terms(proofs::Operator::sum_over, Sequent{sequent.variables, {}, sequent.goal}))
    for (const proofs::Atom& atom : atoms(sum.body()))
      if (atom.op() == proofs::Operator::element) result.merge(variables(atom.arguments()[0]));
  return result;
}

}  // namespace

std::optional<Steps> half_degree(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!effort.persistent || !is_polynomial(sequent)) return {};
  const std::vector<std::string> names = goal_variables(sequent);
  try {
    // The kernel knows how many values it takes.
    for (std::size_t values = 1; values < names.size() && values <= most_values; ++values) {
      const proofs::HalfDegree step{values, names};
      const auto left = proofs::apply(step, sequent);
      if (!left || left.value().size() > most_cases) continue;
      // Forms in two variables are decided; others must not keep the methods that follow from their turn.
      return prove_after(step, sequent, Origin().sufficient(), {effort.cones, effort.persistent && values <= 2},
                         search);
    }
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
  return {};
}

std::optional<Steps> power_sums(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  for (const std::string& sequence : summed_sequences(sequent)) try {
      for (std::size_t values = 1; values <= most_values && !search.is_over(); ++values) {
        RangeChain chain(sequent, origin.sufficient(), search);
        proofs::PowerSums step{sequence, fresh_names(sequent, "stuvxyz", values), {}};
        Sequent with_values = sequent;
        with_values.variables.insert(with_values.variables.end(), step.values.begin(), step.values.end());
        step.weights = fresh_names(with_values, "pqrklmw", values);
        if (!chain.then(step)) continue;
        if (chain.name_applications())
          if (auto steps = chain.finish(effort)) return steps;
        break;
      }
    } catch (const proofs::LimitExceeded&) {
    }
  return {};
}

}  // namespace geq::prover
