// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/rules/rules.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Sign;
using proofs::Term;

Next Narrator::goal_after(std::size_t node, const Topic& topic, Item item, Items& items) {
  const std::size_t child = children(node).back();
  Topic next = topic;
  const Fact& goal = sequent(child).goal;
  if (!topic.goal.empty() && goal != sequent(node).goal) {
    std::vector<Sentence>& last = item.branches.empty() ? item.sentences : item.closing;
    last.push_back(Becomes{named(topic.goal), expansion(goal.polynomial)});
    next.written_out = true;
  }
  items.push_back(std::move(item));
  return Next{child, next};
}

std::optional<Next> Narrator::tell(const proofs::Value& step, std::size_t node, const Topic& topic, Items& items) {
  const Term left = as_term(step.atom);
  ValueFound sentence{relation(Formula(left), Symbol::equal, Formula(as_term(step.value))), {}};
  const Atom atom = *atoms(step.atom).begin();
  const std::vector<ExactPolynomial>& arguments = atom.arguments();
  if (atom.op() == Operator::abs) sentence.because.push_back(as_relation({step.value, Sign::nonnegative}));
  if (atom.op() == Operator::min || atom.op() == Operator::max)
    for (const ExactPolynomial& other : arguments)
      if (other != step.value)
        sentence.because.push_back(
            as_relation({atom.op() == Operator::min ? other - step.value : step.value - other, Sign::nonnegative}));
  if (atom.op() == Operator::root) {
    const proofs::Rational degree = arguments[0].constant().value_or(2);
    if (cln::evenp(cln::numerator(degree)) && !step.value.constant())
      sentence.because.push_back(as_relation({step.value, Sign::nonnegative}));
  }
  Item item{"", {std::move(sentence)}, {}, {}};
  return needs_then_goal(node, topic, std::move(item), items);
}

std::optional<Next> Narrator::tell(const proofs::Name& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& after = sequent(children(node).at(0));
  NamedAtom sentence{relation(named(step.variable), Symbol::equal, Formula(as_term(step.atom))),
                     known_signs({step.variable}, after.facts)};
  auto next = goal_after(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
  next.topic.fresh = {step.variable};
  return next;
}

std::optional<Next> Narrator::tell(const proofs::Eliminate& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const Fact& equation = here.facts[step.equation];
  const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(step.variable), equation.polynomial);
  const ExactPolynomial value = ExactPolynomial(-1 / c.at(1).constant().value_or(1)) * c.at(0);
  Eliminated sentence{as_relation(equation), relation(named(step.variable), Symbol::equal, Formula(as_term(value)))};
  return goal_after(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Means& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  ExactPolynomial rest = here.goal.polynomial;
  MeansCompared sentence{{}, named(topic.goal), {}, false};
  for (const auto& mean : step.means) {
    std::vector<Term> terms;
    rest = rest + mean.product;
    for (const auto& part : mean.parts) {
      terms.push_back(as_term(part.term));
      rest = rest - part.term;
    }
    sentence.means.push_back(
        relation(Formula(sum_of(std::move(terms))), Symbol::greater_equal, Formula(as_term(mean.product))));
  }
  sentence.exact = rest.is_zero();
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  if (!sentence.exact) sentence.rest = expansion(rest);
  item.sentences.push_back(std::move(sentence));
  if (children(node).empty()) {
    if (rest.is_zero()) {
      item.sentences.push_back(Concluded{claim(topic.goal, here.goal.sign)});
    } else {
      TermsNonnegative last = terms_nonnegative({rest, here.goal.sign}, topic.goal, here, topic);
      item.sentences.push_back(std::move(last));
    }
    items.push_back(std::move(item));
    return {};
  }
  const Topic next = renamed(children(node)[0], topic, item.sentences);
  items.push_back(std::move(item));
  return Next{children(node)[0], next};
}

}  // namespace geq::render
