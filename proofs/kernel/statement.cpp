// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/statement.hpp"

#include <algorithm>
#include <utility>

#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/lowering.hpp"

namespace geq::proofs {

std::string_view to_text(Comparison comparison) {
  switch (comparison) {
    case Comparison::greater_equal:
      return ">=";
    case Comparison::greater:
      return ">";
    case Comparison::less_equal:
      return "<=";
    case Comparison::less:
      return "<";
    case Comparison::equal:
      return "=";
    case Comparison::not_equal:
      return "!=";
  }
  return "?";
}

std::vector<Relation> relations(const Chain& chain) {
  std::vector<Relation> result;
  for (std::size_t i = 0; i < chain.comparisons.size(); ++i)
    result.push_back({chain.links.at(i), chain.comparisons[i], chain.links.at(i + 1)});
  return result;
}

namespace {

void append_triangle(const std::vector<std::string>& names, std::vector<Relation>& result) {
  std::vector<Term> sides;
  sides.reserve(names.size());
  for (const std::string& name : names) sides.push_back(Term::variable(name));
  for (const Term& side : sides) result.push_back({side, Comparison::greater, Term::number(0)});
  for (std::size_t i = 0; i < 3; ++i)
    result.push_back(
        {Term::apply(Operator::sum, {sides.at(i), sides.at((i + 1) % 3)}), Comparison::greater, sides.at((i + 2) % 3)});
}

/// left - right ~ 0 for all indices, as one relation. The variables of the binders are bound already.
Relation for_all(const Relation& relation, const std::vector<Range>& ranges) {
  using C = Comparison;
  const bool turned = relation.comparison == C::less_equal || relation.comparison == C::less;
  const Term& left = turned ? relation.right : relation.left;
  const Term& right = turned ? relation.left : relation.right;
  const bool zero = right.op() == Operator::number && right.value() == 0;
  Term body = zero ? left : Term::apply(Operator::sum, {left, Term::apply(Operator::negation, {right})});
  const bool weak = relation.comparison == C::greater_equal || relation.comparison == C::less_equal;
  Sign sign = relation.comparison == C::equal       ? Sign::zero
              : relation.comparison == C::not_equal ? Sign::nonzero
              : weak                                ? Sign::nonnegative
                                                    : Sign::positive;
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    body = closed(body, range->index);
    if (range->real)
      body = Term::bind(Operator::everywhere, range->index,
                        {Term::number(static_cast<long>(Ends::finite)), range->lower, range->upper,
                         Term::number(static_cast<long>(sign)), std::move(body)});
    else
      body = Term::bind(quantifier(sign), range->index, {range->lower, range->upper, std::move(body)});
    sign = Sign::positive;  // the inner one is 1
  }
  return {std::move(body), Comparison::greater, Term::number(0)};
}

/// What is said of a convex function, or of a concave one.
Relation curvature(const std::string& name, bool concave) {
  const auto apply = [](Operator op, std::vector<Term> arguments) { return Term::apply(op, std::move(arguments)); };
  const auto value = [&](const Term& argument) { return apply(Operator::value, {Term::variable(name), argument}); };
  const auto negative = [&](const Term& term) { return apply(Operator::negation, {term}); };
  const Term x = Term::bound(2);
  const Term y = Term::bound(1);
  const Term s = Term::bound(0);
  const Term zero = Term::number(0);
  const Term rest = apply(Operator::sum, {Term::number(1), negative(s)});
  const auto mean = [&](const Term& left, const Term& right) {
    return apply(Operator::sum, {apply(Operator::product, {s, left}), apply(Operator::product, {rest, right})});
  };
  const Term chord = mean(value(x), value(y));
  const Term below = value(mean(x, y));
  const auto for_all = [&](const char* index, Ends ends, long upper, Sign sign, const Term& body) {
    return Term::bind(Operator::everywhere, index,
                      {Term::number(static_cast<long>(ends)), zero, Term::number(upper),
                       Term::number(static_cast<long>(sign)), body});
  };
  const Term body =
      concave ? apply(Operator::sum, {below, negative(chord)}) : apply(Operator::sum, {chord, negative(below)});
  const Term shares = for_all("s", Ends::finite, 1, Sign::nonnegative, body);
  const Term points = for_all("y", Ends::line, 0, Sign::positive, shares);
  return {for_all("x", Ends::line, 0, Sign::positive, points), Comparison::greater, zero};
}

Relation lowered(const Relation& relation) {
  return {lowered_number(relation.left), relation.comparison, lowered_number(relation.right)};
}

Relation domain_relation(const Term& element, const Declaration& declaration, bool upper) {
  if (declaration.kind == Declaration::Kind::compared)
    return {element, declaration.comparison.value(), declaration.bounds.at(0).value};
  const Declaration::Bound& bound = declaration.bounds.at(upper ? 1 : 0);
  const Comparison comparison = upper ? (bound.open ? Comparison::less : Comparison::less_equal)
                                      : (bound.open ? Comparison::greater : Comparison::greater_equal);
  return {element, comparison, bound.value};
}

/// The lengths of the name with this place in the declaration.
std::vector<Term> lengths_at(const Declaration& declaration, std::size_t place) {
  std::vector<Term> result = declaration.lengths.empty() ? std::vector<Term>{} : declaration.lengths.at(place);
  result.insert(result.end(), declaration.sizes.begin(), declaration.sizes.end());
  return result;
}

bool is_function(Declaration::Sort sort) {
  return sort == Declaration::Sort::convex || sort == Declaration::Sort::concave;
}

void append_domain(const Declaration& declaration, std::vector<Relation>& result) {
  if (declaration.kind == Declaration::Kind::triangle) return append_triangle(declaration.names, result);
  if (is_function(declaration.sort)) {
    for (const std::string& name : declaration.names)
      result.push_back(curvature(name, declaration.sort == Declaration::Sort::concave));
    return;
  }
  for (std::size_t i = 0; i < declaration.names.size(); ++i) {
    const std::vector<Term> lengths = lengths_at(declaration, i);
    std::vector<Range> ranges;
    Term element = Term::variable(declaration.names[i]);
    for (const Term& length : lengths) {
      ranges.push_back({"i" + std::to_string(ranges.size() + 1), Term::number(1), length});
      // Not a name of the language (it has a space), so it names nothing else.
      ranges.back().index = "index " + ranges.back().index;
      element = Term::apply(Operator::element, {element, Term::variable(ranges.back().index)});
    }
    const auto append = [&](const Relation& relation) {
      result.push_back(ranges.empty() ? relation : for_all(relation, ranges));
    };
    if (declaration.sort == Declaration::Sort::integer)
      append({Term::apply(Operator::floor, {element}), Comparison::equal, element});
    if (declaration.kind == Declaration::Kind::real) continue;
    append(domain_relation(element, declaration, false));
    if (declaration.kind == Declaration::Kind::interval) append(domain_relation(element, declaration, true));
  }
}

bool has_range(const Term& term) {
  return is_binder(term.op()) || std::any_of(term.arguments().begin(), term.arguments().end(), has_range);
}

}  // namespace

std::vector<Term> lengths_of(const Statement& statement, const std::string& name) {
  for (const Declaration& declaration : statement.declarations)
    for (std::size_t i = 0; i < declaration.names.size(); ++i)
      if (declaration.names[i] == name) return lengths_at(declaration, i);
  return {};
}

std::vector<DeclaredFunction> functions_of(const Statement& statement) {
  std::vector<DeclaredFunction> result;
  for (const Declaration& declaration : statement.declarations)
    for (const std::string& name : declaration.names)
      if (is_function(declaration.sort)) result.push_back({name, declaration.sort == Declaration::Sort::concave});
  return result;
}

bool is_elementary(const Statement& statement) {
  for (const Declaration& declaration : statement.declarations)
    for (std::size_t i = 0; i < declaration.names.size(); ++i)
      if (declaration.sort == Declaration::Sort::integer || !lengths_at(declaration, i).empty()) return false;
  const auto ranged = [](const Relation& relation) { return has_range(relation.left) || has_range(relation.right); };
  const std::vector<Relation> assumed = hypotheses(statement);
  const std::vector<Relation> claimed = goals(statement);
  return std::none_of(assumed.begin(), assumed.end(), ranged) && std::none_of(claimed.begin(), claimed.end(), ranged);
}

std::vector<Relation> hypotheses(const Statement& statement) {
  std::vector<Relation> result;
  for (const Declaration& declaration : statement.declarations) append_domain(declaration, result);
  for (const Assumption& assumption : statement.assumptions)
    for (const Relation& relation : relations(assumption)) {
      // Elements at an index are elements of whole sequences until they are lowered, so that comes first.
      const Relation core = lowered(relation);
      result.push_back(assumption.ranges.empty() ? core : for_all(core, assumption.ranges));
    }
  return result;
}

std::vector<Relation> goals(const Statement& statement) {
  std::vector<Relation> result;
  for (const Chain& goal : statement.goals)
    for (const Relation& relation : relations(goal)) result.push_back(lowered(relation));
  return result;
}

}  // namespace geq::proofs
