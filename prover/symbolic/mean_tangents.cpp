// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/mean_tangents.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
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

constexpr std::size_t most_factors = 40;

const ExactPolynomial one{Rational(1)};

/// Proves that q times 1/q is 1 where q > 0 is known.
Steps inverse_proof() {
  Steps steps{proofs::BothSigns{}};
  for (int half = 0; half < 2; ++half) {
    steps.emplace_back(proofs::Clear{{proofs::DenominatorSign::positive}});
    steps.emplace_back(proofs::Visible{});
  }
  return steps;
}

/// A polynomial over variables and reciprocals with common factors cancelled: equal where no divisor is zero.
ExactPolynomial simplified(const ExactPolynomial& polynomial) {
  ExactPolynomial numerator = polynomial, denominator = one;
  for (bool found = true; found;) {
    found = false;
    for (const Atom& atom : reciprocals(numerator)) {
      const std::vector<ExactPolynomial> c = coefficients_in(atom, numerator);
      ExactPolynomial next, factor = one;
      for (std::size_t i = c.size(); i-- > 0; factor = factor * atom.arguments()[0]) next = next + c[i] * factor;
      numerator = next;
      denominator = denominator * power(atom.arguments()[0], c.size() - 1);
      found = true;
      break;
    }
  }
  if (numerator.is_zero()) return {};
  auto above = factors_of(numerator);
  const auto below = factors_of(denominator);
  if (!above || !below || proofs::sign(below->constant) == 0) return polynomial;
  ExactPolynomial result(above->constant / below->constant);
  for (const auto& [base, exponent] : below->powers) above->powers[base] -= exponent;
  std::size_t count = 0;
  for (const auto& [base, exponent] : above->powers) {
    const auto size = static_cast<unsigned long>(std::abs(exponent));
    if ((count += size) > most_factors) return polynomial;
    result = result * power(exponent > 0 ? base : reciprocal(base), size);
  }
  return result;
}

/// The tangent of one sum's body at the mean.
class MeanTangent {
 public:
  MeanTangent(RangeChain& chain, const RangeTerm& sum, const Origin& origin, Search& search)
      : chain_(chain),
        lower_(sum.lower()),
        upper_(sum.upper()),
        sum_(sum.atom),
        index_(chain.fresh("kjilm")),
        body_(proofs::opened(sum.body(), ExactPolynomial::variable(index_))),
        origin_(origin),
        search_(search) {}

  /// Adds S - n b(mean) >= 0, or <= 0 with `below`. Answers whether it did.
  bool add(bool below) {
    const auto element = only_element();
    if (!element || !find_total(*element)) return false;
    const ExactPolynomial n = upper_ - lower_ + one;
    const std::string y = chain_.fresh("y");
    const ExactPolynomial at_y = replace_atom(body_, *element, ExactPolynomial::variable(y));
    const auto slope = proofs::derivative(at_y, y);
    if (!slope) return false;
    const ExactPolynomial mean = simplified(total_ * reciprocal(n));
    const ExactPolynomial value = simplified(substitute(at_y, {{y, mean}}));
    const ExactPolynomial rise = simplified(substitute(slope->value, {{y, mean}}));
    const ExactPolynomial sign(Rational(below ? -1 : 1));
    const ExactPolynomial above = sign * (body_ - value - rise * (ExactPolynomial(*element) - total_ * reciprocal(n)));
    if (!add_up(above)) return false;
    return add_sum(sign * (ExactPolynomial(sum_) - n * value), n);
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }

  /// x[k], where the body depends on the index by this element alone.
  std::optional<Atom> only_element() const {
    std::optional<Atom> result;
    for (const Atom& atom : functions_in(body_)) {
      if (proofs::is_binder(atom.op())) return {};
      if (atom.op() != Operator::element || !variables(ExactPolynomial(atom)).contains(index_)) continue;
      if (result && *result != atom) return {};
      result = atom;
    }
    if (!result || (atoms(body_) == std::set<Atom>{*result} && degree_in(*result, body_) == 1)) return {};
    const ExactPolynomial rest = replace_atom(body_, *result, {});
    return variables(rest).contains(index_) ? std::nullopt : result;
  }

  /// The sum of the elements, by an equation if there is one.
  bool find_total(const Atom& element) {
    const ExactPolynomial sum =
        proofs::over_range(Operator::sum_over, lower_, upper_, proofs::closed(ExactPolynomial(element), index_));
    total_ = sum;
    if (sum.terms().size() != 1) return false;
    const Atom atom = sum.terms().begin()->first.front().first;
    for (std::size_t i = 0; i < facts().size(); ++i) {
      const auto c = coefficients_in(atom, facts()[i].polynomial);
      if (facts()[i].sign != Sign::zero || c.size() != 2) continue;
      const auto number = c[1].constant();
      if (!number || !functions_in(c[0]).empty()) continue;
      total_ = ExactPolynomial(-1 / *number) * c[0];
      equation_ = i;
      return true;
    }
    return false;
  }

  bool add_up(const ExactPolynomial& term) {
    const auto prove = [&](const Sequent& side) -> std::optional<Steps> {
      if (side.goal.polynomial != term) return prove_side(side, origin_, search_);
      RangeChain inside(side, origin_, search_);
      const ExactPolynomial k = ExactPolynomial::variable(index_);
      inside.instantiate(k);
      // One of several positive elements is less than their sum.
      const std::size_t count = side.facts.size();
      for (std::size_t i = 0; i < count; ++i)
        if (const auto family = proofs::family_in(side.facts[i]);
            family && family->lower == lower_ && family->upper == upper_ && family->sign == Sign::positive)
          inside.then(proofs::OneTerm{i, k});
      if (auto steps = exponential_means(inside.sequent(), origin_, Effort::small(), search_))
        return inside.followed_by(*steps);
      return inside.finish(Effort::small());
    };
    return chain_.SideChain::then(proofs::ForEach{index_, lower_, upper_, {term, Sign::nonnegative}}, prove) &&
           chain_.SideChain::then(proofs::SumOf{facts().size() - 1});
  }

  bool add_sum(const ExactPolynomial& value, const ExactPolynomial& n) {
    const std::size_t place = facts().size() - 1;
    SideChain trial(chain_.sequent(), linear_side);
    Rewriting rules;
    const auto rule = [&](std::size_t i) { rules.take_up(i, trial.sequent().facts[i]); };
    if (equation_) rule(*equation_);
    for (std::size_t i = 0; i < facts().size(); ++i)
      if (facts()[i].sign == Sign::zero && i != equation_) rule(i);
    if (n.terms().size() == 1 || is_visible({n, Sign::positive}, facts())) {
      const Fact cancels{n * reciprocal(n) - one, Sign::zero};
      if (trial.then(proofs::Have{cancels}, [](const Sequent&) { return std::optional(inverse_proof()); }))
        rule(trial.sequent().facts.size() - 1);
    }
    const auto rest = rules.reduced(value - facts()[place].polynomial);
    if (!rest || !rest->rest.is_zero()) return false;
    proofs::Combination last;
    last.summands.push_back({Rational(1), {{place, 1}}, one});
    for (const auto& [i, multiple] : rest->multiples) last.multiples.push_back({i, multiple});
    const proofs::Have have{{value, Sign::nonnegative}};
    if (!trial.then(have, [&](const Sequent&) { return std::optional(Steps{proofs::Step(last)}); })) return false;
    chain_.append(trial);
    return true;
  }

  RangeChain& chain_;
  ExactPolynomial lower_, upper_;
  Atom sum_;
  std::string index_;
  ExactPolynomial body_, total_;
  std::optional<std::size_t> equation_;
  const Origin& origin_;
  Search& search_;
};

/// What is known of all indices, added up.
void add_sums_of_facts(const RangeTerm& sum, RangeChain& chain) {
  const std::size_t count = chain.sequent().facts.size();
  for (std::size_t i = 0; i < count; ++i)
    if (const auto family = proofs::family_in(chain.sequent().facts[i]);
        family && family->lower == sum.lower() && family->upper == sum.upper())
      chain.then(proofs::SumOf{i});
}

}  // namespace

std::optional<Steps> mean_tangents(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  Sequent alone{sequent.variables, {}, sequent.goal};
  const std::vector<RangeTerm> sums = range_terms(Operator::sum_over, alone);
  if (sums.empty()) return {};
  try {
    RangeChain chain(sequent, origin, search);
    bool any = false;
    for (const RangeTerm& sum : sums) {
      const ExactPolynomial n = sum.upper() - sum.lower() + one;
      chain.then(proofs::Have{{n, Sign::positive}});
      chain.then(proofs::Have{{n, Sign::nonnegative}});
      chain.then(proofs::Have{{sum.upper() - sum.lower() - one, Sign::nonnegative}});
      chain.then(proofs::Count{sum.lower(), sum.upper()});
      add_sums_of_facts(sum, chain);
      for (const bool below : {false, true})
        if (MeanTangent(chain, sum, origin, search).add(below)) {
          any = true;
          break;
        }
    }
    if (!any) return {};
    RangeChain apart = chain;
    const Rewriting rules = rules_of(apart);
    if (auto steps = products_of_facts(apart, rules, ProductKind::two, search.stop())) return steps;
    if (auto steps = exponential_means(chain.sequent(), origin, effort, search)) return chain.followed_by(*steps);
    return chain.finish(effort);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
