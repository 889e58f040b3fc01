// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/gibbs_columns.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

constexpr std::size_t most_multipliers = 12;

const ExactPolynomial one{Rational(1)};

bool has_sign(const Fact& fact) { return fact.sign == Sign::nonnegative || fact.sign == Sign::positive; }

/// Factors that are visibly >= 0.
using Multiplier = std::vector<ExactPolynomial>;

ExactPolynomial product(const Multiplier& factors) {
  ExactPolynomial result = one;
  for (const ExactPolynomial& factor : factors) result = result * factor;
  return result;
}

Multiplier joined(Multiplier left, const Multiplier& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

class Columns {
 public:
  explicit Columns(const GibbsPreparation& preparation) : preparation_(preparation) {}

  std::vector<GibbsColumn> collect(bool multiplied) {
    std::vector<Multiplier> outer{{}};
    if (multiplied)
      for (Multiplier& multiplier : multipliers()) outer.push_back(std::move(multiplier));
    plain_columns(outer);
    for (const Multiplier& multiplier : outer) {
      for (const LogWeight& at : weights().weights)
        for (const LogWeight& touch : weights().weights) tangents(at, touch, multiplier);
      bounds(multiplier);
      rests(multiplier);
      lemmas(multiplier);
    }
    return std::move(columns_);
  }

 private:
  const std::vector<Fact>& facts() const { return preparation_.facts(); }
  const LogWeights& weights() const { return preparation_.weights(); }
  bool is_known(const ExactPolynomial& value, Sign sign) const { return preparation_.is_known(value, sign); }
  ExactPolynomial index() const { return ExactPolynomial::variable(weights().index); }
  ExactPolynomial at(const ExactPolynomial& polynomial, const ExactPolynomial& pin) const {
    return substitute(polynomial, {{weights().index, pin}});
  }

  /// Facts without logarithms and sums, what the goal is divided by, and products of one of each.
  std::vector<Multiplier> multipliers() const {
    std::vector<Multiplier> result;
    for (const Fact& fact : facts())
      if (has_sign(fact) && fact.polynomial.terms().size() <= 2 && !proofs::family_in(fact) &&
          functions_in(fact.polynomial).empty())
        result.push_back({fact.polynomial});
    const std::size_t facts_only = result.size();
    for (const Atom& inverse : proofs::reciprocals(preparation_.chain().sequent().goal.polynomial)) {
      const ExactPolynomial value(inverse);
      if (!is_known(value, Sign::positive)) continue;
      result.push_back({value});
      for (std::size_t i = 0; i < facts_only && result.size() < most_multipliers; ++i)
        result.push_back({result[i].front(), value});
    }
    return result;
  }

  bool is_positive(const Multiplier& multiplier) const {
    return std::all_of(multiplier.begin(), multiplier.end(),
                       [&](const ExactPolynomial& factor) { return is_known(factor, Sign::positive); });
  }

  void plain_columns(std::vector<Multiplier> outer) {
    columns_.push_back({{}, {}, {}, {one, true}});
    for (const ExactPolynomial& divisor : weights().divisors)
      if (is_known(reciprocal(divisor), Sign::positive)) outer.push_back({reciprocal(divisor)});
    for (std::size_t i = 0; i < facts().size(); ++i) {
      if (!has_sign(facts()[i]) || proofs::family_in(facts()[i])) continue;
      for (const Multiplier& multiplier : outer) {
        const bool positive = facts()[i].sign == Sign::positive && is_positive(multiplier);
        add({{}, i, multiplier, {facts()[i].polynomial * product(multiplier), positive}});
      }
    }
    for (const LogWeight& weight : weights().weights)
      if (!weight.range && !weight.value.constant() && is_known(weight.value, Sign::positive))
        for (const Multiplier& multiplier : outer)
          add({{},
               {},
               joined({weight.value}, multiplier),
               {weight.value * product(multiplier), is_positive(multiplier)}});
    for (const std::size_t i : preparation_.equations())
      for (const int sign : {1, -1}) {
        const ExactPolynomial factor{Rational(sign)};
        add({{}, i, {factor}, {factor * facts()[i].polynomial, false}});
      }
  }

  void add(GibbsColumn column) {
    auto value = preparation_.rules().reduced(column.value.value);
    if (!value || value->rest.is_zero()) return;
    column.value.value = std::move(value->rest);
    if (seen_.emplace(column.value.value, column.value.positive).second) columns_.push_back(std::move(column));
  }

  /// Known to be nonnegative, without a sum: for one index or outside of all ranges.
  std::vector<ExactPolynomial> weights_over(std::optional<std::size_t> range) const {
    std::vector<ExactPolynomial> result{one};
    if (!range) return result;
    for (const auto& [place, fact] : families_at(index(), weights().ranges[*range], facts()))
      if (has_sign(fact) && fact.polynomial.terms().size() == 1 && fact.polynomial != one)
        if (std::find(result.begin(), result.end(), fact.polynomial) == result.end()) result.push_back(fact.polynomial);
    return result;
  }

  void tangents(const LogWeight& at, const LogWeight& touch, const Multiplier& multiplier) {
    if (at.exponent == touch.exponent || (at.range && touch.range && at.range != touch.range)) return;
    const auto range = at.range ? at.range : touch.range;
    const ExactPolynomial distance = at.exponent - touch.exponent;
    const ExactPolynomial value = at.value - touch.value * (one + distance);
    const bool apart = is_known(distance, Sign::nonzero);
    for (const ExactPolynomial& weight : weights_over(range))
      offer({range, {TangentCore{at.exponent, touch.exponent}, {}, value, apart}}, joined({weight}, multiplier));
    if (!at.range || touch.range || !touch.exponent.is_zero()) return;
    for (const ExactPolynomial& pin : preparation_.pins())
      offer({{},
             {TangentCore{this->at(at.exponent, pin), touch.exponent},
              {},
              this->at(value, pin),
              is_known(this->at(distance, pin), Sign::nonzero)}},
            multiplier);
  }

  void offer(Candidate candidate, const std::vector<ExactPolynomial>& factors) {
    IndexInequality& inequality = candidate.inequality;
    for (const ExactPolynomial& factor : factors) {
      if (factor == one) continue;
      inequality.factors.push_back(factor);
      inequality.value = inequality.value * factor;
      inequality.positive = inequality.positive && is_known(factor, Sign::positive);
    }
    inequality.value = cancelled(inequality.value);
    ExactPolynomial sum = inequality.value;
    if (candidate.range) sum = summed(sum, weights().ranges[*candidate.range], weights().index);
    const bool positive = inequality.positive;
    add({std::move(candidate), {}, {}, {std::move(sum), positive}});
  }

  /// Hypotheses for all indices, times weights.
  void bounds(const Multiplier& multiplier) {
    for (std::size_t r = 0; r < weights().ranges.size(); ++r)
      for (const auto& [place, family] : families_at(index(), weights().ranges[r], facts())) {
        if (!has_sign(family)) continue;
        std::vector<ExactPolynomial> factors = weights_over(r);
        for (const LogWeight& weight : weights().weights)
          if (weight.range == r) factors.push_back(weight.value);
        factors.push_back(reciprocal(weights().ranges[r].second - weights().ranges[r].first + one));
        for (const ExactPolynomial& bound : linear_bounds(family.polynomial))
          for (const ExactPolynomial& factor : factors)
            offer({r, {BoundCore{place, bound, family.sign}, {}, bound, family.sign == Sign::positive}},
                  joined({factor}, multiplier));
      }
  }

  /// M - abs(d) >= 0 says M - d >= 0 and M + d >= 0.
  static std::vector<ExactPolynomial> linear_bounds(const ExactPolynomial& bound) {
    for (const Atom& atom : atoms(bound))
      if (atom.op() == Operator::abs)
        return {replace_atom(bound, atom, atom.arguments()[0]), replace_atom(bound, atom, -atom.arguments()[0])};
    return {bound};
  }

  /// A share is at most 1: for the index, times weights, and at the pins.
  void rests(const Multiplier& multiplier) {
    for (std::size_t t = 0; t < weights().totals.size(); ++t) {
      const Total& total = weights().totals[t];
      if (!total.is_all || !preparation_.families()[t]) continue;
      const ExactPolynomial inverse = reciprocal(total.sum);
      const ExactPolynomial rest = total.sum - total.term;
      const RestCore at_index{*preparation_.families()[t], index(), Sign::nonnegative};
      for (const LogWeight& weight : weights().weights)
        if (weight.range == total.range && weight.exponent != total.share.exponent)
          offer({total.range, {at_index, {}, rest, false}}, joined({inverse, weight.value}, multiplier));
      const auto& [lower, upper] = weights().ranges[total.range];
      const bool has_others =
          facts()[*preparation_.families()[t]].polynomial ==
              proofs::over_range(Operator::every_positive, lower, upper, proofs::closed(total.term, weights().index)) &&
          is_known(upper - lower - one, Sign::nonnegative);
      for (const ExactPolynomial& pin : preparation_.pins())
        offer({{}, {RestCore{*preparation_.families()[t], pin, Sign::nonnegative}, {}, at(rest, pin), has_others}},
              joined({inverse}, multiplier));
    }
  }

  /// A logarithm inside of a sum lies above its tangent at the logarithm of a sum.
  void lemmas(const Multiplier& multiplier) {
    for (const NestedLogarithm& nested : weights().nested)
      for (const ExactPolynomial& weight : weights_over(nested.range))
        offer({nested.range, {LemmaCore{nested.bound}, {}, nested.bound, false}}, joined({weight}, multiplier));
  }

  const GibbsPreparation& preparation_;
  std::vector<GibbsColumn> columns_;
  std::set<std::pair<ExactPolynomial, bool>> seen_;  ///< values of columns, and whether they are positive
};

}  // namespace

std::vector<GibbsColumn> gibbs_columns(const GibbsPreparation& preparation, bool multiplied) {
  return Columns(preparation).collect(multiplied);
}

}  // namespace geq::prover
