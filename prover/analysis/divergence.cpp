// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/divergence.hpp"

#include <algorithm>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/check.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/closed_sums.hpp"
#include "prover/analysis/disproof.hpp"
#include "prover/analysis/integrals.hpp"
#include "prover/analysis/oscillation.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/factorial_bounds.hpp"
#include "prover/symbolic/ranges.hpp"

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

/// The kernel replays the steps; what a method hands back is only said to be a proof.
bool is_proved(const Sequent& sequent, const Origin& origin, Search& search) {
  const auto steps = prove_elementary(sequent, origin, Effort::small(), search);
  return steps && !proofs::check_steps({sequent}, *steps);
}

/// An integral that is to exist, and a part of it that may not.
struct Part {
  ExactPolynomial whole;
  std::optional<ExactPolynomial> at;  ///< where the interval is split; none: the part is the whole
  ExactPolynomial part;
};

/// Places inside of the interval where a denominator may be zero: it is linear, or the square of that.
std::vector<ExactPolynomial> poles_of(const ExactPolynomial& body) {
  std::vector<ExactPolynomial> result;
  const ExactPolynomial x = ExactPolynomial::variable("x");
  for (const proofs::Atom& atom : functions_in(opened(body, x))) {
    if (atom.op() != Operator::quotient) continue;
    const auto factors = factors_of(atom.arguments()[0]);
    if (!factors) continue;
    for (const auto& [base, times] : factors->powers) {
      const auto c = coefficients_in(proofs::Atom::variable("x"), base);
      if (c.size() == 2 && c[1].constant() && variables(c[0]).empty())
        result.push_back(ExactPolynomial(-1 / *c[1].constant()) * c[0]);
    }
  }
  return result;
}

/// The whole, and the parts on both sides of poles.
std::vector<Part> parts_of_integral(const ExactPolynomial& integral) {
  std::vector<Part> result{{integral, {}, integral}};
  const auto of = proofs::over_interval(integral, Operator::integral);
  const bool below = of->interval.ends == Ends::below || of->interval.ends == Ends::line;
  const bool above = of->interval.ends == Ends::above || of->interval.ends == Ends::line;
  for (const ExactPolynomial& pole : poles_of(of->body)) {
    proofs::OverInterval left = *of;
    proofs::OverInterval right = *of;
    left.interval.ends = below ? Ends::below : Ends::finite;
    left.interval.upper = pole;
    right.interval.ends = above ? Ends::above : Ends::finite;
    right.interval.lower = pole;
    for (const proofs::OverInterval& part : {left, right})
      result.push_back({integral, pole, atom_over(Operator::integral, part)});
  }
  return result;
}

/// The claim contradicts the last fact, that what it says exists does not.
proofs::Combination contradiction(std::size_t claim, std::size_t last) {
  const ExactPolynomial one(Rational(1));
  proofs::Combination sum;
  sum.summands.push_back({Rational(1), {{claim, 1}}, one});
  sum.multiples.push_back({last, -one});
  return sum;
}

/// A function that the body, or its negative, may be at least.
struct Below {
  ExactPolynomial function;
  bool negative;
};

/// u^v >= exp(v (1 - 1/u)), as log(u) >= 1 - 1/u.
std::optional<ExactPolynomial> exponential_below(const ExactPolynomial& value) {
  const auto power = single_atom(value);
  if (!power || power->op() != Operator::power) return {};
  const ExactPolynomial& u = power->arguments()[0];
  return application(Operator::exp, {power->arguments()[1] * (ExactPolynomial(Rational(1)) - reciprocal(u))});
}

/// Those that may go to oo near the point: the body itself, with values in place of sums and integrals, and for sums
/// over a range also a logarithm and a root.
std::vector<Below> growing_functions(const proofs::NearPoint& of, const std::string& variable, const Sequent& sequent,
                                     const Origin& origin, Search& search) {
  const ExactPolynomial x = ExactPolynomial::variable(variable);
  Sequent there = sequent;
  there.variables.push_back(variable);
  for (const proofs::Fact& fact : beyond(of.approach, Rational(1), x)) there.facts.push_back(fact);
  const ExactPolynomial body = opened(of.body, x);
  there.goal = {body, proofs::Sign::zero};
  const auto value =
      has_analysis({{}, {}, there.goal}) ? with_values(there, origin, search) : std::optional(with_closed_sums(body));
  if (!value) return {};
  std::vector<Below> result{{*value, false}, {-*value, true}};
  if (const auto bound = exponential_below(*value)) result.push_back({*bound, false});
  if (const auto bounds = factorial_bounds(body, variable)) result.push_back({bounds->lower, false});
  if (of.approach.way == proofs::Way::through_integers && *value == body && has_ranges(there))
    for (const ExactPolynomial& function : {application(Operator::log, {x + ExactPolynomial(Rational(1))}),
                                            application(Operator::root, {Rational(2), x})})
      result.insert(result.end(), {{function, false}, {function, true}});
  return result;
}

/// What shows that the limit, which the last fact says exists, does not: the body goes to oo, or to -oo.
std::optional<proofs::Unbounded> unbounded(const ExactPolynomial& limit, const Sequent& sequent, const Origin& origin,
                                           Search& search) {
  const auto of = proofs::near_point(limit, Operator::limit);
  if (!of) return {};
  const std::string variable = fresh_names(sequent, "x", 1).front();
  for (const Below& below : growing_functions(*of, variable, sequent, origin, search)) {
    if (search.is_over()) return {};
    const proofs::Unbounded step{variable, limit, ExactPolynomial(Rational(1)), below.function, below.negative};
    SideChain chain(sequent,
                    [&](const Sequent& side) { return prove_elementary(side, origin, Effort::small(), search); });
    if (!chain.then(step)) continue;
    const proofs::Combination sum = contradiction(sequent.facts.size() - 1, sequent.facts.size());
    if (!proofs::check_steps({sequent}, chain.followed_by({sum}))) return step;
  }
  return {};
}

/// What shows that the limit, which the last fact says exists, does not: values near the point that stay apart.
std::optional<proofs::Oscillation> oscillating(const ExactPolynomial& limit, const Sequent& sequent,
                                               const Origin& origin, Search& search) {
  const std::string variable = fresh_names(sequent, "n", 1).front();
  for (const proofs::Oscillation& step : oscillation_steps(limit, variable)) {
    if (search.is_over()) return {};
    const auto prover = [&](const Sequent& side) { return prove_elementary(side, origin, Effort::small(), search); };
    // n >= 1 does not show by itself that n + 1 is positive.
    SideChain chain(sequent, [&](const Sequent& side) {
      SideChain positive(side, prover);
      positive.then(proofs::Have{{ExactPolynomial::variable(variable), proofs::Sign::positive}});
      return positive.finish();
    });
    if (!chain.then(step)) continue;
    const proofs::Combination sum = contradiction(sequent.facts.size() - 1, sequent.facts.size());
    if (!proofs::check_steps({sequent}, chain.followed_by({sum}))) return step;
  }
  return {};
}

/// The last fact, that the integral exists, contradicts what this step shows of the part.
bool is_refuted_by(const proofs::Diverge& step, const Part& part, const Sequent& sequent, const Origin& origin,
                   Search& search) {
  SideChain chain(sequent,
                  [&](const Sequent& side) { return prove_elementary(side, origin, Effort::small(), search); });
  if (part.at && !chain.then(proofs::Split{part.whole, *part.at})) return false;
  const std::vector<proofs::Fact> facts = chain.sequent().facts;
  const auto claim = std::find(facts.begin(), facts.end(), proofs::exists(part.part));
  if (claim == facts.end() || !chain.then(step)) return false;
  const proofs::Combination sum = contradiction(static_cast<std::size_t>(claim - facts.begin()), facts.size());
  return !proofs::check_steps({sequent}, chain.followed_by({sum}));
}

/// What the goals ask for at the point, without the assumption that one of their integrals or limits exists: that is
/// what is in question.
std::vector<Sequent> sequents_at(const proofs::Statement& statement,
                                 const std::vector<std::pair<std::string, Rational>>& point) {
  std::vector<Sequent> result = proofs::sequents_against(statement, point);
  result.pop_back();
  for (Sequent& sequent : result)
    std::erase_if(sequent.facts, [](const proofs::Fact& fact) { return proofs::is_about_existence(fact.polynomial); });
  return result;
}

/// All expressions of the goals but integrals and limits are defined: only there is anything claimed.
bool is_claimed(const std::vector<Sequent>& sequents, const Origin& origin, Search& search) {
  return std::all_of(sequents.begin(), sequents.end(), [&](const Sequent& sequent) {
    return proofs::is_about_existence(sequent.goal.polynomial) || is_proved(sequent, origin, search);
  });
}

/// The integral or limit as it was written, if it stands in the term with these values.
std::optional<std::string> as_written(const proofs::Term& term, const ExactPolynomial& integral,
                                      const proofs::Substitution& values) {
  if ((term.op() == Operator::integral || term.op() == Operator::limit) &&
      substitute(proofs::normal_form(term), values) == integral)
    return to_text(term);
  if (proofs::is_binder(term.op())) return {};
  for (const proofs::Term& argument : term.arguments())
    if (auto text = as_written(argument, integral, values)) return text;
  return {};
}

using Values = std::vector<std::pair<std::string, Rational>>;

/// The integral or limit as the statement has it, what is the matter with it, and where.
std::string matter_with(const ExactPolynomial& value, const std::string& matter, const Values& point,
                        const proofs::Statement& statement) {
  proofs::Substitution values;
  for (const auto& [name, number] : point) values.emplace(name, ExactPolynomial(number));
  std::string reason = as_stated(value, values, statement) + matter;
  for (const auto& [name, number] : point)
    reason += (&name == &point.front().first ? ", where " : ", ") + name + " = " + proofs::to_text(number);
  return reason;
}

/// A limit from both sides: the side on which the function grows, if it does not on both.
std::string side_of(const proofs::Unbounded& step) {
  const auto of = proofs::near_point(step.limit, Operator::limit);
  if (of->approach.way != proofs::Way::from_both_sides) return {};
  const auto grows_from = [&](proofs::Way side) {
    return grows(step.function, step.variable, {side, of->approach.point}, {});
  };
  if (!grows_from(proofs::Way::from_above)) return " from below";
  return grows_from(proofs::Way::from_below) ? "" : " from above";
}

std::string reason_for(const ExactPolynomial& limit, const proofs::Unbounded& step, const Values& point,
                       const proofs::Statement& statement) {
  return "the limit " + matter_with(limit, " does not exist", point, statement) + ": its expression " +
         (step.negative ? "falls below every bound" : "grows beyond every bound") + side_of(step);
}

std::string reason_for(const ExactPolynomial& limit, const proofs::Oscillation& step, const Values& point,
                       const proofs::Statement& statement) {
  // As a statement would have it: 1/n, where certificates write (1/(n)).
  const auto readable = [&](const ExactPolynomial& place) {
    const auto term = proofs::parse_term(to_text(place), {step.variable});
    return term ? proofs::to_text(term.value()) : to_text(place);
  };
  return "the limit " + matter_with(limit, " does not exist", point, statement) +
         ": for integers n its expression is " + "at least " + to_text(step.above) + " at " + readable(step.high) +
         " and at most " + to_text(step.below) + " at " + readable(step.low);
}

std::string reason_for(const Part& part, const proofs::Diverge& step, const Values& point,
                       const proofs::Statement& statement) {
  std::string reason = "the integral " + matter_with(part.whole, " diverges", point, statement);
  reason += part.at ? ": near " + to_text(*part.at) + ' ' : ": near an end ";
  return reason + (step.negative ? "minus its integrand" : "its integrand") + " is at least the derivative of " +
         to_text(step.function);
}

}  // namespace

std::string as_stated(const ExactPolynomial& value, const proofs::Substitution& values,
                      const proofs::Statement& statement) {
  for (const proofs::Relation& goal : goals(statement))
    for (const proofs::Term* side : {&goal.left, &goal.right})
      if (auto written = as_written(*side, value, values)) return *written;
  return to_text(value);
}

std::optional<std::string> divergence(Search& search) {
  const proofs::Statement& statement = search.statement();
  const Origin origin{{}, {}, false};
  for (const auto& point : simple_points(statement)) {
    const std::vector<Sequent> sequents = sequents_at(statement, point);
    if (!is_claimed(sequents, origin, search)) continue;
    for (const Sequent& sequent : sequents) {
      Sequent claimed{{}, sequent.facts, {{}, proofs::Sign::positive}};
      claimed.facts.push_back(sequent.goal);
      if (const auto near = proofs::near_point(sequent.goal.polynomial, Operator::convergent)) {
        const ExactPolynomial limit = atom_near(Operator::limit, *near);
        if (const auto step = unbounded(limit, claimed, origin, search))
          return reason_for(limit, *step, point, statement);
        if (const auto step = oscillating(limit, claimed, origin, search))
          return reason_for(limit, *step, point, statement);
      }
      const auto of = proofs::over_interval(sequent.goal.polynomial, Operator::integrable);
      if (!of) continue;
      for (const Part& part : parts_of_integral(atom_over(Operator::integral, *of)))
        for (const proofs::Diverge& step : steps_of(part.part, "x")) {
          if (search.is_over()) return {};
          if (is_refuted_by(step, part, claimed, origin, search)) return reason_for(part, step, point, statement);
        }
    }
  }
  return {};
}

}  // namespace geq::prover
