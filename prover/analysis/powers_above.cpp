// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/powers_above.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// x * 1/x is 1 for variables x: how a person would write it where that is defined.
ExactPolynomial without_inverse_pairs(const ExactPolynomial& polynomial) {
  ExactPolynomial result;
  for (const auto& [monomial, c] : polynomial.terms()) {
    proofs::Monomial rest;
    for (const auto& [atom, exponent] : monomial) {
      const bool inverse = atom.op() == Operator::quotient;
      const ExactPolynomial partner =
          inverse ? atom.arguments()[0] : application(Operator::quotient, {ExactPolynomial(atom)});
      std::uint32_t common = 0;
      for (const auto& [other, times] : monomial)
        if (ExactPolynomial(other) == partner) common = std::min(exponent, times);
      if (exponent > common) rest.emplace_back(atom, exponent - common);
    }
    result.add(c, rest);
  }
  return result;
}

class PowerAbove {
 public:
  PowerAbove(const Atom& power, const Origin& origin, Search& search)
      : power_(power), origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> run(const Sequent& sequent) const {
    const auto c = coefficients_in(power_, sequent.goal.polynomial);
    const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!factor || proofs::sign(*factor) <= 0) return {};
    const ExactPolynomial& u = power_.arguments()[0];
    const ExactPolynomial& v = power_.arguments()[1];
    const ExactPolynomial t = without_inverse_pairs(one - u);
    for (const ExactPolynomial& w : {without_inverse_pairs(-(v * (t + t * t))), v * (one - reciprocal(u))}) {
      if (search_.is_over()) return {};
      if (auto steps = above(sequent, w, *factor, c[0])) return steps;
    }
    return {};
  }

 private:
  SideChain started(const Sequent& sequent) const {
    return {sequent, [this](const Sequent& side) { return prove_elementary(side, origin_, Effort::small(), search_); }};
  }

  /// By u^v >= exp(w) >= exp(touch) (1 + w - touch) for the argument `touch` of some exponential.
  std::optional<Steps> above(const Sequent& sequent, const ExactPolynomial& w, const Rational& factor,
                             const ExactPolynomial& rest) const {
    SideChain chain = started(sequent);
    const Fact lemma{ExactPolynomial(power_) - application(Operator::exp, {w}), Sign::nonnegative};
    const auto compare = [this](const Sequent& side) {
      return powers_and_exponentials(side, origin_, Effort::small(), search_);
    };
    if (!chain.then(proofs::Have{lemma}, compare)) return {};
    const std::size_t compared = chain.sequent().facts.size() - 1;
    for (const Atom& atom : atoms(rest)) {
      if (atom.op() != Operator::exp || atom.arguments()[0] == w) continue;
      SideChain attempt = chain;
      if (!attempt.then(proofs::Tangent{proofs::Tangent::Function::exp, w, atom.arguments()[0]})) continue;
      const std::size_t tangent = attempt.sequent().facts.size() - 1;
      const ExactPolynomial bound = ExactPolynomial(atom) * (one + w - atom.arguments()[0]);
      const Fact left{rest + ExactPolynomial(factor) * bound, sequent.goal.sign};
      Combination sum;
      sum.summands.push_back({factor, {{compared, 1}}, one});
      sum.summands.push_back({factor, {{tangent, 1}}, one});
      if (!left.polynomial.is_zero()) {
        if (!attempt.then(proofs::Have{left}, [this](const Sequent& side) { return remaining(side); })) continue;
        sum.summands.push_back({Rational(1), {{attempt.sequent().facts.size() - 1, 1}}, one});
      }
      const auto closed = proofs::apply(proofs::Step(sum), attempt.sequent());
      if (closed && closed.value().empty()) return attempt.followed_by({sum});
    }
    return {};
  }

  /// What the tangent leaves; exp is below 1 where its argument is negative.
  std::optional<Steps> remaining(const Sequent& side) const {
    SideChain chain = started(side);
    for (const Atom& atom : atoms(side.goal.polynomial)) {
      if (atom.op() != Operator::exp) continue;
      const ExactPolynomial& a = atom.arguments()[0];
      if (is_visible({-a, Sign::nonnegative}, side.facts))
        chain.then(proofs::Increasing{proofs::Tangent::Function::exp, ExactPolynomial(), a});
    }
    return chain.sequent().facts.size() == side.facts.size() ? prove_elementary(side, origin_, Effort::small(), search_)
                                                             : chain.finish();
  }

  const Atom& power_;
  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> power_above_exponential(const Sequent& sequent, const Atom& power, const Origin& origin,
                                             Search& search) {
  return PowerAbove(power, origin, search).run(sequent);
}

}  // namespace geq::prover
