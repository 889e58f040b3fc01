// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Fact;

std::optional<Next> Narrator::tell(const proofs::Instance& step, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  const bool real = !proofs::family_in(sequent(node).facts.at(step.fact));
  return needs_then_goal(node, topic,
                         {"", {InstanceKnown{Formula(as_term(step.index)), as_relation(fact), real}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::ForEach& step, std::size_t node, const Topic& topic, Items& items) {
  const Formula range = listed({relation(named(step.variable), Symbol::greater_equal, Formula(as_term(step.lower))),
                                relation(named(step.variable), Symbol::less_equal, Formula(as_term(step.upper)))});
  return needs_then_goal(node, topic, {"", {ForEachShown{range, as_relation(step.fact), step.by_induction}}, {}, {}},
                         items);
}

std::optional<Next> Narrator::tell(const proofs::SumOf&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {SummedUp{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Count&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {Counted{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::LastTerm&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {LastTermSplit{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::HalfDegree& step, std::size_t node, const Topic& topic, Items& items) {
  const std::vector<proofs::Substitution> points = points_with_few_values(step, sequent(node));
  const bool zeros = points.back().at(step.variables.back()).is_zero();
  Item item{"", {FewValues{names_list(step.variables), step.values, zeros}}, {}, {}};
  Topic inner = topic;
  ++inner.depth;
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<Formula> equations;
    for (const std::string& name : step.variables)
      if (const auto& value = points[i].at(name); value != proofs::ExactPolynomial::variable(name))
        equations.push_back(relation(named(name), Symbol::equal, Formula(as_term(value))));
    item.branches.push_back({{InCase{listed(equations)}}, branch(children(node).at(i), inner)});
  }
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::PowerSums& step, std::size_t node, const Topic& topic, Items& items) {
  const Fact& count = sequent(children(node).back()).facts.back();
  FewValuesOfElements sentence{named(step.sequence), names_list(step.values), names_list(step.weights),
                               as_relation(count), count.sign != proofs::Sign::zero};
  return needs_then_goal(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Telescope&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {Telescoped{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::OneTerm&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {OneTermKept{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::SwapSums&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {OrderSwapped{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Extremum& step, std::size_t node, const Topic& topic, Items& items) {
  const std::vector<Fact>& facts = sequent(children(node).back()).facts;
  const bool greatest = atoms(step.atom).begin()->op() == proofs::Operator::max_over;
  ExtremumTaken sentence{named(step.variable), as_relation(facts.at(facts.size() - 2)), greatest};
  return needs_then_goal(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::CauchySchwarz&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {CauchySchwarzUsed{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::NormBound&, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {NormBounds{as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::LeastBound& step, std::size_t node, const Topic& topic, Items& items) {
  const Fact& fact = sequent(children(node).back()).facts.back();
  return needs_then_goal(node, topic, {"", {LeastBoundTaken{named(step.variable), as_relation(fact)}}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Induction& step, std::size_t node, const Topic& topic, Items& items) {
  Item item{"", {ByInduction{named(step.variable), number(step.base)}}, {}, {}};
  return needs_then_goal(node, topic, std::move(item), items);
}

}  // namespace geq::render
