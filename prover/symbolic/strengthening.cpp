// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/strengthening.hpp"

#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/partial_sums.hpp"
#include "prover/best/simplest_rational.hpp"
#include "prover/float_program.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/log_chain.hpp"

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

constexpr long most_peeled = 25;  // numbers below the start of the claim
constexpr double rounding = 1e-9;
constexpr long most_samples = 30;  // numbers at which the step of the claim is looked at

/// The goal is a number and multiples of sums, or a multiple of one product, over ranges up to the variable.
struct Shape {
  std::string variable;
  long base;  ///< the goal is for n >= base
  Rational constant;
  bool product;
};

std::optional<Shape> shape_of(const Sequent& sequent) {
  Shape shape{{}, 0, 0, false};
  std::size_t ranges = 0;
  for (const auto& [monomial, coefficient] : sequent.goal.polynomial.terms()) {
    if (monomial.empty()) {
      shape.constant = coefficient;
      continue;
    }
    const Atom& atom = monomial[0].first;
    const bool range = atom.op() == Operator::sum_over || atom.op() == Operator::product_over;
    if (monomial.size() != 1 || monomial[0].second != 1 || !range) return {};
    const std::set<std::string> names = variables(ExactPolynomial(atom));
    if (names.size() != 1 || atom.arguments()[1] != ExactPolynomial::variable(*names.begin())) return {};
    if (ranges++ > 0 && (shape.variable != *names.begin() || shape.product)) return {};
    shape.variable = *names.begin();
    shape.product = atom.op() == Operator::product_over;
    if (shape.product && ranges > 1) return {};
  }
  const auto bound = ranges > 0 ? lower_bound_of(shape.variable, sequent) : std::nullopt;
  const auto base = bound ? proofs::integer_between(*bound, 0, 1000) : std::nullopt;
  if (!base) return {};
  shape.base = *base;
  return shape;
}

/// What goes to 0 as n grows, in the order in which it is tried.
std::vector<ExactPolynomial> vanishing(const ExactPolynomial& goal, const ExactPolynomial& n) {
  std::vector<ExactPolynomial> result;
  const auto add = [&](const ExactPolynomial& value) {
    if (std::find(result.begin(), result.end(), value) == result.end()) result.push_back(value);
  };
  for (const Atom& atom : functions_in(goal)) {
    if (atom.op() == Operator::power && atom.arguments()[0].constant())
      add(reciprocal(application(Operator::power, {atom.arguments()[0], n})));
    if (atom.op() == Operator::factorial) add(reciprocal(application(Operator::factorial, {n})));
  }
  for (const unsigned long exponent : {1UL, 2UL, 3UL}) add(reciprocal(power(n, exponent)));
  return result;
}

class Strengthening {
 public:
  Strengthening(const Sequent& sequent, Shape shape, const Origin& origin, Effort effort, Search& search)
      : sequent_(sequent),
        shape_(std::move(shape)),
        origin_(origin.sufficient()),
        effort_(effort),
        search_(search),
        n_(ExactPolynomial::variable(shape_.variable)) {}

  std::optional<Steps> run() {
    constexpr std::size_t most_claims = 5;
    if (!take_samples()) return {};
    std::size_t tried = 0;
    for (const ExactPolynomial& g : candidates()) {
      const auto start = start_of(g);
      if (!start) continue;
      if (++tried > most_claims || search_.is_over()) return {};
      for (const Rational& d : start->factors)
        if (auto steps = from(shape_.base, sequent_, {start->number, ExactPolynomial(d) * g})) return steps;
    }
    return {};
  }

 private:
  /// goal >= rest for n >= start.
  struct Claim {
    long start;
    ExactPolynomial rest;
  };
  struct Start {
    long number;
    std::vector<Rational> factors;
  };

  std::optional<Rational> value_at(const ExactPolynomial& polynomial, long n) const {
    return substitute(polynomial, {{shape_.variable, ExactPolynomial(Rational(n))}}).constant();
  }

  /// Before the others those whose shift the last samples give: 1/(n + s), and (n + s)/c^n.
  std::vector<ExactPolynomial> candidates() const {
    std::vector<ExactPolynomial> result;
    const std::vector<ExactPolynomial> others = vanishing(sequent_.goal.polynomial, n_);
    const long last = shape_.base + static_cast<long>(values_.size()) - 1;
    const Rational& here = values_.back();
    const Rational& before = values_[values_.size() - 2];
    const auto shift = [](const Rational& s) { return cln::denominator(s) <= 2 && cln::abs(s) <= 20 && s != 0; };
    if (here != before)
      if (const Rational s = (here * last - before * (last - 1)) / (before - here); shift(s))
        result.push_back(reciprocal(n_ + ExactPolynomial(s)));
    for (const ExactPolynomial& g : others) {
      const auto at_last = value_at(g, last), at_before = value_at(g, last - 1);
      if (atoms(g).begin()->op() != Operator::quotient || variables(g).empty() || !at_last || !at_before) continue;
      const Rational one_here = here / *at_last, one_before = before / *at_before;
      if (one_here == one_before) continue;
      if (const Rational s = one_here / (one_here - one_before) - last; shift(s))
        result.push_back((n_ + ExactPolynomial(s)) * g);
    }
    result.insert(result.end(), others.begin(), others.end());
    return result;
  }

  bool take_samples() {
    for (long n = shape_.base; n <= shape_.base + most_samples; ++n) {
      const auto value = value_at(sequent_.goal.polynomial, n);
      if (!value || proofs::sign(*value) < 0) return false;
      values_.push_back(*value);
    }
    return true;
  }

  /// The least number from which on the step seems to hold for the d with equality there, in floating point; the
  /// simplest d above what the steps need, and that one.
  std::optional<Start> start_of(const ExactPolynomial& g) const {
    std::vector<Rational> g_values;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const auto value = value_at(g, shape_.base + static_cast<long>(i));
      g_values.push_back(value && proofs::sign(*value) > 0 ? *value : Rational(0));
    }
    const Rational constant = shape_.product ? shape_.constant : Rational(0);
    const double far_out = std::max(needed_far_out(g, 100), needed_far_out(g, 1000));
    for (std::size_t b = 0; b < most_peeled && b + 4 < values_.size(); ++b) {
      if (g_values[b] == 0 || proofs::sign(values_[b]) <= 0) continue;
      double least = far_out;
      for (std::size_t i = b + 1; i < values_.size(); ++i) {
        // With factor f = P(n)/P(n - 1) of a product: d (f g(n - 1) - g(n)) >= constant (f - 1). Exact, as both sides
        // may be small compared with what they are differences of.
        const Rational before = values_[i - 1] - constant;
        Rational factor = 1;
        if (shape_.product) factor = before == 0 ? Rational(0) : (values_[i] - constant) / before;
        const Rational fall = factor * g_values[i - 1] - g_values[i];
        const Rational need = shape_.product ? constant * (factor - 1) : values_[i - 1] - values_[i];
        if (proofs::sign(fall) > 0)
          least = std::max(least, to_double(need / fall));
        else if (proofs::sign(need) > 0)
          least = HUGE_VAL;
      }
      least *= 1 - rounding;
      const Rational most = values_[b] / *value_at(g, shape_.base + static_cast<long>(b));
      if (!(least <= cln::double_approx(most))) continue;
      const Rational simple = simplest_within(std::min(exactly(least), most), most);
      std::vector<Rational> factors{simple, most};
      if (proofs::sign(simple) <= 0) factors.erase(factors.begin());
      if (factors.size() > 1 && factors[0] == factors[1]) factors.pop_back();
      return Start{shape_.base + static_cast<long>(b), factors};
    }
    return {};
  }

  /// Of sums: what the step to n needs by their last terms; the samples may rise towards more than they show.
  double needed_far_out(const ExactPolynomial& g, long n) const {
    if (shape_.product) return 0;
    ExactPolynomial last;
    for (const auto& [monomial, coefficient] : sequent_.goal.polynomial.terms())
      if (!monomial.empty())
        last = last + ExactPolynomial(coefficient) *
                          proofs::opened(monomial[0].first.arguments()[2], ExactPolynomial(Rational(n)));
    if (variables(last).contains(shape_.variable)) return 0;
    const auto here = value_at(g, n), before = value_at(g, n - 1);
    const auto step = last.constant();
    if (!here || !before || !step || !(*before > *here)) return 0;
    return to_double(-*step / (*before - *here));
  }

  /// The goal of the sequent, whose variable is at least `base`.
  std::optional<Steps> from(long base, const Sequent& sequent, const Claim& claim) const {
    if (base == claim.start) return by_claim(sequent, claim);
    const proofs::Induction step{shape_.variable, Rational(base)};
    const auto parts = proofs::apply(proofs::Step(step), sequent);
    if (!parts || parts.value().size() != 2) return {};
    const auto first = prove_side(parts.value()[0], origin_, search_);
    if (!first) return {};
    // The goal for the number before is of no use here.
    SideChain next(parts.value()[1], [](const Sequent&) { return std::optional<Steps>(); });
    if (!next.then(proofs::Forget{{next.sequent().facts.size() - 1}})) return {};
    const auto rest = from(base + 1, next.sequent(), claim);
    if (!rest) return {};
    Steps steps{step};
    steps.insert(steps.end(), first->begin(), first->end());
    const Steps second = next.followed_by(*rest);
    steps.insert(steps.end(), second.begin(), second.end());
    return steps;
  }

  std::optional<Steps> by_claim(const Sequent& sequent, const Claim& claim) const {
    RangeChain chain(sequent, origin_, search_);
    const Fact stronger{sequent.goal.polynomial - claim.rest, Sign::nonnegative};
    const auto by_induction = [&](const Sequent& side) {
      auto steps = induction_on_a_variable(side, origin_, effort_, search_);
      return steps ? steps : partial_sums(side, origin_, effort_, search_);
    };
    if (!chain.SideChain::then(proofs::Have{stronger}, by_induction)) return {};
    const std::size_t place = chain.sequent().facts.size() - 1;
    if (claim.start > 0 && !chain.SideChain::then(proofs::Have{{n_, Sign::positive}})) return {};
    for (const Atom& atom : functions_in(claim.rest))
      if (atom.op() == Operator::factorial)
        chain.SideChain::then(proofs::Have{{ExactPolynomial(atom), Sign::positive}},
                              with_small_effort(origin_, search_));
    if (!chain.SideChain::then(proofs::Have{{claim.rest, Sign::positive}})) return {};
    proofs::Combination sum;
    sum.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
    sum.summands.push_back({Rational(1), {{place, 1}}, one});
    const auto closed = proofs::apply(proofs::Step(sum), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({sum})) : std::nullopt;
  }

  const Sequent& sequent_;
  Shape shape_;
  Origin origin_;
  Effort effort_;
  Search& search_;
  ExactPolynomial n_;
  std::vector<Rational> values_;  ///< of the goal, from the base on
};

}  // namespace

std::optional<Steps> strengthened_induction(const Sequent& sequent, const Origin& origin, Effort effort,
                                            Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  auto shape = shape_of(sequent);
  if (!shape) return {};
  return Strengthening(sequent, std::move(*shape), origin, effort, search).run();
}

}  // namespace geq::prover
