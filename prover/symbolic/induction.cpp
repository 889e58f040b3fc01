// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/sums.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// The goal is a sum of the last fact and of one that does not need it.
std::optional<Steps> step_by_difference(const Sequent& sequent, const Origin& origin, Search& search,
                                        std::size_t hypothesis) {
  const proofs::Fact& known = sequent.facts[hypothesis];
  if (known.sign != sequent.goal.sign || known.sign == Sign::nonzero || known.sign == Sign::zero) return {};
  RangeChain chain(sequent, origin, search);
  for (const RangeTerm& sum : range_terms(Operator::sum_over, sequent))
    chain.then(proofs::LastTerm{ExactPolynomial(sum.atom)});
  ExactPolynomial difference = sequent.goal.polynomial - known.polynomial;
  proofs::Combination step;
  for (std::size_t i = sequent.facts.size(); i < chain.sequent().facts.size(); ++i) {
    const ExactPolynomial& split = chain.sequent().facts[i].polynomial;
    for (const RangeTerm& sum : range_terms(Operator::sum_over, sequent)) {
      const auto c = coefficients_in(sum.atom, split);
      if (c.size() != 2 || c[1] != ExactPolynomial(Rational(1))) continue;
      const auto factors = coefficients_in(sum.atom, difference);
      if (factors.size() != 2) continue;
      difference = difference - factors[1] * split;
      step.multiples.push_back({i, factors[1]});
    }
  }
  if (!chain.then(proofs::Have{{difference, Sign::nonnegative}})) return {};
  step.summands.push_back({Rational(1), {{hypothesis, 1}}, one});
  step.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
  const auto closed = proofs::apply(proofs::Step(step), chain.sequent());
  if (!closed || !closed.value().empty()) return {};
  Steps steps = chain.steps();
  steps.emplace_back(step);
  return steps;
}

/// What a power, a factorial or a product at n is in terms of that at n - 1, as equations of the chain.
class Recurrences {
 public:
  Recurrences(RangeChain& chain, std::string variable, const Origin& origin, Search& search)
      : chain_(chain), variable_(std::move(variable)), origin_(origin), search_(search) {}

  /// Answers whether there are any.
  bool add() {
    const std::vector<Atom> found = functions_in(chain_.sequent().goal.polynomial);
    bool any = false;
    for (const Atom& atom : found) {
      if (!variables(ExactPolynomial(atom)).contains(variable_)) continue;
      if (atom.op() == Operator::power) any = add_power(atom) || any;
      if (atom.op() == Operator::factorial) any = add_factors(atom) || any;
      if (atom.op() == Operator::product_over || atom.op() == Operator::sum_over)
        any = chain_.then(proofs::LastTerm{ExactPolynomial(atom)}) || any;
    }
    return any;
  }

 private:
  ExactPolynomial before(const ExactPolynomial& value) const {
    return substitute(value, {{variable_, ExactPolynomial::variable(variable_) - one}});
  }

  /// b^e(n) = b^e(n - 1) * b^d for a base b > 0 without n, where d is the number e(n) - e(n - 1).
  bool add_power(const Atom& atom) {
    const ExactPolynomial& base = atom.arguments()[0];
    const ExactPolynomial& exponent = atom.arguments()[1];
    const auto step = (exponent - before(exponent)).constant();
    if (variables(base).contains(variable_) || !step || cln::denominator(*step) != 1) return false;
    const auto size = proofs::integer_between(cln::abs(*step), 0, most_factors);
    if (!size) return false;
    const ExactPolynomial earlier = application(Operator::power, {base, before(exponent)});
    const ExactPolynomial factor = power(base, static_cast<unsigned long>(*size));
    const bool rises = proofs::sign(*step) >= 0;
    const ExactPolynomial equation =
        rises ? ExactPolynomial(atom) - earlier * factor : ExactPolynomial(atom) * factor - earlier;
    return chain_.SideChain::then(proofs::Have{{equation, Sign::zero}}, [&](const Sequent& side) {
      SideChain apart(side, [&](const Sequent& inner) { return prove_side(inner, origin_, search_); });
      take_apart(apart);
      return apart.finish();
    });
  }

  /// factorial(u(n)) = u (u - 1) ... factorial(u(n - 1)).
  bool add_factors(const Atom& atom) {
    const ExactPolynomial& argument = atom.arguments()[0];
    const auto step = (argument - before(argument)).constant();
    const auto size = step ? proofs::integer_between(*step, 1, most_factors) : std::nullopt;
    if (!size) return false;
    for (long i = 0; i < *size; ++i) {
      const ExactPolynomial next = application(Operator::factorial, {argument - ExactPolynomial(Rational(i))});
      if (!chain_.SideChain::then(proofs::Identity{next, 1})) return i > 0;
    }
    return true;
  }

  /// Powers as exponentials, and those of sums as products.
  static void take_apart(SideChain& chain) {
    constexpr std::size_t most = 12;
    const auto step = [&]() {
      for (const Atom& atom : functions_in(chain.sequent().goal.polynomial))
        if ((atom.op() == Operator::power || atom.op() == Operator::exp) &&
            chain.then(proofs::Identity{ExactPolynomial(atom), 1}))
          return true;
      return false;
    };
    for (std::size_t i = 0; i < most && step(); ++i) {
    }
  }

  static constexpr long most_factors = 20;

  RangeChain& chain_;
  std::string variable_;
  const Origin& origin_;
  Search& search_;
};

/// Powers, factorials and products at n expressed by those at n - 1; then all other methods.
std::optional<Steps> step_by_recurrences(const Sequent& sequent, const std::string& variable, const Origin& origin,
                                         Effort effort, Search& search) {
  RangeChain chain(sequent, origin, search);
  if (!Recurrences(chain, variable, origin, search).add()) return {};
  return chain.finish(effort);
}

}  // namespace

std::optional<Steps> induction(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  for (const std::string& name : sequent.variables) {
    if (!variables(sequent.goal.polynomial).contains(name)) continue;
    for (const proofs::Fact& fact : sequent.facts) {
      const auto c = coefficients_in(Atom::variable(name), fact.polynomial);
      if (c.size() != 2 || fact.sign != Sign::nonnegative || c[1] != one) continue;
      const auto base = (-c[0]).constant();
      if (!base) continue;
      const proofs::Induction step{name, *base};
      const auto applied = proofs::apply(proofs::Step(step), sequent);
      if (!applied || applied.value().size() != 2) continue;
      const auto first = prove_side(applied.value()[0], origin, search);
      if (!first) continue;
      const Sequent& next = applied.value()[1];
      auto rest = step_by_difference(next, origin, search, next.facts.size() - 1);
      if (!rest) rest = step_by_recurrences(next, name, origin, effort, search);
      if (!rest) continue;
      Steps steps{step};
      steps.insert(steps.end(), first->begin(), first->end());
      steps.insert(steps.end(), rest->begin(), rest->end());
      return steps;
    }
  }
  return {};
}

}  // namespace geq::prover
