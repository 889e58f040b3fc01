// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/assumption_products.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_families = 6;
constexpr std::size_t most_sums = 8;

const ExactPolynomial one{Rational(1)};

class AssumptionProducts {
 public:
  AssumptionProducts(const Sequent& sequent, const Origin& origin, Search& search)
      : origin_(origin),
        search_(search),
        chain_(sequent, origin, search),
        name_(chain_.fresh("kjilh")),
        index_(ExactPolynomial::variable(name_)) {}

  std::optional<Steps> find(Effort effort) {
    for (const Operator op : {Operator::max_over, Operator::min_over})
      for (const RangeTerm& extremum : range_terms(op, chain_.sequent()))
        chain_.then(proofs::Extremum{chain_.fresh("mpqrw"), ExactPolynomial(extremum.atom)});
    bool any = false;
    for (const Range& range : ranges_of(chain_.sequent())) any = add_products(range) || any;
    if (!any || !chain_.name_applications()) return {};
    forget_unrelated();
    return chain_.finish(effort);
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }

  /// The assumptions for all indices of the range, at the index, that compare two things.
  std::vector<ExactPolynomial> comparisons(const Range& range) const {
    std::vector<ExactPolynomial> result;
    for (const Fact& fact : facts()) {
      const auto family = proofs::family_in(fact);
      if (!family || Range(family->lower, family->upper) != range) continue;
      if (family->sign != Sign::nonnegative && family->sign != Sign::positive) continue;
      const ExactPolynomial body = proofs::opened(family->body, index_);
      if (body.terms().size() > 1 && result.size() < most_families) result.push_back(body);
    }
    return result;
  }

  /// The factors with the index of every term that is summed over the range.
  std::set<ExactPolynomial> summands(const Range& range) const {
    std::set<ExactPolynomial> result;
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent()))
      if (Range(sum.lower(), sum.upper()) == range) {
        const ExactPolynomial body = proofs::opened(sum.body(), index_);
        for (const auto& [monomial, coefficient] : body.terms()) result.insert(with_index(monomial));
      }
    return result;
  }

  /// Sums of one term each have the sign of that.
  void add_signs(const Range& range, const std::set<ExactPolynomial>& given) {
    for (const ExactPolynomial& summand : given)
      for (const Sign sign : {Sign::positive, Sign::nonnegative}) {
        const auto seen = [&](const Sequent& side) -> std::optional<Steps> {
          RangeChain inside(side, origin_, search_);
          inside.instantiate(index_);
          for (const Atom& atom : atoms(summand)) {
            const bool divides = atom.op() == Operator::quotient;
            const ExactPolynomial factor = divides ? atom.arguments()[0] : ExactPolynomial(atom);
            if (!is_visible({factor, Sign::positive}, inside.sequent().facts))
              inside.SideChain::then(proofs::Have{{factor, Sign::positive}}, linear_side);
          }
          if (!is_visible(side.goal, inside.sequent().facts)) return {};
          return inside.followed_by({proofs::Visible{}});
        };
        RangeChain trial = chain_;
        if (!trial.SideChain::then(proofs::ForEach{name_, range.first, range.second, {summand, sign}}, seen) ||
            !trial.then(proofs::SumOf{trial.sequent().facts.size() - 1}))
          continue;
        chain_ = trial;
        break;
      }
  }

  /// Facts that have no variable in common with the goal, also not by way of others, and x != 0 beside x > 0.
  void forget_unrelated() {
    std::set<std::string> related = variables(chain_.sequent().goal.polynomial);
    const auto shares = [&](const Fact& fact) {
      const std::set<std::string> names = variables(fact.polynomial);
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return related.contains(name); });
    };
    for (std::size_t before = 0; before != related.size();) {
      before = related.size();
      for (const Fact& fact : facts())
        if (shares(fact)) related.merge(variables(fact.polynomial));
    }
    proofs::Forget unrelated;
    for (std::size_t i = 0; i < facts().size(); ++i) {
      const bool said =
          facts()[i].sign == Sign::nonzero && index_of({facts()[i].polynomial, Sign::positive}, chain_.sequent());
      if (said || !shares(facts()[i])) unrelated.facts.push_back(i);
    }
    if (!unrelated.facts.empty()) chain_.SideChain::then(unrelated);
  }

  ExactPolynomial with_index(const proofs::Monomial& monomial) const {
    ExactPolynomial result = one;
    for (const auto& [atom, exponent] : monomial)
      if (variables(ExactPolynomial(atom)).contains(name_)) result = result * power(ExactPolynomial(atom), exponent);
    return result;
  }

  bool add_products(const Range& range) {
    const std::vector<ExactPolynomial> known = comparisons(range);
    const std::set<ExactPolynomial> given = summands(range);
    std::set<ExactPolynomial> sums = given;
    sums.insert(one);
    std::set<ExactPolynomial> weights = sums;
    for (const ExactPolynomial& summand : given)
      for (const Atom& inverse : proofs::reciprocals(summand)) weights.insert(ExactPolynomial(inverse));
    std::size_t count = 0;
    for (std::size_t i = 0; i < known.size(); ++i)
      for (std::size_t j = i + 1; j < known.size(); ++j)
        for (const ExactPolynomial& weight : weights) {
          const ExactPolynomial product = cancelled(weight * known[i] * known[j]);
          const bool summed = std::all_of(product.terms().begin(), product.terms().end(),
                                          [&](const auto& term) { return sums.contains(with_index(term.first)); });
          if (summed && count < most_sums && add_up(range, {weight, known[i], known[j]}, product)) ++count;
        }
    if (count > 0) add_signs(range, given);
    return count > 0;
  }

  bool add_up(const Range& range, const std::vector<ExactPolynomial>& factors, const ExactPolynomial& product) {
    const auto every = [&](const Sequent& side) { return product_proof(side, factors); };
    RangeChain trial = chain_;
    if (!trial.SideChain::then(proofs::ForEach{name_, range.first, range.second, {product, Sign::nonnegative}},
                               every) ||
        !trial.then(proofs::SumOf{trial.sequent().facts.size() - 1}))
      return false;
    trial.count(range.first, range.second);
    chain_ = trial;
    return true;
  }

  /// The goal is the product, in which what is divided by is cancelled.
  std::optional<Steps> product_proof(const Sequent& side, const std::vector<ExactPolynomial>& factors) const {
    RangeChain inside(side, origin_, search_);
    inside.instantiate(index_);
    for (const ExactPolynomial& factor : factors)
      if (!is_visible({factor, Sign::nonnegative}, inside.sequent().facts) &&
          !inside.then(proofs::Have{{factor, Sign::nonnegative}}))
        return {};
    ExactPolynomial value = one;
    for (const ExactPolynomial& factor : factors) value = value * factor;
    const Rewriting rules = rules_of(inside);
    if (auto steps = close_by_products(inside, rules, {{Rational(1), {factors, value, false}}})) return steps;
    const auto rest = prove_side(inside.sequent(), origin_, search_);
    return rest ? std::optional(inside.followed_by(*rest)) : std::nullopt;
  }

  const Origin& origin_;
  Search& search_;
  RangeChain chain_;
  std::string name_;
  ExactPolynomial index_;
};

}  // namespace

std::optional<Steps> products_of_assumptions(const Sequent& sequent, const Origin& origin, Effort effort,
                                             Search& search) {
  if (ranges_of(sequent).empty()) return {};
  return AssumptionProducts(sequent, origin, search).find(effort);
}

}  // namespace geq::prover
