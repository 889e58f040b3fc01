// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/log_comparison.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/variable_roots.hpp"

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

constexpr long most_exponent = 24;
const ExactPolynomial one{Rational(1)};

/// A sum of c log(a) with numbers c, and what has no logarithm.
struct Logarithms {
  std::vector<std::pair<ExactPolynomial, Rational>> parts;  ///< a and c
  ExactPolynomial rest;
};
std::optional<Logarithms> read(const ExactPolynomial& polynomial) {
  Logarithms result{{}, polynomial};
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.op() != Operator::log) continue;
    const auto c = coefficients_in(atom, result.rest);
    const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!factor) return {};
    result.parts.emplace_back(atom.arguments()[0], *factor);
    result.rest = c[0];
  }
  return result;
}

class LogComparison {
 public:
  LogComparison(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const Sequent& sequent) {
    ExactPolynomial greater, smaller;
    for (const auto& [monomial, c] : sequent.goal.polynomial.terms())
      (proofs::sign(c) > 0 ? greater : smaller) = ExactPolynomial::term(cln::abs(c), monomial);
    if (greater.is_zero() || smaller.is_zero()) return {};
    SideChain chain(sequent, [this](const Sequent& side) { return elementary(side); });
    state_positive_variables(chain);
    for (const ExactPolynomial* side : {&greater, &smaller})
      if (!is_visible({*side, Sign::positive}, chain.sequent().facts)) return {};
    if (!chain.then(proofs::Absurd{}) || !chain.then(proofs::Increasing{Tangent::Function::log, smaller, greater}))
      return {};
    const std::size_t compared = chain.sequent().facts.size() - 1;
    take_apart(chain);
    const auto found = read(chain.sequent().facts[compared].polynomial);
    if (!found || found->parts.empty()) return {};
    Rational least = 1;
    for (const auto& part : found->parts)
      least = Rational(cln::lcm(cln::numerator(least), cln::denominator(part.second)));
    for (const long times : {1L, 2L, 3L, 4L}) {
      if (search_.is_over()) return {};
      if (auto steps = by_tangent(chain, compared, *found, least * times)) return steps;
    }
    return {};
  }

 private:
  std::optional<Steps> elementary(const Sequent& side) {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    return prove_elementary(side, origin_, Effort::small(), search_);
  }

  /// All logarithms in the facts.
  static void take_apart(SideChain& chain) {
    const auto take_one = [&] {
      for (const Fact& fact : chain.sequent().facts)
        for (const Atom& atom : atoms(fact.polynomial))
          if (atom.op() == Operator::log && chain.then(proofs::Identity{ExactPolynomial(atom), 1})) return true;
      return false;
    };
    for (int round = 0; round < 40 && take_one(); ++round) {
    }
  }

  std::optional<Steps> by_tangent(SideChain chain, std::size_t compared, const Logarithms& found, const Rational& m) {
    ExactPolynomial above = one;
    ExactPolynomial below = one;
    for (const auto& [base, factor] : found.parts) {
      const auto exponent = proofs::integer_between(cln::numerator(cln::abs(factor) * m), 0, most_exponent);
      if (!exponent) return {};
      ExactPolynomial& side = proofs::sign(factor) > 0 ? above : below;
      side = side * power(base, static_cast<unsigned long>(*exponent));
    }
    const std::size_t positive = chain.sequent().facts.size();
    if (!chain.then(proofs::Have{{below, Sign::positive}})) return {};
    const std::size_t tangent = chain.sequent().facts.size();
    if (!chain.then(Tangent{Tangent::Function::log, above, below})) return {};
    take_apart(chain);
    const std::vector<Fact>& facts = chain.sequent().facts;
    const ExactPolynomial left = ExactPolynomial(m) * below * facts[compared].polynomial + facts[tangent].polynomial;
    const bool strict = facts[compared].sign == Sign::positive || facts[tangent].sign == Sign::positive;
    for (const Atom& atom : atoms(left))
      if (atom.op() == Operator::log) return {};
    Combination sum;
    sum.summands.push_back({m, {{compared, 1}, {positive, 1}}, one});
    sum.summands.push_back({Rational(1), {{tangent, 1}}, one});
    if (!left.is_zero() || !strict) {
      const std::size_t rest = facts.size();
      if (!chain.then(proofs::Have{{-left, strict ? Sign::nonnegative : Sign::positive}})) return {};
      sum.summands.push_back({Rational(1), {{rest, 1}}, one});
    }
    if (!proofs::apply(sum, chain.sequent())) return {};
    return chain.followed_by({sum});
  }

  Origin origin_;
  Search& search_;
};

/// An exponential with variables stands beside another factor with variables.
bool applies(const Sequent& sequent) {
  if (sequent.goal.polynomial.terms().size() != 2) return false;
  bool exponential = false;
  bool other = false;
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    if (variables(ExactPolynomial(atom)).empty()) continue;
    (atom.op() == Operator::exp ? exponential : other) = true;
  }
  return exponential && other;
}

}  // namespace

std::optional<Steps> compare_logarithms(const Sequent& sequent, const Origin& origin, Search& search) {
  if (!applies(sequent)) return {};
  return LogComparison(origin, search).closed(sequent);
}

}  // namespace geq::prover
