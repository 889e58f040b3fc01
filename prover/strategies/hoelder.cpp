// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/strategies/hoelder_steps.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/roots_of_quotients.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// All weights and both sums are positive; `sum_fact` is the fact that the sum of the variables is, if there is one.
bool have_positive(const WeightedSum& weighted, std::vector<std::size_t> from, std::optional<std::size_t> sum_fact,
                   Construction& proof, Search& search) {
  const auto positive = [&](const ExactPolynomial& polynomial) {
    if (is_visible({polynomial, Sign::positive}, proof.here.facts)) return true;
    if (!(sum_fact ? have_positive_form(polynomial, *sum_fact, from, proof, search)
                   : have_proved({polynomial, Sign::positive}, from, proof, Effort::small(), search)))
      return false;
    from.push_back(proof.last());
    return true;
  };
  for (const RootWeight& weight : weighted.weights)
    if (!positive(weight.numerator) || !positive(weight.denominator)) return false;
  return positive(weighted.total.p) && positive(weighted.total.q);
}

/// The steps that show the goal with these weights. The first `stated` facts are those of the statement.
std::optional<Steps> with_weights(const RootSum& sum, const RootWeights& weights, const Sequent& sequent,
                                  std::size_t stated, Effort effort, Search& search) {
  const WeightedSum weighted(sum, weights);
  std::vector<std::size_t> from(stated);
  for (std::size_t i = 0; i < stated; ++i) from[i] = i;
  Construction lemma{{}, sequent};
  if (sum.upper && !have_proved({sum.rest, Sign::nonnegative}, from, lemma, Effort::small(), search)) return {};
  if (!have_proved({weighted.remaining(), sequent.goal.sign}, from, lemma, effort, search)) return {};
  Construction plain = lemma;
  if (have_positive(weighted, from, {}, plain, search) && conclude(weighted, plain)) return plain.steps;
  const auto positive = with_positive_sum(lemma.here, sum.variables, [&](Construction& proof) {
    std::vector<std::size_t> known = from;
    known.push_back(proof.last());
    return have_positive(weighted, known, proof.last(), proof, search) && conclude(weighted, proof);
  });
  if (!positive) return {};
  lemma.steps.insert(lemma.steps.end(), positive->begin(), positive->end());
  return lemma.steps;
}

}  // namespace

std::optional<Steps> hoelder(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const SimplerRoots simpler = simplify_roots_of_quotients(sequent);
  for (const RootSum& sum : root_sums(simpler.sequent))
    for (const RootWeights& weights : promising_weights(sum, simpler.sequent)) {
      if (search.is_over()) return {};
      if (const auto steps =
              with_weights(sum, weights, simpler.sequent, sequent.facts.size(), {effort.cones, false}, search)) {
        Steps all = simpler.steps;
        all.insert(all.end(), steps->begin(), steps->end());
        return all;
      }
    }
  return {};
}

}  // namespace geq::prover
