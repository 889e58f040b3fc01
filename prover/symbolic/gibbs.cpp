// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/gibbs.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/conic_combination.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/log_weights.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/rewriting.hpp"
#include "prover/symbolic/weighted_tangents.hpp"

namespace geq::prover {

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

/// An inequality for every index of a range (or for none), which the program may add up.
struct Candidate {
  std::optional<std::size_t> range;
  IndexInequality inequality;
};

/// One column: an inequality summed over its range, or a fact times something.
struct Column {
  std::optional<Candidate> candidate;
  std::vector<std::size_t> facts;  ///< otherwise
  std::optional<ExactPolynomial> multiplier;
  ConeColumn value;
};

/// A step that only adds facts: those from `first` up to `end`.
struct Preparation {
  std::string step;
  std::size_t first, end;
};

class Gibbs {
 public:
  Gibbs(const Sequent& sequent, const Origin& origin, Search& search, std::set<std::string> unused)
      : chain_(sequent, [origin, &search](const Sequent& side) { return prove_side(side, origin, search); }),
        origin_(origin),
        search_(search),
        unused_(std::move(unused)),
        index_(chain_.fresh("kjilh")) {}

  /// With every tangent alone, then also times what is known to be nonnegative.
  std::optional<Steps> find() {
    weights_ = log_weights(chain_.sequent(), index_);
    if (weights_.weights.size() < 2) return {};
    prepare();
    collect_pins();
    for (const bool multiplied : {false, true}) {
      columns_.clear();
      seen_.clear();
      collect_columns(multiplied);
      if (auto steps = solve()) return steps;
    }
    return {};
  }
  /// Preparations that the proof made no use of.
  const std::set<std::string>& unused() const noexcept { return unused_; }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }
  bool is_known(const ExactPolynomial& value, Sign sign) const { return is_visible({value, sign}, facts()); }
  ExactPolynomial index() const { return ExactPolynomial::variable(index_); }

  /// Runs a step that only adds facts, unless it turned out not to be needed.
  bool prepare(const proofs::Step& step, const SideChain::Prover& prover) {
    const auto* lemma = std::get_if<proofs::Have>(&step);
    if (lemma != nullptr && is_visible(lemma->fact, facts())) return false;
    const std::size_t before = facts().size();
    const std::string text = proofs::to_text(step);
    if (unused_.contains(text) || !chain_.then(step, prover)) return false;
    preparations_.push_back({text, before, facts().size()});
    return true;
  }

  bool prepare(const proofs::Step& step) {
    return prepare(step, [this](const Sequent& side) { return prove_side(side, origin_, search_); });
  }
  /// q * 1/q = 1 for q > 0.
  static std::optional<Steps> inverse_proof() {
    Steps steps{proofs::BothSigns{}};
    for (int half = 0; half < 2; ++half) {
      steps.emplace_back(proofs::Clear{{proofs::DenominatorSign::positive}});
      steps.emplace_back(proofs::Visible{});
    }
    return steps;
  }

  void prepare() {
    for (const Operator op : {Operator::max_over, Operator::min_over})
      for (const RangeTerm& extremum : range_terms(op, chain_.sequent()))
        if (prepare(proofs::Extremum{chain_.fresh("mnpqr"), ExactPolynomial(extremum.atom)}))
          extrema_.push_back({{extremum.lower(), extremum.upper()}, chain_.sequent().variables.back()});
    for (const auto& [lower, upper] : weights_.ranges) {
      prepare(proofs::Have{{upper - lower, Sign::nonnegative}});
      prepare(proofs::Have{{upper - lower + one, Sign::positive}});
      prepare(proofs::Count{lower, upper});
    }
    for (const Total& total : weights_.totals) no_term_is_negative(total);
    for (const Total& total : weights_.totals) no_share_is_more_than_all(total);
    for (const ExactPolynomial& divisor : divisors())
      prepare(proofs::Have{{divisor * reciprocal(divisor) - one, Sign::zero}}, [&](const Sequent& side) {
        return is_known(divisor, Sign::positive) ? inverse_proof() : prove_side(side, origin_, search_);
      });
    for (std::size_t i = 0; i < facts().size(); ++i) {
      const bool taken = rules_.take_up(i, facts()[i]);
      if (facts()[i].sign == Sign::zero && !taken) equations_.push_back(i);
    }
  }

  void no_term_is_negative(const Total& total) {
    const auto& [lower, upper] = weights_.ranges[total.range];
    families_.emplace_back();
    std::vector<Fact> known = facts();
    for (const FamilyAt& family : families_at(index(), {lower, upper}, facts())) known.push_back(family.fact);
    const Sign sign = is_visible({total.term, Sign::positive}, known) ? Sign::positive : Sign::nonnegative;
    const Fact family{over_range(proofs::quantifier(sign), lower, upper, proofs::closed(total.term, index_)),
                      Sign::positive};
    families_.back() = index_of(family, chain_.sequent());
    if (!families_.back() && prepare(proofs::ForEach{index_, lower, upper, {total.term, sign}}))
      families_.back() = facts().size() - 1;
    if (families_.back() && sign == Sign::positive && !is_known(total.sum, Sign::positive))
      prepare(proofs::SumOf{*families_.back()});
  }

  /// log(sum) - log(term) >= 0 for every index, as -u = (exp(u) - 1 - u) + (1 - exp(u)).
  void no_share_is_more_than_all(const Total& total) {
    const std::size_t number = static_cast<std::size_t>(&total - weights_.totals.data());
    if (!total.is_all || !families_[number]) return;
    const auto& [lower, upper] = weights_.ranges[total.range];
    const ExactPolynomial& share = total.share.value;
    const IndexInequality tangent{TangentCore{total.share.exponent, {}}, {}, share - one - total.share.exponent, false};
    const IndexInequality rest{
        RestCore{*families_[number], index(), Sign::nonnegative}, {reciprocal(total.sum)}, one - share, false};
    const Fact fact{-total.share.exponent, Sign::nonnegative};
    prepare(proofs::ForEach{index_, lower, upper, fact}, [&](const Sequent& side) {
      return prove_sum(side, {{Rational(1), &tangent}, {Rational(1), &rest}}, {}, origin_, search_);
    });
  }

  /// What values and the goal are divided by; of products the factors.
  std::vector<ExactPolynomial> divisors() const {
    std::set<ExactPolynomial> result;
    for (const ExactPolynomial& divisor : weights_.divisors) {
      if (divisor.terms().size() > 1) result.insert(divisor);
      for (const Atom& atom : atoms(divisor))
        if (divisor.terms().size() == 1)
          result.insert(atom.op() == Operator::quotient ? atom.arguments()[0] : ExactPolynomial(atom));
    }
    std::vector<ExactPolynomial> places{chain_.sequent().goal.polynomial};
    for (const LogWeight& weight : weights_.weights) places.push_back(weight.value);
    for (const ExactPolynomial& place : places)
      for (const Atom& inverse : proofs::reciprocals(place))
        if (!variables(inverse.arguments()[0]).contains(index_)) result.insert(inverse.arguments()[0]);
    return {result.begin(), result.end()};
  }

  /// Indices at which something is said outside of sums.
  void collect_pins() {
    for (const auto& [range, variable] : extrema_) pins_.push_back(ExactPolynomial::variable(variable));
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial))
      if (atom.op() == Operator::element && !proofs::has_free_index(atom.arguments()[1]))
        pins_.push_back(atom.arguments()[1]);
    std::sort(pins_.begin(), pins_.end());
    pins_.erase(std::unique(pins_.begin(), pins_.end()), pins_.end());
  }

  ExactPolynomial at(const ExactPolynomial& polynomial, const ExactPolynomial& pin) const {
    return substitute(polynomial, {{index_, pin}});
  }

  std::vector<ExactPolynomial> multipliers() const {
    std::vector<ExactPolynomial> result;
    for (const Fact& fact : facts())
      if (has_sign(fact) && fact.polynomial.terms().size() <= 2 && !proofs::family_in(fact) &&
          functions_in(fact.polynomial).empty())
        result.push_back(fact.polynomial);
    for (const Atom& inverse : proofs::reciprocals(chain_.sequent().goal.polynomial))
      if (is_known(ExactPolynomial(inverse), Sign::positive)) result.push_back(ExactPolynomial(inverse));
    return result;
  }

  void collect_columns(bool multiplied) {
    std::vector<ExactPolynomial> outer{one};
    if (multiplied)
      for (const ExactPolynomial& multiplier : multipliers()) outer.push_back(multiplier);
    plain_columns(outer);
    for (const ExactPolynomial& multiplier : outer) {
      for (const LogWeight& at : weights_.weights)
        for (const LogWeight& touch : weights_.weights) tangents(at, touch, multiplier);
      bounds(multiplier);
      rests(multiplier);
    }
  }

  void plain_columns(std::vector<ExactPolynomial> outer) {
    columns_.push_back({{}, {}, {}, {one, true}});
    for (const ExactPolynomial& divisor : weights_.divisors)
      if (is_known(reciprocal(divisor), Sign::positive)) outer.push_back(reciprocal(divisor));
    for (std::size_t i = 0; i < facts().size(); ++i) {
      if (!has_sign(facts()[i]) || proofs::family_in(facts()[i])) continue;
      for (const ExactPolynomial& multiplier : outer) {
        const bool positive = facts()[i].sign == Sign::positive && is_known(multiplier, Sign::positive);
        add({{}, {i}, multiplier, {facts()[i].polynomial * multiplier, positive}});
      }
    }
    for (const LogWeight& weight : weights_.weights)
      if (!weight.range && !weight.value.constant() && is_known(weight.value, Sign::positive))
        for (const ExactPolynomial& multiplier : outer)
          add({{}, {}, weight.value * multiplier, {weight.value * multiplier, is_known(multiplier, Sign::positive)}});
    for (const std::size_t i : equations_)
      for (const int sign : {1, -1})
        add({{},
             {i},
             ExactPolynomial(Rational(sign)),
             {ExactPolynomial(Rational(sign)) * facts()[i].polynomial, false}});
  }

  void add(Column column) {
    auto value = rules_.reduced(column.value.value);
    if (!value || value->rest.is_zero()) return;
    column.value.value = std::move(value->rest);
    if (seen_.emplace(column.value.value, column.value.positive).second) columns_.push_back(std::move(column));
  }

  /// Known to be nonnegative, without a sum: for one index or outside of all ranges.
  std::vector<ExactPolynomial> weights_over(std::optional<std::size_t> range) const {
    std::vector<ExactPolynomial> result{one};
    if (!range) return result;
    for (const auto& [place, fact] : families_at(index(), weights_.ranges[*range], facts()))
      if (has_sign(fact) && fact.polynomial.terms().size() == 1 && fact.polynomial != one)
        if (std::find(result.begin(), result.end(), fact.polynomial) == result.end()) result.push_back(fact.polynomial);
    return result;
  }

  void tangents(const LogWeight& at, const LogWeight& touch, const ExactPolynomial& multiplier) {
    if (at.exponent == touch.exponent || (at.range && touch.range && at.range != touch.range)) return;
    const auto range = at.range ? at.range : touch.range;
    const ExactPolynomial distance = at.exponent - touch.exponent;
    const ExactPolynomial value = at.value - touch.value * (one + distance);
    const bool apart = is_known(distance, Sign::nonzero);
    for (const ExactPolynomial& weight : weights_over(range))
      offer({range, {TangentCore{at.exponent, touch.exponent}, {}, value, apart}}, {weight, multiplier});
    if (!at.range || touch.range || !touch.exponent.is_zero()) return;
    for (const ExactPolynomial& pin : pins_)
      offer({{},
             {TangentCore{this->at(at.exponent, pin), touch.exponent},
              {},
              this->at(value, pin),
              is_known(this->at(distance, pin), Sign::nonzero)}},
            {multiplier});
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
    if (candidate.range) sum = summed(sum, weights_.ranges[*candidate.range], index_);
    const bool positive = inequality.positive;
    add({std::move(candidate), {}, {}, {std::move(sum), positive}});
  }

  /// Hypotheses for all indices, times weights.
  void bounds(const ExactPolynomial& multiplier) {
    for (std::size_t r = 0; r < weights_.ranges.size(); ++r)
      for (const auto& [place, family] : families_at(index(), weights_.ranges[r], facts())) {
        if (!has_sign(family)) continue;
        std::vector<ExactPolynomial> factors = weights_over(r);
        for (const LogWeight& weight : weights_.weights)
          if (weight.range == r) factors.push_back(weight.value);
        for (const ExactPolynomial& bound : linear_bounds(family.polynomial))
          for (const ExactPolynomial& factor : factors)
            offer({r, {BoundCore{place, bound, family.sign}, {}, bound, family.sign == Sign::positive}},
                  {factor, multiplier});
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
  void rests(const ExactPolynomial& multiplier) {
    for (std::size_t t = 0; t < weights_.totals.size(); ++t) {
      const Total& total = weights_.totals[t];
      if (!total.is_all || !families_[t]) continue;
      const ExactPolynomial inverse = reciprocal(total.sum);
      const ExactPolynomial rest = total.sum - total.term;
      const RestCore at_index{*families_[t], index(), Sign::nonnegative};
      for (const LogWeight& weight : weights_.weights)
        if (weight.range == total.range && weight.exponent != total.share.exponent)
          offer({total.range, {at_index, {}, rest, false}}, {inverse, weight.value, multiplier});
      const auto& [lower, upper] = weights_.ranges[total.range];
      const bool has_others =
          facts()[*families_[t]].polynomial ==
              proofs::over_range(Operator::every_positive, lower, upper, proofs::closed(total.term, index_)) &&
          is_known(upper - lower - one, Sign::nonnegative);
      for (const ExactPolynomial& pin : pins_)
        offer({{}, {RestCore{*families_[t], pin, Sign::nonnegative}, {}, at(rest, pin), has_others}},
              {inverse, multiplier});
    }
  }

  std::optional<Steps> solve() {
    const auto goal = rules_.reduced(chain_.sequent().goal.polynomial);
    if (!goal) return {};
    std::vector<ConeColumn> values;
    for (const Column& column : columns_) values.push_back(column.value);
    const bool strict = chain_.sequent().goal.sign == Sign::positive;
    const auto found = conic_combination(values, goal->rest, strict, limits, search_.stop());
    if (!found || proofs::sign(found->scale) == 0) return {};
    SideChain trial = chain_;
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
      const Column& column = columns_[j];
      if (column.candidate)
        groups[column.candidate->range].push_back({weight, &column.candidate->inequality});
      else if (!column.multiplier)
        last.summands.push_back({weight, {}, one});
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
    const auto rest = rules_.reduced(difference);
    if (!rest || !rest->rest.is_zero()) return {};
    for (const auto& [place, multiple] : rest->multiples) last.multiples.push_back({place, multiple});
    const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
    return closed && closed.value().empty() ? std::optional(last) : std::nullopt;
  }

  /// A fact, or what is visibly positive, times a multiplier.
  bool add_plain(SideChain& chain, const Column& column, const Rational& weight, proofs::Combination& last) {
    if (!column.facts.empty() && facts()[column.facts.front()].sign == Sign::zero) {
      last.multiples.push_back({column.facts.front(), ExactPolynomial(weight) * *column.multiplier});
      return true;
    }
    std::map<std::size_t, std::uint32_t> factors;
    for (const std::size_t fact : column.facts) ++factors[fact];
    if (*column.multiplier != one) {
      const Sign sign = is_known(*column.multiplier, Sign::positive) ? Sign::positive : Sign::nonnegative;
      auto place = index_of({*column.multiplier, sign}, chain.sequent());
      if (!place) {
        if (!chain.then(proofs::Have{{*column.multiplier, sign}})) return false;
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
    const auto& [lower, upper] = weights_.ranges[*range];
    if (!chain.then(proofs::ForEach{index_, lower, upper, fact}, prove)) return {};
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
    for (const auto& [step, first, end] : preparations_)
      if (used.lower_bound(first) == used.lower_bound(end)) unused_.insert(step);
  }

  SideChain chain_;
  const Origin& origin_;
  Search& search_;
  std::set<std::string> unused_;
  std::string index_;
  LogWeights weights_;
  std::vector<Preparation> preparations_;
  std::vector<std::pair<Range, std::string>> extrema_;  ///< index of a greatest or smallest term
  std::vector<std::optional<std::size_t>> families_;    ///< that no term of the total is negative
  std::vector<std::size_t> equations_;                  ///< that are no rules
  std::vector<ExactPolynomial> pins_;
  Rewriting rules_;
  std::vector<Column> columns_;
  std::set<std::pair<ExactPolynomial, bool>> seen_;  ///< values of columns, and whether they are positive
};

/// An absolute value, maximum or minimum of the goal, by cases.
std::optional<Steps> by_cases(const Sequent& sequent, const Origin& origin, Search& search);

std::optional<Steps> find(const Sequent& sequent, const Origin& origin, Search& search) {
  if (auto steps = by_cases(sequent, origin, search)) return steps;
  if (sequent.goal.sign == Sign::zero) {
    const auto both = proofs::apply(proofs::BothSigns{}, sequent);
    if (!both) return {};
    Steps steps{proofs::BothSigns{}};
    for (const Sequent& half : both.value()) {
      const auto proof = find(half, origin, search);
      if (!proof) return {};
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return steps;
  }
  if (!has_sign(sequent.goal)) return {};
  Gibbs first(sequent, origin, search, {});
  auto steps = first.find();
  if (!steps) return {};
  // Once more without what turned out not to be needed.
  auto shorter = Gibbs(sequent, origin, search, first.unused()).find();
  return shorter ? shorter : steps;
}

/// The two values between which such an application of a function is one, the greater first where the pivot is >= 0.
std::optional<std::pair<ExactPolynomial, ExactPolynomial>> two_values(const Atom& atom) {
  if (atom.op() == Operator::abs) return std::pair(atom.arguments()[0], -atom.arguments()[0]);
  if ((atom.op() != Operator::max && atom.op() != Operator::min) || atom.arguments().size() != 2) return {};
  return std::pair(atom.arguments()[atom.op() == Operator::max ? 0 : 1],
                   atom.arguments()[atom.op() == Operator::max ? 1 : 0]);
}

std::optional<Steps> by_cases(const Sequent& sequent, const Origin& origin, Search& search) {
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    const auto values = two_values(atom);
    if (!values) continue;
    const ExactPolynomial pivot = atom.op() == Operator::abs ? values->first : values->first - values->second;
    Steps steps{proofs::Cases{pivot}};
    const auto cases = proofs::apply(steps.front(), sequent);
    if (!cases || cases.value().size() != 2) return {};
    for (std::size_t i = 0; i < 2; ++i) {
      const proofs::Value value{ExactPolynomial(atom), i == 0 ? values->first : values->second};
      const auto applied = proofs::apply(proofs::Step(value), cases.value()[i]);
      if (!applied || applied.value().size() != 1) return {};
      const auto proof = find(applied.value()[0], origin, search);
      if (!proof) return {};
      steps.emplace_back(value);
      steps.insert(steps.end(), proof->begin(), proof->end());
    }
    return steps;
  }
  return {};
}

}  // namespace

std::optional<Steps> gibbs_inequalities(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  const std::vector<Atom> functions = functions_in(sequent.goal.polynomial);
  if (std::none_of(functions.begin(), functions.end(),
                   [](const Atom& atom) { return atom.op() == Operator::log || atom.op() == Operator::exp; }))
    return {};
  return find(sequent, origin, search);
}

}  // namespace geq::prover
