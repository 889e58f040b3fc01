// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Declaration;
using proofs::Statement;

namespace {

/// The names of a declaration and of those right after it that say the same of theirs.
std::vector<std::string> names_from(const std::vector<Declaration>& declarations, std::size_t& i) {
  std::vector<std::string> names = declarations[i].names;
  const auto same = [&](const Declaration& next) {
    return next.kind == declarations[i].kind && next.comparison == declarations[i].comparison &&
           next.bounds == declarations[i].bounds && next.kind != Declaration::Kind::triangle;
  };
  std::size_t next = i + 1;
  for (; next < declarations.size() && same(declarations[next]); ++next)
    names.insert(names.end(), declarations[next].names.begin(), declarations[next].names.end());
  i = next - 1;
  return names;
}

Formula interval(const std::vector<std::string>& names, const Declaration& declaration) {
  const auto& lower = declaration.bounds.at(0);
  const auto& upper = declaration.bounds.at(1);
  Formula result = names_list(names);
  result << Formula(Symbol::member) << Formula(lower.open ? Symbol::open : Symbol::open_square) << Formula(lower.value)
         << Formula(Symbol::comma) << Formula(upper.value)
         << Formula(upper.open ? Symbol::close : Symbol::close_square);
  return result;
}

Formula chain(const proofs::Chain& written) {
  Formula result(written.links.at(0));
  for (std::size_t i = 0; i < written.comparisons.size(); ++i)
    result << Formula(symbol_of(written.comparisons[i])) << Formula(written.links.at(i + 1));
  return result;
}

}  // namespace

Domain domain_of(const Statement& statement) {
  Domain domain;
  std::vector<std::string> real = statement.variables;
  for (std::size_t i = 0; i < statement.declarations.size(); ++i) {
    const Declaration& declaration = statement.declarations[i];
    if (declaration.kind == Declaration::Kind::real) continue;
    const std::vector<std::string> names = names_from(statement.declarations, i);
    std::erase_if(real, [&](const auto& name) { return std::find(names.begin(), names.end(), name) != names.end(); });
    if (declaration.kind == Declaration::Kind::triangle)
      domain.triangles.push_back(names_list(names));
    else if (declaration.kind == Declaration::Kind::interval)
      domain.ranges.push_back(interval(names, declaration));
    else
      domain.ranges.push_back(relation(names_list(names), symbol_of(declaration.comparison.value()),
                                       Formula(declaration.bounds.at(0).value)));
  }
  domain.reals = names_list(real);
  for (const proofs::Chain& assumption : statement.assumptions) domain.assumptions.push_back(chain(assumption));
  for (const proofs::Fact& condition : definedness(statement)) domain.conditions.push_back(as_relation(condition));
  return domain;
}

}  // namespace geq::render
