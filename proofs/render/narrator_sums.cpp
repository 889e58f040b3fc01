// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Fact;
using proofs::Term;

Next Narrator::with_sides(std::size_t node, const Topic& topic, Item item, Items& items) {
  const auto& parts = children(node);
  Topic inner = topic;
  ++inner.depth;
  inner.written_out = true;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const Fact& goal = sequent(parts[i]).goal;
    inner.goal = names_.goal();
    const Becomes value{named(inner.goal), expansion(goal.polynomial)};
    item.branches.push_back({{Proving{claim(inner.goal, goal.sign), value}}, branch(parts[i], inner)});
  }
  return goal_after(node, topic, std::move(item), items);
}

std::optional<Next> Narrator::tell(const proofs::Instance& step, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return with_sides(node, topic, {"", {InstanceKnown{Formula(as_term(step.index)), as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::ForEach& step, std::size_t node, const Topic& topic, Items& items) {
  const Formula range = listed({relation(named(step.variable), Symbol::greater_equal, Formula(as_term(step.lower))),
                                relation(named(step.variable), Symbol::less_equal, Formula(as_term(step.upper)))});
  return with_sides(node, topic, {"", {ForEachShown{range, as_relation(step.fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::SumOf&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return with_sides(node, topic, {"", {SummedUp{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Count&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return with_sides(node, topic, {"", {Counted{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::LastTerm&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return with_sides(node, topic, {"", {LastTermSplit{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Extremum& step, std::size_t node, const Topic& topic, Items& items) {
  const std::vector<Fact>& facts = sequent(children(node).back()).facts;
  const bool greatest = atoms(step.atom).begin()->op() == proofs::Operator::max_over;
  ExtremumTaken sentence{named(step.variable), as_relation(facts.at(facts.size() - 2)), greatest};
  return with_sides(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::CauchySchwarz&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return with_sides(node, topic, {"", {CauchySchwarzUsed{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Induction& step, std::size_t node, const Topic& topic, Items& items) {
  Item item{"", {ByInduction{named(step.variable), number(step.base)}}, {}, {}};
  return with_sides(node, topic, std::move(item), items);
}

}  // namespace geq::render
