// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/language/names.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

bool in_scope(const std::string& name, const Sequent& sequent) {
  return std::find(sequent.variables.begin(), sequent.variables.end(), name) != sequent.variables.end();
}

bool is_new(const std::string& name, const Sequent& sequent) {
  return is_name(name) && classify(name) == Word::none && !in_scope(name, sequent);
}

bool in_scope(const ExactPolynomial& polynomial, const Sequent& sequent) {
  const std::set<std::string> names = variables(polynomial);
  return !has_free_index(polynomial) &&
         std::all_of(names.begin(), names.end(), [&](const std::string& name) { return in_scope(name, sequent); });
}

void require(Fact goal, const Sequent& sequent, std::vector<Sequent>& remaining) {
  if (!is_visible(goal, sequent.facts)) remaining.push_back({sequent.variables, sequent.facts, std::move(goal)});
}

Sequent with_fact(const Sequent& sequent, Fact fact) {
  Sequent result = sequent;
  result.facts.push_back(std::move(fact));
  return result;
}

namespace {

Fact substitute(const Fact& fact, const Substitution& image) {
  return {geq::proofs::substitute(fact.polynomial, image), fact.sign};
}

/// The same fact, divided by a positive number (for = and != any number), so that the leading coefficient is 1 or -1.
Fact normalised(const Fact& fact) {
  if (fact.polynomial.is_zero()) return fact;
  const Rational leading = leading_coefficient(fact.polynomial);
  const bool any_sign = fact.sign == Sign::zero || fact.sign == Sign::nonzero;
  return {ExactPolynomial(1 / (any_sign ? leading : cln::abs(leading))) * fact.polynomial, fact.sign};
}

/// The goal unchanged, and the facts unchanged as a set.
bool is_invariant(const Sequent& sequent, const Substitution& image) {
  if (normalised(substitute(sequent.goal, image)) != normalised(sequent.goal)) return false;
  std::set<Fact> facts, images;
  for (const Fact& fact : sequent.facts) {
    facts.insert(normalised(fact));
    images.insert(normalised(substitute(fact, image)));
  }
  return facts == images;
}

/// The permutation as a map on all variables it mentions; none if it is not a bijection of variables in scope.
std::optional<std::map<std::string, std::string>> as_map(const Permutation& permutation, const Sequent& sequent) {
  std::map<std::string, std::string> result;
  std::set<std::string> sources, images;
  for (const auto& [source, image] : permutation) {
    if (!in_scope(source, sequent) || !result.emplace(source, image).second) return {};
    sources.insert(source);
    images.insert(image);
  }
  if (sources != images) return {};
  return result;
}

}  // namespace

Outcome apply(const Visible&, const Sequent& sequent) {
  if (!is_visible(sequent.goal, sequent.facts)) return Reason::not_visible;
  return std::vector<Sequent>{};
}

// Let x be a point, v the variable, and O the set of v and its images. If the smallest of O at x is v, the new facts
// hold at x. Otherwise it is s(v) for one of the symmetries s; the point y with y_w = x_s(w) satisfies the same facts,
// the goal has the same value there, O is mapped to itself, and y_v is the smallest.
Outcome apply(const Smallest& step, const Sequent& sequent) {
  if (!in_scope(step.variable, sequent)) return Reason::unknown_variable;
  std::vector<std::map<std::string, std::string>> maps;
  std::vector<std::string> others;
  for (const Permutation& permutation : step.symmetries) {
    const auto map = as_map(permutation, sequent);
    if (!map) return Reason::not_a_permutation;
    const auto image = map->find(step.variable);
    if (image == map->end() || image->second == step.variable) return Reason::not_a_permutation;
    others.push_back(image->second);
    maps.push_back(*map);
  }
  std::set<std::string> orbit(others.begin(), others.end());
  orbit.insert(step.variable);
  for (const auto& map : maps) {
    Substitution image;
    for (const auto& [source, target] : map) {
      if (orbit.contains(source) != orbit.contains(target)) return Reason::orbit_not_closed;
      image.emplace(source, ExactPolynomial::variable(target));
    }
    if (!is_invariant(sequent, image)) return Reason::not_symmetric;
  }
  Sequent result = sequent;
  for (const std::string& other : others)
    result.facts.push_back(
        {ExactPolynomial::variable(other) - ExactPolynomial::variable(step.variable), Sign::nonnegative});
  return std::vector<Sequent>{std::move(result)};
}

Outcome apply(const Negate& step, const Sequent& sequent) {
  Substitution image;
  for (const std::string& name : step.variables) {
    if (!in_scope(name, sequent)) return Reason::unknown_variable;
    image.emplace(name, -ExactPolynomial::variable(name));
  }
  if (image.empty()) return Reason::unknown_variable;
  if (!is_invariant(sequent, image)) return Reason::not_symmetric;
  return std::vector<Sequent>{
      with_fact(sequent, {ExactPolynomial::variable(step.variables.front()), Sign::nonnegative})};
}

Outcome apply(const Cases& step, const Sequent& sequent) {
  if (!in_scope(step.pivot, sequent)) return Reason::unknown_variable;
  return std::vector<Sequent>{with_fact(sequent, {step.pivot, Sign::nonnegative}),
                              with_fact(sequent, {-step.pivot, Sign::nonnegative})};
}

// At a point of the old variables give the new ones their defined values: then each replacement has the value of the
// old variable, so every replaced fact holds and the replaced goal has the value of the goal.
Outcome apply(const Put& step, const Sequent& sequent) {
  Substitution definitions, replacements;
  std::vector<std::string> scope;
  for (const auto& [name, value] : step.definitions) {
    if (!is_new(name, sequent) || !definitions.emplace(name, value).second) return Reason::name_not_fresh;
    if (!in_scope(value, sequent)) return Reason::unknown_variable;
  }
  for (const auto& [name, value] : step.replacements)
    if (!in_scope(name, sequent) || !replacements.emplace(name, value).second) return Reason::unknown_variable;
  for (const std::string& name : sequent.variables)
    if (!replacements.contains(name)) scope.push_back(name);
  for (const auto& [name, value] : step.definitions) scope.push_back(name);
  if (scope.size() > max_scope) return Reason::limit_exceeded;
  Sequent result{std::move(scope), {}, sequent.goal};
  for (const auto& [name, value] : step.replacements) {
    if (!in_scope(value, result)) return Reason::unknown_variable;
    if (substitute(value, definitions) != ExactPolynomial::variable(name)) return Reason::not_inverse;
  }
  for (const Fact& fact : sequent.facts) result.facts.push_back(substitute(fact, replacements));
  result.goal = substitute(sequent.goal, replacements);
  return std::vector<Sequent>{std::move(result)};
}

Outcome apply(const Have& step, const Sequent& sequent) {
  if (!in_scope(step.fact.polynomial, sequent)) return Reason::unknown_variable;
  std::vector<Sequent> remaining;
  require(step.fact, sequent, remaining);
  remaining.push_back(with_fact(sequent, step.fact));
  return remaining;
}

// What holds for all values of the variable holds for this one.
Outcome apply(const Generalise& step, const Sequent& sequent) {
  if (!is_new(step.variable, sequent)) return Reason::name_not_fresh;
  if (sequent.variables.size() >= max_scope) return Reason::limit_exceeded;
  if (!in_scope(step.value, sequent)) return Reason::unknown_variable;
  Sequent general{sequent.variables, step.facts, step.goal};
  general.variables.push_back(step.variable);
  const Substitution at{{step.variable, step.value}};
  std::vector<Sequent> remaining;
  for (const Fact& fact : step.facts) {
    if (!in_scope(fact.polynomial, general)) return Reason::unknown_variable;
    require(substitute(fact, at), sequent, remaining);
  }
  if (!in_scope(step.goal.polynomial, general)) return Reason::unknown_variable;
  if (!is_known(sequent.goal, {substitute(step.goal, at)})) return Reason::not_the_same;
  remaining.push_back(std::move(general));
  return remaining;
}

Outcome apply(const Forget& step, const Sequent& sequent) {
  const std::set<std::size_t> dropped(step.facts.begin(), step.facts.end());
  if (!dropped.empty() && *dropped.rbegin() >= sequent.facts.size()) return Reason::no_such_fact;
  Sequent result{sequent.variables, {}, sequent.goal};
  for (std::size_t i = 0; i < sequent.facts.size(); ++i)
    if (!dropped.contains(i)) result.facts.push_back(sequent.facts[i]);
  return std::vector<Sequent>{std::move(result)};
}

Outcome apply(const Absurd&, const Sequent& sequent) {
  Sequent result = with_fact(sequent, negation(sequent.goal));
  result.goal = {ExactPolynomial(), Sign::positive};
  return std::vector<Sequent>{std::move(result)};
}

Outcome apply(const BothSigns&, const Sequent& sequent) {
  if (sequent.goal.sign != Sign::zero) return Reason::wrong_goal_sign;
  std::vector<Sequent> remaining;
  require({sequent.goal.polynomial, Sign::nonnegative}, sequent, remaining);
  require({-sequent.goal.polynomial, Sign::nonnegative}, sequent, remaining);
  return remaining;
}

Outcome apply(const Apart& step, const Sequent& sequent) {
  if (sequent.goal.sign != Sign::nonzero) return Reason::wrong_goal_sign;
  std::vector<Sequent> remaining;
  require({step.negative ? -sequent.goal.polynomial : sequent.goal.polynomial, Sign::positive}, sequent, remaining);
  return remaining;
}

}  // namespace geq::proofs
