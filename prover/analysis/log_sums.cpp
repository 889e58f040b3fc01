// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/log_sums.hpp"

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;

namespace {

const ExactPolynomial one{Rational(1)};

/// The exponents of a sum of exponentials, the greatest of which `maximum` is once the common factor is taken out.
struct Exponentials {
  std::vector<ExactPolynomial> exponents;
  ExactPolynomial count;
  std::optional<std::pair<ExactPolynomial, ExactPolynomial>> range;  ///< of the index "#i" in the only exponent
};

std::optional<ExactPolynomial> exponent_of_exponential(const ExactPolynomial& term) {
  if (term == one) return ExactPolynomial();
  if (term.terms().size() != 1) return {};
  const auto& [monomial, coefficient] = *term.terms().begin();
  if (coefficient != 1 || monomial.size() != 1 || monomial[0].first.op() != Operator::exp) return {};
  return ExactPolynomial(Rational(monomial[0].second)) * monomial[0].first.arguments()[0];
}

std::optional<Exponentials> exponentials_in(const ExactPolynomial& sum) {
  if (sum.terms().size() == 1) {
    const auto& [monomial, coefficient] = *sum.terms().begin();
    if (coefficient != 1 || monomial.size() != 1 || monomial[0].second != 1) return {};
    const Atom& atom = monomial[0].first;
    if (atom.op() != Operator::sum_over) return {};
    const auto& parts = atom.arguments();
    const auto exponent = exponent_of_exponential(proofs::opened(parts[2], ExactPolynomial::variable("#i")));
    if (!exponent) return {};
    return Exponentials{{*exponent}, parts[1] - parts[0] + one, std::pair(parts[0], parts[1])};
  }
  Exponentials result{{}, ExactPolynomial(Rational(static_cast<long>(sum.terms().size()))), {}};
  for (const auto& [monomial, coefficient] : sum.terms()) {
    const auto exponent = exponent_of_exponential(ExactPolynomial::term(coefficient, monomial));
    if (!exponent) return {};
    result.exponents.push_back(*exponent);
  }
  return result;
}

/// The factors of a term that mention the variable, and the others.
std::pair<Monomial, Monomial> split_by(const Monomial& monomial, const std::string& variable) {
  Monomial with, without;
  for (const auto& power : monomial)
    (variables(ExactPolynomial(power.first)).contains(variable) ? with : without).push_back(power);
  return {with, without};
}

/// Takes the one factor with the variable out of every term of every exponent.
std::optional<ExactPolynomial> take_out(std::vector<ExactPolynomial>& exponents, const std::string& variable) {
  std::optional<Monomial> common;
  for (ExactPolynomial& exponent : exponents) {
    ExactPolynomial rest;
    for (const auto& [monomial, coefficient] : exponent.terms()) {
      const auto [with, without] = split_by(monomial, variable);
      if (common && *common != with) return {};
      common = with;
      rest = rest + ExactPolynomial::term(coefficient, without);
    }
    exponent = rest;
  }
  return common && !common->empty() ? std::optional(ExactPolynomial::term(1, *common)) : std::nullopt;
}

ExactPolynomial greatest(const Exponentials& of) {
  if (of.range)
    return proofs::over_range(Operator::max_over, of.range->first, of.range->second,
                              proofs::closed(of.exponents[0], "#i"));
  return proofs::application(Operator::max, of.exponents);
}

}  // namespace

std::optional<LogSumBounds> log_sum_bounds(const ExactPolynomial& body, const std::string& variable) {
  for (const Atom& atom : atoms(body)) {
    if (atom.op() != Operator::log) continue;
    const auto c = coefficients_in(atom, body);
    auto sum = c.size() == 2 ? exponentials_in(atom.arguments()[0]) : std::nullopt;
    const auto factor = sum ? take_out(sum->exponents, variable) : std::nullopt;
    if (!factor) continue;
    const ExactPolynomial lower = c[0] + c[1] * *factor * greatest(*sum);
    return LogSumBounds{lower, lower + c[1] * proofs::application(Operator::log, {sum->count})};
  }
  return {};
}

}  // namespace geq::prover
