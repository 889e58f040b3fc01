// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/trace.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace geq::render {

using proofs::ConeForm;
using proofs::Integer;
using proofs::Sequent;

namespace {

Trace replay(std::vector<Sequent> goals, const std::vector<proofs::Step>& steps) {
  struct Pending {
    Sequent sequent;
    std::optional<std::size_t> parent;
  };
  std::vector<Pending> pending;  // a stack: the next goal is the last
  for (std::size_t i = goals.size(); i-- > 0;) pending.push_back({std::move(goals[i]), {}});
  Trace trace;
  for (const proofs::Step& step : steps) {
    if (pending.empty()) throw std::invalid_argument("replay: a step after the end");
    Pending current = std::move(pending.back());
    pending.pop_back();
    auto left = proofs::apply(step, current.sequent);
    if (!left) throw std::invalid_argument("replay: " + std::string(proofs::to_text(left.error())));
    const std::size_t place = trace.nodes.size();
    (current.parent ? trace.nodes[*current.parent].children : trace.roots).push_back(place);
    trace.nodes.push_back({step, std::move(current.sequent), {}});
    std::vector<Sequent> fresh = std::move(left).value();
    for (std::size_t i = fresh.size(); i-- > 0;) pending.push_back({std::move(fresh[i]), place});
  }
  if (!pending.empty()) throw std::invalid_argument("replay: the proof is unfinished");
  return trace;
}

}  // namespace

Trace replay(const proofs::Statement& statement, const proofs::Proof& proof) {
  auto sequents = proofs::sequents_of(statement);
  if (!sequents) throw std::invalid_argument("replay: the statement is nowhere defined");
  return replay(std::move(sequents).value(), proof.steps);
}

Trace replay(const proofs::Statement& statement, const proofs::Refutation& refutation) {
  const proofs::Statement concrete = with_functions(statement, refutation.functions).value();
  return replay(proofs::sequents_against(concrete, refutation.point), refutation.steps);
}

Integer common_denominator(const proofs::ExactPolynomial& polynomial) {
  Integer result = 1;
  for (const auto& [monomial, coefficient] : polynomial.terms())
    result = cln::lcm(result, cln::denominator(coefficient));
  return result;
}

std::vector<std::size_t> subtree_ends(const proofs::Cones& step) {
  std::vector<std::size_t> end(step.tree.size());
  for (std::size_t i = step.tree.size(); i-- > 0;) {
    end[i] = i + 1;
    if (const auto* split = std::get_if<proofs::ConeSplit>(&step.tree[i]))
      for (const std::uint32_t weight : split->weights)
        if (weight > 0) end[i] = end[end[i]];
  }
  return end;
}

void walk_cones(const proofs::Cones& step, const Sequent& sequent, const std::function<void(const ConeView&)>& look) {
  struct Pending {
    ConeForm form;
    std::vector<std::vector<Integer>> columns;
  };
  const std::size_t n = step.columns.size();
  const auto degree = homogeneous_degree(sequent.goal.polynomial);
  if (!degree) throw std::invalid_argument("walk_cones: not a form");
  const auto table = std::make_shared<const proofs::MonomialTable>(n, static_cast<std::uint32_t>(*degree));
  auto form = ConeForm::from(sequent.goal.polynomial, step.columns, table);
  if (!form) throw std::invalid_argument("walk_cones: not a form");
  std::vector<std::vector<Integer>> identity(n, std::vector<Integer>(n, Integer(0)));
  for (std::size_t c = 0; c < n; ++c) identity[c][c] = 1;
  std::vector<Pending> pending{{std::move(*form), std::move(identity)}};
  for (std::size_t node = 0; node < step.tree.size() && !pending.empty(); ++node) {
    const Pending cone = std::move(pending.back());
    pending.pop_back();
    look({node, cone.columns, cone.form});
    const auto* split = std::get_if<proofs::ConeSplit>(&step.tree[node]);
    if (split == nullptr) continue;
    std::vector<Integer> point(n, Integer(0));
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t c = 0; c < n; ++c)
        point[c] = point[c] + Integer(static_cast<unsigned long>(split->weights[k])) * cone.columns[k][c];
    for (std::size_t i = n; i-- > 0;) {
      if (split->weights[i] == 0) continue;
      auto columns = cone.columns;
      columns[i] = point;
      pending.push_back({cone.form.child(split->weights, i), std::move(columns)});
    }
  }
}

std::vector<proofs::Fact> facts_of_case(const std::vector<proofs::Fact>& here,
                                        const std::vector<proofs::Fact>& otherwise) {
  const auto is_known = [&](const proofs::Fact& fact) {
    return std::find(otherwise.begin(), otherwise.end(), fact) != otherwise.end();
  };
  const auto first = std::find_if(here.begin(), here.end(), [&](const proofs::Fact& fact) {
    return fact.sign == proofs::Sign::zero && !is_known(fact) && is_known({fact.polynomial, proofs::Sign::positive});
  });
  std::vector<proofs::Fact> result(first, here.end());
  std::erase_if(result, is_known);
  return result;
}

}  // namespace geq::render
