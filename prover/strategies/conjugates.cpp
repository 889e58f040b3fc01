// SPDX-License-Identifier: GPL-3.0-or-later

/// A goal p + q r with the root r = root(k, u) of a number, and p, q without it: the k-th powers of p and -q r are
/// compared, which have no r. For square roots p^2 - u q^2 is the product of the goal and its conjugate, so that points
/// of equality with irrational ratios become zeros of a polynomial with rational coefficients. One side has to be
/// nonnegative; where neither is everywhere, there are two cases by the sign of q.
///
/// A root in whose radicand there are roots (sqrt(9 + 6 sqrt(3))) goes out first, then those.
/// Limits: r in no higher power than the first once r^k = u was used. Degrees double with every square root.
/// Untrusted: points in floating point choose the sides; every comparison is a kernel step.
/// Source: elimination by conjugates, folklore.

#include "prover/strategies/conjugates.hpp"

#include <algorithm>

#include "prover/guess.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"
#include "prover/refuter.hpp"
#include "prover/side_chain.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t look_first = 10'000;     // points
constexpr std::size_t max_products = 200'000;  // of terms of p with terms of p, and so on

bool is_root_of_number(const Atom& atom) {
  return root_degree(atom).has_value() && variables(atom.arguments()[1]).empty();
}

/// A root of a number in the goal that is not inside of another one there; none when the goal has other functions.
std::optional<Atom> outer_root(const ExactPolynomial& goal) {
  std::optional<Atom> found;
  for (const Atom& atom : functions_in(goal)) {
    if (!is_root_of_number(atom)) return {};
    if (degree_in(atom, goal) > 0) found = atom;  // innermost come first
  }
  return found;
}

class Conjugates {
 public:
  Conjugates(Atom root, const Origin& origin, Effort effort, Search& search)
      : atom_(std::move(root)),
        root_(atom_),
        radicand_(atom_.arguments()[1]),
        degree_(*root_degree(atom_)),
        origin_(origin.sufficient()),
        effort_(effort),
        search_(search) {}

  std::optional<Steps> run(const Sequent& sequent) {
    SideChain chain = chain_from(sequent);
    if (degree_ % 2 == 0 && !is_visible({radicand_, Sign::nonnegative}, sequent.facts) &&
        !chain.then(proofs::Have{{radicand_, Sign::nonnegative}}))
      return {};
    if (!equation(chain.sequent()) && !chain.then(proofs::RootFacts{root_})) return {};
    if (!lower(chain)) return {};
    const std::vector<ExactPolynomial> c = coefficients_in(atom_, chain.sequent().goal.polynomial);
    if (c.size() != 2) return {};
    if (std::max(c[0].terms().size(), c[1].terms().size()) * c[0].terms().size() > max_products) return {};
    auto steps = degree_ % 2 == 1 ? compared(chain.sequent(), c[0]) : by_squares(chain.sequent(), c[0], c[1]);
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

 private:
  SideChain chain_from(const Sequent& sequent) const {
    return {sequent, [this](const Sequent& side) { return prove(side, origin_, Effort::small(), search_); }};
  }

  std::optional<std::size_t> equation(const Sequent& sequent) const {
    return index_of({power(root_, degree_) - radicand_, Sign::zero}, sequent);
  }

  /// Powers of the root beyond its degree leave the goal.
  bool lower(SideChain& chain) const {
    const ExactPolynomial& goal = chain.sequent().goal.polynomial;
    if (degree_in(atom_, goal) < degree_) return true;
    const auto known = equation(chain.sequent());
    return known && chain.then(proofs::Rewrite{*known, multiplier_that_lowers(goal, atom_, degree_, radicand_)});
  }

  /// p + q r by the squares of its two parts, of which p is the left one, or q r.
  std::optional<Steps> by_squares(const Sequent& sequent, const ExactPolynomial& p, const ExactPolynomial& q) {
    for (const ExactPolynomial& left : {p, q * root_})
      if (auto steps = compared(sequent, left)) return steps;
    const SamplePoints samples(sequent);
    if (!samples.is_negative_somewhere(q) || !samples.is_negative_somewhere(-q)) return {};
    const proofs::Cases cases{q};
    const auto parts = proofs::apply(cases, sequent);
    if (!parts || parts.value().size() != 2) return {};
    // The case in which something is to be compared decides whether there is a proof.
    const auto falling = compared(parts.value()[1], p);
    if (!falling) return {};
    const auto rising = sum_of_parts(parts.value()[0], p, q);
    if (!rising) return {};
    Steps steps{cases};
    steps.insert(steps.end(), rising->begin(), rising->end());
    steps.insert(steps.end(), falling->begin(), falling->end());
    return steps;
  }

  /// Where q >= 0 was supposed last: both parts are nonnegative, or q r is at least -p.
  std::optional<Steps> sum_of_parts(const Sequent& sequent, const ExactPolynomial& p, const ExactPolynomial& q) {
    SideChain chain = chain_from(sequent);
    const auto root_sign = index_of({root_, Sign::positive}, sequent);
    if (root_sign && sequent.goal.sign == Sign::nonnegative && chain.then(proofs::Have{{p, Sign::nonnegative}})) {
      const auto p_place = index_of({p, Sign::nonnegative}, chain.sequent());
      const auto q_place = index_of({q, Sign::nonnegative}, chain.sequent());
      const ExactPolynomial one(proofs::Rational(1));
      if (p_place && q_place)
        return chain.followed_by(
            {proofs::Combination{{{1, {{*p_place, 1}}, one}, {1, {{*q_place, 1}, {*root_sign, 1}}, one}}, {}}});
    }
    return compared(sequent, q * root_);
  }

  /// The goal by the k-th powers of `left` and of what it is greater than.
  std::optional<Steps> compared(const Sequent& sequent, const ExactPolynomial& left) {
    if (degree_ % 2 == 0 && SamplePoints(sequent).is_negative_somewhere(left)) return {};
    SideChain chain = chain_from(sequent);
    if (!chain.then(proofs::ComparePowers{static_cast<std::uint32_t>(degree_), left}) || !lower(chain)) return {};
    if (degree_in(atom_, chain.sequent().goal.polynomial) > 0) return {};
    if (!forget_root(chain) || SamplePoints(chain.sequent()).is_negative_somewhere(chain.sequent().goal.polynomial))
      return {};
    const auto steps = prove_guess(chain.sequent(), origin_, effort_, search_);
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

  /// Facts about the root say nothing about what is left.
  bool forget_root(SideChain& chain) const {
    proofs::Forget forget;
    const std::vector<Fact>& facts = chain.sequent().facts;
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (degree_in(atom_, facts[i].polynomial) > 0) forget.facts.push_back(i);
    return forget.facts.empty() || chain.then(forget);
  }

  Atom atom_;
  ExactPolynomial root_;
  ExactPolynomial radicand_;
  unsigned long degree_;
  Origin origin_;
  Effort effort_;
  Search& search_;
};

}  // namespace

std::optional<Steps> conjugates(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (effort.cones <= Effort::small().cones || goal_variables(sequent).empty()) return {};
  const auto root = outer_root(sequent.goal.polynomial);
  if (!root) return {};
  // What follows may take long.
  if (effort.persistent) look_for_counterexample(search, look_first, 1);
  if (search.is_over()) return {};
  return Conjugates(*root, origin, {effort.cones, false}, search).run(sequent);
}

}  // namespace geq::prover
