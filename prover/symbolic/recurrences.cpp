// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/recurrences.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/log_chain.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/sums.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

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
      if (atom.op() == Operator::root) any = add_root(atom) || any;
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
    const Fact equation{ExactPolynomial(atom) - middle * factor, Sign::zero};
    const auto apart = [&](const Sequent& side) { return equal_powers(side, base); };
    if (!chain_.SideChain::then(proofs::Have{equation}, apart) && !add(equation)) return false;
    const ExactPolynomial rise = middle - before(ExactPolynomial(atom));
    return add({rise, Sign::nonnegative});
  }

  /// An equation between powers of a base > 0, by exponentials of logarithms and u * 1/u = 1.
  std::optional<Steps> equal_powers(const Sequent& side, const ExactPolynomial& base) const {
    SideChain apart(side, with_small_effort(origin_, search_));
    if (!apart.then(proofs::Have{{base, Sign::positive}})) return {};
    take_apart(apart);
    const Rewriting rules = rules_of(apart);
    return close_by_products(apart, rules, {});
  }

  /// r(n) = r(n - 1) * r(n) * 1/r(n - 1) for a root with r(n - 1) > 0, put into the goal.
  bool add_root(const Atom& atom) {
    const ExactPolynomial here(atom), earlier = before(here);
    const auto c = coefficients_in(atom, chain_.sequent().goal.polynomial);
    if (c.size() != 2 || earlier.terms().size() != 1 || earlier.constant()) return false;
    if (!is_visible({earlier, Sign::positive}, chain_.sequent().facts) &&
        !chain_.SideChain::then(proofs::Have{{earlier, Sign::positive}}))
      return false;
    const Steps proof = cancelling_proof(earlier, chain_.sequent());
    const Fact cancels{earlier * reciprocal(earlier) - one, Sign::zero};
    return chain_.SideChain::then(proofs::Have{cancels}, [&](const Sequent&) { return std::optional(proof); }) &&
           chain_.SideChain::then(proofs::Rewrite{chain_.sequent().facts.size() - 1, c[1] * here});
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
  Atom at_n;
};

std::optional<Recurrence> recurrence_in(std::size_t place, const Sequent& sequent, const std::string& variable) {
  const Fact& fact = sequent.facts[place];
  if (fact.sign != Sign::zero) return {};
  for (const Atom& atom : atoms(fact.polynomial)) {
    const ExactPolynomial earlier =
        substitute(ExactPolynomial(atom), {{variable, ExactPolynomial::variable(variable) - one}});
    const auto c = coefficients_in(atom, fact.polynomial);
    if (c.size() != 2 || c[1] != one || earlier.terms().size() != 1 || earlier == ExactPolynomial(atom)) continue;
    const Atom before = earlier.terms().begin()->first.front().first;
    const auto d = coefficients_in(before, -c[0]);
    if (ExactPolynomial(before) == earlier && d.size() == 2 && d[0].is_zero()) return Recurrence{place, atom};
  }
  return {};
}

/// The factor with dividend = divisor * factor; none if there is none.
std::optional<ExactPolynomial> exact_quotient(ExactPolynomial dividend, const ExactPolynomial& divisor) {
  constexpr std::size_t most_terms = 40;
  if (divisor.is_zero()) return {};
  const auto [lead, number] = terms_in_reading_order(divisor).front();
  ExactPolynomial result;
  for (std::size_t i = 0; i < most_terms && !dividend.is_zero(); ++i) {
    const auto [monomial, coefficient] = terms_in_reading_order(dividend).front();
    Monomial rest;
    for (const auto& [atom, exponent] : monomial)
      if (exponent > exponent_of(atom, lead)) rest.emplace_back(atom, exponent - exponent_of(atom, lead));
    if (degree(rest) + degree(lead) != degree(monomial)) return {};
    const ExactPolynomial term = ExactPolynomial::term(coefficient / number, rest);
    result = result + term;
    dividend = dividend - term * divisor;
  }
  return dividend.is_zero() ? std::optional(result) : std::nullopt;
}

/// sum of products of atoms at n - 1, each with its coefficient.
using Grouped = std::map<Monomial, ExactPolynomial>;

Grouped grouped(const ExactPolynomial& polynomial, const std::set<Atom>& keys) {
  Grouped result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Monomial key, rest;
    for (const auto& factor : monomial) (keys.contains(factor.first) ? key : rest).push_back(factor);
    ExactPolynomial& sum = result[key];
    sum = sum + ExactPolynomial::term(coefficient, rest);
  }
  return result;
}

/// The atoms of the hypothesis that have n, but for n itself and quotients.
std::set<Atom> keys_of(const ExactPolynomial& hypothesis, const std::string& variable) {
  std::set<Atom> result;
  for (const Atom& atom : atoms(hypothesis))
    if (!atom.is_variable() && atom.op() != Operator::quotient && variables(ExactPolynomial(atom)).contains(variable))
      result.insert(atom);
  return result;
}

/// A factor's sign from what is known of the functions that it has, and of none else.
std::optional<Steps> sign_of_factor(const Sequent& side, const Origin& origin, Search& search) {
  if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
  const std::vector<Atom> found = functions_in(side.goal.polynomial);
  proofs::Forget others;
  for (std::size_t i = 0; i < side.facts.size(); ++i) {
    const std::vector<Atom> inside = functions_in(side.facts[i].polynomial);
    const bool foreign = std::any_of(inside.begin(), inside.end(), [&](const Atom& atom) {
      const bool cancels = side.facts[i].sign == Sign::zero && atom.op() == Operator::quotient;
      return cancels || std::find(found.begin(), found.end(), atom) == found.end();
    });
    if (foreign) others.facts.push_back(i);
  }
  RangeChain chain(side, origin, search);
  if (!others.facts.empty() && !chain.SideChain::then(others)) return {};
  if (const auto steps = prove_side(chain.sequent(), origin, search)) return chain.followed_by(*steps);
  // Of roots of n and n - 1 the quotient is compared with 1.
  const std::size_t denominators = reciprocals(side.goal.polynomial).size();
  if (denominators > 0) {
    add_signs_of_divisors(chain);
    if (!chain.then(proofs::Clear{std::vector(denominators, proofs::DenominatorSign::positive)})) return {};
  }
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial))
    if (atom.op() == Operator::root) chain.then(proofs::Have{{atom.arguments()[1], Sign::nonnegative}});
  const auto steps = named_roots(chain.sequent(), origin, Effort::small(), search);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

/// The goal as the hypothesis times a factor and more, by the coefficients of one product of n - 1.
class StepByFactor {
 public:
  StepByFactor(const RangeChain& start, std::size_t hypothesis, const std::string& variable, const Origin& origin,
               Search& search)
      : start_(start), hypothesis_(hypothesis), origin_(origin.sufficient()), search_(search) {
    for (std::size_t i = hypothesis + 1; i < start.sequent().facts.size(); ++i)
      if (const auto found = recurrence_in(i, start.sequent(), variable))
        rules_.take_up_by({{found->at_n, 1}}, found->equation, start.sequent().facts[found->equation]);
    keys_ = keys_of(known().polynomial, variable);
  }

  std::optional<Steps> run() const {
    const Fact& goal = start_.sequent().goal;
    const bool ordered = goal.sign == Sign::nonnegative || goal.sign == Sign::positive;
    const auto reduced = rules_.reduced(goal.polynomial);
    if (keys_.empty() || !ordered || !reduced) return {};
    const Grouped at_n = grouped(reduced->rest, keys_), before = grouped(known().polynomial, keys_);
    for (const auto& [key, coefficient] : before) {
      const auto place = at_n.find(key);
      if (place == at_n.end()) continue;
      const auto factor = exact_quotient(place->second, coefficient);
      if (!factor) continue;
      if (auto steps = by_factor(*factor, at_n, before, *reduced)) return steps;
    }
    return {};
  }

 private:
  const Fact& known() const { return start_.sequent().facts[hypothesis_]; }

  /// Adds the fact, unless it can be read off, and answers its number.
  std::optional<std::size_t> place_of(const Fact& fact, RangeChain& chain) const {
    if (const auto place = index_of(fact, chain.sequent())) return place;
    const auto shown = [&](const Sequent& side) { return sign_of_factor(side, origin_, search_); };
    if (!chain.SideChain::then(proofs::Have{fact}, shown)) return {};
    return chain.sequent().facts.size() - 1;
  }

  std::optional<Steps> by_factor(const ExactPolynomial& factor, const Grouped& at_n, const Grouped& before,
                                 const Rewriting::Reduced& reduced) const {
    RangeChain chain = start_;
    const Sign sign = start_.sequent().goal.sign;
    proofs::Combination sum;
    for (const auto& [place, multiple] : reduced.multiples) sum.multiples.push_back({place, multiple});
    const auto add = [&](const std::vector<ExactPolynomial>& values, const std::vector<Sign>& signs) {
      proofs::Combination::Summand part{Rational(1), {}, one};
      for (std::size_t i = 0; i < values.size(); ++i) {
        const auto place = place_of({values[i], signs[i]}, chain);
        if (!place) return false;
        part.facts.push_back({*place, 1});
      }
      sum.summands.push_back(part);
      return true;
    };
    if (factor.constant() && proofs::sign(*factor.constant()) > 0)
      sum.summands.push_back({*factor.constant(), {{hypothesis_, 1}}, one});
    else if (!add({known().polynomial, factor}, {known().sign, sign}))
      return {};
    Grouped rest = at_n;
    for (const auto& [key, coefficient] : before) rest[key] = rest[key] - factor * coefficient;
    for (const auto& [key, coefficient] : rest) {
      if (coefficient.is_zero()) continue;
      std::vector<ExactPolynomial> values{coefficient};
      if (!key.empty()) values.push_back(ExactPolynomial::term(1, key));
      if (!add(values, {Sign::nonnegative, Sign::nonnegative})) return {};
    }
    const auto closed = proofs::apply(proofs::Step(sum), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({sum})) : std::nullopt;
  }

  const RangeChain& start_;
  std::size_t hypothesis_;
  Origin origin_;
  Search& search_;
  Rewriting rules_;
  std::set<Atom> keys_;
};

}  // namespace

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

std::optional<Steps> step_by_recurrences(const Sequent& sequent, const std::string& variable, const Origin& origin,
                                         Effort effort, Search& search) {
  RangeChain chain(sequent, origin, search);
  if (!Recurrences(chain, variable, origin, search).add()) return {};
  add_signs_of_divisors(chain);
  if (auto steps = StepByFactor(chain, sequent.facts.size() - 1, variable, origin, search).run()) return steps;
  return chain.finish(effort);
}

}  // namespace geq::prover
