// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/circular.hpp"
#include "prover/analysis/closed_sums.hpp"
#include "prover/analysis/domination.hpp"
#include "prover/analysis/log_sums.hpp"
#include "prover/analysis/series.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/sums_and_integrals.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/factorial_bounds.hpp"

namespace geq::prover {

using proofs::application;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// The question whether the members, with the index bound in them, are dominated.
proofs::OverInterval question_of(const proofs::RealInterval& interval, const ExactPolynomial& members,
                                 const std::string& variable) {
  const ExactPolynomial sequence(proofs::Atom::application(Operator::sequence, {members}));
  return {interval, proofs::closed(sequence, variable)};
}

/// The least bound over real indices is known.
bool has_known_bound(const proofs::OverInterval& question) {
  return question.interval.ends == proofs::Ends::finite && question.interval.lower.is_zero() &&
         family_of(question, "#x", "#n").has_value();
}

/// c log(u) - c log(v) as c log(u/v), whose leading terms do not cancel.
ExactPolynomial with_merged_logarithms(const ExactPolynomial& polynomial) {
  struct Part {
    ExactPolynomial factor, argument;
  };
  std::vector<Part> parts;
  ExactPolynomial result = polynomial;
  for (const proofs::Atom& atom : atoms(polynomial)) {
    if (atom.op() != Operator::log) continue;
    const auto c = coefficients_in(atom, result);
    if (c.size() != 2) return polynomial;
    result = c[0];
    const ExactPolynomial& argument = atom.arguments()[0];
    const auto other =
        std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return (part.factor + c[1]).is_zero(); });
    if (other == parts.end())
      parts.push_back({c[1], argument});
    else
      other->argument = cancelled(other->argument * reciprocal(argument));
  }
  for (const Part& part : parts) result = result + part.factor * application(Operator::log, {part.argument});
  return result;
}

/// Every term over all denominators: what cancels stands in one numerator then.
ExactPolynomial over_one_denominator(const ExactPolynomial& polynomial) {
  const std::vector<proofs::Atom> denominators = proofs::reciprocals(polynomial);
  ExactPolynomial result;
  for (const auto& [monomial, c] : polynomial.terms()) {
    ExactPolynomial term = ExactPolynomial::term(c, monomial);
    for (const proofs::Atom& divided : denominators) {
      const ExactPolynomial& q = divided.arguments()[0];
      if (single_atom(q) && single_atom(q)->is_variable()) continue;
      const auto missing = degree_in(divided, polynomial) - exponent_of(divided, monomial);
      term = term * power(q * ExactPolynomial(divided), missing);
    }
    result = result + term;
  }
  return result;
}

}  // namespace

std::vector<ExactPolynomial> Analysis::starts(const Sequent& sequent) {
  std::vector<ExactPolynomial> result{Rational(1), Rational(1) / 2, Rational(10), Rational(1) / 100};
  const ExactPolynomial one(Rational(1));
  for (const std::string& name : variables(sequent.goal.polynomial)) {
    const ExactPolynomial parameter = ExactPolynomial::variable(name);
    result.insert(result.end(), {one + parameter, one - parameter});
    // Of unknown sign: beyond this it is smaller in size.
    if (!is_visible({parameter, Sign::nonnegative}, sequent.facts) &&
        !is_visible({-parameter, Sign::nonnegative}, sequent.facts))
      result.push_back(one + parameter * parameter);
  }
  return result;
}

std::optional<Steps> Analysis::pointwise(const Sequent& sequent) {
  const SideChain chain = started(sequent);
  const std::string variable = chain.fresh("x");
  for (const ExactPolynomial& from : starts(sequent))
    if (auto steps = after(proofs::Pointwise{variable, from}, sequent)) return steps;
  return {};
}

bool Analysis::find_limit(SideChain& chain, const ExactPolynomial& limit) {
  if (value_of(chain.sequent(), limit)) return true;
  const auto of = proofs::near_point(limit, Operator::limit);
  if (!of) return false;
  const std::string variable = chain.fresh("n");
  const ExactPolynomial body = opened(of->body, ExactPolynomial::variable(variable));
  for (const ExactPolynomial& from : starts(chain.sequent())) {
    Sequent there = chain.sequent();
    there.variables.push_back(variable);
    for (const Fact& fact : beyond(of->approach, from, ExactPolynomial::variable(variable)))
      there.facts.push_back(fact);
    there.goal = {body, Sign::zero};
    const ExactPolynomial seen = with_closed_sums(analysis_in(there.goal) ? evaluated(there).value_or(body) : body);
    const ExactPolynomial from_point = with_angles_from(seen, variable, of->approach);
    for (const ExactPolynomial& same : {seen, from_point, over_one_denominator(from_point)})
      if (chain.then(proofs::Squeeze{variable, from, limit, same, same})) return true;
  }
  if (const auto bounds = log_sum_bounds(body, variable))
    for (const ExactPolynomial& from : starts(chain.sequent()))
      if (chain.then(proofs::Squeeze{variable, from, limit, bounds->lower, bounds->upper})) return true;
  if (const auto bounds = factorial_bounds(body, variable))
    if (chain.then(proofs::Squeeze{variable, Rational(1), limit, bounds->lower, bounds->upper})) return true;
  if (by_bounds_of_sum(chain, limit, variable)) return true;
  if (by_dominated_convergence(chain, limit)) return true;
  for (const proofs::Tannery& step : tannery_steps(limit, variable, chain.fresh("r"), chain.sequent()))
    if (chain.then(step)) return true;
  return false;
}

bool Analysis::by_bounds_of_sum(SideChain& chain, const ExactPolynomial& limit, const std::string& variable) {
  const auto of = proofs::near_point(limit, Operator::limit);
  if (of->approach.way != proofs::Way::through_integers) return false;
  const ExactPolynomial body = opened(of->body, ExactPolynomial::variable(variable));
  for (const proofs::Atom& sum : atoms(body)) {
    if (sum.op() != Operator::sum_over || degree_in(sum, body) != 1) continue;
    const std::string index = chain.fresh("k");
    const auto with = [&](const SumBound& bound) {
      return replace_atom(body, sum, with_merged_logarithms(bound.value));
    };
    const std::vector<SumBound> above = bounds_of_sum(sum, index, false);
    for (const SumBound& lower : bounds_of_sum(sum, index, true)) {
      const auto value = proofs::limit_of(with(lower), variable, of->approach, chain.sequent().facts);
      for (const SumBound& upper : above) {
        if (search_.is_over()) return false;
        if (!value || proofs::limit_of(with(upper), variable, of->approach, chain.sequent().facts) != value) continue;
        for (const bool falls : {false, true})
          if (chain.then(proofs::Squeeze{variable, Rational(1), limit, with(falls ? upper : lower),
                                         with(falls ? lower : upper)}))
            return true;
      }
    }
  }
  return false;
}

bool Analysis::by_dominated_convergence(SideChain& chain, const ExactPolynomial& limit) {
  const auto of = proofs::near_point(limit, Operator::limit);
  const std::string index = chain.fresh("t");
  const auto member = proofs::over_interval(opened(of->body, ExactPolynomial::variable(index)), Operator::integral);
  if (!member) return false;
  const std::string variable = chain.fresh("x");
  const ExactPolynomial body = opened(member->body, ExactPolynomial::variable(variable));
  const proofs::OverInterval question = question_of(member->interval, proofs::closed(body, index), variable);
  const bool integers = of->approach.way == proofs::Way::through_integers;
  if (integers && has_known_bound(question)) return by_exchange(chain, limit, question);
  for (const ExactPolynomial& bound : common_bounds(*member, body, variable, index)) {
    if (search_.is_over()) return false;
    const ExactPolynomial integral = atom_over(Operator::integral, {member->interval, proofs::closed(bound, variable)});
    SideChain attempt = chain;
    if (!find_value(attempt, integral)) continue;
    for (const Rational& from : {Rational(1), Rational(1) / 2}) {
      const proofs::Converge step{attempt.fresh("x"), attempt.fresh("t"), limit, ExactPolynomial(from), integral};
      if (!attempt.then(step)) continue;
      if (!take_value_of_exchanged(attempt, limit)) break;
      chain = attempt;
      return true;
    }
  }
  return integers && by_exchange(chain, limit, question);
}

bool Analysis::by_exchange(SideChain& chain, const ExactPolynomial& limit, const proofs::OverInterval& question) {
  const ExactPolynomial dominated = atom_over(Operator::dominated, question);
  SideChain attempt = chain;
  if (!attempt.then(proofs::Have{{dominated, Sign::positive}})) return false;
  if (!attempt.then(proofs::Exchange{attempt.fresh("x"), attempt.fresh("n"), dominated})) return false;
  if (!take_value_of_exchanged(attempt, limit)) return false;
  chain = attempt;
  return true;
}

bool Analysis::take_value_of_exchanged(SideChain& chain, const ExactPolynomial& limit) {
  const std::size_t converged = chain.sequent().facts.size() - 1;
  const ExactPolynomial value = limit - chain.sequent().facts[converged].polynomial;
  if (!find_value(chain, value)) return false;
  const std::size_t known = *value_of(chain.sequent(), value);
  const Fact equation{limit - value + chain.sequent().facts[known].polynomial, Sign::zero};
  proofs::Combination sum;
  sum.multiples = {{converged, ExactPolynomial(Rational(1))}, {known, ExactPolynomial(Rational(1))}};
  SideChain proved(chain.sequent(), [&](const Sequent&) { return std::optional(Steps{sum}); });
  if (!proved.then(proofs::Have{equation})) return false;
  chain.append(proved);
  return true;
}

}  // namespace geq::prover
