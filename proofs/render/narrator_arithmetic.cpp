// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/render/cyclic_sums.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sign;
using proofs::Term;

std::optional<Next> Narrator::tell(const proofs::Clear& step, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  std::vector<Term> factors;
  std::vector<Fact> sides;
  bool squares = false;
  ExactPolynomial rest = here.goal.polynomial;
  const std::vector<proofs::Atom> inverses = reciprocals(rest);
  for (std::size_t i = 0; i < inverses.size(); ++i) {
    const ExactPolynomial& q = inverses[i].arguments()[0];
    // As in the kernel: multiplying out earlier denominators does not change the exponent of the later ones.
    std::uint32_t exponent = degree_in(inverses[i], rest);
    const bool odd = exponent % 2 == 1;
    const bool negative = odd && step.signs[i] == proofs::DenominatorSign::negative;
    if (odd && step.signs[i] == proofs::DenominatorSign::squared) ++exponent;
    squares = squares || (exponent % 2 == 0 && !is_visible({q, Sign::positive}, here.facts));
    factors.push_back(power_of(as_term(negative ? -q : q), exponent));
    if (odd && step.signs[i] != proofs::DenominatorSign::squared) {
      const Fact side{negative ? -q : q, Sign::nonnegative};
      if (!is_visible(side, here.facts)) sides.push_back(side);
    }
  }
  Item item{"", {Cleared{Formula(product_of(std::move(factors))), squares}}, {}, {}};
  const auto& parts = children(node);
  Topic inner = topic;
  ++inner.depth;
  inner.written_out = true;
  if (parts.size() > 1) {
    std::vector<Formula> claims;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) claims.push_back(as_relation(sequent(parts[i]).goal));
    item.sentences.push_back(NeedsSigns{listed(claims)});
  }
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const Fact& goal = sequent(parts[i]).goal;
    inner.goal = names_.goal();
    item.branches.push_back(
        {{Proving{claim(inner.goal, goal.sign), Becomes{named(inner.goal), expansion(goal.polynomial)}}},
         branch(parts[i], inner)});
  }
  const bool branched = !item.branches.empty();
  Topic next = renamed(parts.back(), topic, branched ? item.closing : item.sentences);
  items.push_back(std::move(item));
  return Next{parts.back(), next};
}

namespace {

/// c * facts^e * square^2 as it is read: "1/2*(a - b)^2*c"; `written` gives the fact at an index.
template <class Written>
Term summand_term(const proofs::Combination::Summand& summand, const Written& written) {
  std::vector<Term> factors{number_term(summand.coefficient)};
  for (const auto& [index, exponent] : summand.facts)
    if (exponent > 0) factors.push_back(power_of(written(index), exponent));
  const auto root = summand.square.constant();
  if (root) {
    factors.front() = number_term(summand.coefficient * *root * *root);
  } else {
    // A single monomial is squared inside: a^2 rather than (a)^2, and a^4 rather than (a^2)^2.
    const bool single = summand.square.terms().size() == 1;
    factors.push_back(single ? as_term(power(summand.square, 2)) : power_of(as_term(summand.square), 2));
  }
  return product_of(std::move(factors));
}

ExactPolynomial value_of(const proofs::Combination::Summand& summand, const std::vector<Fact>& facts) {
  ExactPolynomial result = ExactPolynomial(summand.coefficient) * power(summand.square, 2);
  for (const auto& [index, exponent] : summand.facts) result = result * power(facts[index].polynomial, exponent);
  return result;
}

bool is_positive(const proofs::Combination::Summand& summand, const std::vector<Fact>& facts) {
  return summand.square.constant() && std::all_of(summand.facts.begin(), summand.facts.end(), [&](const auto& power) {
           const Sign known = facts[power.first].sign;
           return power.second == 0 || known == Sign::positive || (known == Sign::nonzero && power.second % 2 == 0);
         });
}

/// The sum with its cycles as one term each; empty if it has none, or is still long then. Of the terms the first ones
/// are those of the summands.
Formula short_sum(const proofs::Combination& step, const proofs::Sequent& here, const std::vector<Term>& terms) {
  constexpr std::size_t max_nodes = std::size_t{20} * max_inline_nodes;  // of what is multiplied out to be compared
  std::size_t nodes = 0;
  for (const Term& term : terms) nodes += term.size();
  if (nodes > max_nodes) return {};
  std::vector<Summand> summands;
  std::set<std::string> occurring;
  for (std::size_t i = 0; i < step.summands.size(); ++i) {
    summands.push_back({terms[i], value_of(step.summands[i], here.facts)});
    occurring.merge(variables(summands.back().value));
  }
  std::vector<std::string> names;
  for (const std::string& name : here.variables)
    if (occurring.contains(name)) names.push_back(name);
  Formula result = with_cyclic_sums(summands, names);
  if (result.empty()) return {};
  const auto rest = terms.begin() + static_cast<std::ptrdiff_t>(step.summands.size());
  if (rest != terms.end()) result << Formula(Symbol::plus) << Formula(sum_of({rest, terms.end()}));
  return result.nodes() <= 2 * max_inline_nodes ? result : Formula();
}

void add_once(const Formula& formula, const Fact& fact, std::vector<Fact>& seen, std::vector<Formula>& result) {
  if (std::find(seen.begin(), seen.end(), fact) != seen.end()) return;
  seen.push_back(fact);
  result.push_back(formula);
}

}  // namespace

std::optional<Next> Narrator::tell(const proofs::Combination& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  const proofs::Sequent& here = sequent(node);
  SumShown sentence{topic.goal.empty() ? number(0) : named(topic.goal),
                    {},
                    {},
                    {},
                    claim(topic.goal, here.goal.sign),
                    step.multiples.size(),
                    step.summands.empty(),
                    {},
                    topic.goal.empty()};
  std::vector<Term> terms;
  std::vector<Fact> seen;
  for (const auto& summand : step.summands) {
    terms.push_back(summand_term(summand, [&](std::size_t index) { return fact_term(here.facts[index]); }));
    if (here.goal.sign == Sign::positive && sentence.positive.empty() && is_positive(summand, here.facts))
      sentence.positive = relation(Formula(terms.back()), Symbol::greater, number(0));
    for (const auto& [index, exponent] : summand.facts)
      if (exponent > 0) add_once(fact_relation(here.facts[index]), here.facts[index], seen, sentence.facts);
  }
  for (const auto& multiple : step.multiples) {
    const Fact& equation = here.facts[multiple.equation];
    const Term product = product_of({as_term(multiple.factor), fact_term(equation)});
    terms.push_back(product);
    add_once(fact_relation(equation), equation, seen, sentence.equations);
  }
  const std::size_t count = terms.size();
  if (Formula shorter = short_sum(step, here, terms); !shorter.empty()) {
    sentence.sum = {std::move(shorter), {}};
  } else {
    const Term sum = sum_of(std::move(terms));
    sentence.sum = sum.size() <= 2 * max_inline_nodes ? Expansion{Formula(sum), {}} : folded(sum, {count, 0, {}});
  }
  items.push_back({"", {std::move(sentence)}, {}, {}});
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Rewrite& step, std::size_t node, const Topic& topic, Items& items) {
  const std::size_t child = children(node).at(0);
  Topic next = topic;
  next.written_out = true;
  items.push_back({"",
                   {Rewritten{fact_relation(sequent(node).facts[step.equation])},
                    Becomes{named(topic.goal), expansion(sequent(child).goal.polynomial)}},
                   {},
                   {}});
  return Next{child, next};
}

std::optional<Next> Narrator::tell(const proofs::Divide& step, std::size_t node, const Topic& topic, Items& items) {
  const std::size_t child = children(node).at(0);
  Item item{"", written_out(topic, sequent(node).goal.polynomial), {}, {}};
  std::vector<Sentence> remaining;
  const Topic next = renamed(child, topic, remaining);
  const Term monomial = as_term(step.monomial);
  std::vector<Term> factors = monomial.op() == proofs::Operator::product ? monomial.arguments() : std::vector{monomial};
  factors.push_back(Term::variable(next.goal));
  const Sign sign = sequent(node).goal.sign;
  item.sentences.push_back(
      Divided{relation(named(topic.goal), Symbol::equal, Formula(product_of(std::move(factors)))),
              relation(Formula(monomial), symbol_of(sign == Sign::zero ? Sign::nonnegative : sign), number(0))});
  item.sentences.insert(item.sentences.end(), remaining.begin(), remaining.end());
  items.push_back(std::move(item));
  return Next{child, next};
}

std::optional<Next> Narrator::tell(const proofs::Homogenise& step, std::size_t node, const Topic& topic, Items& items) {
  const std::size_t child = children(node).at(0);
  Item item{"", {Homogenised{named(topic.goal), named(step.variable)}}, {}, {}};
  Topic next = renamed(child, topic, item.sentences);
  next.fresh = {step.variable};
  items.push_back(std::move(item));
  return Next{child, next};
}

std::optional<Next> Narrator::tell(const proofs::ComparePowers& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  const proofs::Sequent& here = sequent(node);
  const ExactPolynomial right = step.left - here.goal.polynomial;
  const Term left_term = as_term(step.left);
  const Term right_term = as_term(right);
  const Symbol symbol = symbol_of(here.goal.sign);
  const auto& parts = children(node);
  PowersCompared sentence{
      relation(named(topic.goal), Symbol::equal, Formula(difference(left_term, right_term))),
      relation(Formula(left_term), symbol, Formula(right_term)),
      relation(Formula(power_of(left_term, step.exponent)), symbol, Formula(power_of(right_term, step.exponent))),
      as_relation({step.left, Sign::nonnegative}), step.exponent % 2 == 0};
  Item item{"", {std::move(sentence)}, {}, {}};
  if (parts.size() > 1) {
    Topic inner = topic;
    ++inner.depth;
    inner.goal = names_.goal();
    inner.written_out = true;
    const Fact& goal = sequent(parts[0]).goal;
    item.branches.push_back(
        {{Proving{claim(inner.goal, goal.sign), Becomes{named(inner.goal), expansion(goal.polynomial)}}},
         branch(parts[0], inner)});
  }
  const bool branched = !item.branches.empty();
  const Topic next = renamed(parts.back(), topic, branched ? item.closing : item.sentences);
  items.push_back(std::move(item));
  return Next{parts.back(), next};
}

std::optional<Next> Narrator::tell(const proofs::RootFacts&, std::size_t node, const Topic& topic, Items& items) {
  const std::size_t child = children(node).at(0);
  RootKnown sentence;
  for (std::size_t i = sequent(node).facts.size(); i < sequent(child).facts.size(); ++i)
    sentence.facts.push_back(as_relation(sequent(child).facts[i]));
  items.push_back({"", {std::move(sentence)}, {}, {}});
  return Next{child, topic};
}

}  // namespace geq::render
