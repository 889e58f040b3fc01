// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/bernoulli.hpp"

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// b^k - 1 - k (b - 1) for one base.
class Bernoulli {
 public:
  Bernoulli(ExactPolynomial base, ExactPolynomial exponent, RangeChain& chain)
      : base_(std::move(base)),
        exponent_(std::move(exponent)),
        chain_(chain),
        name_(chain.fresh("k")),
        index_(ExactPolynomial::variable(name_)) {}

  /// Adds the inequality to the chain.
  bool add() {
    if (!is_visible({base_, Sign::positive}, chain_.sequent().facts) &&
        !chain_.then(proofs::Have{{base_, Sign::positive}}))
      return false;
    const proofs::ForEach each{name_, {}, exponent_, {difference(index_), Sign::nonnegative}, true};
    const auto step = [&](const Sequent& side) { return next_from_previous(side); };
    return chain_.SideChain::then(each, step) &&
           chain_.SideChain::then(proofs::Instance{chain_.sequent().facts.size() - 1, exponent_});
  }

 private:
  ExactPolynomial value(const ExactPolynomial& exponent) const {
    return application(Operator::power, {base_, exponent});
  }
  ExactPolynomial difference(const ExactPolynomial& exponent) const {
    return value(exponent) - one - exponent * (base_ - one);
  }

  /// b^k - 1 - k (b - 1) = b (b^(k-1) - 1 - (k - 1)(b - 1)) + (k - 1)(b - 1)^2.
  std::optional<Steps> next_from_previous(const Sequent& side) const {
    SideChain chain(side, linear_side);
    const auto positive = place_of({base_, Sign::positive}, chain);
    const auto previous = place_of({difference(index_ - one), Sign::nonnegative}, chain);
    const auto count = place_of({index_ - one, Sign::nonnegative}, chain);
    if (!positive || !previous || !count) return {};
    const ExactPolynomial equation = value(index_) - value(index_ - one) * base_;
    if (!chain.then(proofs::Have{{equation, Sign::zero}}, taken_apart)) return {};
    proofs::Combination sum;
    sum.summands.push_back({1, {{*positive, 1}, {*previous, 1}}, one});
    sum.summands.push_back({1, {{*count, 1}}, base_ - one});
    sum.multiples.push_back({chain.sequent().facts.size() - 1, one});
    return chain.followed_by({sum});
  }

  static std::optional<std::size_t> place_of(const Fact& fact, SideChain& chain) {
    if (const auto place = index_of(fact, chain.sequent())) return place;
    if (!is_visible(fact, chain.sequent().facts) || !chain.then(proofs::Have{fact})) return {};
    return chain.sequent().facts.size() - 1;
  }

  /// An equation between powers by exponentials of logarithms, and b * 1/b = 1.
  static std::optional<Steps> taken_apart(const Sequent& side) {
    constexpr std::size_t most = 12;
    SideChain chain(side, linear_side);
    const auto step = [&]() {
      for (const Atom& atom : functions_in(chain.sequent().goal.polynomial))
        if ((atom.op() == Operator::power || atom.op() == Operator::exp) &&
            chain.then(proofs::Identity{ExactPolynomial(atom), 1}))
          return true;
      return false;
    };
    for (std::size_t i = 0; i < most && step(); ++i) {
    }
    const Rewriting rules = rules_of(chain);
    return close_by_products(chain, rules, {});
  }

  ExactPolynomial base_, exponent_;
  RangeChain& chain_;
  std::string name_;
  ExactPolynomial index_;
};

}  // namespace

std::optional<Steps> bernoulli(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  RangeChain chain(sequent, origin, search);
  bool any = false;
  for (const Atom& atom : functions_in(sequent.goal.polynomial)) {
    if (atom.op() != Operator::power || variables(atom.arguments()[1]).empty()) continue;
    if (atom.arguments()[0].terms().size() < 2) continue;
    RangeChain trial = chain;
    if (!Bernoulli(atom.arguments()[0], atom.arguments()[1], trial).add()) continue;
    chain = trial;
    any = true;
  }
  return any ? chain.finish(effort) : std::nullopt;
}

}  // namespace geq::prover
