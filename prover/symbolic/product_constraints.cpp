// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/product_constraints.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/derivative.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

using Function = proofs::Tangent::Function;

const ExactPolynomial one{Rational(1)};

/// prod(lower..upper, x[i]) = 1.
struct Constraint {
  std::size_t place;
  ExactPolynomial product, lower, upper, body;
};

std::vector<Constraint> constraints_in(const Sequent& sequent) {
  std::vector<Constraint> result;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const Fact& fact = sequent.facts[i];
    for (const Atom& atom : atoms(fact.polynomial)) {
      if (fact.sign != Sign::zero || atom.op() != Operator::product_over) continue;
      const ExactPolynomial product{atom};
      if (fact.polynomial != product - one && fact.polynomial != one - product) continue;
      result.push_back({i, product, atom.arguments()[0], atom.arguments()[1], atom.arguments()[2]});
    }
  }
  return result;
}

class ProductConstraint {
 public:
  ProductConstraint(const Sequent& sequent, const Constraint& constraint, const Origin& origin, Search& search)
      : chain_(sequent, origin, search),
        constraint_(constraint),
        origin_(origin),
        search_(search),
        name_(chain_.fresh("ikjlhm")) {}

  std::optional<Steps> find() {
    ExactPolynomial wanted = chain_.sequent().goal.polynomial;
    if (!add_logarithms(constraint_.product, one)) return {};
    const ExactPolynomial above = facts().back().polynomial;
    if (!add_logarithms(one, constraint_.product)) return {};
    const ExactPolynomial below = facts().back().polynomial;
    std::vector<WeightedProduct> parts;
    if (const auto product = product_in(wanted)) {
      const auto c = coefficients_in(*product, wanted);
      if (c.size() != 2 || c[1] != one || !chain_.SideChain::then(proofs::Absurd{})) return {};
      if (!add_logarithms(-c[0], ExactPolynomial(*product))) return {};
      wanted = -facts().back().polynomial;
      parts.push_back({Rational(1), {{-wanted}, -wanted, true}});
    }
    chain_.count(constraint_.lower, constraint_.upper);
    const auto multiple = add_terms(wanted);
    if (!multiple) return {};
    const ExactPolynomial terms = facts().back().polynomial;
    parts.push_back({Rational(1), {{terms}, terms, false}});
    const ExactPolynomial& logarithms = *multiple > 0 ? above : below;
    if (proofs::sign(*multiple) != 0) parts.push_back({cln::abs(*multiple), {{logarithms}, logarithms, false}});
    RangeChain apart = chain_;
    const Rewriting rules = rules_of(apart);
    return close_by_products(apart, rules, parts);
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }

  static std::optional<Atom> product_in(const ExactPolynomial& goal) {
    for (const Atom& atom : atoms(goal))
      if (atom.op() == Operator::product_over) return atom;
    return {};
  }

  /// log(above) - log(below) >= 0, written by logarithms of factors.
  bool add_logarithms(const ExactPolynomial& above, const ExactPolynomial& below) {
    const auto shown = [&](const Sequent& side) { return prove_side(side, origin_, search_); };
    for (const Atom& atom : atoms(below))
      if (atom.op() == Operator::product_over) {
        const ExactPolynomial factor = proofs::opened(atom.arguments()[2], ExactPolynomial::variable(name_));
        chain_.then(proofs::ForEach{name_, atom.arguments()[0], atom.arguments()[1], {factor, Sign::positive}});
      }
    if (!chain_.SideChain::then(proofs::Increasing{Function::log, above, below}, shown)) return false;
    for (const Atom& atom : atoms(facts().back().polynomial))
      if (atom.op() == Operator::log) chain_.SideChain::then(proofs::Identity{ExactPolynomial(atom), 1}, shown);
    return true;
  }

  /// The terms of what is wanted, less a multiple of the logarithm, are not negative: adds their sum. Answers the
  /// multiple.
  std::optional<Rational> add_terms(const ExactPolynomial& wanted) {
    const ExactPolynomial index = ExactPolynomial::variable(name_);
    const auto element = single_atom(proofs::opened(constraint_.body, index));
    if (!element || constraint_.lower != one) return {};
    const auto end = single_atom(constraint_.upper);
    if (!end) return {};
    // A multiple of n is a sum over all indices.
    const auto c = coefficients_in(*end, wanted);
    if (c.empty() || c.size() > 2) return {};
    const auto sum = joint_sum(c[0], index);
    if (!sum || sum->lower != constraint_.lower || sum->upper != constraint_.upper) return {};
    const ExactPolynomial term = c.size() == 2 ? sum->term + c[1] : sum->term;
    const std::string t = chain_.fresh("tsrpq");
    const auto slope = proofs::derivative(replace_atom(term, *element, ExactPolynomial::variable(t)), t);
    auto multiple = slope ? substitute(slope->value, {{t, one}}).constant() : std::nullopt;
    if (!multiple) return {};
    const ExactPolynomial logarithm{Atom::application(Operator::log, {ExactPolynomial(*element)})};
    const Fact fact{term - ExactPolynomial(*multiple) * logarithm, Sign::nonnegative};
    const auto every = [&](const Sequent& side) { return in_one_variable(side, *element, t); };
    if (!chain_.SideChain::then(proofs::ForEach{name_, constraint_.lower, constraint_.upper, fact}, every) ||
        !chain_.SideChain::then(proofs::SumOf{facts().size() - 1}))
      return {};
    return multiple;
  }

  /// The element is a variable, of which nothing is known but its sign.
  std::optional<Steps> in_one_variable(const Sequent& side, const Atom& element, const std::string& variable) const {
    RangeChain inside(side, origin_, search_);
    inside.instantiate(ExactPolynomial::variable(name_));
    if (!inside.SideChain::then(proofs::Name{variable, ExactPolynomial(element)})) return {};
    proofs::Forget others;
    for (std::size_t i = 0; i < inside.sequent().facts.size(); ++i)
      if (variables(inside.sequent().facts[i].polynomial) != std::set<std::string>{variable}) others.facts.push_back(i);
    if (!others.facts.empty() && !inside.SideChain::then(others)) return {};
    const auto rest = prove(inside.sequent(), origin_.sufficient(), Effort::small(), search_);
    return rest ? std::optional(inside.followed_by(*rest)) : std::nullopt;
  }

  RangeChain chain_;
  const Constraint& constraint_;
  const Origin& origin_;
  Search& search_;
  std::string name_;
};

}  // namespace

std::optional<Steps> product_constraints(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  for (const Constraint& constraint : constraints_in(sequent))
    if (auto steps = ProductConstraint(sequent, constraint, origin, search).find()) return steps;
  return {};
}

}  // namespace geq::prover
