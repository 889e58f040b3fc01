// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/derivation.hpp"

#include <algorithm>

#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// How many of the steps, each of which leaves one sequent but the last, leave nothing; none if there is no such
/// number.
std::optional<std::ptrdiff_t> closes(const Steps& steps, Sequent sequent) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto next = proofs::apply(steps[i], sequent);
    if (!next || next.value().size() > 1) return {};
    if (next.value().empty()) return static_cast<std::ptrdiff_t>(i + 1);
    sequent = next.value().front();
  }
  return {};
}

}  // namespace

bool Derivation::then(const proofs::Step& step) {
  auto remaining = proofs::apply(step, sequent);
  if (!remaining || remaining.value().size() != 1) return false;
  sequent = std::move(remaining).value().front();
  steps.push_back(step);
  if (const auto* put = std::get_if<proofs::Put>(&step)) origin = origin.after(*put);
  if (const auto* homogenise = std::get_if<proofs::Homogenise>(&step)) origin = origin.after(*homogenise);
  return true;
}

bool Derivation::have(const Fact& fact, const proofs::Step& proof) {
  const auto rest = proofs::apply(proof, Sequent{sequent.variables, sequent.facts, fact});
  const bool closes = rest && rest.value().empty();
  return (closes || is_visible(fact, sequent.facts)) && have(fact, Steps{proof});
}

bool Derivation::have(const Fact& fact, const Steps& proof) {
  const proofs::Have step{fact};
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining) return false;
  last_have_ = steps.size();
  steps.emplace_back(step);
  if (remaining.value().size() == 2) steps.insert(steps.end(), proof.begin(), proof.end());
  sequent = remaining.value().back();
  return true;
}

bool Derivation::have_by(const Fact& fact, const Steps& proof) {
  const auto remaining = proofs::apply(proofs::Step(proofs::Have{fact}), sequent);
  if (!remaining) return false;
  if (remaining.value().size() == 1) return have(fact, Steps{});
  const auto used = closes(proof, remaining.value().front());
  return used && have(fact, Steps(proof.begin(), proof.begin() + *used));
}

bool Derivation::close(const proofs::Step& step) {
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining || !remaining.value().empty()) return false;
  steps.push_back(step);
  return true;
}

bool Derivation::close_by_last() {
  if (sequent.facts.empty() || sequent.facts.back() != sequent.goal) return false;
  const bool has_proof = steps.size() > last_have_ + 1;
  if (!has_proof) return close(proofs::Visible{});
  steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(last_have_));
  return true;
}

bool Derivation::reduce_to(const Fact& fact, const Steps& closing_steps) {
  const proofs::Have step{fact};
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining || remaining.value().size() != 2 || !closes(closing_steps, remaining.value().back())) return false;
  sequent = remaining.value().front();
  steps.emplace_back(step);
  closing.insert(closing.begin(), closing_steps.begin(), closing_steps.end());
  return true;
}

bool Derivation::forget(const std::set<std::string>& names) {
  proofs::Forget step;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    const std::set<std::string> occurring = variables(sequent.facts[i].polynomial);
    if (std::any_of(occurring.begin(), occurring.end(), [&](const auto& name) { return names.contains(name); }))
      step.facts.push_back(i);
  }
  return step.facts.empty() || then(step);
}

Steps Derivation::followed_by(const Steps& proof) const {
  Steps result = steps;
  result.insert(result.end(), proof.begin(), proof.end());
  result.insert(result.end(), closing.begin(), closing.end());
  return result;
}

std::optional<PowerEquation> power_equation(std::size_t fact, const Atom& atom, const Sequent& sequent) {
  if (sequent.facts[fact].sign != Sign::zero) return {};
  return power_relation(fact, atom, sequent);
}

std::optional<PowerEquation> power_relation(std::size_t fact, const Atom& atom, const Sequent& sequent) {
  const std::vector<ExactPolynomial> c = coefficients_in(atom, sequent.facts[fact].polynomial);
  const auto leading = c.back().constant();
  if (c.size() < 2 || !leading) return {};
  if (!std::all_of(c.begin() + 1, c.end() - 1, [](const ExactPolynomial& p) { return p.is_zero(); })) return {};
  const ExactPolynomial scale(1 / *leading);
  const ExactPolynomial value = -(scale * c.front());
  if (variables(value).contains(atom.is_variable() ? atom.name() : "")) return {};
  return PowerEquation{fact, atom, c.size() - 1, scale, value};
}

bool is_too_large(const ExactPolynomial& base, std::size_t exponent, const ExactPolynomial& factor) {
  constexpr double limit = 300000;
  double terms = static_cast<double>(factor.terms().size());
  const double n = static_cast<double>(base.terms().size());
  for (std::size_t i = 1; i <= exponent && terms <= limit; ++i)
    terms = terms * (n + static_cast<double>(i) - 1) / static_cast<double>(i);
  return terms > limit;
}

namespace {

/// The step that shows fact + multiplier * equation, of the same sign as the fact.
proofs::Step with_multiple(std::size_t fact, Sign sign, std::size_t equation, const ExactPolynomial& multiplier) {
  Combination step;
  if (sign == Sign::zero)
    step.multiples.push_back({fact, ExactPolynomial(Rational(1))});
  else
    step.summands.push_back({Rational(1), {{fact, 1}}, ExactPolynomial(Rational(1))});
  step.multiples.push_back({equation, multiplier});
  return step;
}

bool use_in_facts(const PowerEquation& equation, Derivation& derivation) {
  const std::vector<Fact> facts = derivation.sequent.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (i == equation.fact || facts[i].sign == Sign::nonzero) continue;
    if (degree_in(equation.atom, facts[i].polynomial) == 0) continue;
    const ExactPolynomial multiplier =
        equation.scale * multiplier_that_lowers(facts[i].polynomial, equation.atom, 1, equation.value);
    const Fact fresh{facts[i].polynomial + multiplier * facts[equation.fact].polynomial, facts[i].sign};
    if (is_visible(fresh, derivation.sequent.facts)) continue;
    if (!derivation.have(fresh, with_multiple(i, fresh.sign, equation.fact, multiplier))) return false;
  }
  return true;
}

}  // namespace

std::optional<proofs::Clear> clear_by_visible_signs(const ExactPolynomial& polynomial,
                                                    const std::vector<proofs::Fact>& facts) {
  proofs::Clear result;
  for (const Atom& inverse : reciprocals(polynomial)) {
    const ExactPolynomial& q = inverse.arguments()[0];
    const bool negative = is_visible({-q, Sign::positive}, facts);
    if (!negative && !is_visible({q, Sign::positive}, facts)) return {};
    result.signs.push_back(negative ? proofs::DenominatorSign::negative : proofs::DenominatorSign::positive);
  }
  return result;
}

std::optional<proofs::Step> division_by_common_factor(const Sequent& sequent) {
  const auto& terms = sequent.goal.polynomial.terms();
  if (terms.empty()) return {};
  proofs::Monomial common = terms.begin()->first;
  for (const auto& [monomial, coefficient] : terms) {
    for (auto& [atom, exponent] : common) exponent = std::min(exponent, exponent_of(atom, monomial));
    std::erase_if(common, [](const auto& factor) { return factor.second == 0; });
  }
  std::erase_if(common, [&](const auto& factor) {
    return !is_visible({ExactPolynomial(factor.first), Sign::positive}, sequent.facts);
  });
  if (common.empty()) return {};
  return proofs::Divide{ExactPolynomial::term(1, std::move(common))};
}

bool use(const PowerEquation& equation, Derivation& derivation) {
  const ExactPolynomial& goal = derivation.sequent.goal.polynomial;
  if (degree_in(equation.atom, goal) >= equation.degree) {
    const ExactPolynomial multiplier = multiplier_that_lowers(goal, equation.atom, equation.degree, equation.value);
    if (!derivation.then(proofs::Rewrite{equation.fact, equation.scale * multiplier})) return false;
  }
  if (equation.degree > 1 || !equation.atom.is_variable()) return true;
  if (!use_in_facts(equation, derivation)) return false;
  const std::string& name = equation.atom.name();
  derivation.origin = derivation.origin.after(proofs::Substitution{{name, equation.value}});
  return variables(derivation.sequent.goal.polynomial).contains(name) || derivation.forget({name});
}

}  // namespace geq::prover
