// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/check.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 58> reason_names{
    "nowhere_defined",
    "proof_unfinished",
    "step_after_end",
    "not_visible",
    "unknown_variable",
    "name_not_fresh",
    "no_such_fact",
    "not_a_permutation",
    "not_symmetric",
    "orbit_not_closed",
    "not_inverse",
    "wrong_goal_sign",
    "no_denominator",
    "wrong_number_of_signs",
    "denominator_maybe_zero",
    "coefficient_not_positive",
    "fact_has_no_sign",
    "not_an_equation",
    "identity_fails",
    "not_strict",
    "not_divisible",
    "not_nonnegative",
    "not_a_root",
    "not_an_atom",
    "not_a_value",
    "not_linear",
    "not_a_mean",
    "coefficient_too_large",
    "exponent_out_of_range",
    "not_one_variable",
    "not_a_form_in_two_variables",
    "sign_fails",
    "not_quadratic",
    "not_square_free",
    "wall_missing",
    "cell_without_sample",
    "not_bounded",
    "not_differentiable",
    "not_convex",
    "not_for_all",
    "not_a_double_sum",
    "not_an_integer",
    "not_an_integral",
    "not_gaussian",
    "not_integrable",
    "no_limit",
    "not_a_form",
    "tree_malformed",
    "split_too_small",
    "negative_coefficient",
    "same_too_early",
    "not_the_same",
    "limit_exceeded",
    "point_incomplete",
    "no_root",
    "point_not_evaluated",
    "hypothesis_fails",
    "goal_holds",
};

std::size_t words(const std::vector<Sequent>& sequents) {
  std::size_t result = 0;
  for (const Sequent& sequent : sequents) result += words(sequent);
  return result;
}

/// Nothing but the variables occurs in the facts and the goals.
bool is_closed(const std::vector<Sequent>& sequents) {
  return std::all_of(sequents.begin(), sequents.end(), [](const Sequent& sequent) {
    return in_scope(sequent.goal.polynomial, sequent) &&
           std::all_of(sequent.facts.begin(), sequent.facts.end(),
                       [&](const Fact& fact) { return in_scope(fact.polynomial, sequent); });
  });
}

}  // namespace

std::optional<Rejection> check_steps(std::vector<Sequent> goals, const std::vector<Step>& steps) {
  if (!is_closed(goals)) return Rejection{Reason::unknown_variable, {}};
  std::size_t open_words = words(goals);
  std::reverse(goals.begin(), goals.end());  // a stack: the goal in hand is the last
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (goals.empty()) return Rejection{Reason::step_after_end, i + 1};
    const Sequent goal = std::move(goals.back());
    goals.pop_back();
    auto remaining = apply(steps[i], goal);
    if (!remaining) return Rejection{remaining.error(), i + 1};
    std::vector<Sequent> fresh = std::move(remaining).value();
    open_words = open_words - words(goal) + words(fresh);
    if (open_words > max_open_words) return Rejection{Reason::limit_exceeded, i + 1};
    std::move(fresh.rbegin(), fresh.rend(), std::back_inserter(goals));
  }
  if (!goals.empty()) return Rejection{Reason::proof_unfinished, {}};
  return {};
}

namespace {

std::optional<Rejection> check_proof(const Statement& statement, const Proof& proof) {
  auto sequents = sequents_of(statement);
  if (!sequents) return Rejection{Reason::nowhere_defined, {}};
  return check_steps(std::move(sequents).value(), proof.steps);
}

/// Does the refutation give one value to every number, to elements of sequences, and to nothing else? Elements that are
/// needed and not given show when a value cannot be found.
bool is_complete(const Refutation& refutation, const Statement& statement) {
  std::set<std::string> named;
  for (const auto& [name, value] : refutation.point) named.insert(name);
  for (const auto& [name, value] : refutation.in_root) named.insert(name);
  if (named.size() != refutation.point.size() + refutation.in_root.size()) return false;
  if (!refutation.root && !refutation.in_root.empty()) return false;
  std::set<std::string> numbers, sequences;
  for (const std::string& name : statement.variables)
    (lengths_of(statement, name).empty() ? numbers : sequences).insert(name);
  for (const std::string& name : named) {
    const auto bracket = name.find('[');
    if (bracket == std::string::npos ? !numbers.contains(name) : !sequences.contains(name.substr(0, bracket)))
      return false;
  }
  return std::includes(named.begin(), named.end(), numbers.begin(), numbers.end());
}

/// The variables that are declared to be integers, with their values.
Point integers_of(const Statement& statement, const Point& values) {
  Point result;
  for (const Declaration& declaration : statement.declarations)
    for (const std::string& name : declaration.names)
      if (const auto value = values.find(name); declaration.sort == Declaration::Sort::integer &&
                                                value != values.end() && cln::denominator(value->second) == 1)
        result.insert(*value);
  return result;
}

/// With numbers for exponents that are integers because these are: there the base of a power may have any sign.
Term with_exponents(const Term& term, const Point& integers) {
  if (term.arguments().empty()) return term;
  std::vector<Term> arguments;
  for (const Term& argument : term.arguments()) arguments.push_back(with_exponents(argument, integers));
  if (term.op() == Operator::power) {
    const auto names =
        integers_for(normal_form(term.arguments()[1]), [](const Atom& atom) { return atom.op() == Operator::bound; });
    const auto is_known = [&](const std::string& name) { return integers.contains(name); };
    if (names && std::all_of(names->begin(), names->end(), is_known))
      arguments[1] = substitute(term.arguments()[1], [&](const std::string& name) {
        const auto value = integers.find(name);
        return value == integers.end() ? Term::variable(name) : Term::number(value->second);
      });
  }
  return with_arguments(term, std::move(arguments));
}

Relation with_exponents(const Relation& relation, const Point& integers) {
  return {with_exponents(relation.left, integers), relation.comparison, with_exponents(relation.right, integers)};
}

/// The hypotheses hold at the point. `SomePoint` is a Point or an AlgebraicPoint.
template <class SomePoint>
std::optional<Rejection> check_hypotheses(const Statement& statement, const Point& integers, const SomePoint& point) {
  for (const Relation& hypothesis : hypotheses(statement)) {
    const auto truth = holds_at(with_exponents(hypothesis, integers), point);
    if (!truth) return Rejection{Reason::point_not_evaluated, {}};
    if (!*truth) return Rejection{Reason::hypothesis_fails, {}};
  }
  return {};
}

template <class SomePoint>
std::optional<Rejection> check_point(const Statement& statement, const Point& integers, const SomePoint& point) {
  if (const auto rejection = check_hypotheses(statement, integers, point)) return rejection;
  bool some_goal_fails = false;
  bool all_known = true;
  for (const Relation& goal : goals(statement)) {
    const auto truth = holds_at(with_exponents(goal, integers), point);
    // One failing goal refutes the statement, but only where every expression of it is defined.
    all_known = all_known && truth.has_value();
    some_goal_fails = some_goal_fails || (truth && !*truth);
  }
  if (!all_known) return Rejection{Reason::point_not_evaluated, {}};
  if (!some_goal_fails) return Rejection{Reason::goal_holds, {}};
  return {};
}

/// Of a statement that declares no functions.
std::optional<Rejection> check_values(const Statement& statement, const Refutation& refutation) {
  if (!is_complete(refutation, statement)) return Rejection{Reason::point_incomplete, {}};
  const Point rational(refutation.point.begin(), refutation.point.end());
  const Point integers = integers_of(statement, rational);
  if (!refutation.steps.empty()) {
    if (refutation.root) return Rejection{Reason::point_not_evaluated, {}};
    if (const auto rejection = check_hypotheses(statement, integers, rational)) return rejection;
    return check_steps(sequents_against(statement, refutation.point), refutation.steps);
  }
  if (!refutation.root) return check_point(statement, integers, rational);
  const AlgebraicPoint point = algebraic_point(refutation);
  if (!point.has_root()) return Rejection{Reason::no_root, {}};
  return check_point(statement, integers, point);
}

std::optional<Rejection> check_refutation(const Statement& statement, const Refutation& refutation) {
  const auto concrete = with_functions(statement, refutation.functions);
  if (!concrete) return Rejection{concrete.error(), {}};
  return check_values(concrete.value(), refutation);
}

}  // namespace

AlgebraicPoint algebraic_point(const Refutation& refutation) {
  AlgebraicPoint::Values values(refutation.in_root.begin(), refutation.in_root.end());
  for (const auto& [name, value] : refutation.point) values.emplace(name, Univariate{value});
  return {refutation.root.value(), std::move(values)};
}

std::string_view to_text(Reason reason) { return reason_names.at(static_cast<std::size_t>(reason)); }

std::string describe(const Rejection& rejection) {
  std::string text(to_text(rejection.reason));
  if (rejection.step) text += " at step " + std::to_string(*rejection.step);
  return text;
}

Result<std::vector<Sequent>, Reason> apply(const Step& step, const Sequent& sequent) {
  try {
    WorkLimit::spend(10 * words(sequent));
    return std::visit([&](const auto& one) { return apply(one, sequent); }, step);
  } catch (const LimitExceeded&) {
    return Reason::limit_exceeded;
  }
}

Result<Theorem, Rejection> check(const Statement& statement, const Certificate& certificate) {
  try {
    const WorkLimit limit(max_work);
    const auto* proof = std::get_if<Proof>(&certificate);
    const auto rejection = proof != nullptr ? check_proof(statement, *proof)
                                            : check_refutation(statement, std::get<Refutation>(certificate));
    if (rejection) return *rejection;
    return Theorem(statement, proof != nullptr ? Theorem::Kind::proved : Theorem::Kind::refuted);
  } catch (const LimitExceeded&) {
    return Rejection{Reason::limit_exceeded, {}};
  }
}

}  // namespace geq::proofs
