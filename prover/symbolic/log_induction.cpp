// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/log_induction.hpp"

#include <algorithm>
#include <cmath>

#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/symbolic/factorial_bounds.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/log_chain.hpp"
#include "prover/symbolic/neighbouring_logarithms.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::Tangent;

namespace {

const ExactPolynomial one{Rational(1)};
constexpr long most_peeled = 25;   // numbers below the start of the induction
constexpr long most_samples = 60;  // numbers at which its step is looked at
constexpr double rounding = 1e-9;
constexpr long most_start = 1000;

std::vector<Atom> factorials_of(const ExactPolynomial& polynomial) {
  std::vector<Atom> result = functions_in(polynomial);
  std::erase_if(result, [](const Atom& atom) { return atom.op() != Operator::factorial; });
  return result;
}

/// The least value of the variable, and whether it is an integer.
struct Start {
  long number;
  bool integer;
};

class LogInduction {
 public:
  LogInduction(std::string variable, Start start, const Origin& origin, Search& search)
      : variable_(std::move(variable)), start_(start), origin_(origin.sufficient()), search_(search) {}

  /// The goal is linear in logarithms of factorials.
  std::optional<Steps> about_logarithms(const Sequent& sequent) {
    SideChain chain(sequent, with_small_effort(origin_, search_));
    if (!state_positive_parts(chain, sequent.goal.polynomial)) return {};
    expand_logarithms(chain);
    if (!take_samples(chain.sequent().goal.polynomial)) return {};
    const auto steps = by_logarithms(chain.sequent());
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

  std::optional<Steps> about_products(const Sequent& sequent) {
    ExactPolynomial greater, smaller;
    for (const auto& [monomial, c] : sequent.goal.polynomial.terms()) {
      ExactPolynomial& side = proofs::sign(c) > 0 ? greater : smaller;
      side = side + ExactPolynomial::term(cln::abs(c), monomial);
    }
    if (greater.is_zero() || smaller.is_zero()) return {};
    SideChain chain(sequent, with_small_effort(origin_, search_));
    if (!state_positive_parts(chain, sequent.goal.polynomial)) return {};
    const SideChain contrary = compared(chain, greater, smaller);
    const std::size_t said = chain.sequent().facts.size() + 1;
    if (contrary.sequent().facts.size() <= said) return {};
    const ExactPolynomial difference = -contrary.sequent().facts[said].polynomial;
    // Exponents 1/n are multiplied away.
    proofs::Combination::Summand multiple{Rational(1), {}, one};
    ExactPolynomial factor = one;
    for (const Atom& divided : reciprocals(difference)) {
      const Fact positive{divided.arguments()[0], Sign::positive};
      if (!index_of(positive, chain.sequent()) && !chain.then(proofs::Have{positive})) return {};
      multiple.facts.push_back({*index_of(positive, chain.sequent()), 1});
      factor = factor * divided.arguments()[0];
    }
    const Rewriting rules = rules_of(chain);
    const auto reduced = rules.reduced(factor * difference);
    if (!reduced || !take_samples(reduced->rest)) return {};
    const Fact lemma{reduced->rest, sequent.goal.sign};
    if (!chain.then(proofs::Have{lemma}, [&](const Sequent& side) { return by_logarithms(side); })) return {};
    const std::size_t shown = chain.sequent().facts.size() - 1;
    const SideChain end = compared(chain, greater, smaller);
    multiple.facts.push_back({shown + 2, 1});
    proofs::Combination sum{{{Rational(1), {{shown, 1}}, one}, multiple}, {}};
    for (const auto& [place, times] : reduced->multiples) sum.multiples.push_back({place, times});
    if (!proofs::apply(proofs::Step(sum), end.sequent())) return {};
    return end.followed_by({sum});
  }

 private:
  /// Supposes the contrary; the last fact but what its logarithms need is that of the logarithms.
  SideChain compared(SideChain chain, const ExactPolynomial& greater, const ExactPolynomial& smaller) const {
    if (!chain.then(proofs::Absurd{}) || !chain.then(proofs::Increasing{Tangent::Function::log, smaller, greater}))
      return chain;
    expand_logarithms(chain, chain.sequent().facts.size() - 1);
    return chain;
  }

  /// False where the goal about logarithms fails.
  bool take_samples(const ExactPolynomial& difference) {
    const Sampled value(difference, variable_);
    for (long n = start_.number; n <= start_.number + most_samples; ++n) {
      const double at = value(static_cast<double>(n));
      if (start_.integer && !std::isfinite(at)) return false;
      if (at < -rounding) return false;
      values_.push_back(at);
    }
    for (const double n : {1e3, 1e4, 1e6, 1e9})
      if (const double at = value(n); std::isfinite(at) && at < -rounding * n * std::log(n)) return false;
    return true;
  }

  std::optional<Steps> by_logarithms(const Sequent& sequent) {
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    const bool real = factorials_of(sequent.goal.polynomial).empty();
    if (real)
      if (auto steps = neighbouring_logarithms(sequent, origin_, search_)) return steps;
    if (!start_.integer) return {};
    long start = start_.number;
    for (std::size_t i = 1; i < values_.size(); ++i)
      if (values_[i] < values_[i - 1] - rounding) start = start_.number + static_cast<long>(i);
    if (start <= start_.number + most_peeled)
      if (auto steps = from(start_.number, start, sequent)) return steps;
    return real ? std::nullopt : by_factorial_bounds(sequent);
  }

  /// For numbers from `base` on: one after another up to the start of the induction.
  std::optional<Steps> from(long base, long start, const Sequent& sequent) const {
    const proofs::Induction step{variable_, Rational(base)};
    const auto parts = proofs::apply(proofs::Step(step), sequent);
    if (!parts || parts.value().size() != 2 || search_.is_over()) return {};
    const auto first = constant(parts.value()[0]);
    if (!first) return {};
    SideChain next(parts.value()[1], with_small_effort(origin_, search_));
    std::optional<Steps> rest;
    if (base < start) {
      if (!next.then(proofs::Forget{{next.sequent().facts.size() - 1}})) return {};
      rest = from(base + 1, start, next.sequent());
    } else {
      rest = step_of_logarithms(next.sequent(), origin_, search_);
    }
    if (!rest) return {};
    Steps steps{step};
    steps.insert(steps.end(), first->begin(), first->end());
    const Steps second = next.followed_by(*rest);
    steps.insert(steps.end(), second.begin(), second.end());
    return steps;
  }

  std::optional<Steps> constant(const Sequent& sequent) const {
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    return sign_of_constant(sequent, origin_, Effort::small(), search_);
  }

  /// Logarithms of factorials by their bounds.
  std::optional<Steps> by_factorial_bounds(const Sequent& sequent) const {
    SideChain chain(sequent, with_small_effort(origin_, search_));
    proofs::Combination sum;
    ExactPolynomial rest = sequent.goal.polynomial;
    for (const Atom& atom : factorials_of(sequent.goal.polynomial)) {
      const ExactPolynomial of = application(Operator::log, {ExactPolynomial(atom)});
      const auto c = coefficients_in(*atoms(of).begin(), sequent.goal.polynomial);
      if (c.size() != 2) return {};
      const bool lower = chain.then(proofs::Have{{c[1], Sign::positive}});
      if (!lower && !chain.then(proofs::Have{{-c[1], Sign::positive}})) return {};
      const std::size_t factor = chain.sequent().facts.size() - 1;
      if (!add_factorial_bound(chain, atom.arguments()[0], lower, origin_, search_)) return {};
      const std::size_t bound = chain.sequent().facts.size() - 1;
      expand_logarithms(chain, bound);
      const ExactPolynomial& known = chain.sequent().facts[bound].polynomial;
      rest = rest - chain.sequent().facts[factor].polynomial * known;
      sum.summands.push_back({Rational(1), {{factor, 1}, {bound, 1}}, one});
    }
    const Rewriting rules = rules_of(chain);
    const auto reduced = rules.reduced(rest);
    if (!reduced) return {};
    for (const auto& [place, times] : reduced->multiples) sum.multiples.push_back({place, times});
    const auto without_factorials = [&](const Sequent& side) {
      return neighbouring_logarithms(side, origin_, search_);
    };
    if (!reduced->rest.is_zero() || sequent.goal.sign == Sign::positive) {
      if (!chain.then(proofs::Have{{reduced->rest, sequent.goal.sign}}, without_factorials)) return {};
      sum.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
    }
    if (!proofs::apply(proofs::Step(sum), chain.sequent())) return {};
    return chain.followed_by({sum});
  }

  std::string variable_;
  Start start_;
  Origin origin_;
  Search& search_;
  std::vector<double> values_;  ///< of the difference of the logarithms, from the start on
};

bool has_factors(const ExactPolynomial& polynomial) {
  const std::vector<Atom> found = functions_in(polynomial);
  return std::any_of(found.begin(), found.end(),
                     [](const Atom& atom) { return atom.op() == Operator::factorial || atom.op() == Operator::power; });
}

}  // namespace

std::optional<Steps> compare_by_logarithms(const Sequent& sequent, const Origin& origin, Search& search) {
  const Fact& goal = sequent.goal;
  if (goal.sign != Sign::nonnegative && goal.sign != Sign::positive) return {};
  const std::vector<std::string> names = goal_variables(sequent);
  const auto bound = names.size() == 1 ? lower_bound_of(names.front(), sequent) : std::nullopt;
  if (!bound || cln::abs(*bound) > most_start) return {};
  const ExactPolynomial variable = ExactPolynomial::variable(names.front());
  const Fact integer{application(Operator::floor, {variable}) - variable, Sign::zero};
  const auto start = static_cast<long>(cln::double_approx(cln::ceiling1(*bound)));
  const bool is_integer = is_visible(integer, sequent.facts) && cln::denominator(*bound) == 1;
  LogInduction comparison(names.front(), {start, is_integer}, origin, search);
  if (has_logarithms_of_factorials(goal.polynomial)) return comparison.about_logarithms(sequent);
  if (!has_factors(goal.polynomial)) return {};
  return comparison.about_products(sequent);
}

}  // namespace geq::prover
