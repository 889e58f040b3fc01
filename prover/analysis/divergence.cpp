// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/divergence.hpp"

#include <algorithm>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/chain.hpp"
#include "prover/analysis/disproof.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Ends;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

namespace {

/// Steps that may show that the integral does not exist: the integrand is compared with a constant and with the inverse
/// distance from the end.
std::vector<proofs::Diverge> steps_of(const ExactPolynomial& integral, const std::string& variable) {
  const auto of = proofs::over_interval(integral, Operator::integral);
  if (!of) return {};
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  const bool above = of->interval.ends == Ends::above || of->interval.ends == Ends::line;
  const bool below = of->interval.ends == Ends::below || of->interval.ends == Ends::line;
  std::vector<proofs::Diverge> result;
  const auto add = [&](const ExactPolynomial& function, const Rational& from, bool upper) {
    for (const Rational& factor : {Rational(1), Rational(1) / 10})
      for (const bool negative : {false, true})
        result.push_back(
            {variable, integral, ExactPolynomial(factor) * function, ExactPolynomial(from), upper, negative});
  };
  for (const Rational& from : {Rational(1), Rational(10), Rational(1) / 10}) {
    if (above) add(x, from, true);
    if (above) add(application(Operator::log, {x}), from, true);
    if (below) add(x, from, false);
    if (below) add(-application(Operator::log, {-x}), from, false);
    if (!below) add(application(Operator::log, {x - of->interval.lower}), from, false);
    if (!above) add(-application(Operator::log, {of->interval.upper - x}), from, true);
  }
  return result;
}

bool is_shown(const proofs::Diverge& step, const Sequent& sequent, const Origin& origin, Search& search) {
  const auto remaining = proofs::apply(step, sequent);
  if (!remaining) return false;
  for (std::size_t i = 0; i + 1 < remaining.value().size(); ++i)
    if (!prove_elementary(remaining.value()[i], origin, Effort::small(), search)) return false;
  return true;
}

/// All expressions of the goals but integrals and limits are defined: only there is anything claimed.
bool is_claimed(const std::vector<Sequent>& sequents, const Origin& origin, Search& search) {
  return std::all_of(sequents.begin(), sequents.end() - 1, [&](const Sequent& sequent) {
    return proofs::is_about_existence(sequent.goal.polynomial) ||
           prove_elementary(sequent, origin, Effort::small(), search).has_value();
  });
}

}  // namespace

std::optional<std::string> divergence(Search& search) {
  const proofs::Statement& statement = search.statement();
  const Origin origin{{}, {}, false};
  for (const auto& point : simple_points(statement)) {
    const std::vector<Sequent> sequents = proofs::sequents_against(statement, point);
    if (!is_claimed(sequents, origin, search)) continue;
    for (const Sequent& sequent : sequents) {
      const auto of = proofs::over_interval(sequent.goal.polynomial, Operator::integrable);
      if (!of) continue;
      const ExactPolynomial integral = atom_over(Operator::integral, *of);
      for (const proofs::Diverge& step : steps_of(integral, "x")) {
        if (search.is_over()) return {};
        if (!is_shown(step, sequent, origin, search)) continue;
        std::string reason = "the integral " + to_text(integral) + " diverges";
        for (const auto& [name, value] : point)
          reason += (&name == &point.front().first ? ", where " : ", ") + name + " = " + proofs::to_text(value);
        return reason + ": near an end " + (step.negative ? "minus its integrand" : "its integrand") +
               " is at least the derivative of " + to_text(step.function);
      }
    }
  }
  return {};
}

}  // namespace geq::prover
