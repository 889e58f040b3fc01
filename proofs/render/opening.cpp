// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Declaration;
using proofs::Statement;

namespace {

/// Real numbers, no sequences, vectors or integers.
bool is_plain(const Declaration& declaration) {
  return declaration.sort == Declaration::Sort::real && declaration.lengths.empty();
}

bool is_function(const Declaration& declaration) {
  return declaration.sort == Declaration::Sort::convex || declaration.sort == Declaration::Sort::concave;
}

/// The names of a declaration and of those right after it that say the same of theirs.
std::vector<std::string> names_from(const std::vector<Declaration>& declarations, std::size_t& i) {
  std::vector<std::string> names = declarations[i].names;
  const auto same = [&](const Declaration& next) {
    return next.kind == declarations[i].kind && next.comparison == declarations[i].comparison &&
           next.bounds == declarations[i].bounds && next.kind != Declaration::Kind::triangle && is_plain(next) &&
           is_plain(declarations[i]);
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

/// A bound for one variable that has no other declaration: as good as a declaration.
struct NameBound {
  std::string name;
  Symbol symbol;
  proofs::Term bound;
};

std::optional<NameBound> bound_of(const proofs::Assumption& chain, const std::vector<std::string>& real) {
  if (chain.links.size() != 2 || !chain.ranges.empty()) return {};
  const auto is_number = [](const proofs::Term& term) {
    const proofs::Term& inner = term.op() == proofs::Operator::negation ? term.arguments()[0] : term;
    return inner.op() == proofs::Operator::number;
  };
  const bool turned = is_number(chain.links[0]);
  const proofs::Term& variable = chain.links[turned ? 1 : 0];
  const proofs::Term& bound = chain.links[turned ? 0 : 1];
  if (variable.op() != proofs::Operator::variable || !is_number(bound)) return {};
  if (std::find(real.begin(), real.end(), variable.name()) == real.end()) return {};
  Symbol symbol = symbol_of(chain.comparisons[0]);
  if (symbol == Symbol::equal || symbol == Symbol::not_equal) return {};
  if (turned)
    symbol = symbol == Symbol::greater_equal ? Symbol::less_equal
             : symbol == Symbol::greater     ? Symbol::less
             : symbol == Symbol::less_equal  ? Symbol::greater_equal
                                             : Symbol::greater;
  return NameBound{variable.name(), symbol, bound};
}

/// Takes the bounds of single variables out of the assumptions, those that say the same together.
std::vector<Formula> bounds(const std::vector<proofs::Assumption>& assumptions, std::vector<std::string>& real,
                            std::vector<bool>& used) {
  std::vector<std::pair<NameBound, std::vector<std::string>>> groups;
  for (std::size_t i = 0; i < assumptions.size(); ++i) {
    const auto found = bound_of(assumptions[i], real);
    if (!found) continue;
    used[i] = true;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
      return group.first.symbol == found->symbol && group.first.bound == found->bound;
    });
    if (same == groups.end())
      groups.push_back({*found, {found->name}});
    else if (std::find(same->second.begin(), same->second.end(), found->name) == same->second.end())
      same->second.push_back(found->name);
  }
  std::vector<Formula> result;
  for (const auto& [bound, names] : groups) {
    result.push_back(relation(names_list(names), bound.symbol, Formula(bound.bound)));
    std::erase_if(real, [&names = names](const auto& name) {
      return std::find(names.begin(), names.end(), name) != names.end();
    });
  }
  return result;
}

Formula chain(const proofs::Chain& written) {
  Formula result(written.links.at(0));
  for (std::size_t i = 0; i < written.comparisons.size(); ++i)
    result << Formula(symbol_of(written.comparisons[i])) << Formula(written.links.at(i + 1));
  return result;
}

/// The chain, and for which indices.
Formula assumption(const proofs::Assumption& written) {
  Formula result = chain(written);
  for (const proofs::Range& range : written.ranges) {
    const Symbol between = range.real ? Symbol::less : Symbol::less_equal;
    result << Formula(Symbol::wide_comma) << Formula(range.lower) << Formula(between) << named(range.index)
           << Formula(between) << Formula(range.upper);
  }
  return result;
}

/// Squares, absolute values, exponentials and sums of such: nobody asks why it is not negative.
bool is_evident(const proofs::ExactPolynomial& polynomial) {
  const auto is_evident_factor = [](const auto& power) {
    const proofs::Atom& atom = power.first;
    switch (atom.op()) {
      case proofs::Operator::abs:
      case proofs::Operator::exp:
        return true;
      case proofs::Operator::sum_over:
        return power.second % 2 == 0 || is_evident(atom.arguments()[2]);
      default:
        return power.second % 2 == 0;
    }
  };
  return std::all_of(polynomial.terms().begin(), polynomial.terms().end(), [&](const auto& term) {
    return proofs::sign(term.second) > 0 && std::all_of(term.first.begin(), term.first.end(), is_evident_factor);
  });
}

/// That something evident is not negative, perhaps for all indices.
bool is_evident(const proofs::Fact& condition) {
  if (condition.sign == proofs::Sign::nonnegative) return is_evident(condition.polynomial);
  const std::set<proofs::Atom> found = atoms(condition.polynomial);
  return found.size() == 1 && found.begin()->op() == proofs::Operator::every_nonnegative &&
         condition.polynomial == proofs::ExactPolynomial(*found.begin()) && is_evident(found.begin()->arguments()[2]);
}

}  // namespace

Domain domain_of(const Statement& statement) {
  Domain domain;
  std::vector<std::string> real = statement.variables;
  for (std::size_t i = 0; i < statement.declarations.size(); ++i) {
    const Declaration& declaration = statement.declarations[i];
    if (declaration.sort == Declaration::Sort::integer)
      domain.integers = domain.integers.empty() ? names_list(declaration.names)
                                                : listed({domain.integers, names_list(declaration.names)});
    if (is_function(declaration)) {
      Formula& all = declaration.sort == Declaration::Sort::convex ? domain.convex : domain.concave;
      all = all.empty() ? names_list(declaration.names) : listed({all, names_list(declaration.names)});
      std::erase_if(real, [&](const auto& name) {
        return std::find(declaration.names.begin(), declaration.names.end(), name) != declaration.names.end();
      });
      continue;
    }
    if (declaration.kind == Declaration::Kind::real) {
      if (declaration.sort == Declaration::Sort::integer)
        std::erase_if(real, [&](const auto& name) {
          return std::find(declaration.names.begin(), declaration.names.end(), name) != declaration.names.end();
        });
      continue;
    }
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
  std::vector<bool> used(statement.assumptions.size(), false);
  for (Formula& bound : bounds(statement.assumptions, real, used)) domain.ranges.push_back(std::move(bound));
  domain.reals = names_list(real);
  for (std::size_t i = 0; i < statement.assumptions.size(); ++i)
    if (!used[i]) domain.assumptions.push_back(assumption(statement.assumptions[i]));
  for (const proofs::Fact& condition : definedness(statement))
    if (!is_evident(condition)) domain.conditions.push_back(as_relation(condition));
  return domain;
}

}  // namespace geq::render
