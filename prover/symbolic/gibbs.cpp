// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/gibbs.hpp"
#include "prover/symbolic/cancelled_exponentials.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/gibbs_columns.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/splitting.hpp"
#include "prover/symbolic/sums_taken_apart.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr ConicLimits limits{400, 900, 1500};

const ExactPolynomial one{Rational(1)};

bool has_sign(const Fact& fact) { return fact.sign == Sign::nonnegative || fact.sign == Sign::positive; }

class Gibbs {
 public:
  Gibbs(const Sequent& sequent, const Origin& origin, Search& search, std::set<std::string> unused)
      : origin_(origin), search_(search), unused_(std::move(unused)), preparation_(sequent, origin, search, unused_) {}

  std::optional<Steps> find() {
    if (preparation_.weights().weights.size() < 2) return {};
    for (const bool multiplied : {false, true}) {
      columns_ = gibbs_columns(preparation_, multiplied);
      if (auto steps = solve()) return steps;
    }
    return {};
  }
  /// Preparations that the proof made no use of.
  const std::set<std::string>& unused() const noexcept { return unused_; }

 private:
  ExactPolynomial index() const { return ExactPolynomial::variable(preparation_.weights().index); }

  std::optional<Steps> solve() {
    const auto goal = preparation_.rules().reduced(preparation_.chain().sequent().goal.polynomial);
    if (!goal) return {};
    std::vector<ConeColumn> values;
    for (const GibbsColumn& column : columns_) values.push_back(column.value);
    const bool strict = preparation_.chain().sequent().goal.sign == Sign::positive;
    const auto found = conic_combination(values, goal->rest, strict, limits, search_.stop());
    if (!found || proofs::sign(found->scale) == 0) return {};
    SideChain trial = preparation_.chain();
    auto last = assemble(trial, *found);
    if (!last) return {};
    note_unused(*last, *found);
    return trial.followed_by({*last});
  }

  /// One inequality for each range, added up, and what they leave.
  std::optional<proofs::Combination> assemble(SideChain& chain, const ConicCombination& found) {
    std::map<std::optional<std::size_t>, std::vector<WeightedInequality>> groups;
    proofs::Combination last;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (proofs::sign(found.weights[j]) == 0) continue;
      const Rational weight = found.weights[j] / found.scale;
      const GibbsColumn& column = columns_[j];
      if (column.candidate)
        groups[column.candidate->range].push_back({weight, &column.candidate->inequality});
      else if (!add_plain(chain, column, weight, last))
        return {};
    }
    for (const auto& [range, parts] : groups) {
      const auto place = add_group(chain, range, parts);
      if (!place) return {};
      last.summands.push_back({Rational(1), {{*place, 1}}, one});
    }
    ExactPolynomial difference = chain.sequent().goal.polynomial;
    for (const auto& summand : last.summands) {
      ExactPolynomial product(summand.coefficient);
      for (const auto& [place, exponent] : summand.facts)
        product = product * power(chain.sequent().facts[place].polynomial, exponent);
      difference = difference - product;
    }
    for (const auto& [place, multiple] : last.multiples)
      difference = difference - multiple * chain.sequent().facts[place].polynomial;
    const auto rest = preparation_.rules().reduced(difference);
    if (!rest || !rest->rest.is_zero()) return {};
    for (const auto& [place, multiple] : rest->multiples) last.multiples.push_back({place, multiple});
    const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
    return closed && closed.value().empty() ? std::optional(last) : std::nullopt;
  }

  /// A fact times factors.
  bool add_plain(SideChain& chain, const GibbsColumn& column, const Rational& weight, proofs::Combination& last) {
    if (column.fact && preparation_.facts()[*column.fact].sign == Sign::zero) {
      last.multiples.push_back({*column.fact, ExactPolynomial(weight) * column.factors.front()});
      return true;
    }
    std::map<std::size_t, std::uint32_t> factors;
    if (column.fact) ++factors[*column.fact];
    for (const ExactPolynomial& factor : column.factors) {
      const Sign sign = preparation_.is_known(factor, Sign::positive) ? Sign::positive : Sign::nonnegative;
      auto place = index_of({factor, sign}, chain.sequent());
      if (!place) {
        if (!chain.then(proofs::Have{{factor, sign}})) return false;
        place = chain.sequent().facts.size() - 1;
      }
      ++factors[*place];
    }
    last.summands.push_back({weight, {factors.begin(), factors.end()}, one});
    return true;
  }

  std::optional<std::size_t> add_group(SideChain& chain, std::optional<std::size_t> range,
                                       const std::vector<WeightedInequality>& parts) {
    ExactPolynomial body;
    bool positive = false;
    for (const auto& [weight, inequality] : parts) {
      body = body + ExactPolynomial(weight) * inequality->value;
      positive = positive || inequality->positive;
    }
    const Fact fact{body, positive ? Sign::positive : Sign::nonnegative};
    const auto prove = [&](const Sequent& side) -> std::optional<Steps> {
      if (side.goal == fact)
        return prove_sum(side, parts, range ? std::optional(index()) : std::nullopt, origin_, search_);
      return prove_side(side, origin_, search_);
    };
    if (!range)
      return chain.then(proofs::Have{fact}, prove) ? std::optional(chain.sequent().facts.size() - 1) : std::nullopt;
    const auto& [lower, upper] = preparation_.weights().ranges[*range];
    if (!chain.then(proofs::ForEach{preparation_.weights().index, lower, upper, fact}, prove)) return {};
    if (!chain.then(proofs::SumOf{chain.sequent().facts.size() - 1})) return {};
    return chain.sequent().facts.size() - 1;
  }

  /// Takes down which preparations added facts that neither the last step nor the inequalities refer to.
  void note_unused(const proofs::Combination& last, const ConicCombination& found) {
    std::set<std::size_t> used;
    for (const auto& summand : last.summands)
      for (const auto& [place, exponent] : summand.facts) used.insert(place);
    for (const auto& [place, multiple] : last.multiples) used.insert(place);
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (proofs::sign(found.weights[j]) == 0 || !columns_[j].candidate) continue;
      const auto& core = columns_[j].candidate->inequality.core;
      if (const auto* rest = std::get_if<RestCore>(&core)) used.insert(rest->family);
      if (const auto* bound = std::get_if<BoundCore>(&core)) used.insert(bound->family);
    }
    for (const auto& [step, first, end] : preparation_.added())
      if (used.lower_bound(first) == used.lower_bound(end)) unused_.insert(step);
  }

  const Origin& origin_;
  Search& search_;
  std::set<std::string> unused_;
  GibbsPreparation preparation_;
  std::vector<GibbsColumn> columns_;
};

std::optional<Steps> by_logarithms(const Sequent& sequent, const Origin& origin, Search& search);
std::optional<Steps> by_arguments(const Sequent& sequent, const Origin& origin, Search& search);

std::optional<Steps> find(const Sequent& sequent, const Origin& origin, Search& search) {
  const auto again = [&](const Sequent& part) { return find(part, origin, search); };
  if (auto steps = by_cases(sequent, {Operator::abs, Operator::max, Operator::min}, again)) return steps;
  if (sequent.goal.sign == Sign::zero) return by_both_signs(sequent, again);
  if (!has_sign(sequent.goal)) return {};
  auto steps = shortened([&](const std::set<std::string>& unused) -> std::optional<PrunedProof> {
    Gibbs search_of_one(sequent, origin, search, unused);
    auto found = search_of_one.find();
    if (!found) return {};
    return PrunedProof{*std::move(found), search_of_one.unused()};
  });
  if (!steps) steps = by_logarithms(sequent, origin, search);
  return steps ? steps : by_arguments(sequent, origin, search);
}

/// Logarithms of products, powers and quotients in the goal and in the facts from number `first` on taken apart.
void take_logarithms_apart(SideChain& chain, std::size_t first) {
  const auto step = [&]() {
    const Sequent& sequent = chain.sequent();
    ExactPolynomial all = sequent.goal.polynomial;
    for (std::size_t i = first; i < sequent.facts.size(); ++i)
      for (const Atom& atom : atoms(sequent.facts[i].polynomial)) all = all + ExactPolynomial(atom);
    for (const Atom& atom : atoms(all))
      if (atom.op() == Operator::log && chain.then(proofs::Identity{ExactPolynomial(atom), 1})) return true;
    return false;
  };
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < most && step(); ++i) {
  }
}

/// That all factors of products over ranges are positive joins the facts, where it can be shown.
void show_factors_positive(SideChain& chain) {
  for (const RangeTerm& product : range_terms(Operator::product_over, chain.sequent())) {
    const std::string index = chain.fresh("kjilh");
    const ExactPolynomial factor = proofs::opened(product.body(), ExactPolynomial::variable(index));
    chain.then(proofs::ForEach{index, product.lower(), product.upper(), {factor, Sign::positive}});
  }
}

/// What the terms are products of joins the facts as positive. Answers whether it all is.
bool make_positive(SideChain& chain, const ExactPolynomial& polynomial, const Origin& origin, Search& search) {
  const auto prove = [&](const Sequent& side) { return prover::prove(side, origin, Effort::small(), search); };
  for (const Atom& atom : atoms(polynomial)) {
    const bool inside = atom.op() == Operator::quotient || atom.op() == Operator::power;
    const Fact fact{inside ? atom.arguments()[0] : ExactPolynomial(atom), Sign::positive};
    if (!is_visible(fact, chain.sequent().facts) && !chain.then(proofs::Have{fact}, prove)) return false;
  }
  return is_visible({polynomial, Sign::positive}, chain.sequent().facts);
}

/// A >= B for products of powers from log(A) >= log(B): supposing A < B, log(A) < log(B).
std::optional<Steps> by_logarithms(const Sequent& sequent, const Origin& origin, Search& search) {
  if (sequent.goal.polynomial.terms().size() != 2) return {};
  ExactPolynomial above, below;
  for (const auto& [monomial, c] : sequent.goal.polynomial.terms())
    (proofs::sign(c) > 0 ? above : below).add(cln::abs(c), monomial);
  if (above.is_zero() || below.is_zero()) return {};
  SideChain chain(sequent, [&](const Sequent& side) { return prove_side(side, origin, search); });
  show_factors_positive(chain);
  for (const ExactPolynomial& side : {above, below})
    if (!make_positive(chain, side, origin, search)) return {};
  const auto log = [](const ExactPolynomial& value) { return application(Operator::log, {value}); };
  if (!chain.then(proofs::Have{{log(above) - log(below), sequent.goal.sign}}, [&](const Sequent& side) {
        SideChain apart(side, [&](const Sequent& inner) { return prove_side(inner, origin, search); });
        take_logarithms_apart(apart, side.facts.size());
        auto proof = find(apart.sequent(), origin, search);
        if (!proof && !has_ranges(apart.sequent()))
          proof = derivative_chains(apart.sequent(), origin, Effort::small(), search);
        return proof ? std::optional(apart.followed_by(*proof)) : std::nullopt;
      }))
    return {};
  const std::size_t shown = chain.sequent().facts.size() - 1;
  if (!chain.then(proofs::Absurd{}) || !chain.then(proofs::Increasing{proofs::Tangent::Function::log, below, above}))
    return {};
  const std::size_t supposed = chain.sequent().facts.size() - 1;
  proofs::Combination last;
  for (const std::size_t place : {shown, supposed}) last.summands.push_back({Rational(1), {{place, 1}}, one});
  const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
  return closed && closed.value().empty() ? std::optional(chain.followed_by({last})) : std::nullopt;
}

/// A goal with logarithms of products over ranges, after these are sums of logarithms.
std::optional<Steps> without_products(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::set<Atom> found = atoms(sequent.goal.polynomial);
  const bool any = std::any_of(found.begin(), found.end(), [&](const Atom& atom) {
    return !atom.is_variable() && atom.op() == Operator::log &&
           !range_terms(Operator::product_over, {sequent.variables, {}, {atom.arguments()[0], Sign::zero}}).empty();
  });
  if (!any) return {};
  SideChain chain(sequent, [&](const Sequent& side) { return prove_side(side, origin, search); });
  show_factors_positive(chain);
  take_logarithms_apart(chain, chain.sequent().facts.size());
  if (is_visible(chain.sequent().goal, chain.sequent().facts)) return chain.followed_by({proofs::Visible{}});
  const auto steps = find(chain.sequent(), origin, search);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

/// c log(a) >= c log(b) with c > 0, where one of the two may be log(1) = 0, from a >= b.
std::optional<Steps> by_arguments(const Sequent& sequent, const Origin& origin, Search& search) {
  if (!has_ranges(sequent) || sequent.goal.polynomial.terms().size() > 2) return {};
  ExactPolynomial above = one, below = one;
  Rational factor = 0, sum = 0;
  for (const auto& [monomial, c] : sequent.goal.polynomial.terms()) {
    const auto atom = single_atom(ExactPolynomial::term(1, monomial));
    if (!atom || atom->op() != Operator::log) return {};
    (proofs::sign(c) > 0 ? above : below) = atom->arguments()[0];
    factor = cln::abs(c);
    sum = sum + c;
  }
  if (proofs::sign(factor) == 0 || (sequent.goal.polynomial.terms().size() == 2 && proofs::sign(sum) != 0)) return {};
  SideChain chain(sequent, [&](const Sequent& side) {
    auto steps = prove_side(side, origin, search);
    return steps ? steps : prover::prove(side, origin.sufficient(), Effort::small(), search);
  });
  if (!is_visible({below, Sign::positive}, sequent.facts) && !chain.then(proofs::Have{{below, Sign::positive}}))
    return {};
  if (!chain.then(proofs::Have{{above - below, sequent.goal.sign}}) ||
      !chain.then(proofs::Increasing{proofs::Tangent::Function::log, above, below}))
    return {};
  proofs::Combination last;
  last.summands.push_back({factor, {{chain.sequent().facts.size() - 1, 1}}, one});
  const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
  return closed && closed.value().empty() ? std::optional(chain.followed_by({last})) : std::nullopt;
}

/// What every term is divided by is left out where it is positive: log(2) for logarithms of another base.
SideChain without_common_divisors(const Sequent& sequent, const Origin& origin, Search& search) {
  SideChain chain(sequent, [&](const Sequent& side) { return prover::prove(side, origin, Effort::small(), search); });
  for (const Atom& inverse : proofs::reciprocals(sequent.goal.polynomial)) {
    const auto& terms = chain.sequent().goal.polynomial.terms();
    const bool common = std::all_of(terms.begin(), terms.end(), [&](const auto& term) {
      return std::any_of(term.first.begin(), term.first.end(),
                         [&](const auto& power) { return power.first == inverse; });
    });
    if (!common || inverse.arguments()[0].constant()) continue;
    SideChain trial = chain;
    if (!is_visible({inverse.arguments()[0], Sign::positive}, trial.sequent().facts) &&
        !trial.then(proofs::Have{{inverse.arguments()[0], Sign::positive}}))
      continue;
    if (trial.then(proofs::Divide{ExactPolynomial(inverse)})) chain = trial;
  }
  return chain;
}

}  // namespace

std::optional<Steps> gibbs_inequalities(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const std::vector<Atom> functions = functions_in(sequent.goal.polynomial);
  if (std::none_of(functions.begin(), functions.end(), [](const Atom& atom) {
        return atom.op() == Operator::log || atom.op() == Operator::exp || atom.op() == Operator::power ||
               atom.op() == Operator::product_over;
      }))
    return {};
  const bool equation = sequent.goal.sign == Sign::zero;
  if (const SideChain whole = without_common_divisors(sequent, origin, search); !whole.steps().empty()) {
    const auto steps = gibbs_inequalities(whole.sequent(), origin, effort, search);
    return steps ? std::optional(whole.followed_by(*steps)) : std::nullopt;
  }
  if (auto steps = without_products(sequent, origin, search)) return steps;
  if (auto steps = cancelled_exponentials(sequent, origin, effort, search, equation)) return steps;
  // An equation may be nothing else.
  RangeChain apart(sequent, origin, search);
  const bool taken = equation && take_sums_apart(apart, origin, search);
  if (taken && is_visible(apart.sequent().goal, apart.sequent().facts)) return apart.followed_by({proofs::Visible{}});
  if (auto steps = find(sequent, origin, search)) return steps;
  if (taken || take_sums_apart(apart, origin, search)) {
    if (is_visible(apart.sequent().goal, apart.sequent().facts)) return apart.followed_by({proofs::Visible{}});
    if (auto steps = find(apart.sequent(), origin, search)) return apart.followed_by(*steps);
  }
  return equation ? std::nullopt : cancelled_exponentials(sequent, origin, effort, search, true);
}

}  // namespace geq::prover
