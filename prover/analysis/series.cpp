// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/series.hpp"

#include <algorithm>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/combined_sums.hpp"
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

const ExactPolynomial one{Rational(1)};

}  // namespace

std::optional<Geometric> geometric(const ExactPolynomial& value, const std::string& index) {
  if (value.terms().size() != 1) return {};
  const auto& [monomial, c] = *value.terms().begin();
  Geometric result{ExactPolynomial(c), {}};
  for (const auto& [atom, exponent] : monomial) {
    if (!variables(ExactPolynomial(atom)).contains(index)) {
      result.scale = result.scale * power(ExactPolynomial(atom), exponent);
      continue;
    }
    // A power u^v of a number is exp(v log(u)).
    const bool power_of_number = atom.op() == Operator::power && !variables(atom.arguments()[0]).contains(index);
    if ((atom.op() != Operator::exp && !power_of_number) || exponent != 1 || !result.rate.is_zero()) return {};
    const ExactPolynomial argument =
        power_of_number ? atom.arguments()[1] * application(Operator::log, {atom.arguments()[0]}) : atom.arguments()[0];
    const auto parts = coefficients_in(Atom::variable(index), argument);
    if (parts.size() != 2 || variables(parts[1]).contains(index) || variables(parts[0]).contains(index)) return {};
    result.rate = -parts[1];
    if (!parts[0].is_zero()) result.scale = result.scale * application(Operator::exp, {parts[0]});
  }
  return result;
}

namespace {

std::optional<Atom> sum_in(const ExactPolynomial& polynomial) {
  const std::set<Atom> found = atoms(polynomial);
  if (found.size() != 1 || polynomial != ExactPolynomial(*found.begin())) return {};
  return found.begin()->op() == Operator::sum_over ? std::optional(*found.begin()) : std::nullopt;
}

}  // namespace

std::vector<proofs::Tannery> tannery_steps(const ExactPolynomial& limit, const std::string& variable,
                                           const std::string& index, const Sequent& sequent) {
  const auto of = proofs::near_point(limit, Operator::limit);
  if (!of || of->approach.way != proofs::Way::through_integers) return {};
  const ExactPolynomial n = ExactPolynomial::variable(variable);
  const ExactPolynomial i = ExactPolynomial::variable(index);
  const ExactPolynomial whole = opened(of->body, n);
  const auto sum = sum_in(with_combined_sums(whole).value_or(whole));
  if (!sum) return {};
  const ExactPolynomial& lower = sum->arguments()[0];
  const ExactPolynomial& upper = sum->arguments()[1];
  const ExactPolynomial& body = sum->arguments()[2];
  std::vector<proofs::Tannery> result;
  for (const bool backwards : {false, true}) {
    const auto first = (backwards ? ExactPolynomial() : lower).constant();
    const ExactPolynomial last = backwards ? upper - lower : upper;
    const ExactPolynomial term = opened(body, backwards ? upper - i : i);
    std::vector<Fact> facts = sequent.facts;
    if (!first) continue;
    facts.push_back({i - ExactPolynomial(*first), Sign::nonnegative});
    if (*first == 0) facts.push_back({i, Sign::nonnegative});
    const auto value = proofs::limit_of(term, variable, of->approach, facts);
    const auto series = value ? geometric(*value, index) : std::nullopt;
    if (!series || series->rate.is_zero()) continue;
    for (const long from : {1L, 2L})
      for (const ExactPolynomial& bound : {series->scale, one})
        result.push_back({variable, index, Rational(from), limit, term, *first, last, bound, series->rate,
                          series->scale, series->rate});
  }
  return result;
}

std::optional<Steps> by_reindexing(const Sequent& sequent) {
  if (sequent.goal.sign != Sign::zero) return {};
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    if (atom.op() != Operator::sum_over) continue;
    const proofs::Step step = proofs::Reindex{ExactPolynomial(atom), atom.arguments()[1], true};
    const auto remaining = proofs::apply(step, sequent);
    if (remaining && remaining.value().size() == 1 &&
        is_visible(remaining.value().front().goal, remaining.value().front().facts))
      return Steps{step, proofs::Visible{}};
  }
  return {};
}

}  // namespace geq::prover
