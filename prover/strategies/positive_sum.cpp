// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/positive_sum.hpp"

#include <algorithm>

#include "prover/guess.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial& one() {
  static const ExactPolynomial value(Rational(1));
  return value;
}

/// The step that shows 0 > 0 from a fact about a number that is false.
std::optional<proofs::Step> contradiction(const Sequent& sequent) {
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const proofs::Fact& fact = sequent.facts[i];
    const auto value = fact.polynomial.constant();
    if (!value) continue;
    const int sign = proofs::sign(*value);
    Combination step;
    if (sign == 0 && fact.sign == Sign::positive) return proofs::Step(proofs::Visible{});
    if (sign == 0 && fact.sign == Sign::nonzero) {
      step.summands.push_back({1, {{i, 2}}, one()});
      return proofs::Step(step);
    }
    if (sign != 0 && fact.sign == Sign::zero) {
      step.summands.push_back({*value * *value, {}, one()});
      step.multiples.push_back({i, -ExactPolynomial(*value)});
      return proofs::Step(step);
    }
    if (sign < 0 && (fact.sign == Sign::nonnegative || fact.sign == Sign::positive)) {
      step.summands.push_back({-*value, {}, one()});
      step.summands.push_back({1, {{i, 1}}, one()});
      return proofs::Step(step);
    }
  }
  return {};
}

/// The steps that show 0 > 0 once the sum is supposed to be <= 0: all variables are zero then.
std::optional<Steps> contradiction_at_zero(const Sequent& supposed, const std::vector<std::string>& names) {
  Derivation proof(supposed, {});
  std::vector<std::string> left = names;
  while (!left.empty()) {
    const std::string name = left.back();
    left.pop_back();
    ExactPolynomial sum = ExactPolynomial::variable(name);
    for (const std::string& other : left) sum = sum + ExactPolynomial::variable(other);
    const auto bound = index_of({-sum, Sign::nonnegative}, proof.sequent);
    if (!bound) return {};
    Combination opposite;
    opposite.summands.push_back({1, {{*bound, 1}}, one()});
    for (const std::string& other : left) {
      const proofs::Fact fact{ExactPolynomial::variable(other), Sign::nonnegative};
      if (!index_of(fact, proof.sequent) && !proof.have(fact, Steps{})) return {};
      opposite.summands.push_back({1, {{*index_of(fact, proof.sequent), 1}}, one()});
    }
    const proofs::Fact zero{ExactPolynomial::variable(name), Sign::zero};
    if (!proof.have_by(zero, {proofs::BothSigns{}, proofs::Step(opposite)})) return {};
    if (!proof.then(proofs::Eliminate{*index_of(zero, proof.sequent), name})) return {};
  }
  const auto last = contradiction(proof.sequent);
  if (!last || !proof.close(*last)) return {};
  return proof.steps;
}

}  // namespace

std::optional<Steps> with_positive_sum(const Sequent& sequent, const std::vector<std::string>& names,
                                       const std::function<bool(Derivation&)>& close) {
  ExactPolynomial sum;
  bool strict = true;
  for (const std::string& name : names) {
    if (!is_nonnegative(name, sequent)) return {};
    const ExactPolynomial variable = ExactPolynomial::variable(name);
    strict = strict && is_visible({variable, Sign::positive}, sequent.facts);
    sum = sum + variable;
  }
  if (strict) return {};
  Derivation proof(sequent, {});
  if (is_visible({sum, Sign::positive}, sequent.facts)) {
    if (!proof.have({sum, Sign::positive}, Steps{}) || !close(proof)) return {};
    return proof.steps;
  }
  if (!proof.then(proofs::Absurd{})) return {};
  const std::size_t supposed = proof.last();
  const auto side =
      proofs::apply(proofs::Absurd{}, {proof.sequent.variables, proof.sequent.facts, {sum, Sign::positive}});
  if (!side || side.value().size() != 1) return {};
  const auto at_zero = contradiction_at_zero(side.value().front(), names);
  if (!at_zero) return {};
  Steps lemma{proofs::Absurd{}};
  lemma.insert(lemma.end(), at_zero->begin(), at_zero->end());
  if (!proof.have({sum, Sign::positive}, lemma)) return {};
  Derivation inner({proof.sequent.variables, proof.sequent.facts, sequent.goal}, {});
  if (!close(inner) || !proof.have(sequent.goal, inner.steps)) return {};
  Combination both;
  both.summands.push_back({1, {{supposed, 1}}, one()});
  both.summands.push_back({1, {{proof.last(), 1}}, one()});
  if (!proof.close(both)) return {};
  return proof.steps;
}

bool have_proved(const proofs::Fact& fact, const std::vector<std::size_t>& from, Derivation& proof, Effort effort,
                 Search& search) {
  if (is_visible(fact, proof.sequent.facts)) return proof.have(fact, Steps{});
  Sequent side{proof.sequent.variables, {}, fact};
  proofs::Forget forget;
  for (std::size_t i = 0; i < proof.sequent.facts.size(); ++i) {
    if (std::find(from.begin(), from.end(), i) == from.end())
      forget.facts.push_back(i);
    else
      side.facts.push_back(proof.sequent.facts[i]);
  }
  const auto found = prove_guess(side, Origin().sufficient(), effort, search);
  if (!found) return false;
  Steps steps;
  if (!forget.facts.empty()) steps.emplace_back(forget);
  steps.insert(steps.end(), found->begin(), found->end());
  return proof.have(fact, steps);
}

namespace {

/// A number c > 0 that the form seems to be greater than times the bound: half the least ratio where some of
/// the variables are 1 and the others 0.
std::optional<Rational> guess_ratio(const ExactPolynomial& form, const ExactPolynomial& bound) {
  const std::set<std::string> found = variables(bound);
  const std::vector<std::string> names(found.begin(), found.end());
  constexpr std::size_t most = 6;
  if (names.size() > most) return {};
  std::optional<Rational> least;
  for (std::size_t chosen = 1; chosen < (std::size_t{1} << names.size()); ++chosen) {
    proofs::Substitution point;
    for (std::size_t i = 0; i < names.size(); ++i)
      point.emplace(names[i], ExactPolynomial(Rational(static_cast<unsigned long>(chosen >> i & 1))));
    const auto value = substitute(form, point).constant(), size = substitute(bound, point).constant();
    if (!value || !size || proofs::sign(*value) < 0 || proofs::sign(*size) < 0) return {};
    if (proofs::sign(*size) == 0) continue;
    if (proofs::sign(*value) == 0) return {};
    const Rational ratio = *value / *size;
    if (!least || ratio < *least) least = ratio;
  }
  if (!least) return {};
  return *least / Rational(2);
}

}  // namespace

bool have_positive_product(const ExactPolynomial& polynomial, Derivation& proof) {
  if (!functions_in(polynomial).empty()) return false;
  const auto factors = factors_of(polynomial);
  if (!factors || proofs::sign(factors->constant) <= 0) return false;
  Combination product;
  Combination::Summand summand{factors->constant, {}, one()};
  for (const auto& [base, exponent] : factors->powers) {
    const proofs::Fact fact{base, Sign::positive};
    if (exponent < 0 || !is_visible(fact, proof.sequent.facts)) return false;
    if (!index_of(fact, proof.sequent) && !proof.have(fact, Steps{})) return false;
    summand.facts.emplace_back(*index_of(fact, proof.sequent), static_cast<std::uint32_t>(exponent));
  }
  product.summands.push_back(std::move(summand));
  return proof.have_by({polynomial, Sign::positive}, {proofs::Step(product)});
}

bool have_positive_form(const ExactPolynomial& polynomial, std::size_t base, const std::vector<std::size_t>& from,
                        Derivation& proof, Search& search) {
  Steps steps;
  ExactPolynomial form = polynomial;
  if (const std::size_t count = reciprocals(polynomial).size(); count > 0) {
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(count, proofs::DenominatorSign::positive)};
    const auto remaining = proofs::apply(proofs::Step(clear),
                                         {proof.sequent.variables, proof.sequent.facts, {polynomial, Sign::positive}});
    if (!remaining || remaining.value().size() != 1) return false;
    steps.emplace_back(clear);
    form = remaining.value().front().goal.polynomial;
  }
  const auto degree = homogeneous_degree(form), of_base = homogeneous_degree(proof.sequent.facts[base].polynomial);
  if (!degree || !of_base || *of_base == 0 || *degree == 0 || *degree > 40 || *degree % *of_base != 0) return false;
  const auto exponent = static_cast<std::uint32_t>(*degree / *of_base);
  const ExactPolynomial bound = power(proof.sequent.facts[base].polynomial, exponent);
  const auto c = guess_ratio(form, bound);
  if (!c) return false;
  const proofs::Fact above{form - ExactPolynomial(*c) * bound, Sign::nonnegative};
  if (!have_proved(above, from, proof, Effort::small(), search)) return false;
  Combination step;
  step.summands.push_back({1, {{*index_of(above, proof.sequent), 1}}, one()});
  step.summands.push_back({*c, {{base, exponent}}, one()});
  steps.emplace_back(step);
  return proof.have_by({polynomial, Sign::positive}, steps);
}

}  // namespace geq::prover
