// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/range_induction.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/product_step.hpp"
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

/// Every hypothesis for all indices, said of these indices where they are seen to be in its range.
void instantiate_at(const std::vector<ExactPolynomial>& indices, RangeChain& chain) {
  const std::size_t count = chain.sequent().facts.size();
  for (const ExactPolynomial& index : indices)
    for (std::size_t i = 0; i < count; ++i)
      if (family_in(chain.sequent().facts[i])) chain.then(proofs::Instance{i, index});
}

/// All sums and products of the goal run from one number to one variable, and no sum is multiplied by another.
struct Shape {
  std::string upper;
  Rational lower;
};

std::optional<Shape> shape_of(const Fact& goal) {
  std::optional<Shape> shape;
  for (const auto& [monomial, coefficient] : goal.polynomial.terms()) {
    std::size_t sums = 0;
    for (const auto& [atom, exponent] : monomial) {
      if (atom.op() != Operator::sum_over && atom.op() != Operator::product_over) continue;
      sums += atom.op() == Operator::sum_over ? exponent : 0;
      const auto lower = atom.arguments()[0].constant();
      const std::set<std::string> names = variables(atom.arguments()[1]);
      if (!lower || names.size() != 1 || atom.arguments()[1] != ExactPolynomial::variable(*names.begin())) return {};
      if (!shape) shape = Shape{*names.begin(), *lower};
      if (shape->upper != *names.begin() || shape->lower != *lower) return {};
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

/// goal = known fact + difference + multiples of equations, where the difference has the sign that is needed.
std::optional<Steps> from_known_and_difference(RangeChain chain, const ExactPolynomial& difference, std::size_t known,
                                               Combination sum, const SideChain::Prover& shown) {
  const bool equation = chain.sequent().goal.sign == Sign::zero;
  std::vector<std::size_t> used{known};
  if (!difference.is_zero()) {
    if (!chain.SideChain::then(proofs::Have{{difference, equation ? Sign::zero : Sign::nonnegative}}, shown)) return {};
    used.push_back(chain.sequent().facts.size() - 1);
  }
  for (const std::size_t place : used) {
    if (equation)
      sum.multiples.push_back({place, one});
    else
      sum.summands.push_back({Rational(1), {{place, 1}}, one});
  }
  const auto closed = proofs::apply(proofs::Step(sum), chain.sequent());
  return closed && closed.value().empty() ? std::optional(chain.followed_by({sum})) : std::nullopt;
}

class RangeInduction {
 public:
  RangeInduction(const Sequent& sequent, Shape shape, const Origin& origin, Search& search)
      : sequent_(sequent),
        shape_(std::move(shape)),
        origin_(origin),
        search_(&search),
        index_name_(fresh_names(sequent, "kjilh", 1).front()),
        index_(ExactPolynomial::variable(index_name_)) {}

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
    if (!chain.SideChain::then(each, part)) return {};
    if (!chain.then(proofs::Instance{chain.sequent().facts.size() - 1, upper})) return {};
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

  /// The goal for k from that for k - 1, which is the last fact.
  std::optional<Steps> next_from_previous(const Sequent& side) const {
    if (has_products(side)) return product_step(side, index_, origin_, *search_);
    const RangeChain chain(side, origin_, *search_);
    return one_further(chain, side.facts.size() - 1, [&](const Sequent& rest) {
      return with_instances(rest, {index_ - one, index_, index_ + one});
    });
  }

  /// The goal is the claim for n, and what the claim has beyond it.
  std::optional<Steps> from_claim(const RangeChain& chain) const {
    const Sequent& here = chain.sequent();
    if (is_visible(here.goal, here.facts)) return chain.followed_by({proofs::Visible{}});
    const std::size_t claim = here.facts.size() - 1;
    const ExactPolynomial upper = ExactPolynomial::variable(shape_.upper);
    return from_known_and_difference(chain, here.goal.polynomial - here.facts[claim].polynomial, claim, {},
                                     [&](const Sequent& rest) {
                                       return with_instances(rest, {upper, upper + one});
                                     });
  }

  const Sequent& sequent_;
  Shape shape_;
  Origin origin_;
  Search* search_;
  std::string index_name_;
  ExactPolynomial index_;
};

}  // namespace

std::optional<Steps> one_further(RangeChain chain, std::size_t fact, const SideChain::Prover& shown) {
  const std::set<Atom> before = atoms(chain.sequent().facts[fact].polynomial);
  ExactPolynomial difference = chain.sequent().goal.polynomial - chain.sequent().facts[fact].polynomial;
  Combination sum;
  for (const Atom& atom : atoms(chain.sequent().goal.polynomial)) {
    if (atom.op() != Operator::sum_over || before.contains(atom)) continue;
    if (!chain.then(proofs::LastTerm{ExactPolynomial(atom)})) return {};
    const ExactPolynomial split = chain.sequent().facts.back().polynomial;
    const std::vector<ExactPolynomial> own = coefficients_in(atom, split);
    const std::vector<ExactPolynomial> factors = coefficients_in(atom, difference);
    if (own.size() != 2 || !own[1].constant() || factors.size() != 2) return {};
    const ExactPolynomial factor = factors[1] * ExactPolynomial(1 / *own[1].constant());
    difference = difference - factor * split;
    sum.multiples.push_back({chain.sequent().facts.size() - 1, factor});
  }
  return from_known_and_difference(std::move(chain), difference, fact, std::move(sum), shown);
}

std::optional<Steps> range_induction(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign == Sign::nonzero) return {};
  auto shape = shape_of(sequent.goal);
  if (!shape) return {};
  return RangeInduction(sequent, std::move(*shape), origin, search).run();
}

}  // namespace geq::prover
