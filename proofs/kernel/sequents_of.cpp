// SPDX-License-Identifier: GPL-3.0-or-later

/// What a statement claims, as sequents: hypotheses, goals, and the conditions for its expressions to be defined.

#include <algorithm>
#include <set>
#include <utility>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/continuous_limit.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

Fact fact_of(const Relation& relation, std::vector<Condition>& conditions) {
  const ExactPolynomial left = normal_form(relation.left, conditions);
  const ExactPolynomial right = normal_form(relation.right, conditions);
  switch (relation.comparison) {
    case Comparison::greater_equal:
      return {left - right, Sign::nonnegative};
    case Comparison::greater:
      return {left - right, Sign::positive};
    case Comparison::less_equal:
      return {right - left, Sign::nonnegative};
    case Comparison::less:
      return {right - left, Sign::positive};
    case Comparison::equal:
      return {left - right, Sign::zero};
    case Comparison::not_equal:
      return {left - right, Sign::nonzero};
  }
  throw std::invalid_argument("fact_of: unknown comparison");
}

/// Whether the fact holds for a constant polynomial; none if the polynomial is not constant.
std::optional<bool> truth(const Fact& fact) {
  const auto value = fact.polynomial.constant();
  if (!value) return {};
  const int s = sign(*value);
  switch (fact.sign) {
    case Sign::zero:
      return s == 0;
    case Sign::nonnegative:
      return s >= 0;
    case Sign::positive:
      return s > 0;
    case Sign::nonzero:
      return s != 0;
  }
  return {};
}

constexpr std::size_t max_cases_of_powers = 32;

/// The powers in it, also inside the arguments of other atoms; of this base, if one is given.
std::set<Atom> powers_in(const ExactPolynomial& polynomial, const ExactPolynomial* base = nullptr) {
  std::set<Atom> found;
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.is_variable()) continue;
    if (atom.op() == Operator::power && (base == nullptr || atom.arguments()[0] == *base)) found.insert(atom);
    for (const ExactPolynomial& argument : atom.arguments()) found.merge(powers_in(argument, base));
  }
  return found;
}

/// The hypotheses and goals as facts, and the conditions that are not constant.
struct Reading {
  std::vector<Fact> hypotheses;
  std::vector<Fact> goals;
  std::vector<Fact> conditions;
  std::vector<Fact> shown;  ///< conditions that are not assumed: goals before the others, and facts of the others
  /// Those of the conditions that integer powers outside of binders ask for, which is more than they need: that a base
  /// is positive.
  std::vector<Fact> bases;
  bool nowhere_defined = false;
};

/// Nothing asks for it but powers whose exponents are integers by the hypotheses.
bool is_of_integer_powers(const Condition& condition, const std::vector<Fact>& hypotheses) {
  const auto is_integer = [&](const std::string& name) {
    const ExactPolynomial variable = ExactPolynomial::variable(name);
    return is_known({application(Operator::floor, {variable}) - variable, Sign::zero}, hypotheses);
  };
  return condition.integers && std::all_of(condition.integers->begin(), condition.integers->end(), is_integer);
}

/// Not assumed: the integrals and limits of the goals exist, as far as the hypotheses have others; the bases of integer
/// powers under binders are positive, unless what is claimed where they are 0 is a limit of what is claimed elsewhere.
Reading read(const Statement& statement) {
  Reading reading;
  std::vector<Condition> conditions;
  for (const Relation& relation : hypotheses(statement)) reading.hypotheses.push_back(fact_of(relation, conditions));
  const std::size_t assumed = conditions.size();
  for (const Relation& relation : goals(statement)) reading.goals.push_back(fact_of(relation, conditions));
  std::vector<Fact> all;
  all.reserve(conditions.size());
  for (const Condition& condition : conditions) all.push_back(condition.fact);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    Fact& fact = conditions[i].fact;
    const bool of_integer_powers = is_of_integer_powers(conditions[i], reading.hypotheses);
    const auto constant = truth(fact);
    if (constant && !*constant && !of_integer_powers) reading.nowhere_defined = true;
    if (constant && (*constant || !of_integer_powers)) continue;
    const bool is_beyond = of_integer_powers && !is_visible(fact, reading.hypotheses);
    const bool has_cases = is_beyond && conditions[i].outside && powers_in(fact.polynomial).empty();
    if (has_cases) reading.bases.push_back(fact);
    if (has_cases && constant) continue;  // no case is left in which the base is positive
    const bool is_enough =
        !is_beyond || has_cases || is_limit_from_inside(fact, reading.hypotheses, all, reading.goals);
    const bool shown = (i >= assumed && is_about_existence(fact.polynomial)) || !is_enough;
    (shown ? reading.shown : reading.conditions).push_back(std::move(fact));
  }
  return reading;
}

/// The sequents of one case: the conditions that are shown, then the goals.
void add_case(const Reading& reading, std::vector<Fact> facts, const std::vector<std::string>& names,
              std::vector<Sequent>& result) {
  for (const auto* list : {&reading.shown, &reading.goals}) {
    for (const Fact& goal : *list) result.push_back({names, facts, goal});
    if (list == &reading.shown) facts.insert(facts.end(), list->begin(), list->end());
  }
  std::size_t total = 0;
  for (const Sequent& sequent : result) total += words(sequent);
  if (total > max_open_words) throw LimitExceeded("the statement has too many hypotheses and goals");
}

Reading with_replaced(Reading reading, const Atom& atom, const ExactPolynomial& value) {
  for (auto* list : {&reading.hypotheses, &reading.conditions, &reading.shown, &reading.goals})
    for (Fact& fact : *list) fact.polynomial = replace_atom(fact.polynomial, atom, value);
  return reading;
}

/// The cases in which a base is 0: its powers are 0 where the exponent is at least 1, and 1 where it is 0; elsewhere
/// they are not defined. Each with what it is a case of.
std::vector<std::pair<Reading, std::vector<Fact>>> cases_at_zero(const Reading& reading, const Fact& base) {
  std::set<Atom> powers;
  for (const auto* list : {&reading.hypotheses, &reading.conditions, &reading.shown, &reading.goals})
    for (const Fact& fact : *list) powers.merge(powers_in(fact.polynomial, &base.polynomial));
  std::pair<Reading, std::vector<Fact>> first{reading, {{base.polynomial, Sign::zero}}};
  std::erase(first.first.conditions, base);
  std::vector<std::pair<Reading, std::vector<Fact>>> cases{std::move(first)};
  for (const Atom& power : powers) {
    const ExactPolynomial& exponent = power.arguments()[1];
    const Fact at_least_one{exponent - ExactPolynomial(Rational(1)), Sign::nonnegative};
    const bool is_known = is_visible(at_least_one, reading.hypotheses);
    std::vector<std::pair<Reading, std::vector<Fact>>> longer;
    for (const auto& [part, facts] : cases) {
      longer.emplace_back(with_replaced(part, power, ExactPolynomial()), facts);
      if (is_known) continue;
      longer.back().second.push_back(at_least_one);
      longer.emplace_back(with_replaced(part, power, ExactPolynomial(Rational(1))), facts);
      longer.back().second.push_back({exponent, Sign::zero});
    }
    cases = std::move(longer);
    if (cases.size() > max_cases_of_powers) throw LimitExceeded("too many powers of bases that are not positive");
  }
  return cases;
}

}  // namespace

Fact fact_of(const Relation& relation) {
  std::vector<Condition> conditions;
  return fact_of(relation, conditions);
}

// No base is negative; where some are 0 their powers have values; and where all are positive the atoms are right.
Result<std::vector<Sequent>, IllPosed> sequents_of(const Statement& statement) {
  const Reading reading = read(statement);
  if (reading.nowhere_defined) return IllPosed::nowhere_defined;
  std::vector<Sequent> result;
  const auto facts_of = [](const Reading& part) {
    std::vector<Fact> facts = part.hypotheses;
    facts.insert(facts.end(), part.conditions.begin(), part.conditions.end());
    return facts;
  };
  std::vector<std::pair<Reading, std::vector<Fact>>> cases{{reading, {}}};
  for (const Fact& base : reading.bases) {
    const Fact not_negative{base.polynomial, Sign::nonnegative};
    // The atoms do not say what powers of negative bases are.
    std::vector<Fact> others = facts_of(reading);
    std::erase_if(others, [&](const Fact& other) {
      return std::any_of(reading.bases.begin(), reading.bases.end(), [&](const Fact& one) {
        return other == one || !powers_in(other.polynomial, &one.polynomial).empty();
      });
    });
    if (!is_visible(not_negative, others)) result.push_back({statement.variables, std::move(others), not_negative});
    std::vector<std::pair<Reading, std::vector<Fact>>> longer = cases;
    for (const auto& [part, facts] : cases)
      for (auto& [at_zero, more] : cases_at_zero(part, base)) {
        more.insert(more.begin(), facts.begin(), facts.end());
        longer.emplace_back(std::move(at_zero), std::move(more));
      }
    cases = std::move(longer);
    if (cases.size() > max_cases_of_powers) throw LimitExceeded("too many powers of bases that are not positive");
  }
  std::rotate(cases.begin(), cases.begin() + 1, cases.end());  // the statement as it is written comes last
  for (const auto& [part, more] : cases) {
    std::vector<Fact> facts = facts_of(part);
    facts.insert(facts.end(), more.begin(), more.end());
    add_case(part, std::move(facts), statement.variables, result);
  }
  return result;
}

namespace {

using Values = std::vector<std::pair<std::string, Rational>>;

Relation with_values(const Relation& relation, const Values& values) {
  const auto image = [&](const std::string& name) {
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& one) { return one.first == name; });
    return found == values.end() ? Term::variable(name) : Term::number(found->second);
  };
  return {substitute(relation.left, image), relation.comparison, substitute(relation.right, image)};
}

/// What the goals ask for before their variables get values, with the values then: a power of a negative number with a
/// variable exponent that happens to be an integer is still none. What integer powers ask for is left out.
std::vector<Fact> conditions_at(const Statement& statement, const Values& values) {
  std::vector<Condition> conditions;
  std::vector<Fact> hypotheses_read;
  for (const Relation& goal : goals(statement)) (void)fact_of(goal, conditions);
  for (const Relation& relation : hypotheses(statement)) hypotheses_read.push_back(fact_of(relation));
  Substitution image;
  for (const auto& [name, value] : values) image.emplace(name, ExactPolynomial(value));
  std::vector<Fact> result;
  for (const Condition& condition : conditions) {
    if (is_of_integer_powers(condition, hypotheses_read)) continue;
    const Fact fact{substitute(condition.fact.polynomial, image), condition.fact.sign};
    if (!truth(fact).value_or(false)) result.push_back(fact);
  }
  return result;
}

}  // namespace

std::vector<Sequent> sequents_against(const Statement& statement,
                                      const std::vector<std::pair<std::string, Rational>>& point) {
  std::vector<Condition> conditions;
  std::vector<Fact> claims;
  for (const Relation& goal : goals(statement)) claims.push_back(fact_of(with_values(goal, point), conditions));
  std::vector<Sequent> result;
  std::vector<Fact> known;
  const auto show = [&](const Fact& condition) {
    if (std::find(known.begin(), known.end(), condition) != known.end()) return;
    result.push_back({{}, known, condition});
    known.push_back(condition);
  };
  for (const Condition& condition : conditions) show(condition.fact);
  for (const Fact& condition : conditions_at(statement, point)) show(condition);
  known.insert(known.end(), claims.begin(), claims.end());
  result.push_back({{}, std::move(known), {ExactPolynomial(), Sign::positive}});
  std::size_t total = 0;
  for (const Sequent& sequent : result) total += words(sequent);
  if (total > max_open_words) throw LimitExceeded("the statement has too many goals");
  return result;
}

std::vector<Fact> definedness(const Statement& statement) {
  const Reading reading = read(statement);
  std::vector<Fact> result;
  for (const Fact& condition : reading.conditions)
    if (!is_visible(condition, reading.hypotheses) &&
        std::find(reading.bases.begin(), reading.bases.end(), condition) == reading.bases.end())
      result.push_back(condition);
  return result;
}

}  // namespace geq::proofs
