// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "proofs/render/cone_geometry.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Term;

namespace {

struct Counts {
  std::size_t leaves = 0, open = 0, same = 0;
  std::size_t cones() const { return leaves + open + same; }
};

Counts count(const proofs::Cones& step) {
  Counts counts;
  for (const proofs::ConeNode& node : step.tree) {
    counts.leaves += std::holds_alternative<proofs::ConeLeaf>(node) ? 1 : 0;
    counts.open += std::holds_alternative<proofs::ConeOpen>(node) ? 1 : 0;
    counts.same += std::holds_alternative<proofs::ConeSame>(node) ? 1 : 0;
  }
  return counts;
}

/// Rows are coordinates, columns are generators.
Matrix matrix_of(const std::vector<std::vector<proofs::Integer>>& columns) {
  Matrix matrix;
  const std::size_t n = columns.size();
  for (std::size_t coordinate = 0; coordinate < n; ++coordinate) {
    matrix.rows.emplace_back();
    for (std::size_t c = 0; c < n; ++c) matrix.rows.back().push_back(columns[c][coordinate]);
  }
  return matrix;
}

}  // namespace

ConeCase Narrator::cone_case(const proofs::Cones& step, const ConeView& cone, std::size_t node, const Topic& topic,
                             std::size_t number_of_case) {
  const std::size_t n = step.columns.size();
  const bool open = std::holds_alternative<proofs::ConeOpen>(step.tree[cone.node]);
  ConeCase result{ConeCase::Kind::leaf, number_of_case, count(step).same > 0, {}, {}, {}, named(topic.goal), {}};
  const Matrix matrix = matrix_of(cone.columns);
  // The name of each column: that of a coordinate that it alone makes up, else a fresh one.
  std::vector<std::string> names = open ? step.names : std::vector<std::string>(n);
  std::vector<bool> kept(n, false);
  for (std::size_t row = 0; row < n && !open; ++row) {
    const auto column = lone_unit(matrix.rows[row]);
    if (!column || !names[*column].empty()) continue;
    names[*column] = step.columns[row];
    kept[row] = true;
  }
  std::set<std::string> taken(sequent(node).variables.begin(), sequent(node).variables.end());
  taken.insert(topic.goal);
  FreshNames fresh(std::move(taken));
  std::vector<std::string> added;
  for (std::string& name : names) {
    if (name.empty()) name = fresh.take({"u", "v", "w", "x", "y", "z", "p", "q", "r", "s", "t"});
    if (open || std::find(step.columns.begin(), step.columns.end(), name) == step.columns.end()) added.push_back(name);
  }
  std::vector<Formula> equations;
  for (std::size_t row = 0; row < n; ++row) {
    if (kept[row]) continue;
    ExactPolynomial value;
    for (std::size_t c = 0; c < n; ++c)
      value = value + ExactPolynomial(matrix.rows[row][c]) * ExactPolynomial::variable(names[c]);
    equations.push_back(relation(named(step.columns[row]), Symbol::equal, Formula(as_term(value))));
  }
  result.substitution = listed(equations);
  if (!added.empty()) result.signs = {relation(names_list(added), Symbol::greater_equal, number(0))};
  result.region = region_of(matrix, step.columns);
  if (open) result.kind = ConeCase::Kind::open;
  const Rational scale = common_denominator(sequent(node).goal.polynomial);
  const ExactPolynomial form = cone.form.polynomial(names);
  result.value = expansion(open ? form : ExactPolynomial(1 / scale) * form);
  if (open && scale != 1) result.goal = Formula(product_of({number_term(scale), Term::variable(topic.goal)}));
  return result;
}

Branch Narrator::open_branch(ConeCase told, const proofs::Cones& step, std::size_t node, std::size_t child,
                             const Topic& topic) {
  Topic inner = topic;
  ++inner.depth;
  inner.written_out = true;
  inner.fresh = step.names;
  if (common_denominator(sequent(node).goal.polynomial) != 1) {
    // The kernel goes on with an integral multiple.
    inner.goal = names_.goal();
    told.goal = relation(named(inner.goal), Symbol::equal, told.goal);
  }
  return {{std::move(told)}, branch(child, inner)};
}

std::optional<Next> Narrator::fold_cones(const proofs::Cones& step, std::size_t node, const Topic& topic,
                                         Items& items) {
  const Counts counts = count(step);
  const bool listed_in_appendix = counts.cones() <= max_listed_cones;
  Item item{"", written_out(topic, sequent(node).goal.polynomial), {}, {}};
  item.sentences.push_back(ConesFolded{named(topic.goal),
                                       relation(names_list(step.columns), Symbol::greater_equal, number(0)),
                                       claim(topic.goal, sequent(node).goal.sign), counts.cones(), counts.same,
                                       counts.open, step.columns.size(), listed_in_appendix});
  ConeTable table{step.columns, {}};
  std::size_t next_child = 0;
  std::size_t number_of_case = 0;
  walk_cones(step, sequent(node), [&](const ConeView& cone) {
    if (std::holds_alternative<proofs::ConeSplit>(step.tree[cone.node])) return;
    ++number_of_case;
    if (listed_in_appendix) table.matrices.push_back(matrix_of(cone.columns));
    if (std::holds_alternative<proofs::ConeOpen>(step.tree[cone.node]))
      item.branches.push_back(open_branch(cone_case(step, cone, node, topic, number_of_case), step, node,
                                          children(node).at(next_child++), topic));
  });
  if (listed_in_appendix) narrative_.tables.push_back(std::move(table));
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Cones& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  if (step.tree.size() == 1 && std::holds_alternative<proofs::ConeLeaf>(step.tree.front())) {
    Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
    item.sentences.push_back(terms_nonnegative(here.goal, topic.goal, here, topic));
    items.push_back(std::move(item));
    return {};
  }
  const Counts counts = count(step);
  if (counts.cones() > max_cone_cases) return fold_cones(step, node, topic, items);
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  item.sentences.push_back(
      ConesIntroduced{relation(names_list(step.columns), Symbol::greater_equal, number(0)), counts.cones()});
  std::map<std::size_t, std::size_t> numbers;  // tree node -> number of the case
  const std::vector<std::size_t> ends = subtree_ends(step);
  std::size_t next_child = 0;
  walk_cones(step, here, [&](const ConeView& cone) {
    if (std::holds_alternative<proofs::ConeSplit>(step.tree[cone.node])) return;
    const std::size_t number_of_case = numbers.size() + 1;
    numbers.emplace(cone.node, number_of_case);
    ConeCase told = cone_case(step, cone, node, topic, number_of_case);
    if (const auto* same = std::get_if<proofs::ConeSame>(&step.tree[cone.node])) {
      told.kind = ConeCase::Kind::same;
      told.same_as = numbers.lower_bound(same->node)->second;
      told.same_until = std::prev(numbers.lower_bound(ends[same->node]))->second;
    }
    if (told.kind != ConeCase::Kind::open) {
      item.branches.push_back({{std::move(told)}, {}});
      return;
    }
    item.branches.push_back(open_branch(std::move(told), step, node, children(node).at(next_child++), topic));
  });
  item.closing.push_back(ConesClosed{claim(topic.goal, here.goal.sign), counts.open > 0});
  items.push_back(std::move(item));
  return {};
}

}  // namespace geq::render
