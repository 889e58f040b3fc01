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

void state_positive_variables(SideChain& chain) {
  const std::vector<std::string> names = chain.sequent().variables;  // the chain goes on to other sequents
  for (const std::string& name : names) {
    const Fact positive{ExactPolynomial::variable(name), Sign::positive};
    if (is_visible(positive, chain.sequent().facts)) continue;
    for (const Fact& fact : chain.sequent().facts) {
      const auto below = (positive.polynomial - fact.polynomial).constant();
      if (fact.sign != Sign::nonnegative || !below || proofs::sign(*below) <= 0) continue;
      chain.then(proofs::Have{positive});
      break;
    }
  }
}

}  // namespace geq::prover
