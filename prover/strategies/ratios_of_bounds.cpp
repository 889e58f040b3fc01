// SPDX-License-Identifier: GPL-3.0-or-later

/// A goal that is a form, on a box 0 < l_i <= x_i <= u_i: what the box says of the ratios, l_j x_i <= u_i x_j, is all
/// that a form can need when the sides are equal, as a point with these ratios can be moved into the box by a factor.
/// What is left is homogeneous. Cost: a fact for each ordered pair of variables, and one proof.

#include "prover/guess.hpp"
#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/strategies/constrained.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// x > 0 from x - l >= 0.
bool have_positive(const std::string& name, const Side& side, Derivation& way) {
  const proofs::Fact fact{ExactPolynomial::variable(name), Sign::positive};
  if (is_visible(fact, way.sequent.facts)) return true;
  Combination sum;
  sum.summands = {product(1 / side.lower->scale, {{side.lower->fact, 1}}), product(side.lower->at, {})};
  return way.have(fact, sum);
}

/// (u/l) y - x >= 0 from y - l >= 0 and u - x >= 0.
bool have_ratio(const std::string& x, const Side& above, const std::string& y, const Side& below, Derivation& way) {
  const Rational ratio = above.upper->at / below.lower->at;
  Combination sum;
  sum.summands = {product(1 / above.upper->scale, {{above.upper->fact, 1}}),
                  product(ratio / below.lower->scale, {{below.lower->fact, 1}})};
  return way.have(
      {ExactPolynomial(ratio) * ExactPolynomial::variable(y) - ExactPolynomial::variable(x), Sign::nonnegative}, sum);
}

}  // namespace

std::optional<Steps> ratios_of_bounds(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  if (!effort.persistent || !has_sign(sequent.goal) || !is_polynomial(sequent)) return {};
  const std::vector<std::string> names = goal_variables(sequent);
  if (names.size() < 2 || names.size() > 6 || !homogeneous_degree(sequent.goal.polynomial)) return {};
  const Box box = direct_bounds(sequent);
  bool equal = true;
  for (const std::string& name : names) {
    const auto side = box.find(name);
    if (side == box.end() || !side->second.lower || !side->second.upper) return {};
    if (proofs::sign(side->second.lower->at) <= 0) return {};
    const Side& first = box.at(names.front());
    equal = equal && side->second.lower->at == first.lower->at && side->second.upper->at == first.upper->at;
  }
  proofs::Forget bounds;
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    if (homogeneous_degree(sequent.facts[i].polynomial)) continue;
    if (variables(sequent.facts[i].polynomial).size() != 1) equal = false;
    bounds.facts.push_back(i);
  }
  Derivation way(sequent, Origin().sufficient());
  for (const std::string& name : names)
    if (!have_positive(name, box.at(name), way)) return {};
  for (const std::string& x : names)
    for (const std::string& y : names)
      if (x != y && !have_ratio(x, box.at(x), y, box.at(y), way)) return {};
  if (!way.then(bounds)) return {};
  const auto steps = equal ? prove(way.sequent, way.origin, effort, search)
                           : prove_guess(way.sequent, way.origin, {effort.cones, false}, search);
  return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
}

}  // namespace geq::prover
