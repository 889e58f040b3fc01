// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/univariate.hpp"
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

/// One attempt: the inequality with its weights, and the facts that its parts are shown from.
class Attempt {
 public:
  /// The first `stated` facts of the derivation are those of the statement; `sum_fact` is the fact that the sum of
  /// the variables is positive, if there is one.
  Attempt(const WeightedSum& weighted, std::size_t stated, std::optional<std::size_t> sum_fact, Effort effort,
          Derivation& proof, Search& search)
      : weighted_(weighted),
        stated_(stated),
        effort_(effort),
        proof_(proof),
        search_(search),
        zeros_allowed_(sum_fact.has_value()) {
    if (sum_fact) positive_.push_back(*sum_fact);
    for (std::size_t i = 0; i < stated; ++i)
      if (proof.sequent.facts[i].sign == Sign::positive &&
          homogeneous_degree(proof.sequent.facts[i].polynomial).value_or(1) > 1)
        positive_.push_back(i);
  }

  /// Closes the goal.
  bool run() {
    const RootSum& sum = weighted_.sum;
    const Sign sign = proof_.sequent.goal.sign;
    const auto radicands = know_roots(sum, proof_);
    if (!radicands) return false;
    positive_.insert(positive_.end(), radicands->begin(), radicands->end());
    for (const RootWeight& weight : weighted_.weights)
      if (!have_positive(weight.numerator) || !have_positive(weight.denominator)) return false;
    if (sum.upper && !have_lowered({sum.rest, Sign::nonnegative}, Effort::small())) return false;
    if (!have_lowered({weighted_.remaining(), sign}, effort_)) return false;
    const bool divides = !sum.upper || sum.degree != 2 || sum.has_denominators();
    if (divides && (!have_positive(weighted_.total.p) || !have_positive(weighted_.total.q))) return false;
    return conclude(weighted_, proof_);
  }

 private:
  std::vector<std::size_t> useful(const ExactPolynomial& goal) const {
    std::vector<std::size_t> result = useful_facts(proof_.sequent, stated_, goal);
    result.insert(result.end(), positive_.begin(), positive_.end());
    return result;
  }

  bool have_positive(const ExactPolynomial& polynomial) {
    const proofs::Fact fact{polynomial, Sign::positive};
    if (is_visible(fact, proof_.sequent.facts)) return true;
    const std::vector<std::size_t> from = useful(polynomial);
    const auto by_form = [&](std::size_t base) {
      return functions_in(proof_.sequent.facts[base].polynomial).empty() &&
             have_positive_form(polynomial, base, from, proof_, search_);
    };
    // What is no form may still follow from an equation.
    const bool is_shown = have_positive_product(polynomial, proof_) ||
                          std::any_of(positive_.begin(), positive_.end(), by_form) ||
                          (zeros_allowed_ && !homogeneous_degree(polynomial) &&
                           have_proved(fact, from, proof_, Effort::small(), search_));
    if (!is_shown) return false;
    positive_.push_back(proof_.last());
    return true;
  }

  /// Adds the fact by a proof of what is left of it once the powers of its roots are lowered.
  bool have_lowered(const proofs::Fact& fact, Effort effort) {
    proofs::Combination step;
    ExactPolynomial left = fact.polynomial;
    for (const Atom& root : functions_in(fact.polynomial)) {
      const auto degree = root_degree(root);
      if (!degree || degree_in(root, left) < *degree) continue;
      const proofs::Fact equation{power(ExactPolynomial(root), *degree) - root.arguments()[1], Sign::zero};
      if (!index_of(equation, proof_.sequent) && !proof_.then(proofs::RootFacts{ExactPolynomial(root)})) return false;
      const auto place = index_of(equation, proof_.sequent);
      if (!place) return false;
      const ExactPolynomial factor = multiplier_that_lowers(left, root, *degree, root.arguments()[1]);
      left = left + factor * equation.polynomial;
      step.multiples.push_back({*place, -factor});
    }
    const proofs::Fact lowered{left, fact.sign};
    if (!have_proved(lowered, useful(left), proof_, effort, search_)) return false;
    if (step.multiples.empty()) return true;
    step.summands.push_back({1, {{*index_of(lowered, proof_.sequent), 1}}, ExactPolynomial(proofs::Rational(1))});
    return proof_.have_by(fact, {proofs::Step(step)});
  }

  const WeightedSum& weighted_;
  std::size_t stated_;
  Effort effort_;
  Derivation& proof_;
  Search& search_;
  bool zeros_allowed_;
  std::vector<std::size_t> positive_;
};

/// The steps that show the goal with these weights. The first `stated` facts are those of the statement.
std::optional<Steps> with_weights(const RootSum& sum, const RootWeights& weights, const Sequent& sequent,
                                  std::size_t stated, Effort effort, Search& search) {
  const WeightedSum weighted(sum, weights);
  bool strict = true;
  for (const std::string& name : sum.variables)
    strict = strict && is_visible({ExactPolynomial::variable(name), Sign::positive}, sequent.facts);
  Derivation plain(sequent, {});
  if (Attempt(weighted, stated, {}, effort, plain, search).run()) return plain.steps;
  if (strict) return {};
  return with_positive_sum(sequent, sum.variables, [&](Derivation& proof) {
    return Attempt(weighted, stated, proof.last(), effort, proof, search).run();
  });
}

/// About the degree of what remains once its denominators are gone.
std::uint64_t cleared_degree(const ExactPolynomial& polynomial) {
  std::uint64_t above = 0, below = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    std::uint64_t here = 0;
    for (const auto& [atom, exponent] : monomial)
      if (atom.op() != proofs::Operator::quotient) here += exponent;
    above = std::max(above, here);
  }
  for (const Atom& inverse : reciprocals(polynomial))
    below += highest_degree(inverse.arguments()[0]) * degree_in(inverse, polynomial);
  return above + below;
}

/// The weights that leave low degrees first; those that leave a higher degree than `most` not at all.
std::vector<RootWeights> easy_first(const RootSum& sum, std::vector<RootWeights> weights, std::uint64_t most) {
  std::vector<std::pair<std::uint64_t, RootWeights>> all;
  for (RootWeights& each : weights) {
    const std::uint64_t degree = cleared_degree(WeightedSum(sum, each).remaining());
    if (degree <= most) all.emplace_back(degree, std::move(each));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<RootWeights> result;
  result.reserve(all.size());
  for (auto& each : all) result.push_back(std::move(each.second));
  return result;
}

/// root(k, u)^j with 1 < j < k as root(k, u^j), where u >= 0 is visible or k is odd: then the roots stand alone.
void merge_root_powers(SimplerRoots& roots) {
  for (const Atom& atom : atoms(roots.sequent.goal.polynomial)) {
    const auto k = root_degree(atom);
    const auto j = degree_in(atom, roots.sequent.goal.polynomial);
    if (!k || j < 2 || j >= *k || atom.arguments()[1].constant()) continue;
    const ExactPolynomial r(atom), merged = proofs::root(*k, power(atom.arguments()[1], j));
    const ExactPolynomial& u = atom.arguments()[1];
    const std::vector<ExactPolynomial> c = coefficients_in(atom, roots.sequent.goal.polynomial);
    Derivation chain(roots.sequent, {});
    const proofs::Fact definition{power(r, *k) - u, Sign::zero}, equation{power(r, j) - merged, Sign::zero};
    if (merged.terms().size() != 1 || (!index_of(definition, chain.sequent) && !chain.then(proofs::RootFacts{r})))
      continue;
    const auto place = index_of(definition, chain.sequent);
    proofs::Combination value;  // r^(jk) - u^j as a multiple of r^k - u
    ExactPolynomial factor;
    for (std::uint32_t i = 0; i < j; ++i) factor = factor + power(r, *k * (j - 1 - i)) * power(u, i);
    if (!place) continue;
    value.multiples.push_back({*place, factor});
    const proofs::Value named{merged, power(r, j)};
    const auto applied = proofs::apply(named, {chain.sequent.variables, chain.sequent.facts, equation});
    if (!applied || applied.value().size() != 2) continue;
    if (!chain.have(equation, {proofs::Step(named), proofs::Step(value), proofs::Visible{}})) continue;
    const auto known = index_of(equation, chain.sequent);
    if (!known || !chain.then(proofs::Rewrite{*known, -c[j]})) continue;
    roots.steps.insert(roots.steps.end(), chain.steps.begin(), chain.steps.end());
    roots.sequent = chain.sequent;
  }
}

/// x > 0 for variables with a greater lower bound: weights may be divided by them.
void know_positive_variables(SimplerRoots& roots) {
  for (const std::string& name : goal_variables(roots.sequent)) {
    const ExactPolynomial x = ExactPolynomial::variable(name);
    const auto lower = proofs::bounds(Atom::variable(name), roots.sequent.facts).lower;
    if (!lower || proofs::sign(lower->value) <= 0 || is_known({x, Sign::positive}, roots.sequent.facts)) continue;
    Derivation chain(roots.sequent, {});
    if (!chain.have({x, Sign::positive}, proofs::Step(proofs::OneVariable{}))) continue;
    roots.steps.insert(roots.steps.end(), chain.steps.begin(), chain.steps.end());
    roots.sequent = chain.sequent;
  }
}

}  // namespace

std::optional<Steps> hoelder(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  SimplerRoots simpler = simplify_roots_of_quotients(sequent);
  merge_root_powers(simpler);
  know_positive_variables(simpler);
  // Where something was squared already, or in a first look, only what is easy.
  const std::uint64_t most = origin.exact && effort.cones >= Effort::small().cones ? 60 : 12;
  for (const RootSum& sum : root_sums(simpler.sequent)) {
    if (!sum.upper && sum.has_denominators()) continue;
    for (const RootWeights& weights : easy_first(sum, promising_weights(sum, simpler.sequent), most)) {
      if (search.is_over()) return {};
      if (const auto steps =
              with_weights(sum, weights, simpler.sequent, sequent.facts.size(), {effort.cones, false}, search)) {
        Steps all = simpler.steps;
        all.insert(all.end(), steps->begin(), steps->end());
        return all;
      }
    }
  }
  return {};
}

}  // namespace geq::prover
