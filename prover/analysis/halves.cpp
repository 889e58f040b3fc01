// SPDX-License-Identifier: GPL-3.0-or-later
// Integrals of even functions over the line and over -a..a as twice those from 0 on.

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::OverInterval;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// abs(u), everywhere, with its value; u is the variable or its negative.
bool take_magnitude(SideChain& chain, const std::string& variable) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  for (const ExactPolynomial& inside : {x, -x})
    chain.then(proofs::Value{proofs::application(Operator::abs, {inside}), x});
  return is_visible(chain.sequent().goal, chain.sequent().facts);
}

/// Equations and inequalities of integrands for x > 0 that hold once abs(x) is x.
std::optional<Steps> without_magnitudes(const Sequent& sequent) {
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  const auto visible = [](const Sequent& side) {
    return is_visible(side.goal, side.facts) ? std::optional(Steps{proofs::Visible{}}) : std::nullopt;
  };
  SideChain chain(sequent, visible);
  if (!take_magnitude(chain, sequent.variables.back())) return {};
  return chain.followed_by({proofs::Visible{}});
}

/// The integrand from 0 on, if the integral is one of an even function around 0.
std::optional<OverInterval> right_half(const OverInterval& of, const std::string& variable) {
  const bool around_zero =
      of.interval.ends == Ends::line || (of.interval.ends == Ends::finite && of.interval.lower == -of.interval.upper);
  if (!around_zero) return {};
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const auto at = [&](const ExactPolynomial& place) {
    const ExactPolynomial body = opened(of.body, place);
    const ExactPolynomial once = replace_atom(body, *atoms(proofs::application(Operator::abs, {x})).begin(), x);
    return replace_atom(once, *atoms(proofs::application(Operator::abs, {-x})).begin(), x);
  };
  if (at(x) != at(-x)) return {};
  OverInterval half{of.interval, closed(at(x), variable)};
  half.interval.ends = of.interval.ends == Ends::line ? Ends::above : Ends::finite;
  half.interval.lower = ExactPolynomial();
  return half;
}

/// Appends same - half = 0 for two integrals over one interval; `half` may have to be shown to exist.
bool append_same(SideChain& chain, const ExactPolynomial& same, const ExactPolynomial& half) {
  if (same == half) return true;
  const ExactPolynomial one(Rational(1));
  if (!is_known_to_exist(half, chain.sequent().facts)) {
    proofs::Dominate bounded{chain.fresh("x"), half, {}};
    bounded.parts.push_back({one, same});
    if (!chain.then(bounded, without_magnitudes)) return false;
  }
  proofs::Integrate equal{chain.fresh("x"), {}, Sign::zero};
  equal.parts.push_back({one, same});
  equal.parts.push_back({-one, half});
  return chain.then(equal, without_magnitudes);
}

}  // namespace

std::optional<ExactPolynomial> Analysis::halve(SideChain& chain, const ExactPolynomial& integral) {
  const auto of = proofs::over_interval(integral, Operator::integral);
  const auto half = of ? right_half(*of, chain.fresh("x")) : std::nullopt;
  if (!half) return {};
  const ExactPolynomial zero;
  const ExactPolynomial one(Rational(1));
  SideChain attempt = chain;
  if (!establish(attempt, integral) || !attempt.then(proofs::Split{integral, zero})) return {};
  const auto& facts = attempt.sequent().facts;
  const std::size_t split = facts.size() - 1;
  OverInterval left = *of;
  left.interval.ends = of->interval.ends == Ends::line ? Ends::below : Ends::finite;
  left.interval.upper = zero;
  OverInterval right{half->interval, of->body};
  const ExactPolynomial lower = atom_over(Operator::integral, left);
  const ExactPolynomial upper = atom_over(Operator::integral, right);
  const ExactPolynomial result = atom_over(Operator::integral, *half);
  if (!attempt.then(proofs::Rescale{lower, one, one, zero, true})) return {};
  const std::size_t mirrored = facts.size() - 1;
  const ExactPolynomial mirror = lower - facts[mirrored].polynomial;
  proofs::Combination sum;
  sum.multiples = {{split, one}, {mirrored, one}};
  for (const ExactPolynomial& part : {upper, mirror}) {
    if (!append_same(attempt, part, result)) return {};
    if (part != result) sum.multiples.push_back({facts.size() - 1, one});
  }
  SideChain proved(attempt.sequent(), [&](const Sequent&) { return std::optional(Steps{sum}); });
  if (!proved.then(proofs::Have{{integral - result - result, Sign::zero}})) return {};
  attempt.append(proved);
  chain = std::move(attempt);
  return result;
}

bool Analysis::find_value_of_half(SideChain& chain, const ExactPolynomial& integral) {
  if (to_text(integral).find("abs(") == std::string::npos) return false;
  SideChain attempt = chain;
  const auto half = halve(attempt, integral);
  const std::size_t halved = attempt.sequent().facts.size() - 1;
  if (!half || !find_value(attempt, *half)) return false;
  const std::size_t known = *value_of(attempt.sequent(), *half);
  const ExactPolynomial two(Rational(2));
  proofs::Combination sum;
  sum.multiples = {{halved, ExactPolynomial(Rational(1))}, {known, two}};
  const Fact value{integral - two * (*half - attempt.sequent().facts[known].polynomial), Sign::zero};
  SideChain proved(attempt.sequent(), [&](const Sequent&) { return std::optional(Steps{sum}); });
  if (!proved.then(proofs::Have{value})) return false;
  attempt.append(proved);
  chain = std::move(attempt);
  return true;
}

}  // namespace geq::prover
