// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "proofs/render/narrator.hpp"

namespace geq::render {

using proofs::ExactPolynomial;
using proofs::Fact;
using Kind = AnalysisStep::Kind;

namespace {

std::vector<Formula> as_relations(const std::vector<Fact>& facts) {
  std::vector<Formula> result;
  result.reserve(facts.size());
  for (const Fact& fact : facts) result.push_back(as_relation(fact));
  return result;
}

/// Where the new variable of an integral lies.
std::vector<Formula> range_of(const ExactPolynomial& integral, const std::string& variable) {
  const auto of = proofs::over_interval(integral, proofs::Operator::integral);
  return as_relations(proofs::inside(of->interval, ExactPolynomial::variable(variable)));
}

/// The facts that the step added for what comes after it.
std::vector<Formula> added(const proofs::Sequent& before, const proofs::Sequent& after) {
  return as_relations({after.facts.begin() + static_cast<std::ptrdiff_t>(before.facts.size()), after.facts.end()});
}

Formula integrand(const ExactPolynomial& integral, const std::string& variable) {
  const auto of = proofs::over_interval(integral, proofs::Operator::integral);
  return Formula(as_term(opened(of->body, ExactPolynomial::variable(variable))));
}

}  // namespace

Next Narrator::told_once(std::size_t node, const Topic& topic, AnalysisStep sentence, Items& items) {
  const proofs::Sequent& here = sequent(node);
  const std::string step = proofs::to_text(trace_.nodes[node].step);
  const auto is_known = [&](std::size_t earlier) {
    const std::vector<Fact>& facts = sequent(earlier).facts;
    return sequent(earlier).variables == here.variables && proofs::to_text(trace_.nodes[earlier].step) == step &&
           std::all_of(facts.begin(), facts.end(), [&](const Fact& fact) {
             return std::find(here.facts.begin(), here.facts.end(), fact) != here.facts.end();
           });
  };
  if (std::any_of(established_.begin(), established_.end(), is_known))
    return goal_after(node, topic, {"", {AnalysisStep{Kind::again, std::move(sentence.shown), {}, {}}}, {}, {}}, items);
  established_.push_back(node);
  return needs_then_goal(node, topic, {"", {std::move(sentence)}, {}, {}}, items);
}

std::optional<Next> Narrator::tell(const proofs::Pointwise& step, std::size_t node, const Topic& topic, Items& items) {
  const ExactPolynomial& goal = sequent(node).goal.polynomial;
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  AnalysisStep sentence{Kind::pointwise, {}, {}, {}};
  ExactPolynomial body;
  if (const auto over = proofs::over_interval(goal, proofs::Operator::everywhere)) {
    sentence.range = as_relations(proofs::inside(over->interval, variable));
    body = opened(over->body, variable);
  } else {
    const auto near = proofs::near_point(goal, proofs::Operator::eventually);
    sentence.range = as_relations(proofs::beyond(near->approach, step.from, variable));
    body = opened(near->body, variable);
  }
  sentence.shown.push_back(as_relation({body, proofs::claimed_sign(goal).value()}));
  Item item{"", {std::move(sentence)}, {}, {}};
  append_needs(children(node), topic, item);
  items.push_back(std::move(item));
  return {};
}

std::optional<Next> Narrator::tell(const proofs::Gaussian&, std::size_t node, const Topic& topic, Items& items) {
  AnalysisStep sentence{Kind::gaussian, added(sequent(node), sequent(children(node).back())), {}, {}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Antiderivative& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  AnalysisStep sentence{Kind::antiderivative,
                        added(sequent(node), sequent(children(node).back())),
                        range_of(step.integral, step.variable),
                        {Formula(as_term(step.function)), integrand(step.integral, step.variable)}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Integrate& step, std::size_t node, const Topic& topic, Items& items) {
  ExactPolynomial sum;
  for (const proofs::IntegralPart& part : step.parts) {
    const auto of = proofs::over_interval(part.integral, proofs::Operator::integral);
    sum = sum + part.coefficient * opened(of->body, ExactPolynomial::variable(step.variable));
  }
  AnalysisStep sentence{Kind::integrated,
                        added(sequent(node), sequent(children(node).back())),
                        range_of(step.parts.front().integral, step.variable),
                        {as_relation({sum, step.sign})}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Dominate& step, std::size_t node, const Topic& topic, Items& items) {
  ExactPolynomial bound;
  for (const proofs::IntegralPart& part : step.parts) {
    const auto of = proofs::over_interval(part.integral, proofs::Operator::integral);
    bound = bound + part.coefficient * opened(of->body, ExactPolynomial::variable(step.variable));
  }
  AnalysisStep sentence{Kind::dominated,
                        added(sequent(node), sequent(children(node).back())),
                        range_of(step.integral, step.variable),
                        {integrand(step.integral, step.variable), Formula(as_term(bound))}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Squeeze& step, std::size_t node, const Topic& topic, Items& items) {
  const auto limit = proofs::near_point(step.limit, proofs::Operator::limit);
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  const ExactPolynomial body = opened(limit->body, variable);
  // That the limit exists is said by its value.
  AnalysisStep sentence{Kind::squeezed,
                        {added(sequent(node), sequent(children(node).back())).back()},
                        as_relations(proofs::beyond(limit->approach, step.from, variable)),
                        {Formula(as_term(body))}};
  const bool same = step.lower == step.upper;
  if (same) sentence.kind = Kind::leading_terms;
  // What is multiplied by q/q is not written otherwise.
  if (!same || as_term(step.lower) != as_term(body)) sentence.helpers.emplace_back(as_term(step.lower));
  if (!same) sentence.helpers.emplace_back(as_term(step.upper));
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Dominator& step, std::size_t node, const Topic& topic, Items& items) {
  AnalysisStep sentence{Kind::dominator,
                        added(sequent(node), sequent(children(node).back())),
                        range_of(step.integral, step.variable),
                        {named(step.index), integrand(step.integral, step.variable)}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Exchange&, std::size_t node, const Topic& topic, Items& items) {
  AnalysisStep sentence{Kind::exchange, added(sequent(node), sequent(children(node).back())), {}, {}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Split&, std::size_t node, const Topic& topic, Items& items) {
  const std::vector<Fact>& facts = sequent(children(node).back()).facts;
  AnalysisStep sentence{Kind::split, {as_relation(facts.back())}, {}, {}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Quadrature& step, std::size_t node, const Topic& topic, Items& items) {
  const std::vector<Fact>& facts = sequent(children(node).back()).facts;
  AnalysisStep sentence{Kind::quadrature,
                        {as_relation(facts[facts.size() - 2]), as_relation(facts.back())},
                        {},
                        {number(proofs::Rational(static_cast<unsigned long>(step.pieces)))}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Diverge& step, std::size_t node, const Topic& topic, Items& items) {
  AnalysisStep sentence{Kind::diverges,
                        {Formula(as_term(step.integral))},
                        range_of(step.integral, step.variable),
                        {integrand(step.integral, step.variable), Formula(as_term(step.function))}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Unbounded& step, std::size_t node, const Topic& topic, Items& items) {
  const auto limit = proofs::near_point(step.limit, proofs::Operator::limit);
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  AnalysisStep sentence{Kind::unbounded,
                        {Formula(as_term(step.limit))},
                        {},
                        {Formula(as_term(opened(limit->body, variable))), Formula(as_term(step.function))}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Continuous& step, std::size_t node, const Topic& topic, Items& items) {
  const auto of = proofs::over_interval(step.integral, proofs::Operator::integral);
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  AnalysisStep sentence{Kind::continuous,
                        added(sequent(node), sequent(children(node).back())),
                        as_relations({{variable - of->interval.lower, proofs::Sign::nonnegative},
                                      {of->interval.upper - variable, proofs::Sign::nonnegative}}),
                        {integrand(step.integral, step.variable)}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::BoundedMonotone& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  const auto limit = proofs::near_point(step.limit, proofs::Operator::limit);
  const ExactPolynomial variable = ExactPolynomial::variable(step.variable);
  AnalysisStep sentence{step.falling ? Kind::falls : Kind::rises,
                        added(sequent(node), sequent(children(node).back())),
                        as_relations({{variable - step.from, proofs::Sign::nonnegative}}),
                        {Formula(as_term(opened(limit->body, variable))), Formula(as_term(step.bound))}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Oscillation& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  const auto limit = proofs::near_point(step.limit, proofs::Operator::limit);
  const auto at = [&](const ExactPolynomial& place) { return Formula(as_term(opened(limit->body, place))); };
  AnalysisStep sentence{
      Kind::oscillates,
      {Formula(as_term(step.limit))},
      {},
      {at(step.high), Formula(as_term(step.above)), at(step.low), Formula(as_term(step.below)), named(step.variable)}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::FloorFacts&, std::size_t node, const Topic& topic, Items& items) {
  AnalysisStep sentence{Kind::rounded, added(sequent(node), sequent(children(node).back())), {}, {}};
  sentence.shown.resize(2);
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Reindex&, std::size_t node, const Topic& topic, Items& items) {
  AnalysisStep sentence{Kind::reindexed, added(sequent(node), sequent(children(node).back())), {}, {}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Tannery& step, std::size_t node, const Topic& topic, Items& items) {
  const ExactPolynomial index = ExactPolynomial::variable(step.index);
  const auto geometric = [&](const ExactPolynomial& scale, const ExactPolynomial& rate) {
    return Formula(as_term(scale * proofs::application(proofs::Operator::exp, {-(rate * index)})));
  };
  AnalysisStep sentence{
      Kind::tannery,
      added(sequent(node), sequent(children(node).back())),
      {},
      {Formula(as_term(step.term)), geometric(step.scale, step.rate), geometric(step.bound, step.bound_rate)}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Undominated& step, std::size_t node, const Topic& topic,
                                   Items& items) {
  const auto question = proofs::over_interval(step.question, proofs::Operator::dominated);
  const auto members = proofs::application_in(opened(question->body, ExactPolynomial::variable(step.variable)));
  const ExactPolynomial index = ExactPolynomial::variable(step.index);
  const ExactPolynomial one(proofs::Rational(1));
  AnalysisStep sentence{
      Kind::undominated,
      {as_relation({index - step.place, proofs::Sign::nonnegative}),
       as_relation({step.place + one - index, proofs::Sign::nonnegative})},
      {},
      {named(step.index), Formula(as_term(opened(members->arguments()[0], index))), Formula(as_term(step.function))}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Converge& step, std::size_t node, const Topic& topic, Items& items) {
  const auto limit = proofs::near_point(step.limit, proofs::Operator::limit);
  const ExactPolynomial index = ExactPolynomial::variable(step.index);
  AnalysisStep sentence{
      Kind::converges,
      added(sequent(node), sequent(children(node).back())),
      as_relations(proofs::beyond(limit->approach, step.from, index)),
      {integrand(opened(limit->body, index), step.variable), integrand(step.integral, step.variable)}};
  return told_once(node, topic, std::move(sentence), items);
}

std::optional<Next> Narrator::tell(const proofs::Rescale&, std::size_t node, const Topic& topic, Items& items) {
  const std::vector<Fact>& facts = sequent(children(node).back()).facts;
  AnalysisStep sentence{Kind::rescaled, {as_relation(facts.back())}, {}, {}};
  return told_once(node, topic, std::move(sentence), items);
}

}  // namespace geq::render
