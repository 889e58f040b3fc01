// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/symbolic_means.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::Tangent;

namespace {

const ExactPolynomial one{Rational(1)};

/// Exponents of the bases of a product: variables, and what stands under powers.
std::map<ExactPolynomial, ExactPolynomial> exponents_of(const ExactPolynomial& product) {
  std::map<ExactPolynomial, ExactPolynomial> result;
  for (const auto& [atom, times] : product.terms().begin()->first) {
    const ExactPolynomial count{Rational(static_cast<unsigned long>(times))};
    if (atom.op() == Operator::power)
      result[atom.arguments()[0]] = result[atom.arguments()[0]] + count * atom.arguments()[1];
    else
      result[ExactPolynomial(atom)] = result[ExactPolynomial(atom)] + count;
  }
  return result;
}

/// The weights are first/total and second/total.
struct Weights {
  ExactPolynomial first, second, total;
};

/// Those for which the exponents of some base agree.
std::vector<Weights> weights_of(const ExactPolynomial& first, const ExactPolynomial& second,
                                const ExactPolynomial& middle) {
  auto left = exponents_of(first);
  auto right = exponents_of(second);
  auto mean = exponents_of(middle);
  std::vector<Weights> result;
  for (const auto& [base, exponent] : right) {
    const ExactPolynomial total = exponent - left[base];
    if (total.is_zero()) continue;
    result.push_back({exponent - mean[base], mean[base] - left[base], total});
  }
  return result;
}

class SymbolicMean {
 public:
  SymbolicMean(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const Sequent& sequent) {
    std::vector<ExactPolynomial> positive, negative;
    for (const auto& [monomial, c] : sequent.goal.polynomial.terms())
      (proofs::sign(c) > 0 ? positive : negative).push_back(ExactPolynomial::term(cln::abs(c), monomial));
    if (negative.size() != 1 || positive.empty() || positive.size() > 2) return {};
    if (positive.size() == 1) return quotient(sequent, positive.front(), negative.front());
    for (const bool swapped : {false, true}) {
      const ExactPolynomial& first = positive[swapped ? 1 : 0];
      const ExactPolynomial& second = positive[swapped ? 0 : 1];
      for (const Weights& weights : weights_of(first, second, negative.front()))
        if (auto steps = by_tangents(sequent, first, second, negative.front(), weights)) return steps;
    }
    for (const Weights& weights : weights_of(positive[0], positive[1], negative.front()))
      if (auto steps = by_parts(sequent, positive[0], positive[1], negative.front(), weights)) return steps;
    return {};
  }

 private:
  SideChain started(const Sequent& sequent) {
    return {sequent, [this](const Sequent& side) -> std::optional<Steps> {
              if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
              return prove_elementary(side, origin_, Effort::small(), search_);
            }};
  }

  static std::optional<std::size_t> place_of(const Fact& fact, const Sequent& sequent) {
    const auto found = std::find(sequent.facts.begin(), sequent.facts.end(), fact);
    if (found == sequent.facts.end()) return {};
    return static_cast<std::size_t>(found - sequent.facts.begin());
  }

  /// Its place, after it has been shown if it was not there.
  static std::optional<std::size_t> have(SideChain& chain, const Fact& fact) {
    if (!place_of(fact, chain.sequent()) && !chain.then(proofs::Have{fact})) return {};
    return place_of(fact, chain.sequent());
  }

  /// K - N/v with v = T + U: from K T + K U >= N.
  std::optional<Steps> quotient(const Sequent& sequent, const ExactPolynomial& bound, const ExactPolynomial& term) {
    for (const Atom& atom : atoms(term)) {
      if (atom.op() != Operator::quotient || atom.arguments()[0].terms().size() != 2) continue;
      const ExactPolynomial y(atom);
      const ExactPolynomial& v = atom.arguments()[0];
      const auto parts = coefficients_in(atom, term);
      if (parts.size() != 2 || parts[1].terms().size() != 1) continue;
      const Fact lemma{bound * v - parts[1], Sign::nonnegative};
      SideChain chain = started(sequent);
      if (!chain.then(proofs::Have{{v, Sign::positive}})) continue;
      const auto inverse = have(chain, {y * v - one, Sign::zero});
      const auto positive = have(chain, {y, Sign::positive});
      SideChain proved(chain.sequent(), [this](const Sequent& side) { return closed(side); });
      if (!inverse || !positive || !proved.then(proofs::Have{lemma})) continue;
      Combination sum;
      sum.summands.push_back({Rational(1), {{*positive, 1}, {chain.sequent().facts.size(), 1}}, one});
      sum.multiples.push_back({*inverse, -bound});
      if (!proofs::apply(sum, proved.sequent())) continue;
      chain.append(proved);
      return chain.followed_by({sum});
    }
    return {};
  }

  std::optional<Steps> by_tangents(const Sequent& sequent, const ExactPolynomial& first, const ExactPolynomial& second,
                                   const ExactPolynomial& middle, const Weights& weights) {
    SideChain chain = started(sequent);
    std::vector<std::size_t> positive;
    for (const ExactPolynomial* weight : {&weights.first, &weights.second, &weights.total}) {
      const auto fact = have(chain, {*weight, Sign::positive});
      if (!fact) return {};
      positive.push_back(*fact);
    }
    const ExactPolynomial touch = (first + second) * reciprocal(weights.total);
    const auto above_zero = have(chain, {touch, Sign::positive});
    if (!above_zero || !chain.then(proofs::Absurd{})) return {};
    Combination sum;
    const auto add_inverse = [&](const ExactPolynomial& weight, const ExactPolynomial& factor) {
      if (weight.constant()) return true;
      const auto fact = have(chain, {weight * reciprocal(weight) - one, Sign::zero});
      if (fact) sum.multiples.push_back({*fact, factor});
      return fact.has_value();
    };
    if (!add_inverse(weights.first, first) || !add_inverse(weights.second, second)) return {};
    const std::size_t tangents = chain.sequent().facts.size();
    const ExactPolynomial at_first = first * reciprocal(weights.first);
    const ExactPolynomial at_second = second * reciprocal(weights.second);
    const ExactPolynomial above = middle * reciprocal(weights.total);
    const auto log_kind = Tangent::Function::log;
    if (!chain.then(Tangent{log_kind, at_first, touch}) || !chain.then(Tangent{log_kind, at_second, touch})) return {};
    if (!have(chain, {above - touch, Sign::positive}) || !chain.then(proofs::Increasing{log_kind, above, touch}))
      return {};
    const std::size_t compared = chain.sequent().facts.size() - 1;
    if (chain.sequent().facts[compared].sign != Sign::positive || !expand_logarithms(chain, touch)) return {};
    // What is left of the logarithms is a multiple of total * 1/total - 1.
    const auto& facts = chain.sequent().facts;
    const ExactPolynomial zero = weights.total * touch * facts[compared].polynomial +
                                 weights.first * facts[tangents].polynomial +
                                 weights.second * facts[tangents + 1].polynomial;
    sum.summands.push_back({Rational(1), {{compared, 1}, {positive[2], 1}, {*above_zero, 1}}, one});
    sum.summands.push_back({Rational(1), {{tangents, 1}, {positive[0], 1}}, one});
    sum.summands.push_back({Rational(1), {{tangents + 1, 1}, {positive[1], 1}}, one});
    for (auto& multiple : sum.multiples) multiple.factor = -multiple.factor;
    if (!weights.total.constant()) {
      const ExactPolynomial inverse = reciprocal(weights.total);
      const ExactPolynomial equation = weights.total * inverse - one;
      const auto fact = have(chain, {equation, Sign::zero});
      if (!fact) return {};
      ExactPolynomial rest = zero;
      for (const auto& multiple : sum.multiples)
        rest = rest + multiple.factor * chain.sequent().facts[multiple.equation].polynomial;
      const auto factor = divided(rest, equation, inverse);
      if (!factor) return {};
      sum.multiples.push_back({*fact, -*factor});
    }
    if (!proofs::apply(sum, chain.sequent())) return {};
    return chain.followed_by({sum});
  }

  /// By the inequality of the means for the parts that the weights leave of the two terms, which is more than is
  /// needed: first + second >= first^(a/t) second^(b/t) for a + b = t.
  std::optional<Steps> by_parts(const Sequent& sequent, const ExactPolynomial& first, const ExactPolynomial& second,
                                const ExactPolynomial& middle, const Weights& weights) {
    SideChain chain = started(sequent);
    std::vector<std::size_t> positive;
    for (const ExactPolynomial* fact : {&weights.first, &weights.second, &weights.total, &first, &second, &middle}) {
      const auto place = have(chain, {*fact, Sign::positive});
      if (!place) return {};
      positive.push_back(*place);
    }
    const ExactPolynomial sum_of_both = first + second;
    const auto above_zero = have(chain, {sum_of_both, Sign::positive});
    if (!above_zero || !chain.then(proofs::Absurd{})) return {};
    const std::size_t tangents = chain.sequent().facts.size();
    const auto log_kind = Tangent::Function::log;
    if (!chain.then(Tangent{log_kind, first, sum_of_both}) || !chain.then(Tangent{log_kind, second, sum_of_both}) ||
        !chain.then(proofs::Increasing{log_kind, middle, sum_of_both}))
      return {};
    const auto& facts = chain.sequent().facts;
    const std::size_t compared = facts.size() - 1;
    if (facts[compared].sign != Sign::positive || !expand_logarithms(chain, sum_of_both)) return {};
    Combination sum;
    sum.summands.push_back({Rational(1), {{compared, 1}, {positive[2], 1}, {*above_zero, 1}}, one});
    sum.summands.push_back({Rational(1), {{tangents, 1}, {positive[0], 1}}, one});
    sum.summands.push_back({Rational(1), {{tangents + 1, 1}, {positive[1], 1}}, one});
    // What is left: a second + b first.
    sum.summands.push_back({Rational(1), {{positive[0], 1}, {positive[4], 1}}, one});
    sum.summands.push_back({Rational(1), {{positive[1], 1}, {positive[3], 1}}, one});
    if (!proofs::apply(sum, chain.sequent())) return {};
    return chain.followed_by({sum});
  }

  /// The polynomial divided by total * inverse - 1, as polynomials in the inverse: from the lowest power on.
  static std::optional<ExactPolynomial> divided(const ExactPolynomial& polynomial, const ExactPolynomial& equation,
                                                const ExactPolynomial& inverse) {
    const Atom atom = *atoms(inverse).begin();
    if (inverse != ExactPolynomial(atom)) return {};
    ExactPolynomial open = polynomial;
    ExactPolynomial result;
    for (int round = 0; round < 20 && !open.is_zero(); ++round) {
      const auto c = coefficients_in(atom, open);
      std::size_t k = 0;
      while (k < c.size() && c[k].is_zero()) ++k;
      const ExactPolynomial part = -(c[k] * power(inverse, k));
      result = result + part;
      open = open - part * equation;
    }
    return open.is_zero() ? std::optional(result) : std::nullopt;
  }

  /// Logarithms of products in the facts taken apart, but that of `kept`.
  static bool expand_logarithms(SideChain& chain, const ExactPolynomial& kept) {
    for (int round = 0; round < 40; ++round) {
      bool changed = false;
      for (const Fact& fact : chain.sequent().facts) {
        for (const Atom& atom : atoms(fact.polynomial)) {
          if (atom.op() != Operator::log || atom.arguments()[0] == kept) continue;
          if (atom.arguments()[0].terms().size() != 1) continue;
          if (chain.then(proofs::Identity{ExactPolynomial(atom), 1})) {
            changed = true;
            break;
          }
        }
        if (changed) break;
      }
      if (!changed) return true;
    }
    return false;
  }

  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> symbolic_mean(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  const std::set<Atom> found = atoms(sequent.goal.polynomial);
  if (std::none_of(found.begin(), found.end(), [](const Atom& atom) { return atom.op() == Operator::power; }))
    return {};
  try {
    return SymbolicMean(origin, search).closed(sequent);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
