// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/bernoulli.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/integer_expressions.hpp"
#include "prover/symbolic/range_induction.hpp"
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

/// What the goal and the facts are divided by, also inside of sums, joins the facts as positive where that is seen.
void add_signs_of_divisors(RangeChain& chain) {
  std::set<ExactPolynomial> divisors;
  const auto collect = [&](const ExactPolynomial& polynomial) {
    for (const Atom& atom : functions_in(polynomial))
      if (atom.op() == Operator::quotient && !proofs::has_free_index(atom.arguments()[0]))
        divisors.insert(atom.arguments()[0]);
  };
  collect(chain.sequent().goal.polynomial);
  for (const proofs::Fact& fact : chain.sequent().facts) collect(fact.polynomial);
  for (const ExactPolynomial& divisor : divisors) chain.then(proofs::Have{{divisor, Sign::positive}});
}

/// The goal for n from that for n - 1 and a difference without sums.
std::optional<Steps> step_by_difference(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign == Sign::nonzero) return {};
  const RangeChain chain(sequent, origin, search);
  return one_further(chain, sequent.facts.size() - 1, [&](const Sequent& side) {
    RangeChain signs(side, origin, search);
    add_signs_of_divisors(signs);
    const auto rest = prove_side(signs.sequent(), origin, search);
    return rest ? std::optional(signs.followed_by(*rest)) : std::nullopt;
  });
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
      if (atom.op() == Operator::power) any = add_power(atom) || add_power_of_neighbour(atom) || any;
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

  /// b(n)^e(n) = b(n)^e(n - 1) * b(n)^d >= b(n - 1)^e(n - 1) * b(n)^d for a base b that grows.
  bool add_power_of_neighbour(const Atom& atom) {
    const ExactPolynomial& base = atom.arguments()[0];
    const ExactPolynomial& exponent = atom.arguments()[1];
    const auto step = (exponent - before(exponent)).constant();
    const auto size = step ? proofs::integer_between(*step, 0, most_factors) : std::nullopt;
    if (!variables(base).contains(variable_) || !size) return false;
    const ExactPolynomial middle = application(Operator::power, {base, before(exponent)});
    const ExactPolynomial factor = power(base, static_cast<unsigned long>(*size));
    if (!add({ExactPolynomial(atom) - middle * factor, Sign::zero})) return false;
    const ExactPolynomial rise = middle - before(ExactPolynomial(atom));
    return add({rise, Sign::nonnegative});
  }

  bool add(const proofs::Fact& fact) {
    return chain_.SideChain::then(proofs::Have{fact}, [&](const Sequent& side) {
      return prove(side, origin_.sufficient(), Effort::small(), search_);
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

/// P = Q * factor, where P is at n and Q the same at n - 1.
struct Recurrence {
  std::size_t equation;
  Atom at_n, before;
  ExactPolynomial factor;
};

std::optional<Recurrence> recurrence_in(std::size_t place, const Sequent& sequent, const std::string& variable) {
  const proofs::Fact& fact = sequent.facts[place];
  if (fact.sign != Sign::zero) return {};
  for (const Atom& atom : atoms(fact.polynomial)) {
    const ExactPolynomial earlier =
        substitute(ExactPolynomial(atom), {{variable, ExactPolynomial::variable(variable) - one}});
    const auto c = coefficients_in(atom, fact.polynomial);
    if (c.size() != 2 || c[1] != one || earlier.terms().size() != 1 || earlier == ExactPolynomial(atom)) continue;
    const Atom before = earlier.terms().begin()->first.front().first;
    const auto d = coefficients_in(before, -c[0]);
    if (ExactPolynomial(before) == earlier && d.size() == 2 && d[0].is_zero())
      return Recurrence{place, atom, before, d[1]};
  }
  return {};
}

/// The positive number r with c = r c_before; none if there is none.
std::optional<Rational> positive_ratio(const ExactPolynomial& c, const ExactPolynomial& c_before) {
  if (c.is_zero() || c_before.is_zero()) return {};
  const auto place = c.terms().find(c_before.terms().begin()->first);
  if (place == c.terms().end()) return {};
  const Rational ratio = place->second / c_before.terms().begin()->second;
  const bool equal = c == ExactPolynomial(ratio) * c_before;
  return equal && proofs::sign(ratio) > 0 ? std::optional(ratio) : std::nullopt;
}

/// Goal A + c P, hypothesis A' + c' Q, where c/c' is a positive number: the goal is c/c' * factor * hypothesis and
/// something without P and Q.
std::optional<Steps> step_by_factor(const RangeChain& start, const Recurrence& recurrence, std::size_t hypothesis) {
  const auto goal = coefficients_in(recurrence.at_n, start.sequent().goal.polynomial);
  const auto known = coefficients_in(recurrence.before, start.sequent().facts[hypothesis].polynomial);
  if (goal.size() != 2 || known.size() != 2) return {};
  const auto found = positive_ratio(goal[1], known[1]);
  if (!found) return {};
  const Rational& ratio = *found;
  RangeChain chain = start;
  if (!chain.SideChain::then(proofs::Have{{recurrence.factor, Sign::nonnegative}})) return {};
  const std::size_t factor = chain.sequent().facts.size() - 1;
  const ExactPolynomial rest = goal[0] - ExactPolynomial(ratio) * recurrence.factor * known[0];
  const Sign sign = start.sequent().goal.sign;
  if (!chain.SideChain::then(proofs::Have{{rest, sign}})) return {};
  proofs::Combination last;
  last.summands.push_back({ratio, {{hypothesis, 1}, {factor, 1}}, one});
  last.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
  last.multiples.push_back({recurrence.equation, goal[1]});
  const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
  return closed && closed.value().empty() ? std::optional(chain.followed_by({last})) : std::nullopt;
}

/// Powers, factorials and products at n expressed by those at n - 1; then the hypothesis times a factor, or all other
/// methods.
std::optional<Steps> step_by_recurrences(const Sequent& sequent, const std::string& variable, const Origin& origin,
                                         Effort effort, Search& search) {
  RangeChain chain(sequent, origin, search);
  if (!Recurrences(chain, variable, origin, search).add()) return {};
  const std::size_t end = chain.sequent().facts.size();
  add_signs_of_divisors(chain);
  for (std::size_t i = sequent.facts.size(); i < end; ++i)
    if (const auto recurrence = recurrence_in(i, chain.sequent(), variable))
      if (auto steps = step_by_factor(chain, *recurrence, sequent.facts.size() - 1)) return steps;
  return chain.finish(effort);
}

/// From the greatest number on that is known to be below the variable.
std::optional<Steps> induction_on_a_variable(const Sequent& sequent, const Origin& origin, Effort effort,
                                             Search& search) {
  for (const std::string& name : sequent.variables) {
    if (!variables(sequent.goal.polynomial).contains(name)) continue;
    const auto base = lower_bound_of(name, sequent);
    if (!base) continue;
    const proofs::Induction step{name, *base};
    const auto applied = proofs::apply(proofs::Step(step), sequent);
    if (!applied || applied.value().size() != 2) continue;
    auto first = prove_side(applied.value()[0], origin, search);
    if (!first) first = prove(applied.value()[0], origin.sufficient(), Effort::small(), search);
    if (!first) continue;
    const Sequent& next = applied.value()[1];
    auto rest = step_by_difference(next, origin, search);
    if (!rest) rest = step_by_recurrences(next, name, origin, effort, search);
    if (!rest) continue;
    Steps steps{step};
    steps.insert(steps.end(), first->begin(), first->end());
    steps.insert(steps.end(), rest->begin(), rest->end());
    return steps;
  }
  return {};
}

}  // namespace

std::optional<Steps> induction(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  RangeChain chain(sequent, origin, search);
  add_integer_bounds(chain);
  auto steps = induction_on_an_expression(chain.sequent(), origin, effort, search);
  if (!steps) steps = induction_on_a_variable(chain.sequent(), origin, effort, search);
  if (!steps) steps = bernoulli(chain.sequent(), origin, effort, search);
  if (steps) return chain.followed_by(*steps);
  return range_induction(sequent, origin, search);
}

}  // namespace geq::prover
