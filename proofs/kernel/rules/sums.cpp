// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

Fact integrality(const ExactPolynomial& value) { return {application(Operator::floor, {value}) - value, Sign::zero}; }

/// Integer coefficients, and atoms that the facts say are integers.
bool is_known_integer(const ExactPolynomial& value, const std::vector<Fact>& facts) {
  for (const auto& [monomial, coefficient] : value.terms()) {
    if (cln::denominator(coefficient) != 1) return false;
    for (const auto& [atom, exponent] : monomial)
      if (atom.op() != Operator::floor && !is_known(integrality(ExactPolynomial(atom)), facts)) return false;
  }
  return true;
}

/// The index is an integer between the ends.
void require_member(const ExactPolynomial& index, const ExactPolynomial& lower, const ExactPolynomial& upper,
                    const Sequent& sequent, std::vector<Sequent>& remaining) {
  require({index - lower, Sign::nonnegative}, sequent, remaining);
  require({upper - index, Sign::nonnegative}, sequent, remaining);
  require_integer(index, sequent, remaining);
}

/// There is an integer between the ends: the lower one.
void require_nonempty(const ExactPolynomial& lower, const ExactPolynomial& upper, const Sequent& sequent,
                      std::vector<Sequent>& remaining) {
  require({upper - lower, Sign::nonnegative}, sequent, remaining);
  require_integer(lower, sequent, remaining);
}

void add_index(const std::string& index, const ExactPolynomial& lower, const ExactPolynomial& upper, Sequent& sequent) {
  if (sequent.variables.size() >= max_scope) throw LimitExceeded("too many names are in scope");
  const ExactPolynomial variable = ExactPolynomial::variable(index);
  sequent.variables.push_back(index);
  sequent.facts.push_back(integrality(variable));
  sequent.facts.push_back({variable - lower, Sign::nonnegative});
  sequent.facts.push_back({upper - variable, Sign::nonnegative});
}

/// The sequent with one more variable, any integer between the ends.
Sequent at_index(const std::string& index, const ExactPolynomial& lower, const ExactPolynomial& upper,
                 const Sequent& sequent) {
  Sequent result = sequent;
  add_index(index, lower, upper, result);
  return result;
}

/// What is claimed of the variable, of another number.
Fact at(const ExactPolynomial& place, const ForEach& step) {
  return {substitute(step.fact.polynomial, {{step.variable, place}}), step.fact.sign};
}

/// The claim for the lower end, if there is a range; and for an integer above it if for the one before.
void require_induction(const ForEach& step, const Sequent& sequent, const Sequent& inside,
                       std::vector<Sequent>& remaining) {
  require_integer(step.lower, sequent, remaining);
  require(at(step.lower, step), with_fact(sequent, {step.upper - step.lower, Sign::nonnegative}), remaining);
  const ExactPolynomial before = ExactPolynomial::variable(step.variable) - ExactPolynomial(Rational(1));
  Sequent next = with_fact(inside, {before - step.lower, Sign::nonnegative});
  require(step.fact, with_fact(next, at(before, step)), remaining);
}

}  // namespace

void require_integer(const ExactPolynomial& value, const Sequent& sequent, std::vector<Sequent>& remaining) {
  if (!is_known_integer(value, sequent.facts)) require(integrality(value), sequent, remaining);
}

namespace {

/// For a fact about all real numbers strictly between two ends: the index is one of them. None for other facts.
std::optional<std::vector<Sequent>> instance_inside(const Instance& step, const Sequent& sequent) {
  const ExactPolynomial& indicator = sequent.facts[step.fact].polynomial;
  const auto over = over_interval(indicator, Operator::everywhere);
  const auto sign = claimed_sign(indicator);
  if (sequent.facts[step.fact].sign != Sign::positive || !over || !sign) return {};
  std::vector<Sequent> remaining;
  for (const Fact& fact : inside(over->interval, step.index)) require(fact, sequent, remaining);
  remaining.push_back(with_fact(sequent, {opened(over->body, step.index), *sign}));
  return remaining;
}

}  // namespace

// The family holds for every integer between its ends, and the index is one.
Outcome apply(const Instance& step, const Sequent& sequent) {
  if (step.fact >= sequent.facts.size()) return Reason::no_such_fact;
  if (!in_scope(step.index, sequent)) return Reason::unknown_variable;
  const auto family = family_in(sequent.facts[step.fact]);
  if (!family) {
    auto between = instance_inside(step, sequent);
    if (!between) return Reason::not_for_all;
    return *std::move(between);
  }
  std::vector<Sequent> remaining;
  require_member(step.index, family->lower, family->upper, sequent, remaining);
  remaining.push_back(with_fact(sequent, {opened(family->body, step.index), family->sign}));
  return remaining;
}

// The variable is fresh, so nothing is known of it but that it is an integer between the ends: what holds for it holds
// for all of them. The ends do not mention it. By induction: the lower end is an integer, so every other integer of the
// range has one before it in the range.
Outcome apply(const ForEach& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.lower, sequent) || !in_scope(step.upper, sequent)) return Reason::unknown_variable;
  const Sequent inside = at_index(step.variable, step.lower, step.upper, sequent);
  if (!in_scope(step.fact.polynomial, inside)) return Reason::unknown_variable;
  std::vector<Sequent> remaining;
  if (step.by_induction)
    require_induction(step, sequent, inside, remaining);
  else
    require(step.fact, inside, remaining);
  const ExactPolynomial body = closed(step.fact.polynomial, step.variable);
  remaining.push_back(
      with_fact(sequent, {over_range(quantifier(step.fact.sign), step.lower, step.upper, body), Sign::positive}));
  return remaining;
}

// A sum of numbers >= 0 (= 0) is so; a sum of positive numbers, at least one, is positive.
Outcome apply(const SumOf& step, const Sequent& sequent) {
  if (step.fact >= sequent.facts.size()) return Reason::no_such_fact;
  const auto family = family_in(sequent.facts[step.fact]);
  if (!family) return Reason::not_for_all;
  if (family->sign == Sign::nonzero) return Reason::fact_has_no_sign;
  std::vector<Sequent> remaining;
  if (family->sign == Sign::positive) require_nonempty(family->lower, family->upper, sequent, remaining);
  remaining.push_back(
      with_fact(sequent, {over_range(Operator::sum_over, family->lower, family->upper, family->body), family->sign}));
  return remaining;
}

// Between an integer and an integer there are so many integers, the ends included.
Outcome apply(const Count& step, const Sequent& sequent) {
  if (!in_scope(step.lower, sequent) || !in_scope(step.upper, sequent)) return Reason::unknown_variable;
  const ExactPolynomial one{Rational(1)};
  const ExactPolynomial count = step.upper - step.lower + one;
  std::vector<Sequent> remaining;
  require({count, Sign::nonnegative}, sequent, remaining);
  require_integer(step.lower, sequent, remaining);
  require_integer(step.upper, sequent, remaining);
  remaining.push_back(
      with_fact(sequent, {over_range(Operator::sum_over, step.lower, step.upper, one) - count, Sign::zero}));
  return remaining;
}

// Between an integer and an integer all terms but two cancel; if upper = lower - 1 there is no term, and both are
// equal.
Outcome apply(const Telescope& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.lower, sequent) || !in_scope(step.upper, sequent)) return Reason::unknown_variable;
  if (!in_scope(step.function, at_index(step.variable, step.lower, step.upper, sequent)))
    return Reason::unknown_variable;
  const ExactPolynomial one{Rational(1)};
  const auto at = [&](const ExactPolynomial& place) { return substitute(step.function, {{step.variable, place}}); };
  std::vector<Sequent> remaining;
  require({step.upper - step.lower + one, Sign::nonnegative}, sequent, remaining);
  require_integer(step.lower, sequent, remaining);
  require_integer(step.upper, sequent, remaining);
  const ExactPolynomial growth = at(ExactPolynomial::variable(step.variable) + one) - step.function;
  const ExactPolynomial sum = over_range(Operator::sum_over, step.lower, step.upper, closed(growth, step.variable));
  remaining.push_back(with_fact(sequent, {sum - at(step.upper + one) + at(step.lower), Sign::zero}));
  return remaining;
}

// The upper end is an integer not below the lower one: it is between them, and the others are not above upper - 1.
Outcome apply(const LastTerm& step, const Sequent& sequent) {
  if (!in_scope(step.atom, sequent)) return Reason::unknown_variable;
  const auto atom = application_in(step.atom);
  if (!atom || (atom->op() != Operator::sum_over && atom->op() != Operator::product_over)) return Reason::not_an_atom;
  const ExactPolynomial& lower = atom->arguments()[0];
  const ExactPolynomial& upper = atom->arguments()[1];
  const ExactPolynomial& body = atom->arguments()[2];
  std::vector<Sequent> remaining;
  require({upper - lower, Sign::nonnegative}, sequent, remaining);
  require_integer(upper, sequent, remaining);
  const ExactPolynomial others = over_range(atom->op(), lower, upper - ExactPolynomial(Rational(1)), body);
  const ExactPolynomial last = opened(body, upper);
  const ExactPolynomial all = atom->op() == Operator::sum_over ? others + last : others * last;
  remaining.push_back(with_fact(sequent, {step.atom - all, Sign::zero}));
  return remaining;
}

// The sum is the term and others, none of which is negative. The lower end and the integer after it are two, so one of
// them is another.
Outcome apply(const OneTerm& step, const Sequent& sequent) {
  if (step.fact >= sequent.facts.size()) return Reason::no_such_fact;
  if (!in_scope(step.index, sequent)) return Reason::unknown_variable;
  const auto family = family_in(sequent.facts[step.fact]);
  if (!family) return Reason::not_for_all;
  if (family->sign != Sign::nonnegative && family->sign != Sign::positive) return Reason::fact_has_no_sign;
  const auto& [lower, upper, body, sign] = *family;
  std::vector<Sequent> remaining;
  require_member(step.index, lower, upper, sequent, remaining);
  const bool has_others = sign == Sign::positive && is_known_integer(lower, sequent.facts) &&
                          is_visible({upper - lower - ExactPolynomial(Rational(1)), Sign::nonnegative}, sequent.facts);
  const ExactPolynomial others = over_range(Operator::sum_over, lower, upper, body) - opened(body, step.index);
  remaining.push_back(with_fact(sequent, {others, has_others ? Sign::positive : Sign::nonnegative}));
  return remaining;
}

// The names have a character that no name in scope can have.
Outcome apply(const SwapSums& step, const Sequent& sequent) {
  if (!in_scope(step.atom, sequent)) return Reason::unknown_variable;
  const auto outer = application_in(step.atom);
  if (!outer || outer->op() != Operator::sum_over) return Reason::not_an_atom;
  const std::string i = "#outer";
  const std::string j = "#inner";
  const ExactPolynomial body = opened(outer->arguments()[2], ExactPolynomial::variable(i));
  if (body.terms().size() != 1) return Reason::not_a_double_sum;
  ExactPolynomial factors(body.terms().begin()->second);
  std::optional<Atom> inner;
  for (const auto& [atom, exponent] : body.terms().begin()->first) {
    if (atom.op() != Operator::sum_over)
      factors = factors * power(ExactPolynomial(atom), exponent);
    else if (inner || exponent != 1)
      return Reason::not_a_double_sum;
    else
      inner = atom;
  }
  if (!inner || variables(inner->arguments()[0]).contains(i) || variables(inner->arguments()[1]).contains(i))
    return Reason::not_a_double_sum;
  const auto sum = [](const Atom& range, const ExactPolynomial& term, const std::string& index) {
    return over_range(Operator::sum_over, range.arguments()[0], range.arguments()[1], closed(term, index));
  };
  const ExactPolynomial term = factors * opened(inner->arguments()[2], ExactPolynomial::variable(j));
  return std::vector<Sequent>{with_fact(sequent, {step.atom - sum(*inner, sum(*outer, term, i), j), Sign::zero})};
}

// One of finitely many numbers is the greatest (smallest). The variable is fresh: it is the index of one such.
Outcome apply(const Extremum& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.atom, sequent)) return Reason::unknown_variable;
  const auto atom = application_in(step.atom);
  if (!atom || (atom->op() != Operator::max_over && atom->op() != Operator::min_over)) return Reason::not_an_atom;
  const ExactPolynomial& lower = atom->arguments()[0];
  const ExactPolynomial& upper = atom->arguments()[1];
  const ExactPolynomial& body = atom->arguments()[2];
  std::vector<Sequent> remaining;
  require_nonempty(lower, upper, sequent, remaining);
  Sequent result = at_index(step.variable, lower, upper, sequent);
  const ExactPolynomial index = ExactPolynomial::variable(step.variable);
  result.facts.push_back({step.atom - opened(body, index), Sign::zero});
  const ExactPolynomial distance = step.atom - opened(body, index);
  const ExactPolynomial above = closed(atom->op() == Operator::max_over ? distance : -distance, step.variable);
  result.facts.push_back({over_range(Operator::every_nonnegative, lower, upper, above), Sign::positive});
  remaining.push_back(std::move(result));
  return remaining;
}

// |r| <= sqrt(p) sqrt(q) for every index, then the inequality of Cauchy and Schwarz for sqrt(p) and sqrt(q).
Outcome apply(const CauchySchwarz& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (!in_scope(step.lower, sequent) || !in_scope(step.upper, sequent)) return Reason::unknown_variable;
  const Sequent inside = at_index(step.variable, step.lower, step.upper, sequent);
  for (const ExactPolynomial* part : {&step.left, &step.right, &step.middle})
    if (!in_scope(*part, inside)) return Reason::unknown_variable;
  std::vector<Sequent> remaining;
  require({step.left, Sign::nonnegative}, inside, remaining);
  require({step.right, Sign::nonnegative}, inside, remaining);
  require({step.left * step.right - step.middle * step.middle, Sign::nonnegative}, inside, remaining);
  const auto sum = [&](const ExactPolynomial& part) {
    return over_range(Operator::sum_over, step.lower, step.upper, closed(part, step.variable));
  };
  const ExactPolynomial middle = sum(step.middle);
  remaining.push_back(with_fact(sequent, {sum(step.left) * sum(step.right) - middle * middle, Sign::nonnegative}));
  return remaining;
}

// What is kept of the facts does not mention the variable, so it holds for all its values from the base on.
Outcome apply(const Induction& step, const Sequent& sequent) {
  if (!in_scope(step.variable, sequent)) return Reason::unknown_variable;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  if (cln::denominator(step.base) != 1 || !is_known_integer(variable, sequent.facts)) return Reason::not_an_integer;
  const ExactPolynomial above = variable - ExactPolynomial(step.base);
  if (!is_visible({above, Sign::nonnegative}, sequent.facts)) return Reason::not_nonnegative;
  const auto goal_at = [&](const ExactPolynomial& value) {
    return Fact{substitute(sequent.goal.polynomial, {{step.variable, value}}), sequent.goal.sign};
  };
  const ExactPolynomial one{Rational(1)};
  Sequent first{{}, {}, goal_at(ExactPolynomial(step.base))};
  for (const std::string& name : sequent.variables)
    if (name != step.variable) first.variables.push_back(name);
  for (const Fact& fact : sequent.facts)
    if (!variables(fact.polynomial).contains(step.variable)) first.facts.push_back(fact);
  Sequent next{sequent.variables, first.facts, sequent.goal};
  next.facts.push_back(integrality(variable));
  next.facts.push_back({above - one, Sign::nonnegative});
  next.facts.push_back(goal_at(variable - one));
  return std::vector<Sequent>{std::move(first), std::move(next)};
}

}  // namespace geq::proofs
