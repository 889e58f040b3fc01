// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/equality.hpp"

#include <algorithm>
#include <array>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/limits.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Point;
using proofs::Rational;
using proofs::Sign;
using proofs::sign;

namespace {

constexpr unsigned long sample_bits = 400;
constexpr std::size_t max_candidates = 300;

/// Both sides have the same value, as far as 400 binary places tell; none if one of them cannot be enclosed.
std::optional<bool> sides_agree(const proofs::Relation& relation, const Point& point) {
  const auto left = enclose(relation.left, point, sample_bits);
  const auto right = enclose(relation.right, point, sample_bits);
  if (!left || !right) return {};
  return left->lower <= right->upper && right->lower <= left->upper;
}

enum class Standing { equal, different, outside };

/// At points of the family: outside, when none of those tried satisfies the hypotheses or can be evaluated.
Standing standing(const Family& family, const proofs::Statement& statement, const proofs::Relation& goal) {
  static const std::array<Rational, 5> values{Rational(1), Rational(2), Rational(3), Rational(1) / 2, Rational(5)};
  const std::vector<proofs::Relation> assumed = hypotheses(statement);
  for (std::size_t attempt = 0; attempt < 15; ++attempt) {
    proofs::Substitution chosen;
    std::size_t i = attempt / values.size();
    for (const auto& [name, range] : family.parameters)
      chosen.emplace(name, ExactPolynomial(values[(attempt + i++ * (1 + attempt / values.size())) % values.size()]));
    Point point;
    for (const auto& [name, value] : family.point)
      if (const auto constant = substitute(value, chosen).constant()) point.emplace(name, *constant);
    if (point.size() != family.point.size()) return Standing::outside;
    const bool inside = std::all_of(assumed.begin(), assumed.end(), [&](const proofs::Relation& relation) {
      return holds_at(relation, point).value_or(false);
    });
    if (!inside) continue;
    const auto agree = sides_agree(goal, point);
    if (!agree) continue;
    return *agree ? Standing::equal : Standing::different;
  }
  return Standing::outside;
}

bool has_only_variables(const ExactPolynomial& polynomial) {
  const std::set<proofs::Atom> found = atoms(polynomial);
  return std::all_of(found.begin(), found.end(), [](const proofs::Atom& atom) { return atom.is_variable(); });
}

/// All terms of the polynomial have this sign or are 0, for all parameters in their ranges.
bool terms_have_sign(const ExactPolynomial& polynomial, const Family& family, int wanted) {
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (sign(coefficient) != wanted) return false;
    for (const auto& [atom, exponent] : monomial)
      if (exponent % 2 == 1 && family.parameters.at(atom.name()) == Range::real) return false;
  }
  return true;
}

/// The part of the family that the fact allows, as far as that can be seen; the fact is part of the domain anyway, so
/// keeping too much only makes the wording longer.
Zeros allowed(const Family& family, const Fact& fact) {
  if (!has_only_variables(fact.polynomial)) return {{family}, true};
  const ExactPolynomial value = substitute(fact.polynomial, family.point);
  if (fact.sign == Sign::zero) {
    const Zeros cut = solve(fact.polynomial, family);
    return cut.complete ? cut : Zeros{{family}, true};
  }
  const bool strict = fact.sign != Sign::nonnegative;
  if (value.is_zero()) return strict ? Zeros{} : Zeros{{family}, true};
  if (fact.sign == Sign::nonzero || !terms_have_sign(value, family, -1)) return {{family}, true};
  return strict ? Zeros{} : solve(fact.polynomial, family);
}

Zeros allowed(const Zeros& zeros, const std::vector<Fact>& facts) {
  Zeros current = zeros;
  for (const Fact& fact : facts) {
    Zeros next{{}, current.complete};
    for (const Family& family : current.families) next.add(allowed(family, fact));
    current = std::move(next);
  }
  return current;
}

/// The statement asks the same of all positive multiples of a point.
bool is_homogeneous(const proofs::Sequent& root) {
  const auto form = [](const ExactPolynomial& polynomial) {
    return has_only_variables(polynomial) && homogeneous_degree(polynomial).has_value();
  };
  return form(root.goal.polynomial) &&
         std::all_of(root.facts.begin(), root.facts.end(), [&](const Fact& fact) { return form(fact.polynomial); });
}

/// Small points at which equality holds, for proofs that do not say where it does.
Zeros candidates(const proofs::Statement& statement, const proofs::Relation& goal, const proofs::Sequent& root) {
  const std::vector<std::string>& names = statement.variables;
  const bool rays = is_homogeneous(root);
  const std::array<Rational, 5> values{Rational(0), Rational(1), Rational(2), Rational(3), Rational(1) / 2};
  const std::size_t choices = rays ? 4 : 5;
  std::size_t count = 1;
  for (std::size_t i = 0; i < names.size() && count <= max_candidates; ++i) count *= choices;
  if (count > max_candidates) return {{}, false};
  // A form that vanishes at a point vanishes on the whole line; the domain may have a half of it.
  const bool any_sign = std::none_of(names.begin(), names.end(), [&](const std::string& name) {
    return sign_of(proofs::Atom::variable(name), root.facts).has_value();
  });
  const Range range = any_sign ? Range::real : Range::nonnegative;
  Zeros result{{}, false};
  for (std::size_t number = 1; number < count; ++number) {
    Family family;
    std::size_t rest = number;
    for (const std::string& name : names) {
      const ExactPolynomial value(values[rest % choices]);
      rest /= choices;
      family.point.emplace(name, rays ? value * ExactPolynomial::variable("$1") : value);
    }
    if (rays) family.parameters.emplace("$1", range);
    if (standing(family, statement, goal) == Standing::equal) result.add({{std::move(family)}, true});
  }
  return result;
}

}  // namespace

std::optional<EqualityCases> equality_of(const proofs::Statement& statement, const Trace& trace, std::size_t goal) {
  const proofs::Sequent& root = trace.nodes.at(trace.roots.at(goal)).before;
  if (root.goal.sign != Sign::nonnegative) return {};
  // Before the goals come the integrals and limits that are to exist.
  const std::vector<proofs::Relation> relations = goals(statement);
  const std::size_t unwritten = trace.roots.size() - relations.size();
  if (goal < unwritten) return {};
  const proofs::Relation& relation = relations[goal - unwritten];
  EqualityCases result{statement.variables, root.facts, {}, false};
  const Zeros found = allowed(zeros_of_nodes(trace)[trace.roots[goal]], root.facts);
  // Where a base of powers is 0 is a case of its own.
  const bool has_cases = std::any_of(trace.roots.begin(), trace.roots.end(), [&](std::size_t other) {
    return !facts_of_case(trace.nodes[other].before.facts, root.facts).empty();
  });
  result.zeros.complete = found.complete && !has_cases;
  for (const Family& family : found.families) {
    const Standing where = standing(family, statement, relation);
    if (where == Standing::equal) result.zeros.add({{family}, true});
    // What could not be evaluated may hide a case.
    if (where == Standing::different) result.zeros.complete = false;
    if (where == Standing::outside) result.zeros.complete = false;
  }
  if (!result.zeros.complete) {
    result.zeros.add(candidates(statement, relation, root));
    result.zeros.complete = false;
  }
  simplify(result.zeros, result.variables);
  result.at_origin = result.zeros.families.size() == 1 && key(result.zeros.families[0], result.variables) == "cone";
  return result;
}

}  // namespace geq::render
