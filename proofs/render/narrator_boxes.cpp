// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/rules/rules.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Term;

std::optional<Next> Narrator::tell(const proofs::Subdivide& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const std::set<std::string> names = variables(here.goal.polynomial);
  const auto parts = static_cast<std::size_t>(std::count(step.tree.begin(), step.tree.end(), std::string()));
  BoxShown sentence{{}, parts, named(topic.goal), claim(topic.goal, here.goal.sign)};
  for (const proofs::Fact& fact : here.facts)
    if (const std::set<std::string> own = variables(fact.polynomial); own.size() == 1 && names.contains(*own.begin()))
      sentence.box.push_back(as_relation(fact));
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  item.sentences.push_back(std::move(sentence));
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::OpenCells& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const auto is_known = [&](const std::string& name) {
    const auto sign = sign_of(proofs::Atom::variable(name), here.facts);
    return sign && *sign != proofs::Sign::nonzero;
  };
  const std::string& last = step.variables.back();
  Formula unit;
  if (!step.unit.empty()) unit = relation(named(step.unit), Symbol::equal, number(1));
  std::vector<Formula> others;
  for (const std::size_t fact : step.facts) others.emplace_back(as_term(here.facts[fact].polynomial));
  if (is_known(last) && (step.unit.empty() || is_known(step.unit))) others.push_back(named(last));
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  const Formula shown = claim(topic.goal, here.goal.sign);
  if (step.variables.size() == 2) {
    std::vector<Formula> places;
    for (const proofs::OpenCells::Column& column : step.columns) places.push_back(number(column.at.front()));
    const Formula across = named(step.variables.front());
    item.sentences.push_back(PlaneShown{named(topic.goal), across, named(last), unit, std::move(others),
                                        relation(across, Symbol::equal, listed(places)), places.size() == 1, shown});
  } else {
    SpaceShown sentence{named(topic.goal),   {},   named(last), unit, std::move(others), {}, {},
                        step.columns.size(), shown};
    for (const std::string& name : step.variables)
      if (name != last) sentence.before.push_back(named(name));
    for (const proofs::ExactPolynomial& wall : step.walls) sentence.walls.emplace_back(as_term(wall));
    for (const proofs::ExactPolynomial& wall : step.thin) sentence.thin.emplace_back(as_term(wall));
    item.sentences.push_back(std::move(sentence));
  }
  append_needs(children(node), topic, item);
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Tangent& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const bool logarithm = step.function == proofs::Tangent::Function::log;
  Item item{"", {TangentKnown{as_relation(tangent_fact(step, here.facts)), logarithm}}, {}, {}};
  return needs_then_goal(node, topic, std::move(item), items);
}

std::optional<Next> Narrator::tell(const proofs::SupportingLine& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  // Of a concave function f the rule is told -f.
  const auto& terms = step.function.terms();
  const bool concave = !terms.empty() && proofs::sign(terms.begin()->second) < 0;
  const proofs::ExactPolynomial function = concave ? -step.function : step.function;
  const Term rise =
      product_of({Term::variable(step.slope), difference(Term::variable(step.variable), as_term(step.at))});
  const Formula line(sum_of({as_term(substitute(function, {{step.variable, step.at}})),
                             concave ? Term::apply(proofs::Operator::negation, {rise}) : rise}));
  Item item{"",
            {LineBelow{Formula(as_term(function)), Formula(as_term(step.at)),
                       relation(Formula(as_term(function)), concave ? Symbol::less_equal : Symbol::greater_equal, line),
                       named(step.variable), concave}},
            {},
            {}};
  return needs_then_goal(node, topic, std::move(item), items);
}

std::optional<Next> Narrator::tell(const proofs::Identity& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Equal equal = equal_of(step).value();
  ValueFound sentence{relation(Formula(as_term(step.atom)), Symbol::equal, Formula(as_term(equal.value))), {}};
  for (const proofs::Fact& premise : equal.premises) sentence.because.push_back(as_relation(premise));
  return needs_then_goal(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Increasing& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const bool logarithm = step.function == proofs::Tangent::Function::log;
  Item item{"", {IncreasingKnown{as_relation(increasing_fact(step, here.facts)), logarithm}}, {}, {}};
  return needs_then_goal(node, topic, std::move(item), items);
}

std::optional<Next> Narrator::tell(const proofs::Monotone& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const Symbol symbol = step.above ? Symbol::greater_equal : Symbol::less_equal;
  const Formula from(as_term(step.from));
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  item.sentences.push_back(ByDerivative{named(topic.goal), named(step.variable), from,
                                        relation(named(step.variable), symbol, from), step.above});
  append_needs(children(node), topic, item);
  items.push_back(std::move(item));
  return {};
}

}  // namespace geq::render
