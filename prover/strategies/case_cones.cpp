// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/case_cones.hpp"

#include <algorithm>
#include <limits>

#include "polynomials/form.hpp"
#include "polynomials/near_minimiser.hpp"
#include "polynomials/split_policy.hpp"
#include "prover/conversion.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/unit_forms.hpp"

namespace geq::prover {

using polynomials::Form;
using polynomials::Integer;
using polynomials::SplitPolicy;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// A weight for every column, at most two of them positive where it cuts an edge.
using Weights = std::vector<std::uint32_t>;

struct Node {
  CaseCone cone;
  std::vector<Form> forms;
  polynomials::ConeState state;
  std::vector<proofs::Rational> scales;  ///< coordinate k is this times the k-th variable of the forms
  Weights goal;                          ///< a point that is to become a vertex; empty when none is
};

std::size_t support(const Weights& weights) {
  return static_cast<std::size_t>(std::count_if(weights.begin(), weights.end(), [](auto w) { return w > 0; }));
}

class Cutter {
 public:
  Cutter(std::size_t most_cones, const Search& search) : most_cones_(most_cones), search_(search) {}

  bool run(Node node) {
    constexpr std::uint32_t deepest = 40;
    if (tree_.size() >= most_cones_ || search_.is_over() || node.state.depth > deepest) return false;
    for (std::size_t k = 0; k < node.forms.size(); ++k)
      if (node.forms[k].all_nonnegative()) {
        node.cone.settled_by = k;
        tree_.push_back(std::move(node.cone));
        return true;
      }
    if (is_hopeless(node)) return false;
    const Weights weights = edge(node);
    std::size_t i = 0;
    while (weights[i] == 0) ++i;
    std::size_t j = i + 1;
    while (weights[j] == 0) ++j;
    node.cone.pivot = sheared(node, shear(node, weights, i, j));
    tree_.push_back(node.cone);
    return run(part(node, weights, i, j)) && run(part(node, weights, j, i));
  }

  std::vector<CaseCone> tree() && { return std::move(tree_); }

 private:
  /// No form is >= 0 at some vertex.
  static bool is_hopeless(const Node& node) {
    const std::size_t n = node.cone.coordinates.size();
    for (std::size_t k = 0; k < n; ++k) {
      std::vector<Integer> vertex(n, Integer(0));
      vertex[k] = Integer(1);
      if (std::all_of(node.forms.begin(), node.forms.end(),
                      [&](const Form& form) { return form.value_at(vertex).sign() < 0; }))
        return true;
    }
    return false;
  }

  /// The least coefficient over the greatest, in floating point: it chooses where to cut.
  static double lack(const Form& form) {
    const polynomials::CoefficientArray& array = form.polar_coefficients();
    double least = 0, greatest = 0;
    for (std::size_t i = 0; i < array.size(); ++i) {
      const double value = array.to_double(i, array.bits);
      least = std::min(least, value);
      greatest = std::max(greatest, value);
    }
    return greatest > 0 ? -least / greatest : std::numeric_limits<double>::infinity();
  }

  /// An edge at a zero that is to become a vertex; else one that the policy chooses for the form that lacks least.
  static Weights edge(Node& node) {
    constexpr std::uint32_t look_for_zeros = 6;
    const Form& guide = *std::min_element(node.forms.begin(), node.forms.end(),
                                          [](const Form& a, const Form& b) { return lack(a) < lack(b); });
    if (support(node.goal) < 2 && node.state.depth <= look_for_zeros) {
      node.goal = polynomials::split_point(*guide.table(), guide.polar_coefficients());
      if (guide.value_at(std::vector<Integer>(node.goal.begin(), node.goal.end())).sign() != 0) node.goal.clear();
    }
    if (support(node.goal) < 2) {
      node.goal.clear();
      return choose_weights(SplitPolicy::edge_bisection, *guide.table(), guide.polar_coefficients(), node.state);
    }
    Weights result = node.goal;
    std::size_t kept = 0;
    for (auto& weight : result)
      if (weight > 0 && ++kept > 2) weight = 0;
    return result;
  }

  static CaseCone::Shear shear(const Node& node, const Weights& weights, std::size_t i, std::size_t j) {
    return {i, j, node.scales[j] * Rational(weights[j]) / (node.scales[i] * Rational(weights[i]))};
  }
  static ExactPolynomial sheared(const Node& node, const CaseCone::Shear& shear) {
    return node.cone.coordinates[shear.upper] - ExactPolynomial(shear.slope) * node.cone.coordinates[shear.lower];
  }

  /// The part in which column i goes to the cut: t_i/w_i <= t_j/w_j.
  static Node part(const Node& node, const Weights& weights, std::size_t i, std::size_t j) {
    Node result = node;
    result.cone.pivot.reset();
    result.forms.clear();
    for (const Form& form : node.forms) result.forms.push_back(form.child(weights, i));
    result.state = child_state(SplitPolicy::edge_bisection, node.state, weights, i);
    const CaseCone::Shear next = shear(node, weights, i, j);
    result.cone.shears.push_back(next);
    result.cone.coordinates[j] = sheared(node, next);
    result.scales[i] = node.scales[i] * Rational(weights[i]);
    if (!result.goal.empty()) {
      // The goal has both weights of the cut, so one unit of the new column holds them.
      result.goal[i] = 1;
      result.goal[j] = 0;
    }
    return result;
  }

  std::size_t most_cones_;
  const Search& search_;
  std::vector<CaseCone> tree_;
};

}  // namespace

std::optional<std::vector<CaseCone>> case_cones(const std::vector<polynomials::Polynomial>& forms,
                                                const std::vector<std::string>& names, std::size_t most_cones,
                                                const Search& search) {
  Node root;
  for (const std::string& name : names) root.cone.coordinates.push_back(ExactPolynomial::variable(name));
  try {
    for (const polynomials::Polynomial& form : forms) root.forms.emplace_back(form);
  } catch (const std::length_error&) {
    return {};
  }
  root.scales.assign(names.size(), Rational(1));
  root.state = initial_state(SplitPolicy::edge_bisection, names.size(), 0);
  Cutter cutter(most_cones, search);
  if (!cutter.run(std::move(root))) return {};
  return std::move(cutter).tree();
}

std::optional<Steps> proof_by_cases(
    const std::vector<CaseCone>& tree, std::size_t& place, const proofs::Sequent& sequent,
    const std::function<std::optional<Steps>(const CaseCone&, const proofs::Sequent&)>& leaf) {
  const CaseCone& cone = tree[place++];
  if (!cone.pivot) return leaf(cone, sequent);
  const proofs::Cases cases{*cone.pivot};
  const auto remaining = proofs::apply(proofs::Step(cases), sequent);
  if (!remaining || remaining.value().size() != 2) return {};
  Steps steps{cases};
  for (const proofs::Sequent& part : remaining.value()) {
    const auto proof = proof_by_cases(tree, place, part, leaf);
    if (!proof) return {};
    steps.insert(steps.end(), proof->begin(), proof->end());
  }
  return steps;
}

std::vector<proofs::Put> put_coordinates(const CaseCone& cone, std::vector<std::string> names,
                                         const proofs::Sequent& sequent) {
  // A name that has gone out could be used again, but a reader would not like it.
  const std::vector<std::string> fresh = fresh_names(sequent, "pqrstwxyz", cone.shears.size());
  std::vector<proofs::Put> result;
  for (std::size_t k = 0; k < cone.shears.size(); ++k) {
    const CaseCone::Shear& shear = cone.shears[k];
    const ExactPolynomial lower = ExactPolynomial(shear.slope) * ExactPolynomial::variable(names[shear.lower]);
    result.push_back({{{fresh[k], ExactPolynomial::variable(names[shear.upper]) - lower}},
                      {{names[shear.upper], ExactPolynomial::variable(fresh[k]) + lower}}});
    names[shear.upper] = fresh[k];
  }
  return result;
}

std::optional<FormClaim> form_claim(const ExactPolynomial& claim, const Sequent& sequent) {
  constexpr std::uint64_t most_added = 30;  // to the degree, by multiplying with denominators
  FormClaim result{claim, {}, {}};
  std::uint64_t added = 0;
  for (const Atom& inverse : reciprocals(claim))
    added += highest_degree(inverse.arguments()[0]) * degree_in(inverse, claim);
  if (added > most_added) return {};
  Sequent side{sequent.variables, sequent.facts, {claim, Sign::nonnegative}};
  if (const std::vector<Atom> inverses = reciprocals(claim); !inverses.empty()) {
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(inverses.size(), proofs::DenominatorSign::positive)};
    const auto remaining = proofs::apply(proofs::Step(clear), side);
    if (!remaining || remaining.value().size() != 1) return {};
    side = remaining.value().front();
    result.to_form.emplace_back(clear);
  }
  if (side.goal.polynomial.is_zero() || !functions_in(side.goal.polynomial).empty()) return {};
  result.form = side.goal.polynomial;
  if (homogeneous_degree(result.form)) return result;
  for (const UnitForm& unit : unit_forms(sequent)) {
    const auto form = homogenised(side.goal.polynomial, unit);
    const auto factor = form ? multiple_of_equation(*form - side.goal.polynomial, unit, sequent) : std::nullopt;
    if (!factor) continue;
    const proofs::Step step = proofs::Rewrite{unit.fact, *factor};
    const auto remaining = proofs::apply(step, side);
    if (!remaining || remaining.value().size() != 1) continue;
    result.form = remaining.value().front().goal.polynomial;
    if (!homogeneous_degree(result.form)) continue;
    result.to_form.push_back(step);
    return result;
  }
  return {};
}

std::optional<Steps> proof_on_cone(const FormClaim& asked, const CaseCone& cone, const std::vector<std::string>& names,
                                   Sequent side) {
  Steps steps;
  bool closed = false;
  const auto then = [&](const proofs::Step& step) {
    if (closed) return true;
    const auto remaining = proofs::apply(step, side);
    if (!remaining || remaining.value().size() > 1) return false;
    steps.push_back(step);
    closed = remaining.value().empty();
    if (!closed) side = remaining.value().front();
    return true;
  };
  for (const proofs::Step& step : asked.to_form)
    if (!then(step)) return {};
  proofs::Forget forget;
  for (std::size_t i = 0; i < side.facts.size(); ++i)
    if (!functions_in(side.facts[i].polynomial).empty() || homogeneous_degree(side.facts[i].polynomial) != 1U)
      forget.facts.push_back(i);
  if (!forget.facts.empty() && !then(forget)) return {};
  for (const proofs::Put& put : put_coordinates(cone, names, side))
    if (!then(put)) return {};
  if (!then(proofs::Visible{})) return {};
  return steps;
}

}  // namespace geq::prover
