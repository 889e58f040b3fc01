// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/range_induction.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// The bound exceeds what is known to be nonnegative by a number >= 0: as for n + 1 - k, where n - k >= 0.
std::optional<Steps> beyond_a_fact(const Sequent& side) {
  if (side.goal.sign != Sign::nonnegative) return {};
  for (std::size_t i = 0; i < side.facts.size(); ++i) {
    if (side.facts[i].sign != Sign::nonnegative && side.facts[i].sign != Sign::positive) continue;
    const auto rest = (side.goal.polynomial - side.facts[i].polynomial).constant();
    if (!rest || *rest < 0) continue;
    Combination sum;
    sum.summands.push_back({Rational(1), {{i, 1}}, one});
    if (*rest > 0) sum.summands.push_back({*rest, {}, one});
    return if_closed(side, {sum});
  }
  return {};
}

/// Every hypothesis for all indices, said of these indices where they are seen to be in its range.
void instantiate_at(const std::vector<ExactPolynomial>& indices, RangeChain& chain) {
  const std::size_t count = chain.sequent().facts.size();
  for (const ExactPolynomial& index : indices)
    for (std::size_t i = 0; i < count; ++i)
      if (family_in(chain.sequent().facts[i])) chain.then(proofs::Instance{i, index}, beyond_a_fact);
}

/// All sums of the goal run from one number to one variable, and nothing is multiplied by another of them.
struct Shape {
  std::string upper;
  Rational lower;
  std::vector<Atom> sums;
};

std::optional<Shape> shape_of(const Fact& goal) {
  std::optional<Shape> shape;
  for (const auto& [monomial, coefficient] : goal.polynomial.terms()) {
    std::size_t sums = 0;
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() != Operator::sum_over) continue;
      sums += exponent;
      const auto lower = atom.arguments()[0].constant();
      const std::set<std::string> names = variables(atom.arguments()[1]);
      if (!lower || names.size() != 1 || atom.arguments()[1] != ExactPolynomial::variable(*names.begin())) return {};
      if (!shape) shape = Shape{*names.begin(), *lower, {}};
      if (shape->upper != *names.begin() || shape->lower != *lower) return {};
      if (std::find(shape->sums.begin(), shape->sums.end(), atom) == shape->sums.end()) shape->sums.push_back(atom);
    }
    if (sums > 1) return {};
  }
  return shape;
}

bool mentions_element_at(const ExactPolynomial& polynomial, const ExactPolynomial& index) {
  const std::vector<Atom> found = functions_in(polynomial);
  return std::any_of(found.begin(), found.end(),
                     [&](const Atom& atom) { return atom.op() == Operator::element && atom.arguments()[1] == index; });
}

class RangeInduction {
 public:
  RangeInduction(const Sequent& sequent, Shape shape, const Origin& origin, Search& search)
      : sequent_(sequent), shape_(std::move(shape)), origin_(origin), search_(&search) {
    const std::string name = fresh_names(sequent, "k", 1).front();
    index_name_ = name;
    index_ = ExactPolynomial::variable(name);
  }

  std::optional<Steps> run() const {
    const ExactPolynomial goal = substitute(sequent_.goal.polynomial, {{shape_.upper, index_}});
    if (auto steps = with_claim(goal)) return steps;
    const ExactPolynomial rest = next_terms(goal);
    return rest.is_zero() ? std::nullopt : with_claim(goal - rest);
  }

 private:
  /// The terms of the last summands, as the goal has them, in which there is an element at k + 1.
  ExactPolynomial next_terms(const ExactPolynomial& goal) const {
    ExactPolynomial result;
    for (const Atom& sum : range_sums(goal)) {
      const ExactPolynomial last = proofs::opened(sum.arguments()[2], index_);
      const std::vector<ExactPolynomial> c = coefficients_in(sum, goal);
      for (const auto& [monomial, coefficient] : last.terms()) {
        const ExactPolynomial term = ExactPolynomial::term(coefficient, monomial);
        if (c.size() == 2 && mentions_element_at(term, index_ + one)) result = result + c[1] * term;
      }
    }
    return result;
  }

  std::vector<Atom> range_sums(const ExactPolynomial& polynomial) const {
    std::vector<Atom> result;
    for (const Atom& atom : atoms(polynomial))
      if (atom.op() == Operator::sum_over && atom.arguments()[1] == index_) result.push_back(atom);
    return result;
  }

  std::optional<Steps> with_claim(const ExactPolynomial& claim) const {
    RangeChain chain(sequent_, origin_, *search_);
    const ExactPolynomial upper = ExactPolynomial::variable(shape_.upper);
    const proofs::ForEach each{index_name_, ExactPolynomial(shape_.lower), upper, {claim, sequent_.goal.sign}, true};
    const auto part = [&](const Sequent& side) {
      const bool step = std::find(side.variables.begin(), side.variables.end(), index_name_) != side.variables.end();
      return step ? next_from_previous(side) : with_instances(side, {ExactPolynomial(shape_.lower)});
    };
    if (!chain.then(each, part)) return {};
    if (!chain.then(proofs::Instance{chain.sequent().facts.size() - 1, upper}, beyond_a_fact)) return {};
    return from_claim(chain);
  }

  /// A side condition without sums that were not written out, or with those as variables.
  std::optional<Steps> with_instances(const Sequent& side, const std::vector<ExactPolynomial>& indices) const {
    RangeChain chain(side, origin_, *search_);
    instantiate_at(indices, chain);
    if (is_visible(side.goal, chain.sequent().facts)) return chain.followed_by({proofs::Visible{}});
    const auto rest = prove_side(chain.sequent(), origin_, *search_);
    return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
  }

  /// The goal for k is that for k - 1, which is the last fact, and a difference without sums.
  std::optional<Steps> next_from_previous(const Sequent& side) const {
    RangeChain chain(side, origin_, *search_);
    const std::size_t hypothesis = side.facts.size() - 1;
    ExactPolynomial difference = side.goal.polynomial - side.facts[hypothesis].polynomial;
    Combination sum;
    for (const Atom& atom : range_sums(side.goal.polynomial)) {
      if (!chain.then(proofs::LastTerm{ExactPolynomial(atom)}, beyond_a_fact)) return {};
      const ExactPolynomial split = chain.sequent().facts.back().polynomial;
      const std::vector<ExactPolynomial> own = coefficients_in(atom, split);
      const std::vector<ExactPolynomial> factors = coefficients_in(atom, difference);
      if (own.size() != 2 || !own[1].constant() || factors.size() != 2) return {};
      const ExactPolynomial factor = factors[1] * ExactPolynomial(1 / *own[1].constant());
      difference = difference - factor * split;
      sum.multiples.push_back({chain.sequent().facts.size() - 1, factor});
    }
    return conclude(std::move(chain), difference, hypothesis, std::move(sum), {index_ - one, index_, index_ + one});
  }

  /// The goal is the claim for n, and what the claim has beyond it.
  std::optional<Steps> from_claim(const RangeChain& chain) const {
    const Sequent& here = chain.sequent();
    if (is_visible(here.goal, here.facts)) return chain.followed_by({proofs::Visible{}});
    const std::size_t claim = here.facts.size() - 1;
    const ExactPolynomial upper = ExactPolynomial::variable(shape_.upper);
    return conclude(chain, here.goal.polynomial - here.facts[claim].polynomial, claim, {}, {upper, upper + one});
  }

  /// goal = known fact + difference + multiples of equations, where the difference has the sign that is needed.
  std::optional<Steps> conclude(RangeChain chain, const ExactPolynomial& difference, std::size_t known, Combination sum,
                                const std::vector<ExactPolynomial>& indices) const {
    const bool equation = chain.sequent().goal.sign == Sign::zero;
    const Fact needed{difference, equation ? Sign::zero : Sign::nonnegative};
    const auto shown = [&](const Sequent& side) { return with_instances(side, indices); };
    std::optional<std::size_t> place;
    if (!difference.is_zero()) {
      if (!chain.SideChain::then(proofs::Have{needed}, shown)) return {};
      place = chain.sequent().facts.size() - 1;
    }
    for (const auto& used : {std::optional(known), place}) {
      if (!used) continue;
      if (equation)
        sum.multiples.push_back({*used, one});
      else
        sum.summands.push_back({Rational(1), {{*used, 1}}, one});
    }
    const auto closed = if_closed(chain.sequent(), {sum});
    return closed ? std::optional(chain.followed_by(*closed)) : std::nullopt;
  }

  const Sequent& sequent_;
  Shape shape_;
  Origin origin_;
  Search* search_;
  std::string index_name_;
  ExactPolynomial index_;
};

}  // namespace

std::optional<Steps> range_induction(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign == Sign::nonzero) return {};
  auto shape = shape_of(sequent.goal);
  if (!shape) return {};
  return RangeInduction(sequent, std::move(*shape), origin, search).run();
}

}  // namespace geq::prover
