// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

std::optional<Atom> application_in(const ExactPolynomial& polynomial) {
  const std::set<Atom> found = atoms(polynomial);
  if (found.size() != 1 || found.begin()->is_variable() || polynomial != ExactPolynomial(*found.begin())) return {};
  return *found.begin();
}

namespace {

/// What implies that the application is equal to the value; none if the function does not have such values.
std::optional<std::vector<Fact>> what_gives(const Atom& atom, const ExactPolynomial& value) {
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  std::vector<Fact> result;
  switch (atom.op()) {
    case Operator::abs:
      if (value != arguments[0] && value != -arguments[0]) return {};
      return std::vector<Fact>{{value, Sign::nonnegative}};
    case Operator::min:
    case Operator::max:
      if (std::find(arguments.begin(), arguments.end(), value) == arguments.end()) return {};
      for (const ExactPolynomial& other : arguments)
        if (other != value)
          result.push_back({atom.op() == Operator::min ? other - value : value - other, Sign::nonnegative});
      return result;
    case Operator::root: {
      const auto degree = integer_between(arguments[0].constant().value_or(0), 2, max_exponent);
      if (!degree) return {};
      result.push_back({power(value, static_cast<unsigned long>(*degree)) - arguments[1], Sign::zero});
      if (*degree % 2 == 0) result.push_back({value, Sign::nonnegative});
      return result;
    }
    default:
      return {};
  }
}

Fact replaced(const Fact& fact, const Atom& atom, const ExactPolynomial& value) {
  return {replace_atom(fact.polynomial, atom, value), fact.sign};
}

}  // namespace

Sequent with_value(const Sequent& sequent, const Atom& atom, const ExactPolynomial& value) {
  Sequent result{sequent.variables, {}, replaced(sequent.goal, atom, value)};
  for (const Fact& fact : sequent.facts) result.facts.push_back(replaced(fact, atom, value));
  return result;
}

// What floor means: the greatest integer that is at most its argument.
Outcome apply(const FloorFacts& step, const Sequent& sequent) {
  if (!in_scope(step.floor, sequent)) return Reason::unknown_variable;
  const auto atom = application_in(step.floor);
  if (!atom || atom->op() != Operator::floor) return Reason::not_an_atom;
  const ExactPolynomial& u = atom->arguments()[0];
  const ExactPolynomial one(Rational(1));
  Sequent result = sequent;
  result.facts.insert(result.facts.end(), {{u - step.floor, Sign::nonnegative},
                                           {step.floor + one - u, Sign::positive},
                                           {application(Operator::floor, {step.floor}) - step.floor, Sign::zero}});
  return std::vector<Sequent>{std::move(result)};
}

// At every point where the facts hold, the application has the value, so nothing changes its truth value.
Outcome apply(const Value& step, const Sequent& sequent) {
  if (!in_scope(step.atom, sequent) || !in_scope(step.value, sequent)) return Reason::unknown_variable;
  const auto atom = application_in(step.atom);
  if (!atom) return Reason::not_an_atom;
  const auto needed = what_gives(*atom, step.value);
  if (!needed) return Reason::not_a_value;
  std::vector<Sequent> remaining;
  for (const Fact& fact : *needed) require(fact, sequent, remaining);
  remaining.push_back(with_value(sequent, *atom, step.value));
  return remaining;
}

// At a point of the sequent give the new variable the value of the application: all truth values are the same there.
Outcome apply(const Name& step, const Sequent& sequent) {
  if (!in_scope(step.atom, sequent)) return Reason::unknown_variable;
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (sequent.variables.size() >= max_scope) return Reason::limit_exceeded;
  const auto atom = application_in(step.atom);
  if (!atom) return Reason::not_an_atom;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  Sequent result = with_value(sequent, *atom, variable);
  result.variables.push_back(step.variable);
  if (const auto known = sign_of(*atom, sequent.facts))
    if (const Fact sign{variable, *known}; !is_known(sign, result.facts)) result.facts.push_back(sign);
  return std::vector<Sequent>{std::move(result)};
}

// The equation is c x + R = 0 with a number c != 0 and without x in R: where it holds, x is -R/c.
Outcome apply(const Eliminate& step, const Sequent& sequent) {
  if (step.equation >= sequent.facts.size()) return Reason::no_such_fact;
  if (!in_scope(step.variable, sequent)) return Reason::unknown_variable;
  const Fact& equation = sequent.facts[step.equation];
  if (equation.sign != Sign::zero) return Reason::not_an_equation;
  const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(step.variable), equation.polynomial);
  const auto leading = c.size() == 2 ? c[1].constant() : std::nullopt;
  if (!leading || variables(c[0]).contains(step.variable)) return Reason::not_linear;
  const Substitution image{{step.variable, ExactPolynomial(-1 / *leading) * c[0]}};
  Sequent result{{}, {}, {substitute(sequent.goal.polynomial, image), sequent.goal.sign}};
  for (const std::string& name : sequent.variables)
    if (name != step.variable) result.variables.push_back(name);
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (i != step.equation)
      result.facts.push_back({substitute(sequent.facts[i].polynomial, image), sequent.facts[i].sign});
  return std::vector<Sequent>{std::move(result)};
}

}  // namespace geq::proofs
