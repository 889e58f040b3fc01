// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "proofs/kernel/normal_form.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Permutation;
using proofs::Sign;
using proofs::Term;

namespace {

using Cycle = std::vector<std::string>;

std::vector<Cycle> cycles(const Permutation& permutation) {
  std::map<std::string, std::string> map(permutation.begin(), permutation.end());
  std::vector<Cycle> result;
  while (!map.empty()) {
    Cycle cycle{map.begin()->first};
    for (auto at = map.begin(); at != map.end(); at = map.find(cycle.back())) {
      const std::string next = at->second;
      map.erase(at);
      if (next == cycle.front()) break;
      cycle.push_back(next);
    }
    if (cycle.size() > 1) result.push_back(std::move(cycle));
  }
  return result;
}

std::set<std::string> orbit_of(const proofs::Smallest& step) {
  std::set<std::string> orbit{step.variable};
  for (const Permutation& permutation : step.symmetries)
    for (const auto& [from, to] : permutation)
      if (from == step.variable) orbit.insert(to);
  return orbit;
}

Formula move(const Cycle& cycle) {
  Formula result = named(cycle.front());
  const bool exchange = cycle.size() == 2;
  for (std::size_t i = 1; i < cycle.size(); ++i)
    result << Formula(exchange ? Symbol::exchange : Symbol::arrow) << named(cycle[i]);
  if (!exchange) result << Formula(Symbol::arrow) << named(cycle.front());
  return result;
}

Formula moves(const Permutation& permutation) {
  std::vector<Formula> result;
  for (const Cycle& cycle : cycles(permutation)) result.push_back(move(cycle));
  return listed(result);
}

bool only_transpositions(const proofs::Smallest& step) {
  return std::all_of(step.symmetries.begin(), step.symmetries.end(), [](const Permutation& permutation) {
    const auto all = cycles(permutation);
    return all.size() == 1 && all[0].size() == 2;
  });
}

/// The permutations that are one cycle through the whole orbit; all others must be its powers.
std::optional<Permutation> generator(const proofs::Smallest& step) {
  const std::size_t n = step.symmetries.size() + 1;
  std::optional<Cycle> best;
  std::optional<Permutation> result;
  for (const Permutation& permutation : step.symmetries) {
    const auto all = cycles(permutation);
    if (all.size() != 1 || all[0].size() != n) continue;
    if (!best || all[0] < *best) {
      best = all[0];
      result = permutation;
    }
  }
  if (!best) return {};
  for (const Permutation& permutation : step.symmetries) {
    const std::map<std::string, std::string> map(permutation.begin(), permutation.end());
    const auto place = [&](const std::string& name) {
      return static_cast<std::size_t>(std::find(best->begin(), best->end(), name) - best->begin());
    };
    const auto image = [&](const std::string& name) { return map.contains(name) ? map.at(name) : name; };
    const std::size_t shift = place(image(best->front()));
    for (std::size_t i = 0; i < n; ++i)
      if (image((*best)[i]) != (*best)[(i + shift) % n]) return {};
  }
  return result;
}

/// More is assumed than signs of single variables.
bool has_conditions(const std::vector<Fact>& facts) {
  std::vector<Fact> plain;
  for (const Fact& fact : facts)
    if (is_plain(fact)) plain.push_back(fact);
  return !std::all_of(facts.begin(), facts.end(), [&](const Fact& fact) { return is_visible(fact, plain); });
}

}  // namespace

std::optional<Next> Narrator::tell(const proofs::Visible&, std::size_t node, const Topic& topic, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const Formula wanted = claim(topic.goal, here.goal.sign);
  if (here.goal.sign == Sign::zero && here.goal.polynomial.is_zero()) {
    items.push_back({"", {VanishesIdentically{wanted}}, {}, {}});
    return {};
  }
  Item item{"", written_out(topic, here.goal.polynomial), {}, {}};
  Fact goal = here.goal;
  if (is_known(goal, here.facts)) {
    if (is_indicator(goal)) return {};  // the sentence before said so
    item.sentences.push_back(Assumed{wanted});
  } else {
    if (goal.sign == Sign::nonzero) goal.sign = Sign::positive;
    if (!is_visible(goal, here.facts)) goal.polynomial = -goal.polynomial;  // nonzero, from the other sign
    TermsNonnegative sentence = terms_nonnegative(goal, topic.goal, here, topic);
    if (goal.polynomial != here.goal.polynomial)
      sentence.claim = relation(Formula(Symbol::minus) << named(topic.goal), Symbol::greater, number(0));
    item.sentences.push_back(std::move(sentence));
  }
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Smallest& first, std::size_t node, const Topic& topic, Items& items) {
  BySymmetry sentence{BySymmetry::Kind::other, has_conditions(sequent(node).facts), named(topic.goal), {}, {}, {}, {}};
  std::vector<std::string> order;  // from the smallest on
  std::set<std::string> orbit = orbit_of(first);
  const proofs::Smallest* step = &first;
  bool symmetric = true;
  std::size_t at = node;
  while (true) {
    order.push_back(step->variable);
    sentence.least.push_back({named(step->variable), names_list({orbit.begin(), orbit.end()})});
    symmetric = symmetric && only_transpositions(*step);
    at = children(at).at(0);
    orbit.erase(step->variable);
    const auto* next = std::get_if<proofs::Smallest>(&trace_.nodes[at].step);
    if (next == nullptr || orbit_of(*next) != orbit || !symmetric) break;
    step = next;
  }
  const std::set<std::string> all = orbit_of(first);
  sentence.names = names_list({all.begin(), all.end()});
  if (orbit.size() == 1) {
    sentence.order = named(*orbit.begin());
    for (std::size_t i = order.size(); i-- > 0;) sentence.order << Formula(Symbol::greater_equal) << named(order[i]);
  }
  const auto cycle = generator(first);
  if (symmetric) {
    sentence.kind = BySymmetry::Kind::symmetric;
  } else if (cycle && all.size() > 2) {
    sentence.kind = BySymmetry::Kind::cyclic;
    sentence.moves.push_back(moves(*cycle));
  } else {
    for (const Permutation& permutation : first.symmetries) sentence.moves.push_back(moves(permutation));
  }
  items.push_back({"", {std::move(sentence)}, {}, {}});
  return Next{at, topic};
}

std::optional<Next> Narrator::tell(const proofs::Negate& step, std::size_t node, const Topic& topic, Items& items) {
  std::vector<Formula> negatives;
  for (const std::string& name : step.variables) negatives.push_back(Formula(Symbol::minus) << named(name));
  Formula by;
  for (const Formula& negative : negatives) {
    if (!by.empty()) by << Formula(Symbol::comma);
    by << negative;
  }
  items.push_back({"",
                   {ByNegation{has_conditions(sequent(node).facts), named(topic.goal), names_list(step.variables), by,
                               relation(named(step.variables.front()), Symbol::greater_equal, number(0))}},
                   {},
                   {}});
  return Next{children(node).at(0), topic};
}

std::optional<Next> Narrator::tell(const proofs::Cases& step, std::size_t node, const Topic& topic, Items& items) {
  const Formula one = as_relation({step.pivot, Sign::nonnegative});
  Formula other = one;
  for (Piece& piece : other.pieces)
    if (auto* symbol = std::get_if<Symbol>(&piece))
      *symbol = *symbol == Symbol::greater_equal ? Symbol::less_equal : Symbol::greater_equal;
  Item item{"", {TwoCases{one, other}}, {}, {}};
  Topic inner = topic;
  ++inner.depth;
  item.branches.push_back({{InCase{one}}, branch(children(node).at(0), inner)});
  item.branches.push_back({{InCase{other}}, branch(children(node).at(1), inner)});
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Put& step, std::size_t node, const Topic& topic, Items& items) {
  const std::size_t child = children(node).at(0);
  const proofs::Sequent& after = sequent(child);
  Topic next = topic;
  next.fresh.clear();
  Substituted sentence;
  std::vector<Formula> equations;
  for (const auto& [name, value] : step.replacements)
    equations.push_back(relation(named(name), Symbol::equal, Formula(as_term(value))));
  sentence.equations = listed(equations);
  for (const auto& [name, value] : step.definitions) {
    next.fresh.push_back(name);
    const std::set<proofs::Atom> inside = atoms(value);
    if (std::any_of(inside.begin(), inside.end(), [](const proofs::Atom& atom) { return !atom.is_variable(); }))
      sentence.definitions.push_back(relation(named(name), Symbol::equal, Formula(as_term(value))));
  }
  sentence.signs = known_signs(next.fresh, after.facts);
  Item item{"", {std::move(sentence)}, {}, {}};
  if (!topic.goal.empty() && (after.goal != sequent(node).goal || !topic.written_out)) {
    item.sentences.push_back(Becomes{named(topic.goal), expansion(after.goal.polynomial)});
    next.written_out = true;
  }
  items.push_back(std::move(item));
  return Next{child, next};
}

std::optional<Next> Narrator::tell(const proofs::Have& step, std::size_t node, const Topic& topic, Items& items) {
  const bool long_fact = as_term(step.fact.polynomial).size() > max_unnamed_nodes;
  const bool noted = children(node).size() == 1 || says_that_inverses_cancel(step.fact);
  if (noted && !long_fact) {
    items.push_back({"", {Noted{as_relation(step.fact), {}}}, {}, {}});
    return Next{children(node).back(), topic};
  }
  Topic inner = topic;
  ++inner.depth;
  inner.goal = names_.goal();
  inner.written_out = true;
  const Formula short_claim = claim(inner.goal, step.fact.sign);
  const Becomes value{named(inner.goal), expansion(step.fact.polynomial)};
  Item item{"", {}, {}, {}};
  if (noted) {
    item.sentences.push_back(Noted{short_claim, value});
  } else if (long_fact) {
    item.sentences.push_back(LemmaNeeded{short_claim, value});
    item.branches.push_back({{}, branch(children(node)[0], inner)});
  } else {
    item.sentences.push_back(LemmaNeeded{as_relation(step.fact), {}});
    item.branches.push_back({{Proving{short_claim, value}}, branch(children(node)[0], inner)});
  }
  if (long_fact) lemmas_.push_back({&step.fact, sequent(node).facts.size(), Term::variable(inner.goal)});
  items.push_back(std::move(item));
  return Next{children(node).back(), topic};
}

std::optional<Next> Narrator::tell(const proofs::Generalise& step, std::size_t node, const Topic& topic, Items& items) {
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const Fact integer{proofs::application(proofs::Operator::floor, {variable}) - variable, Sign::zero};
  Generalised sentence{is_known(integer, step.facts), named(step.variable), {}, {}, {}, {}};
  std::vector<Formula> conditions;
  std::vector<Fact> said{integer};
  for (const Fact& fact : step.facts) {
    const bool is_said = is_visible(fact, said);
    said.push_back(fact);
    if (!is_said && variables(fact.polynomial).contains(step.variable)) conditions.push_back(as_relation(fact));
  }
  sentence.conditions = listed(conditions);
  Topic inner = topic;
  inner.goal = names_.goal();
  inner.written_out = true;
  sentence.claim = claim(inner.goal, step.goal.sign);
  sentence.value = {named(inner.goal), expansion(step.goal.polynomial)};
  sentence.equation = relation(named(step.variable), Symbol::equal, Formula(as_term(step.value)));
  Item item{"", {std::move(sentence)}, {}, {}};
  const auto& parts = children(node);
  append_needs({parts.begin(), parts.end() - 1}, topic, item);
  items.push_back(std::move(item));
  return Next{parts.back(), inner};
}

std::optional<Next> Narrator::tell(const proofs::Forget&, std::size_t node, const Topic& topic, Items&) {
  return Next{children(node).at(0), topic};
}

std::optional<Next> Narrator::tell(const proofs::Absurd&, std::size_t node, const Topic& topic, Items& items) {
  Topic next = topic;
  next.goal.clear();
  next.written_out = true;
  const Sign sign = sequent(node).goal.sign;
  const Symbol fails = sign == Sign::nonnegative ? Symbol::less
                       : sign == Sign::positive  ? Symbol::less_equal
                       : sign == Sign::zero      ? Symbol::not_equal
                                                 : Symbol::equal;
  const Formula goal = topic.goal.empty() ? number(0) : named(topic.goal);
  items.push_back({"", {LookForContradiction{relation(goal, fails, number(0))}}, {}, {}});
  const Fact& supposed = sequent(children(node).at(0)).facts.back();
  const bool long_fact = as_term(supposed.polynomial).size() > max_unnamed_nodes;
  if (!topic.goal.empty() && long_fact && supposed.polynomial == -sequent(node).goal.polynomial)
    lemmas_.push_back(
        {&supposed, sequent(node).facts.size(), Term::apply(proofs::Operator::negation, {Term::variable(topic.goal)})});
  return Next{children(node).at(0), next};
}

std::optional<Next> Narrator::tell(const proofs::BothSigns&, std::size_t node, const Topic& topic, Items& items) {
  const ExactPolynomial& goal = sequent(node).goal.polynomial;
  if (goal.is_zero()) {
    items.push_back({"", {VanishesIdentically{claim(topic.goal, Sign::zero)}}, {}, {}});
    return {};
  }
  Item item{"",
            {FromBothSigns{claim(topic.goal, Sign::zero), claim(topic.goal, Sign::nonnegative),
                           relation(named(topic.goal), Symbol::less_equal, number(0))}},
            {},
            {}};
  for (const std::size_t child : children(node)) {
    Topic inner = topic;
    ++inner.depth;
    Branch branch_of_sign{{}, {}};
    if (sequent(child).goal.polynomial == goal) {
      branch_of_sign.heading.push_back(Proving{claim(topic.goal, Sign::nonnegative), {}});
    } else {
      inner.goal = names_.goal();
      inner.written_out = true;
      branch_of_sign.heading.push_back(
          Proving{claim(inner.goal, Sign::nonnegative),
                  Becomes{relation(named(inner.goal), Symbol::equal, Formula(Symbol::minus) << named(topic.goal)),
                          expansion(sequent(child).goal.polynomial)}});
    }
    branch_of_sign.items = branch(child, inner);
    item.branches.push_back(std::move(branch_of_sign));
  }
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Apart& step, std::size_t node, const Topic& topic, Items& items) {
  Formula name = step.negative ? Formula(Symbol::minus) << named(topic.goal) : named(topic.goal);
  Item item{"", {FromOneSign{claim(topic.goal, Sign::nonzero), relation(name, Symbol::greater, number(0))}}, {}, {}};
  if (children(node).empty()) {
    const Fact goal{step.negative ? -sequent(node).goal.polynomial : sequent(node).goal.polynomial, Sign::positive};
    TermsNonnegative sentence = terms_nonnegative(goal, topic.goal, sequent(node), topic);
    sentence.claim = relation(name, Symbol::greater, number(0));
    item.sentences.push_back(std::move(sentence));
    items.push_back(std::move(item));
    return {};
  }
  Topic next = topic;
  if (step.negative) next = renamed(children(node)[0], topic, item.sentences);
  items.push_back(std::move(item));
  return Next{children(node)[0], next};
}

}  // namespace geq::render
