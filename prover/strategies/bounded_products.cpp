// SPDX-License-Identifier: GPL-3.0-or-later

/// P >= 0 for P = w_1 y_1 + ... + w_n y_n - C + (what is not negative), where y_i >= 0 is a power of x_i, from a fact
/// M >= c > 0 about a product M of powers of the x_i. Were P negative, any g of the y_i would have
///
///     w_1 y_1 + ... + w_g y_g <= C,   so   y_1 ... y_g <= (C/g)^g / (w_1 ... w_g),
///
/// and the product of all y_i would be at most the product B of these bounds, taken over n/g groups. That contradicts
/// M >= c when B is small enough; g = n is the inequality of the means, smaller g need room and have short proofs.
///
/// Source: the inequality of the means, used for a contradiction; partial products as in Weierstrass's inequality.
/// Limits: all y_i occur to one power in a power of M; groups of at most 6.

#include <algorithm>
#include <numeric>

#include "prover/reductions/bounds.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/constrained.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t largest_group = 6, largest_power = 12;

Rational power_of(const Rational& base, std::size_t exponent) { return cln::expt(base, static_cast<int>(exponent)); }

/// The fact scale * M - number >= 0 or > 0 with scale, number > 0.
struct LowerBound {
  std::size_t fact;
  Monomial product;
  Rational scale, number;
};

std::optional<LowerBound> lower_bound(std::size_t place, const Sequent& sequent) {
  const Fact& fact = sequent.facts[place];
  const auto& terms = fact.polynomial.terms();
  if (!has_sign(fact) || terms.size() != 2 || !terms.begin()->first.empty()) return {};
  const auto& [product, scale] = *std::next(terms.begin());
  if (proofs::sign(terms.begin()->second) >= 0 || proofs::sign(scale) <= 0 || product.size() < 2) return {};
  return LowerBound{place, product, scale, -terms.begin()->second};
}

/// weight * y, where y is a power of a single atom.
struct Summand {
  Rational weight;
  Monomial y;
};

/// The goal seen as above: y_1 ... y_n to the power `all` is the product of the bound to the power `whole`.
struct Plan {
  std::vector<Summand> summands;
  Rational constant;  ///< C
  std::size_t all, whole;
};

std::optional<Plan> plan(const LowerBound& bound, const Sequent& sequent) {
  const auto& terms = sequent.goal.polynomial.terms();
  if (terms.empty() || !terms.begin()->first.empty() || proofs::sign(terms.begin()->second) >= 0) return {};
  Plan result{{}, -terms.begin()->second, 0, 1};
  for (const auto& [atom, exponent] : bound.product) {
    const auto own = std::find_if(terms.begin(), terms.end(), [&wanted = atom](const auto& term) {
      return term.first.size() == 1 && term.first.front().first == wanted && proofs::sign(term.second) > 0;
    });
    if (own == terms.end()) return {};
    result.summands.push_back({own->second, own->first});
    const std::size_t power = own->first.front().second;
    result.whole = std::lcm(result.whole, power / std::gcd(power, static_cast<std::size_t>(exponent)));
    if (result.whole > largest_power) return {};
  }
  for (std::size_t i = 0; i < result.summands.size(); ++i) {
    const std::size_t all = bound.product[i].second * result.whole / result.summands[i].y.front().second;
    if (i > 0 && all != result.all) return {};
    result.all = all;
  }
  if (result.all > largest_power) return {};
  return result;
}

class BoundedProduct {
 public:
  BoundedProduct(const Sequent& sequent, LowerBound bound, Plan plan)
      : bound_(std::move(bound)),
        plan_(std::move(plan)),
        proof_(sequent, Origin().sufficient()),
        sign_(negation(sequent.goal).sign) {}

  std::optional<Steps> run() {
    const std::size_t size = group_size();
    if (size == 0 || !proof_.then(proofs::Absurd{})) return {};
    supposed_ = proof_.last();
    for (const auto& group : groups(size))
      if (!bound_group(group)) return {};
    return contradict() ? std::optional(proof_.steps) : std::nullopt;
  }

 private:
  using Group = std::vector<Summand>;

  /// As even as possible, none greater than `size`.
  std::vector<Group> groups(std::size_t size) const {
    const std::size_t n = plan_.summands.size(), count = (n + size - 1) / size;
    std::vector<Group> result(count);
    for (std::size_t i = 0; i < n; ++i) result[i * count / n].push_back(plan_.summands[i]);
    return result;
  }

  /// (C/g)^g / (w_1 ... w_g).
  Rational limit_of(const Group& group) const {
    Rational result = 1;
    for (const Summand& one : group)
      result = result * plan_.constant / Rational(static_cast<unsigned long>(group.size())) / one.weight;
    return result;
  }

  /// What the product of all y_i to the power `all` is at least.
  Rational least() const { return power_of(bound_.number / bound_.scale, plan_.whole); }

  /// The smallest groups that suffice, or 0.
  std::size_t group_size() const {
    const bool strict = proof_.sequent.facts[bound_.fact].sign == Sign::positive || sign_ == Sign::positive;
    for (std::size_t size = 1; size <= std::min(largest_group, plan_.summands.size()); ++size) {
      Rational limit = 1;
      for (const Group& group : groups(size)) limit = limit * limit_of(group);
      limit = power_of(limit, plan_.all);
      if (strict ? limit <= least() : limit < least()) return size;
    }
    return 0;
  }

  static ExactPolynomial product_of(const Group& group) {
    ExactPolynomial result(Rational(1));
    for (const Summand& one : group) result = result * ExactPolynomial::term(1, one.y);
    return result;
  }

  /// Multiplies by a monomial that is visibly not negative.
  bool multiply(const Monomial& monomial, Combination::Summand& summand) const {
    for (const auto& [atom, exponent] : monomial) {
      const ExactPolynomial base(atom);
      summand.square = summand.square * power(base, exponent / 2);
      if (exponent % 2 == 0) continue;
      auto place = index_of({base, Sign::nonnegative}, proof_.sequent);
      if (!place) place = index_of({base, Sign::positive}, proof_.sequent);
      if (!place) return false;
      summand.facts.emplace_back(*place, 1);
    }
    return true;
  }

  bool add(const Rational& coefficient, std::vector<std::pair<std::size_t, std::uint32_t>> facts,
           const Monomial& monomial, Combination& sum) const {
    if (proofs::sign(coefficient) == 0) return true;
    Combination::Summand summand = product(coefficient, std::move(facts));
    if (!multiply(monomial, summand)) return false;
    sum.summands.push_back(std::move(summand));
    return true;
  }

  /// Adds limit - y_1 ... y_g >= 0, and the same for all groups so far.
  bool bound_group(const Group& group) {
    ExactPolynomial total;
    for (const Summand& one : group) total = total + ExactPolynomial::term(one.weight, one.y);
    const ExactPolynomial rest = proof_.sequent.facts[supposed_].polynomial + total - ExactPolynomial(plan_.constant);
    Combination below;
    if (!add(1, {{supposed_, 1}}, {}, below)) return false;
    for (const auto& [monomial, coefficient] : rest.terms())
      if (!add(-coefficient, {}, monomial, below)) return false;
    if (!proof_.have_by({ExactPolynomial(plan_.constant) - total, sign_}, {proofs::Step(below)})) return false;
    const std::size_t room = proof_.last();
    const Rational limit = limit_of(group);
    if (group.size() == 1 && group[0].weight != 1) {
      Combination scaled;
      scaled.summands.push_back(product(1 / group[0].weight, {{room, 1}}));
      if (!proof_.have_by({ExactPolynomial(limit) - product_of(group), sign_}, {proofs::Step(scaled)})) return false;
    } else if (group.size() > 1 && !bound_by_means(group, total, room)) {
      return false;
    }
    return extend(product_of(group), limit);
  }

  /// The terms with the same exponents of the y_i up to their order are, on average, at least the product of all.
  static proofs::Means muirhead(const ExactPolynomial& means, const Group& group, const Rational& weights) {
    std::map<std::vector<std::size_t>, std::vector<std::pair<Monomial, Rational>>> orbits;
    for (const auto& [monomial, coefficient] : means.terms()) {
      std::vector<std::size_t> pattern;
      for (const Summand& one : group)
        pattern.push_back(exponent_of(one.y.front().first, monomial) / one.y.front().second);
      std::sort(pattern.begin(), pattern.end());
      if (pattern.front() == 0) orbits[pattern].emplace_back(monomial, coefficient);
    }
    proofs::Means result;
    for (const auto& [pattern, terms] : orbits) {
      const Rational weight = 1 / Rational(static_cast<unsigned long>(terms.size()));
      proofs::Means::Mean mean;
      for (const auto& [monomial, coefficient] : terms)
        mean.parts.push_back({weight, ExactPolynomial::term(coefficient, monomial)});
      // How often each product of the y_i occurs does not depend on their order: a multinomial coefficient.
      Rational multiple = terms.front().second / weight;
      for (std::size_t i = 0; i < group.size(); ++i) {
        const auto& [atom, exponent] = group[i].y.front();
        multiple = multiple / power_of(group[i].weight, exponent_of(atom, terms.front().first) / exponent);
      }
      mean.product = ExactPolynomial(multiple * weights) * product_of(group);
      result.means.push_back(std::move(mean));
    }
    return result;
  }

  /// (C^g - t^g)/g^g, with t the sum, from C - t >= 0 and t >= 0; and t^g/g^g >= product of all w_i y_i.
  bool bound_by_means(const Group& group, const ExactPolynomial& total, std::size_t room) {
    const std::size_t g = group.size();
    const Rational scale = 1 / power_of(Rational(static_cast<unsigned long>(g)), g);
    Rational weights = 1;
    for (const Summand& one : group) weights = weights * one.weight;
    const Fact means{ExactPolynomial(scale) * power(total, g) - ExactPolynomial(weights) * product_of(group),
                     Sign::nonnegative};
    if (!proof_.have_by(means, {proofs::Step(muirhead(means.polynomial, group, weights))})) return false;
    Combination sum;
    sum.summands.push_back(product(1 / weights, {{proof_.last(), 1}}));
    if (!proof_.have({total, Sign::nonnegative}, Steps{})) return false;
    for (std::size_t j = 0; j < g; ++j) {
      auto part = product(scale / weights * power_of(plan_.constant, g - 1 - j), {{room, 1}});
      if (j > 0) part.facts.emplace_back(proof_.last(), static_cast<std::uint32_t>(j));
      sum.summands.push_back(std::move(part));
    }
    return proof_.have_by({ExactPolynomial(limit_of(group)) - product_of(group), sign_}, {proofs::Step(sum)});
  }

  /// B b - T y = b (B - T) + T (b - y), where the last fact is b - y >= 0.
  bool extend(const ExactPolynomial& y, const Rational& limit) {
    const std::size_t single = proof_.last();
    const bool first = so_far_.constant().has_value();
    const Monomial before = so_far_.terms().begin()->first;
    Combination sum;
    if (!first) sum.summands.push_back(product(limit, {{whole_, 1}}));
    if (!first && !add(1, {{single, 1}}, before, sum)) return false;
    so_far_ = so_far_ * y;
    limit_ = limit_ * limit;
    if (!first && !proof_.have_by({ExactPolynomial(limit_) - so_far_, sign_}, {proofs::Step(sum)})) return false;
    whole_ = proof_.last();
    return true;
  }

  /// M^q - c^q by powers of M - c; B^a - T^a by B - T.
  bool contradict() {
    Combination sum;
    const std::size_t q = plan_.whole, a = plan_.all;
    Rational binomial = 1;
    for (std::size_t j = 1; j <= q; ++j) {
      binomial = binomial * Rational(static_cast<unsigned long>(q - j + 1)) / Rational(static_cast<unsigned long>(j));
      sum.summands.push_back(product(binomial * power_of(bound_.number, q - j) / power_of(bound_.scale, q),
                                     {{bound_.fact, static_cast<std::uint32_t>(j)}}));
    }
    ExactPolynomial power(Rational(1));
    for (std::size_t j = 0; j < a; ++j, power = power * so_far_)
      if (!add(power_of(limit_, a - 1 - j), {{whole_, 1}}, power.terms().begin()->first, sum)) return false;
    if (!add(least() - power_of(limit_, a), {}, {}, sum)) return false;
    return proof_.close(sum);
  }

  LowerBound bound_;
  Plan plan_;
  Derivation proof_;
  Sign sign_;                            ///< of that the goal fails, and of all that follows
  std::size_t supposed_ = 0;             ///< the fact that it fails
  ExactPolynomial so_far_{Rational(1)};  ///< T, the product of the groups so far
  Rational limit_ = 1;                   ///< B
  std::size_t whole_ = 0;                ///< the fact B - T >= 0
};

}  // namespace

std::optional<Steps> bounded_products(const Sequent& sequent, const Origin&, Effort effort, Search&) {
  if (!effort.persistent || !has_sign(sequent.goal) || !is_polynomial(sequent)) return {};
  for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
    auto bound = lower_bound(i, sequent);
    auto found = bound ? plan(*bound, sequent) : std::nullopt;
    if (!found) continue;
    if (auto steps = BoundedProduct(sequent, std::move(*bound), std::move(*found)).run()) return steps;
  }
  return {};
}

}  // namespace geq::prover
