// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/strategies/hoelder_steps.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/roots_of_quotients.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// All weights and both sums are positive; `sum_fact` is the fact that the sum of the variables is, if there is one.
bool have_positive(const WeightedSum& weighted, std::vector<std::size_t> from, std::optional<std::size_t> sum_fact,
                   Construction& proof, Search& search) {
  const auto positive = [&](const ExactPolynomial& polynomial) {
    if (is_visible({polynomial, Sign::positive}, proof.here.facts) || have_positive_product(polynomial, proof))
      return true;
    if (!(sum_fact ? have_positive_form(polynomial, *sum_fact, from, proof, search)
                   : have_proved({polynomial, Sign::positive}, from, proof, Effort::small(), search)))
      return false;
    from.push_back(proof.last());
    return true;
  };
  for (const RootWeight& weight : weighted.weights)
    if (!positive(weight.numerator) || !positive(weight.denominator)) return false;
  if (weighted.sum.upper && weighted.sum.degree == 2) return true;  // no division by the sums
  return positive(weighted.total.p) && positive(weighted.total.q);
}

/// Where facts may help with what has only these roots left: equations, and facts without other roots. Facts with other
/// roots would only have to be taken apart.
std::vector<std::size_t> useful_facts(const Sequent& sequent, std::size_t stated, const ExactPolynomial& goal) {
  const std::vector<Atom> kept = functions_in(goal);
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < stated; ++i) {
    const std::vector<Atom> inside = functions_in(sequent.facts[i].polynomial);
    const auto is_strange = [&](const Atom& atom) {
      return root_degree(atom) && std::find(kept.begin(), kept.end(), atom) == kept.end();
    };
    if (sequent.facts[i].sign == Sign::zero || std::none_of(inside.begin(), inside.end(), is_strange))
      result.push_back(i);
  }
  return result;
}

/// Adds the fact by a proof of what is left of it once the powers of its roots are lowered.
bool have_lowered(const proofs::Fact& fact, std::size_t stated, const std::vector<std::size_t>& radicands,
                  Construction& proof, Effort effort, Search& search) {
  proofs::Combination step;
  ExactPolynomial left = fact.polynomial;
  for (const Atom& root : functions_in(fact.polynomial)) {
    const auto degree = root_degree(root);
    if (!degree || degree_in(root, left) < *degree) continue;
    const proofs::Fact equation{power(ExactPolynomial(root), *degree) - root.arguments()[1], Sign::zero};
    if (!index_of(equation, proof.here) && !proof.perform(proofs::RootFacts{ExactPolynomial(root)})) return false;
    const auto place = index_of(equation, proof.here);
    if (!place) return false;
    const ExactPolynomial factor = multiplier_that_lowers(left, root, *degree, root.arguments()[1]);
    left = left + factor * equation.polynomial;
    step.multiples.push_back({*place, -factor});
  }
  const proofs::Fact lowered{left, fact.sign};
  std::vector<std::size_t> from = useful_facts(proof.here, stated, left);
  from.insert(from.end(), radicands.begin(), radicands.end());
  if (!have_proved(lowered, from, proof, effort, search)) return false;
  if (step.multiples.empty()) return true;
  step.summands.push_back({1, {{*index_of(lowered, proof.here), 1}}, ExactPolynomial(proofs::Rational(1))});
  return proof.have_by(fact, {proofs::Step(step)});
}

/// The steps that show the goal with these weights. The first `stated` facts are those of the statement.
std::optional<Steps> with_weights(const RootSum& sum, const RootWeights& weights, const Sequent& sequent,
                                  std::size_t stated, Effort effort, Search& search) {
  const WeightedSum weighted(sum, weights);
  Construction lemma{{}, sequent};
  const auto radicands = know_roots(sum, lemma);
  if (!radicands) return {};
  std::vector<std::size_t> from = useful_facts(sequent, stated, ExactPolynomial());
  from.insert(from.end(), radicands->begin(), radicands->end());
  if (sum.upper && !have_lowered({sum.rest, Sign::nonnegative}, stated, *radicands, lemma, Effort::small(), search))
    return {};
  if (!have_lowered({weighted.remaining(), sequent.goal.sign}, stated, *radicands, lemma, effort, search)) return {};
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
