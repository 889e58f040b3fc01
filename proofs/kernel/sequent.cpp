// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/sequent.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"

namespace geq::proofs {

std::string_view to_text(Sign sign) {
  switch (sign) {
    case Sign::zero: return "= 0";
    case Sign::nonnegative: return ">= 0";
    case Sign::positive: return "> 0";
    case Sign::nonzero: return "!= 0";
  }
  return "?";
}

bool implies(Sign known, Sign wanted) {
  if (known == wanted) return true;
  if (wanted == Sign::nonnegative) return known == Sign::positive || known == Sign::zero;
  return wanted == Sign::nonzero && known == Sign::positive;
}

std::string to_text(const Fact& fact) { return to_text(fact.polynomial) + " " + std::string(to_text(fact.sign)); }

namespace {

Fact fact_of(const Relation& relation, std::vector<Fact>& conditions) {
  const ExactPolynomial left = normal_form(relation.left, conditions);
  const ExactPolynomial right = normal_form(relation.right, conditions);
  switch (relation.comparison) {
    case Comparison::greater_equal: return {left - right, Sign::nonnegative};
    case Comparison::greater: return {left - right, Sign::positive};
    case Comparison::less_equal: return {right - left, Sign::nonnegative};
    case Comparison::less: return {right - left, Sign::positive};
    case Comparison::equal: return {left - right, Sign::zero};
    case Comparison::not_equal: return {left - right, Sign::nonzero};
  }
  throw std::invalid_argument("fact_of: unknown comparison");
}

/// Whether the fact holds for a constant polynomial; none if the polynomial is not constant.
std::optional<bool> truth(const Fact& fact) {
  const auto value = fact.polynomial.constant();
  if (!value) return {};
  const int s = sign(*value);
  switch (fact.sign) {
    case Sign::zero: return s == 0;
    case Sign::nonnegative: return s >= 0;
    case Sign::positive: return s > 0;
    case Sign::nonzero: return s != 0;
  }
  return {};
}

/// The hypotheses and goals as facts, and the conditions that are not constant.
struct Reading {
  std::vector<Fact> hypotheses;
  std::vector<Fact> goals;
  std::vector<Fact> conditions;
  bool nowhere_defined = false;
};

Reading read(const Statement& statement) {
  Reading reading;
  std::vector<Fact> conditions;
  for (const Relation& relation : hypotheses(statement)) reading.hypotheses.push_back(fact_of(relation, conditions));
  for (const Relation& relation : goals(statement)) reading.goals.push_back(fact_of(relation, conditions));
  for (Fact& condition : conditions) {
    const auto constant = truth(condition);
    if (constant && !*constant) reading.nowhere_defined = true;
    if (!constant) reading.conditions.push_back(std::move(condition));
  }
  return reading;
}

}  // namespace

Fact fact_of(const Relation& relation) {
  std::vector<Fact> conditions;
  return fact_of(relation, conditions);
}

Result<std::vector<Sequent>, IllPosed> sequents_of(const Statement& statement) {
  Reading reading = read(statement);
  if (reading.nowhere_defined) return IllPosed::nowhere_defined;
  std::vector<Fact> facts = std::move(reading.hypotheses);
  facts.insert(facts.end(), reading.conditions.begin(), reading.conditions.end());
  std::vector<Sequent> result;
  for (Fact& goal : reading.goals) result.push_back({statement.variables, facts, std::move(goal)});
  return result;
}

std::vector<Fact> definedness(const Statement& statement) {
  const Reading reading = read(statement);
  std::vector<Fact> result;
  for (const Fact& condition : reading.conditions)
    if (!is_visible(condition, reading.hypotheses)) result.push_back(condition);
  return result;
}

namespace {

std::optional<Sign> stronger(std::optional<Sign> known, Sign fresh) {
  if (!known || implies(fresh, *known)) return fresh;
  if ((*known == Sign::nonnegative && fresh == Sign::nonzero) ||
      (*known == Sign::nonzero && fresh == Sign::nonnegative))
    return Sign::positive;
  return known;
}

/// What holds of an application whatever its arguments are; 1/q and odd roots have the sign of their argument.
std::optional<Sign> intrinsic_sign(const Atom& atom, const std::vector<Fact>& facts) {
  switch (atom.op()) {
    case Operator::abs: return Sign::nonnegative;
    case Operator::exp:
    case Operator::pi:
    case Operator::e:
    case Operator::cosh: return Sign::positive;
    case Operator::quotient:
      // Everything that holds of q holds of 1/q, as 1/0 is 0.
      for (const Sign wanted : {Sign::positive, Sign::nonzero, Sign::nonnegative})
        if (is_visible({atom.arguments()[0], wanted}, facts)) return wanted;
      return {};
    case Operator::root: {
      const auto degree = atom.arguments()[0].constant();
      const bool even = degree && cln::evenp(cln::numerator(*degree));
      if (is_visible({atom.arguments()[1], Sign::positive}, facts)) return Sign::positive;
      if (even || is_visible({atom.arguments()[1], Sign::nonnegative}, facts)) return Sign::nonnegative;
      return {};
    }
    default: return {};
  }
}

bool equal_up_to_factor(const ExactPolynomial& left, const ExactPolynomial& right, bool any_sign) {
  if (left.terms().size() != right.terms().size() || left.is_zero()) return left.is_zero() && right.is_zero();
  const Rational factor = leading_coefficient(left) / leading_coefficient(right);
  if (!any_sign && sign(factor) < 0) return false;
  return left == ExactPolynomial(factor) * right;
}

using AtomSigns = std::map<Atom, std::optional<Sign>>;

/// The sign that the term has for all values that the facts allow, if it can be read off.
std::optional<Sign> visible_sign(const Monomial& monomial, const Rational& coefficient, const AtomSigns& signs) {
  if (sign(coefficient) < 0) return {};
  Sign result = Sign::positive;
  for (const auto& [atom, exponent] : monomial) {
    const auto& known = signs.at(atom);
    if (exponent % 2 == 1 && (!known || *known == Sign::nonzero)) return {};
    if (known == Sign::zero) return Sign::zero;
    if (!known || *known == Sign::nonnegative) result = Sign::nonnegative;
  }
  return result;
}

}  // namespace

std::optional<Sign> sign_of(const Atom& atom, const std::vector<Fact>& facts) {
  std::optional<Sign> known = intrinsic_sign(atom, facts);
  for (const Fact& fact : facts) {
    if (fact.polynomial.terms().size() != 1) continue;
    const auto& [monomial, coefficient] = *fact.polynomial.terms().begin();
    if (monomial.size() != 1 || monomial[0].second != 1 || monomial[0].first != atom) continue;
    const bool symmetric = fact.sign == Sign::zero || fact.sign == Sign::nonzero;
    if (symmetric || sign(coefficient) > 0) known = stronger(known, fact.sign);
  }
  return known;
}

bool is_known(const Fact& wanted, const std::vector<Fact>& facts) {
  const auto states = [&](const Fact& fact) {
    const bool any_sign = fact.sign == Sign::zero || wanted.sign == Sign::nonzero;
    return implies(fact.sign, wanted.sign) && equal_up_to_factor(fact.polynomial, wanted.polynomial, any_sign);
  };
  return std::any_of(facts.begin(), facts.end(), states);
}

bool is_visible(const Fact& goal, const std::vector<Fact>& facts) {
  if (is_known(goal, facts)) return true;
  if (goal.sign == Sign::zero) return goal.polynomial.is_zero();
  AtomSigns signs;
  for (const Atom& atom : atoms(goal.polynomial)) signs.emplace(atom, sign_of(atom, facts));
  bool positive = false;
  for (const auto& [monomial, coefficient] : goal.polynomial.terms()) {
    const auto term = visible_sign(monomial, coefficient, signs);
    if (!term) return goal.sign == Sign::nonzero && is_visible({-goal.polynomial, Sign::positive}, facts);
    positive = positive || *term == Sign::positive;
  }
  return goal.sign == Sign::nonnegative || positive;
}

}  // namespace geq::proofs
