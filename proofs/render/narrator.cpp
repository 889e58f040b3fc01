// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/narrator.hpp"

#include <algorithm>

#include "proofs/kernel/certificate.hpp"
#include "proofs/render/renamings.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;
using proofs::sign;
using proofs::Term;

namespace {

/// The sum as the user wrote it is already a sum of monomials, as many as the polynomial has.
bool is_expanded(const Term& term, const ExactPolynomial& polynomial) {
  const auto monomial = [](const auto& self, const Term& part) -> bool {
    switch (part.op()) {
      case Operator::number:
      case Operator::variable:
        return true;
      case Operator::negation:
        return self(self, part.arguments()[0]);
      case Operator::power:
        return part.arguments()[0].op() == Operator::variable && part.arguments()[1].op() == Operator::number;
      case Operator::product:
        return std::all_of(part.arguments().begin(), part.arguments().end(),
                           [&](const Term& factor) { return self(self, factor); });
      case Operator::quotient:
        return self(self, part.arguments()[0]) && part.arguments()[1].op() == Operator::number;
      default:
        return false;
    }
  };
  if (term.op() != Operator::sum) return monomial(monomial, term);
  return term.arguments().size() == polynomial.terms().size() &&
         std::all_of(term.arguments().begin(), term.arguments().end(),
                     [&](const Term& part) { return monomial(monomial, part); });
}

Folded summary_of(const ExactPolynomial& polynomial) {
  Folded result{polynomial.terms().size(), 0, {}};
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (sign(coefficient) < 0) ++result.negative;
    if (!result.range) result.range.emplace(coefficient, coefficient);
    result.range->first = std::min(result.range->first, coefficient);
    result.range->second = std::max(result.range->second, coefficient);
  }
  return result;
}

std::string keyword(const proofs::Step& step) {
  const std::string text = proofs::to_text(step);
  return text.substr(0, text.find_first_of(" \n"));
}

}  // namespace

std::string FreshNames::take(const std::vector<std::string>& candidates) {
  for (const std::string& candidate : candidates)
    if (taken_.insert(candidate).second) return candidate;
  for (std::size_t i = 1;; ++i)
    if (std::string name = candidates.back() + "_" + std::to_string(i); taken_.insert(name).second) return name;
}

FreshNames::FreshNames(const proofs::Statement& statement, const Trace& trace)
    : taken_(statement.variables.begin(), statement.variables.end()) {
  for (const TraceNode& node : trace.nodes) taken_.insert(node.before.variables.begin(), node.before.variables.end());
}

bool is_plain(const Fact& fact) {
  if (fact.polynomial.terms().size() != 1) return false;
  const auto& monomial = fact.polynomial.terms().begin()->first;
  return monomial.size() == 1 && monomial[0].second == 1 && monomial[0].first.is_variable();
}

std::vector<Formula> known_signs(const std::vector<std::string>& names, const std::vector<Fact>& facts) {
  std::vector<Formula> result;
  for (const Sign wanted : {Sign::nonnegative, Sign::positive, Sign::zero, Sign::nonzero}) {
    std::vector<std::string> found;
    for (const std::string& name : names)
      if (sign_of(proofs::Atom::variable(name), facts) == wanted) found.push_back(name);
    if (!found.empty()) result.push_back(relation(names_list(found), symbol_of(wanted), number(0)));
  }
  return result;
}

Narrator::Narrator(const proofs::Statement& statement, const Trace& trace)
    : statement_(statement), trace_(trace), names_(statement, trace) {}

Narrative narrate(const proofs::Statement& statement, const Trace& trace) { return Narrator(statement, trace).run(); }

namespace {

proofs::Comparison comparison_of(proofs::Sign sign) {
  switch (sign) {
    case proofs::Sign::zero:
      return proofs::Comparison::equal;
    case proofs::Sign::nonnegative:
      return proofs::Comparison::greater_equal;
    case proofs::Sign::positive:
      return proofs::Comparison::greater;
    case proofs::Sign::nonzero:
      break;
  }
  return proofs::Comparison::not_equal;
}

}  // namespace

Narrative narrate_against(const proofs::Statement& statement, const Trace& trace) {
  return Narrator(statement, trace).run_with({});
}

Narrative Narrator::run() { return run_with(goals(statement_)); }

Narrative Narrator::run_with(const std::vector<proofs::Relation>& relations) {
  for (std::size_t i = 0; i < trace_.roots.size(); ++i) {
    Topic topic;
    topic.goal = names_.goal();
    const std::size_t root = trace_.roots[i];
    const Fact& goal = sequent(root).goal;
    // First come the integrals and limits that are to exist, which the statement does not write.
    const std::size_t unwritten = trace_.roots.size() - relations.size();
    const proofs::Relation written =
        i < unwritten ? proofs::Relation{as_term(goal.polynomial), comparison_of(goal.sign), proofs::Term::number(0)}
                      : relations[i - unwritten];
    const bool turned =
        written.comparison == proofs::Comparison::less_equal || written.comparison == proofs::Comparison::less;
    const Term term = turned ? difference(written.right, written.left) : difference(written.left, written.right);
    topic.written_out = is_expanded(term, goal.polynomial);
    Expansion value{Formula(term), {}};
    if (term.size() > 4 * max_inline_nodes) value = folded(term, {term.arguments().size(), 0, {}});
    Opening opening{relation(named(topic.goal), Symbol::equal, value.formula), claim(topic.goal, goal.sign),
                    i == 0 ? domain_of(statement_) : Domain{}, i > 0};
    if (i < unwritten && is_indicator(goal)) {
      opening.definition = Formula();
      opening.claim = as_relation(goal);
    }
    for (const Fact& fact : facts_of_case(sequent(root).facts, sequent(trace_.roots.back()).facts))
      opening.domain.conditions.push_back(as_relation(fact));
    narrative_.claims.push_back({topic.goal, std::move(opening), branch(root, topic)});
  }
  return std::move(narrative_);
}

Narrator::Items Narrator::branch(std::size_t node, Topic topic) {
  Items items;
  if (topic.depth > max_branch_depth) {
    items.push_back({"", {TooDeep{}}, {}, {}});
    return items;
  }
  const std::vector<Lemma> outside = lemmas_;
  std::optional<Next> at = Next{node, std::move(topic)};
  while (at) {
    const std::vector<Fact>& facts = sequent(at->node).facts;
    std::erase_if(lemmas_, [&](const Lemma& lemma) {
      const bool stays = lemma.place < facts.size() && facts[lemma.place] == *lemma.fact;
      return !stays && std::find(facts.begin(), facts.end(), *lemma.fact) == facts.end();
    });
    const proofs::Step& step = trace_.nodes[at->node].step;
    const std::size_t before = items.size();
    const Next current = *at;
    at = std::visit([&](const auto& one) { return tell(one, current.node, current.topic, items); }, step);
    for (std::size_t i = before; i < items.size(); ++i)
      if (items[i].rule.empty()) items[i].rule = keyword(step);
  }
  lemmas_ = outside;
  join_renamings(items);
  return items;
}

Term Narrator::fact_term(const Fact& fact) const {
  for (const Lemma& lemma : lemmas_)
    if (lemma.fact->polynomial == fact.polynomial) return lemma.name;
  return as_term(fact.polynomial);
}

Formula Narrator::fact_relation(const Fact& fact) const {
  for (const Lemma& lemma : lemmas_)
    if (lemma.fact->polynomial == fact.polynomial)
      return relation(Formula(lemma.name), symbol_of(fact.sign), number(0));
  return as_relation(fact);
}

Formula Narrator::claim(const std::string& goal, Sign sign) {
  return relation(goal.empty() ? number(0) : named(goal), symbol_of(sign), number(0));
}

Expansion Narrator::folded(const Term& term, Folded summary) {
  for (const LongSum& known : narrative_.long_sums)
    if (known.term.size() == term.size() && known.term == term) return {named(known.name), known.folded};
  const std::string name = names_.take({"P_" + std::to_string(narrative_.long_sums.size() + 1)});
  narrative_.long_sums.push_back({name, term, summary});
  return {named(name), std::move(summary)};
}

Expansion Narrator::expansion(const ExactPolynomial& polynomial) {
  Term term = as_term(polynomial);
  if (polynomial.terms().size() <= max_inline_terms && term.size() <= max_inline_nodes) return {Formula(term), {}};
  return folded(term, summary_of(polynomial));
}

std::vector<Sentence> Narrator::written_out(const Topic& topic, const ExactPolynomial& polynomial) {
  if (topic.written_out || topic.goal.empty()) return {};
  return {Expanded{named(topic.goal), expansion(polynomial)}};
}

Topic Narrator::renamed(std::size_t child, const Topic& topic, std::vector<Sentence>& sentences) {
  Topic result = topic;
  result.goal = names_.goal();
  result.written_out = true;
  const Fact& goal = sequent(child).goal;
  sentences.push_back(Remaining{claim(result.goal, goal.sign), named(result.goal), expansion(goal.polynomial)});
  return result;
}

std::optional<Next> Narrator::remaining_parts(std::size_t node, const std::vector<std::string>& names,
                                              const Topic& topic, Item item, Items& items) {
  const auto& parts = children(node);
  std::vector<Formula> claims;
  for (std::size_t i = 0; i < parts.size(); ++i) claims.push_back(claim(names[i], sequent(parts[i]).goal.sign));
  if (!claims.empty()) item.sentences.push_back(Suffices{std::move(claims)});
  Topic next = topic;
  next.written_out = true;
  if (parts.size() == 1) {
    items.push_back(std::move(item));
    next.goal = names[0];
    return Next{parts[0], next};
  }
  ++next.depth;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    next.goal = names[i];
    const Formula heading = claim(names[i], sequent(parts[i]).goal.sign);
    item.branches.push_back({{Proving{heading, {}}}, branch(parts[i], next)});
  }
  item.closing.push_back(Concluded{claim(topic.goal, sequent(node).goal.sign)});
  items.push_back(std::move(item));
  return {};
}

TermsNonnegative Narrator::terms_nonnegative(const Fact& goal, const std::string& name, const proofs::Sequent& in,
                                             const Topic& topic) const {
  std::vector<std::string> order = topic.fresh;
  for (const std::string& variable : in.variables)
    if (std::find(order.begin(), order.end(), variable) == order.end()) order.push_back(variable);
  std::erase_if(order, [&](const std::string& variable) {
    return std::find(in.variables.begin(), in.variables.end(), variable) == in.variables.end();
  });
  TermsNonnegative result{claim(name, goal.sign), {}, false, {}};
  std::vector<std::string> useful;
  for (const std::string& variable : order) {
    const auto known = sign_of(proofs::Atom::variable(variable), in.facts);
    if (known && *known != Sign::nonzero) useful.push_back(variable);
  }
  result.signs = known_signs(useful, in.facts);
  for (const proofs::Atom& atom : atoms(goal.polynomial)) {
    const auto known = sign_of(atom, in.facts);
    if (!known || *known == Sign::nonzero) result.even_powers = true;
    if (!atom.is_variable() && known && *known != Sign::nonzero)
      result.signs.push_back(as_relation({ExactPolynomial(atom), *known}));
  }
  if (goal.sign == Sign::positive)
    for (const auto& [monomial, coefficient] : goal.polynomial.terms()) {
      const ExactPolynomial term = ExactPolynomial::term(coefficient, monomial);
      if (result.positive_term.empty() && is_visible({term, Sign::positive}, in.facts))
        result.positive_term = as_relation({term, Sign::positive});
    }
  return result;
}

void Narrator::append_needs(const std::vector<std::size_t>& nodes, const Topic& topic, Item& item) {
  Topic inner = topic;
  ++inner.depth;
  inner.written_out = true;
  for (const std::size_t node : nodes) {
    const proofs::Fact& goal = sequent(node).goal;
    inner.goal = names_.goal();
    const Becomes value{named(inner.goal), expansion(goal.polynomial)};
    const Proving proving =
        is_indicator(goal) ? Proving{as_relation(goal), std::nullopt} : Proving{claim(inner.goal, goal.sign), value};
    item.branches.push_back({{proving}, branch(node, inner)});
  }
}

Next Narrator::needs_then_goal(std::size_t node, const Topic& topic, Item item, Items& items) {
  const auto& parts = children(node);
  append_needs({parts.begin(), parts.end() - 1}, topic, item);
  return goal_after(node, topic, std::move(item), items);
}

}  // namespace geq::render
