// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/power_products.hpp"

#include <algorithm>
#include <map>

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

constexpr std::size_t most_bases = 4;
const ExactPolynomial one{Rational(1)};

/// Bases of products and their exponents.
using Exponents = std::map<ExactPolynomial, ExactPolynomial>;

/// Adds those of a single term, `times` times.
void add_exponents(const ExactPolynomial& term, const Rational& times, Exponents& result) {
  const auto& [monomial, c] = *term.terms().begin();
  const auto add = [&](const ExactPolynomial& base, const ExactPolynomial& exponent) {
    result[base] = result[base] + ExactPolynomial(times) * exponent;
  };
  if (c != 1) add(ExactPolynomial(c), one);
  for (const auto& [atom, count] : monomial) {
    const ExactPolynomial often{Rational(static_cast<unsigned long>(count))};
    if (atom.op() == Operator::power)
      add(atom.arguments()[0], often * atom.arguments()[1]);
    else if (atom.op() == Operator::quotient)
      add(atom.arguments()[0], -often);
    else
      add(ExactPolynomial(atom), often);
  }
}

class PowerProducts {
 public:
  PowerProducts(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const Sequent& sequent) {
    const auto& terms = sequent.goal.polynomial.terms();
    if (terms.size() != 2) return {};
    ExactPolynomial greater, smaller;
    for (const auto& [monomial, c] : terms)
      (proofs::sign(c) > 0 ? greater : smaller) = ExactPolynomial::term(cln::abs(c), monomial);
    if (greater.is_zero() || smaller.is_zero()) return {};
    Exponents exponents;
    add_exponents(greater, Rational(1), exponents);
    add_exponents(smaller, Rational(-1), exponents);
    std::erase_if(exponents, [](const auto& entry) { return entry.second.is_zero(); });
    if (exponents.empty() || exponents.size() > most_bases) return {};
    for (const bool inverted : {false, true})
      for (const auto& entry : exponents)
        if (!search_.is_over())
          if (auto steps = by_tangents(sequent, greater, smaller, exponents, entry.first, inverted)) return steps;
    return {};
  }

 private:
  SideChain started(const Sequent& sequent) {
    return {sequent, [this](const Sequent& side) { return prove_elementary(side, origin_, Effort::small(), search_); }};
  }

  /// Its place, after it has been shown if it was not there.
  static std::optional<std::size_t> have(SideChain& chain, const Fact& fact) {
    const auto& facts = chain.sequent().facts;
    const auto place = [&] {
      return static_cast<std::size_t>(std::find(facts.begin(), facts.end(), fact) - facts.begin());
    };
    if (place() == facts.size() && !chain.then(proofs::Have{fact})) return {};
    return place() < facts.size() ? std::optional(place()) : std::nullopt;
  }

  /// A tangent of log and the positive number it is taken with.
  struct Use {
    std::size_t tangent;
    std::vector<std::size_t> factors;  ///< facts > 0 that multiply to the number
  };

  /// log(at) below its tangent at `touch`, `weight` times.
  static bool use(SideChain& chain, const ExactPolynomial& at, const ExactPolynomial& touch,
                  std::vector<std::size_t> factors, std::vector<Use>& uses) {
    if (chain.sequent().goal.sign == Sign::positive && !chain.sequent().facts.empty()) is_apart(chain, at - touch);
    if (!chain.then(Tangent{Tangent::Function::log, at, touch})) return false;
    uses.push_back({chain.sequent().facts.size() - 1, std::move(factors)});
    return true;
  }

  /// For strict inequalities: which of the two is greater.
  static void is_apart(SideChain& chain, const ExactPolynomial& difference) {
    if (is_visible({difference, Sign::nonzero}, chain.sequent().facts)) return;
    if (!have(chain, {difference, Sign::positive})) have(chain, {-difference, Sign::positive});
  }

  /// With b the base, or its inverse: c log(b) - sum of w log(u) >= 0 by the tangents at b and, for c - sum of w, at
  /// b or 1.
  std::optional<Steps> by_tangents(const Sequent& sequent, const ExactPolynomial& greater,
                                   const ExactPolynomial& smaller, const Exponents& exponents,
                                   const ExactPolynomial& base, bool inverted) {
    SideChain chain = started(sequent);
    for (const auto& entry : exponents)
      if (!have(chain, {entry.first, Sign::positive})) return {};
    if (!is_visible({greater, Sign::positive}, chain.sequent().facts)) return {};
    const auto turned = [&](const ExactPolynomial& u) { return inverted ? reciprocal(u) : u; };
    const ExactPolynomial b = turned(base);
    const auto positive = have(chain, {b, Sign::positive});
    if (!positive) return {};
    std::vector<Use> uses;
    ExactPolynomial spare = inverted ? -exponents.at(base) : exponents.at(base);
    for (const auto& [u, exponent] : exponents) {
      if (u == base) continue;
      const ExactPolynomial weight = inverted ? exponent : -exponent;
      const auto fact = have(chain, {weight, Sign::positive});
      if (!fact || !use(chain, turned(u), b, {*fact}, uses)) return {};
      spare = spare - weight;
    }
    if (!spare.is_zero()) {
      if (const auto fact = have(chain, {spare, Sign::positive})) {
        if (!use(chain, one, b, {*fact}, uses)) return {};
      } else if (const auto opposite = have(chain, {-spare, Sign::positive})) {
        if (!use(chain, b, one, {*opposite, *positive}, uses)) return {};
      } else {
        return {};
      }
    }
    return contradiction(std::move(chain), greater, smaller, *positive, uses);
  }

  std::optional<Steps> contradiction(SideChain chain, const ExactPolynomial& greater, const ExactPolynomial& smaller,
                                     std::size_t touch, const std::vector<Use>& uses) {
    if (!chain.then(proofs::Absurd{}) || !chain.then(proofs::Increasing{Tangent::Function::log, smaller, greater}))
      return {};
    const std::size_t compared = chain.sequent().facts.size() - 1;
    expand_logarithms(chain);
    const std::vector<Fact>& facts = chain.sequent().facts;
    Combination sum;
    sum.summands.push_back({Rational(1), {{compared, 1}, {touch, 1}}, one});
    ExactPolynomial rest = -(facts[compared].polynomial * facts[touch].polynomial);
    bool strict = facts[compared].sign == Sign::positive;
    for (const Use& use : uses) {
      Combination::Summand part{Rational(1), {{use.tangent, 1}}, one};
      ExactPolynomial product = facts[use.tangent].polynomial;
      for (const std::size_t factor : use.factors) {
        part.facts.push_back({factor, 1});
        product = product * facts[factor].polynomial;
      }
      strict = strict || facts[use.tangent].sign == Sign::positive;
      rest = rest - product;
      sum.summands.push_back(part);
    }
    for (const Atom& atom : atoms(rest))
      if (atom.op() == Operator::log) return {};
    if (!rest.is_zero() || !strict) {
      const auto last = have(chain, {rest, strict ? Sign::nonnegative : Sign::positive});
      if (!last) return {};
      sum.summands.push_back({Rational(1), {{*last, 1}}, one});
    }
    if (!proofs::apply(sum, chain.sequent())) return {};
    return chain.followed_by({sum});
  }

  /// Logarithms of products, powers and inverses in the facts taken apart.
  static void expand_logarithms(SideChain& chain) {
    const auto expand_one = [&] {
      for (const Fact& fact : chain.sequent().facts)
        for (const Atom& atom : atoms(fact.polynomial))
          if (atom.op() == Operator::log && chain.then(proofs::Identity{ExactPolynomial(atom), 1})) return true;
      return false;
    };
    for (int round = 0; round < 40 && expand_one(); ++round) {
    }
  }

  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> compare_power_products(const Sequent& sequent, const Origin& origin, Search& search) {
  return PowerProducts(origin, search).closed(sequent);
}

}  // namespace geq::prover
