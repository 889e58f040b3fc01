// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/statement.hpp"

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
  for (const std::string& name : names) sides.push_back(Term::variable(name));
  for (const Term& side : sides) result.push_back({side, Comparison::greater, Term::number(0)});
  for (std::size_t i = 0; i < 3; ++i)
    result.push_back(
        {Term::apply(Operator::sum, {sides.at(i), sides.at((i + 1) % 3)}), Comparison::greater, sides.at((i + 2) % 3)});
}

void append_domain(const Declaration& declaration, std::vector<Relation>& result) {
  switch (declaration.kind) {
    case Declaration::Kind::real:
      return;
    case Declaration::Kind::triangle:
      return append_triangle(declaration.names, result);
    case Declaration::Kind::compared:
      for (const std::string& name : declaration.names)
        result.push_back({Term::variable(name), declaration.comparison.value(), declaration.bounds.at(0).value});
      return;
    case Declaration::Kind::interval:
      for (const std::string& name : declaration.names) {
        const auto& lower = declaration.bounds.at(0);
        const auto& upper = declaration.bounds.at(1);
        result.push_back(
            {Term::variable(name), lower.open ? Comparison::greater : Comparison::greater_equal, lower.value});
        result.push_back({Term::variable(name), upper.open ? Comparison::less : Comparison::less_equal, upper.value});
      }
      return;
  }
}

}  // namespace

std::vector<Relation> hypotheses(const Statement& statement) {
  std::vector<Relation> result;
  for (const Declaration& declaration : statement.declarations) append_domain(declaration, result);
  for (const Chain& assumption : statement.assumptions)
    for (Relation& relation : relations(assumption)) result.push_back(std::move(relation));
  return result;
}

std::vector<Relation> goals(const Statement& statement) {
  std::vector<Relation> result;
  for (const Chain& goal : statement.goals)
    for (Relation& relation : relations(goal)) result.push_back(std::move(relation));
  return result;
}

}  // namespace geq::proofs
