// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/variable_roots.hpp"

#include <numeric>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"

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

constexpr unsigned long greatest_degree = 120;

/// variable^exponent, with coefficient 1.
struct PowerOfVariable {
  std::string name;
  std::uint32_t exponent;
};
std::optional<PowerOfVariable> power_of_variable(const ExactPolynomial& polynomial) {
  if (polynomial.terms().size() != 1) return {};
  const auto& [monomial, c] = *polynomial.terms().begin();
  if (c != 1 || monomial.size() != 1 || !monomial[0].first.is_variable()) return {};
  return PowerOfVariable{monomial[0].first.name(), monomial[0].second};
}

/// The degree, if it is a root of something with variables.
std::optional<unsigned long> variable_root(const Atom& atom) {
  const auto degree = root_degree(atom);
  return degree && !variables(ExactPolynomial(atom)).empty() ? degree : std::nullopt;
}

bool take_roots_of_powers(SideChain& chain) {
  for (const Atom& atom : functions_in(chain.sequent())) {
    const auto degree = variable_root(atom);
    const auto base = degree ? power_of_variable(atom.arguments()[1]) : std::nullopt;
    if (!base || base->exponent % *degree != 0) continue;
    const ExactPolynomial value = power(ExactPolynomial::variable(base->name), base->exponent / *degree);
    if (!chain.then(proofs::Value{ExactPolynomial(atom), value})) return false;
  }
  return true;
}

}  // namespace

std::optional<std::map<std::string, std::string>> name_roots_of_variables(
    SideChain& chain, std::map<std::string, unsigned long> degrees) {
  for (const Atom& atom : functions_in(chain.sequent())) {
    const auto degree = variable_root(atom);
    const auto base = degree ? power_of_variable(atom.arguments()[1]) : std::nullopt;
    if (!base) continue;
    unsigned long& common = degrees.emplace(base->name, 1).first->second;
    common = std::lcm(common, *degree);
    if (common > greatest_degree) return {};
  }
  std::map<std::string, std::string> names;
  for (const auto& [name, degree] : degrees) {
    if (degree == 1) continue;
    const ExactPolynomial root =
        application(Operator::root, {ExactPolynomial(Rational(degree)), ExactPolynomial::variable(name)});
    const std::size_t equation = chain.sequent().facts.size();
    if (!chain.then(proofs::RootFacts{root})) return {};
    const std::string fresh = chain.fresh("r");
    if (!chain.then(proofs::Name{fresh, root}) || !chain.then(proofs::Eliminate{equation, name})) return {};
    names.emplace(name, fresh);
  }
  if (!names.empty() && !take_roots_of_powers(chain)) return {};
  for (const Atom& atom : functions_in(chain.sequent().goal.polynomial))
    if (variable_root(atom)) return {};
  return names;
}

namespace {

/// x > 0 from the fact x - p, where p is seen to be nonnegative.
bool state_above(SideChain& chain, const ExactPolynomial& x, std::size_t place) {
  const Fact& fact = chain.sequent().facts[place];
  const ExactPolynomial below = x - fact.polynomial;
  if (variables(below).contains(*variables(x).begin())) return false;
  const bool strict = is_visible({below, Sign::positive}, chain.sequent().facts);
  if (!strict && (fact.sign != Sign::positive || !is_visible({below, Sign::nonnegative}, chain.sequent().facts)))
    return false;
  SideChain attempt = chain;
  proofs::Combination sum;
  sum.summands.push_back({Rational(1), {{place, 1}}, ExactPolynomial(Rational(1))});
  if (const auto number = below.constant()) {
    if (*number != 0) sum.summands.push_back({*number, {}, ExactPolynomial(Rational(1))});
  } else {
    const std::size_t added = attempt.sequent().facts.size();
    if (!attempt.then(proofs::Have{{below, strict ? Sign::positive : Sign::nonnegative}})) return false;
    sum.summands.push_back({Rational(1), {{added, 1}}, ExactPolynomial(Rational(1))});
  }
  if (!attempt.then(proofs::Have{{x, Sign::positive}}, [&](const Sequent&) { return std::optional(Steps{sum}); }))
    return false;
  chain = attempt;
  return true;
}

}  // namespace

void state_positive_variables(SideChain& chain) {
  const std::vector<std::string> names = chain.sequent().variables;  // the chain goes on to other sequents
  for (const std::string& name : names) {
    const ExactPolynomial x = ExactPolynomial::variable(name);
    bool known = is_visible({x, Sign::positive}, chain.sequent().facts);
    const std::size_t count = chain.sequent().facts.size();
    for (std::size_t i = 0; !known && i < count; ++i) {
      const Sign sign = chain.sequent().facts[i].sign;
      if (sign == Sign::nonnegative || sign == Sign::positive) known = state_above(chain, x, i);
    }
  }
}

}  // namespace geq::prover
