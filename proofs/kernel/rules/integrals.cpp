// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/asymptotics.hpp"
#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

/// The sequent with one more variable, of which these facts hold. The goal is to be set.
Sequent with_variable(const std::string& variable, const std::vector<Fact>& facts, const Sequent& sequent) {
  if (sequent.variables.size() >= max_scope) throw LimitExceeded("too many names are in scope");
  Sequent result{sequent.variables, sequent.facts, {}};
  result.variables.push_back(variable);
  result.facts.insert(result.facts.end(), facts.begin(), facts.end());
  return result;
}

Sequent with_facts(const Sequent& sequent, const std::vector<Fact>& facts) {
  Sequent result = sequent;
  result.facts.insert(result.facts.end(), facts.begin(), facts.end());
  return result;
}

/// The lower end is not above the upper one, where both are numbers.
void require_order(const RealInterval& interval, Sign sign, const Sequent& sequent, std::vector<Sequent>& remaining) {
  if (interval.ends == Ends::finite) require({interval.upper - interval.lower, sign}, sequent, remaining);
}

/// A distance from a point is positive; where a variable begins that goes to oo may be anything.
void require_neighbourhood(const Approach& approach, const ExactPolynomial& from, const Sequent& sequent,
                           std::vector<Sequent>& remaining) {
  if (approach.way != Way::to_infinity && approach.way != Way::through_integers)
    require({from, Sign::positive}, sequent, remaining);
}

/// An end of the interval, and how the variable goes there from inside.
struct End {
  Approach approach;
  bool finite;
  bool mirrored;  ///< the variable goes to -oo: its negative goes as said
};
End lower_end(const RealInterval& interval) {
  const bool finite = interval.ends == Ends::finite || interval.ends == Ends::above;
  return {{finite ? Way::from_above : Way::to_infinity, interval.lower}, finite, !finite};
}
End upper_end(const RealInterval& interval) {
  const bool finite = interval.ends == Ends::finite || interval.ends == Ends::below;
  return {{finite ? Way::from_below : Way::to_infinity, interval.upper}, finite, false};
}

/// What a function tends to at an end of an interval, from inside.
struct EndValue {
  ExactPolynomial value;
  bool continuous;  ///< it is the value there; else computed by leading terms
};
std::optional<EndValue> value_at_end(const ExactPolynomial& function, const std::string& variable, const End& end,
                                     const std::vector<Fact>& continuity, const Sequent& sequent) {
  const Substitution place{{variable, end.approach.point}};
  const auto holds = [&](const Fact& fact) {
    return is_visible({substitute(fact.polynomial, place), fact.sign}, sequent.facts);
  };
  if (end.finite && std::all_of(continuity.begin(), continuity.end(), holds))
    return EndValue{substitute(function, place), true};
  const ExactPolynomial seen =
      end.mirrored ? substitute(function, {{variable, -ExactPolynomial::variable(variable)}}) : function;
  const auto limit = limit_of(seen, variable, end.approach, sequent.facts);
  return limit ? std::optional(EndValue{*limit, false}) : std::nullopt;
}

/// From both sides: the first side on which the function grows, as a limit from both sides is one from each.
Approach where_it_grows(const Unbounded& step, const Approach& approach, const std::vector<Fact>& facts) {
  if (approach.way == Way::from_both_sides)
    for (const Way side : {Way::from_above, Way::from_below})
      if (grows(step.function, step.variable, {side, approach.point}, facts)) return {side, approach.point};
  return approach;
}

}  // namespace

// The variable is new, so what is shown of it holds for all numbers of which only the facts given are known.
Outcome apply(const Pointwise& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  const ExactPolynomial& goal = sequent.goal.polynomial;
  const auto claimed = claimed_sign(goal);
  if (!claimed || sequent.goal.sign != Sign::positive) return Reason::wrong_goal_sign;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const auto interval = over_interval(goal, Operator::everywhere);
  const auto point = near_point(goal, Operator::eventually);
  if (!interval && !point) return Reason::wrong_goal_sign;
  if (!in_scope(step.from, sequent)) return Reason::unknown_variable;
  Sequent there = with_variable(
      step.variable, interval ? inside(interval->interval, variable) : beyond(point->approach, step.from, variable),
      sequent);
  there.goal = {opened(interval ? interval->body : point->body, variable), *claimed};
  std::vector<Sequent> remaining;
  if (point) require_neighbourhood(point->approach, step.from, sequent, remaining);
  require(there.goal, there, remaining);
  return remaining;
}

// The integrand is continuous or a derivative inside; see the rule book.
Outcome apply(const Antiderivative& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.integral, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const Sequent there = with_variable(step.variable, inside(integral->interval, variable), sequent);
  if (!in_scope(step.function, there)) return Reason::unknown_variable;
  const auto slope = derivative(step.function, step.variable);
  if (!slope) return Reason::not_differentiable;
  const ExactPolynomial integrand = opened(integral->body, variable);
  std::vector<Sequent> remaining;
  const auto above =
      value_at_end(step.function, step.variable, upper_end(integral->interval), slope->continuity, sequent);
  const auto below =
      value_at_end(step.function, step.variable, lower_end(integral->interval), slope->continuity, sequent);
  if (!above || !below) return Reason::no_limit;
  // At one point the limits from the two sides may differ.
  const bool continuous = above->continuous && below->continuous;
  require_order(integral->interval, continuous ? Sign::nonnegative : Sign::positive, sequent, remaining);
  for (const Fact& fact : slope->conditions) require(fact, there, remaining);
  require({slope->value - integrand, Sign::zero}, there, remaining);
  if (step.because == Antiderivative::Because::nonnegative) require({integrand, Sign::nonnegative}, there, remaining);
  if (step.because == Antiderivative::Because::nonpositive) require({-integrand, Sign::nonnegative}, there, remaining);
  if (step.because == Antiderivative::Because::integrable && !is_known_to_exist(step.integral, sequent.facts))
    return Reason::not_integrable;
  remaining.push_back(
      with_facts(sequent, {exists(step.integral), {step.integral - (above->value - below->value), Sign::zero}}));
  return remaining;
}

// The integral is linear, and keeps what holds everywhere inside of the interval; for > the interval has a length.
Outcome apply(const Integrate& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (step.sign == Sign::nonzero) return Reason::fact_has_no_sign;
  const auto sum = sum_of_integrals(step.parts, step.variable, sequent);
  if (!sum) return sum.error();
  Sequent there =
      with_variable(step.variable, inside(sum.value().interval, ExactPolynomial::variable(step.variable)), sequent);
  std::vector<Sequent> remaining;
  if (step.sign == Sign::positive) require_order(sum.value().interval, Sign::positive, sequent, remaining);
  require({sum.value().integrand, step.sign}, there, remaining);
  remaining.push_back(with_fact(sequent, {sum.value().integral, step.sign}));
  return remaining;
}

// The integrand is a Borel function whose absolute value is at most an integrable function.
Outcome apply(const Dominate& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.integral, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  const auto sum = sum_of_integrals(step.parts, step.variable, sequent);
  if (!sum) return sum.error();
  if (sum.value().interval != integral->interval) return Reason::not_an_integral;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const Sequent there = with_variable(step.variable, inside(integral->interval, variable), sequent);
  const ExactPolynomial integrand = opened(integral->body, variable);
  std::vector<Sequent> remaining;
  require({sum.value().integrand - integrand, Sign::nonnegative}, there, remaining);
  require({sum.value().integrand + integrand, Sign::nonnegative}, there, remaining);
  remaining.push_back(with_fact(sequent, exists(step.integral)));
  return remaining;
}

// A function that is continuous on a closed interval is bounded there.
Outcome apply(const Continuous& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.integral, sequent)) return Reason::unknown_variable;
  const auto integral = over_interval(step.integral, Operator::integral);
  if (!integral) return Reason::not_an_integral;
  if (integral->interval.ends != Ends::finite) return Reason::not_bounded;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const auto slope = derivative(opened(integral->body, variable), step.variable);
  if (!slope) return Reason::not_differentiable;
  const auto& [ends, lower, upper] = integral->interval;
  const Sequent there = with_variable(
      step.variable, {{variable - lower, Sign::nonnegative}, {upper - variable, Sign::nonnegative}}, sequent);
  std::vector<Sequent> remaining;
  require_order(integral->interval, Sign::nonnegative, sequent, remaining);
  for (const Fact& fact : slope->continuity) require(fact, there, remaining);
  remaining.push_back(with_fact(sequent, exists(step.integral)));
  return remaining;
}

// What the question asks for is what is shown.
Outcome apply(const Dominator& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent) || !is_new(step.index, sequent) || step.index == step.variable)
    return Reason::name_not_fresh;
  if (!in_scope(step.question, sequent)) return Reason::unknown_variable;
  const auto question = over_interval(step.question, Operator::dominated);
  if (!question) return Reason::not_an_integral;
  const auto bound = sum_of_integrals({{ExactPolynomial(Rational(1)), step.integral}}, step.variable, sequent);
  if (!bound) return bound.error();
  if (bound.value().interval != question->interval) return Reason::not_an_integral;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const auto members = application_in(opened(question->body, variable));
  if (!members || members->op() != Operator::sequence) return Reason::not_an_integral;
  const ExactPolynomial index = ExactPolynomial::variable(step.index);
  const Approach integers{Way::through_integers, {}};
  const Sequent there = with_variable(step.index, beyond(integers, Rational(1), index),
                                      with_variable(step.variable, inside(question->interval, variable), sequent));
  const ExactPolynomial member = opened(members->arguments()[0], index);
  std::vector<Sequent> remaining;
  require({bound.value().integrand - member, Sign::nonnegative}, there, remaining);
  require({bound.value().integrand + member, Sign::nonnegative}, there, remaining);
  remaining.push_back(with_fact(sequent, {step.question, Sign::positive}));
  return remaining;
}

// Lebesgue's theorem: the members converge at every inner point, and an integrable function bounds them all.
Outcome apply(const Exchange& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent) || !is_new(step.index, sequent) || step.index == step.variable)
    return Reason::name_not_fresh;
  if (!in_scope(step.question, sequent)) return Reason::unknown_variable;
  const auto question = over_interval(step.question, Operator::dominated);
  if (!question) return Reason::not_an_integral;
  if (!is_known({step.question, Sign::positive}, sequent.facts)) return Reason::not_integrable;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const auto members = application_in(opened(question->body, variable));
  if (!members || members->op() != Operator::sequence) return Reason::not_an_integral;
  const ExactPolynomial member = opened(members->arguments()[0], ExactPolynomial::variable(step.index));
  const Sequent there = with_variable(step.variable, inside_with_sign(question->interval, variable), sequent);
  const Approach integers{Way::through_integers, {}};
  const auto pointwise = limit_of(member, step.index, integers, there.facts);
  if (!pointwise) return Reason::no_limit;
  const ExactPolynomial integrals = atom_over(Operator::integral, {question->interval, closed(member, step.variable)});
  const ExactPolynomial limit = atom_near(Operator::limit, {integers, closed(integrals, step.index)});
  const ExactPolynomial integral =
      atom_over(Operator::integral, {question->interval, closed(*pointwise, step.variable)});
  return std::vector<Sequent>{with_facts(sequent, {exists(limit), exists(integral), {limit - integral, Sign::zero}})};
}

// Between two functions with the same limit.
Outcome apply(const Squeeze& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.limit, sequent)) return Reason::unknown_variable;
  const auto limit = near_point(step.limit, Operator::limit);
  if (!limit) return Reason::not_an_integral;
  if (!in_scope(step.from, sequent)) return Reason::unknown_variable;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const Sequent there = with_variable(step.variable, beyond(limit->approach, step.from, variable), sequent);
  if (!in_scope(step.lower, there) || !in_scope(step.upper, there)) return Reason::unknown_variable;
  const auto below = limit_of(step.lower, step.variable, limit->approach, sequent.facts);
  const auto above = limit_of(step.upper, step.variable, limit->approach, sequent.facts);
  if (!below || below != above) return Reason::no_limit;
  const ExactPolynomial body = opened(limit->body, variable);
  std::vector<Sequent> remaining;
  require_neighbourhood(limit->approach, step.from, sequent, remaining);
  require({body - step.lower, Sign::nonnegative}, there, remaining);
  require({step.upper - body, Sign::nonnegative}, there, remaining);
  remaining.push_back(with_facts(sequent, {exists(step.limit), {step.limit - *below, Sign::zero}}));
  return remaining;
}

// Above what goes to oo there is no limit.
Outcome apply(const Unbounded& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.limit, sequent) || !in_scope(step.from, sequent)) return Reason::unknown_variable;
  const auto limit = near_point(step.limit, Operator::limit);
  if (!limit) return Reason::not_an_integral;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  if (!in_scope(step.function, with_variable(step.variable, {}, sequent))) return Reason::unknown_variable;
  const Approach approach = where_it_grows(step, limit->approach, sequent.facts);
  const Sequent there = with_variable(step.variable, beyond(approach, step.from, variable), sequent);
  if (!grows(step.function, step.variable, approach, sequent.facts)) return Reason::no_limit;
  const ExactPolynomial body = opened(limit->body, variable);
  std::vector<Sequent> remaining;
  require_neighbourhood(approach, step.from, sequent, remaining);
  require({(step.negative ? -body : body) - step.function, Sign::nonnegative}, there, remaining);
  remaining.push_back(with_facts(sequent, {{atom_near(Operator::convergent, *limit), Sign::zero}}));
  return remaining;
}

}  // namespace geq::proofs
