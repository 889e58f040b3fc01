// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/single_terms.hpp"

#include <algorithm>
#include <map>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/splitting.hpp"
#include "prover/symbolic/square_roots.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_sums = 12;
constexpr std::size_t most_products = 24;
constexpr std::size_t most_extrema = 8;

/// What is known to be nonnegative for every index of a range: a fact for all indices said of one, or that a term is
/// at most the sum of all.
struct Bound {
  ExactPolynomial lower, upper, difference;
  std::size_t family;  ///< number of the fact
  bool by_sum;         ///< that fact says that no term is negative
};

bool is_extremum(const Atom& atom) { return atom.op() == Operator::max_over || atom.op() == Operator::min_over; }

class SingleTerms {
 public:
  SingleTerms(const Sequent& sequent, const Origin& origin, Search& search)
      : origin_(origin),
        search_(search),
        chain_(sequent, origin, search),
        name_(chain_.fresh("kjilh")),
        index_(ExactPolynomial::variable(name_)) {}

  std::optional<Steps> find(Effort effort) {
    take_up_places();
    std::set<ExactPolynomial> known;
    // Sums that come up in the first round, as sum(p^2) below sum(p^3), are looked at in the second.
    for (int round = 0; round < 2; ++round) {
      for (const JointSum& sum : sums())
        if (known.size() < most_sums && known.insert(sum.value).second) bound_by_sum(sum);
      if (round == 0) bounds_for_all();
      multiply_and_add_up();
    }
    if (bounds_.empty()) return {};
    RangeChain apart = chain_;
    add_sizes(apart);
    Rewriting rules = rules_of(apart);
    complete(rules, apart);
    if (auto steps = products_of_facts(apart, rules, ProductKind::two, search_.stop())) return steps;
    return chain_.finish(effort);
  }

 private:
  const std::vector<Fact>& facts() const { return chain_.sequent().facts; }

  /// Indices that the goal speaks of, those of greatest and least terms among them, also of what is said at these.
  void take_up_places() {
    std::set<Atom> seen;
    take_extrema(seen);
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial))
      if (atom.op() == Operator::element && !proofs::has_free_index(atom.arguments()[1]))
        places_.push_back(atom.arguments()[1]);
    // max(x) >= min(x): where they are does not matter, but any term is between them.
    if (places_.empty())
      for (const Atom& extremum : seen) {
        places_.push_back(extremum.arguments()[0]);
        ranges_.emplace(places_.back(), Range(extremum.arguments()[0], extremum.arguments()[1]));
      }
    for (const ExactPolynomial& place : places_)
      if (!ranges_.contains(place)) chain_.instantiate(place);
    for (int round = 0; round < 3; ++round) {
      for (const auto& [place, range] : std::map(ranges_)) instantiate(place, range);
      if (!take_extrema(seen)) break;
    }
  }

  /// What is said for all indices of the range, said of this one.
  void instantiate(const ExactPolynomial& place, const Range& range) {
    const std::size_t count = facts().size();
    for (std::size_t i = 0; i < count; ++i)
      if (const auto family = proofs::family_in(facts()[i]); family && Range(family->lower, family->upper) == range)
        chain_.then(proofs::Instance{i, place});
  }

  bool take_extrema(std::set<Atom>& seen) {
    const std::size_t before = seen.size();
    const std::set<Atom> in_goal = atoms(chain_.sequent().goal.polynomial);
    for (const Operator op : {Operator::max_over, Operator::min_over})
      for (const RangeTerm& extremum : range_terms(op, chain_.sequent())) {
        if (seen.size() >= most_extrema || !seen.insert(extremum.atom).second) continue;
        if (!chain_.then(proofs::Extremum{chain_.fresh("mpqrw"), ExactPolynomial(extremum.atom)})) continue;
        if (in_goal.contains(extremum.atom) && is_bound_only(extremum.atom) &&
            chain_.SideChain::then(proofs::Forget{{facts().size() - 2}}))
          chain_.then(proofs::Have{{ExactPolynomial(extremum.atom), Sign::nonnegative}});
        else {
          places_.push_back(ExactPolynomial::variable(chain_.sequent().variables.back()));
          ranges_.emplace(places_.back(), Range(extremum.lower(), extremum.upper()));
        }
      }
    return seen.size() > before;
  }

  /// The goal asks no more of a greatest (least) term than that it is above (below) all others: where it is attained
  /// does not matter.
  bool is_bound_only(const Atom& extremum) const {
    for (const auto& [monomial, coefficient] : chain_.sequent().goal.polynomial.terms())
      for (const auto& [atom, exponent] : monomial)
        if (atom == extremum && (proofs::sign(coefficient) > 0) != (extremum.op() == Operator::max_over)) return false;
    return true;
  }

  /// Two equations of one greatest term, M = max(..) and max(..) = x[k], say that M = x[k].
  static void complete(Rewriting& rules, SideChain& chain) {
    const std::size_t count = chain.sequent().facts.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Fact equation = chain.sequent().facts[i];
      const std::set<Atom> before = atoms(equation.polynomial);
      if (equation.sign != Sign::zero || std::none_of(before.begin(), before.end(), is_extremum)) continue;
      const auto reduced = rules.reduced(equation.polynomial);
      if (!reduced || reduced->rest.is_zero()) continue;
      const std::set<Atom> left = atoms(reduced->rest);
      const auto lead = std::find_if(left.begin(), left.end(), is_extremum);
      if (lead == left.end() || !reduced->rest.terms().contains({{*lead, 1}})) continue;
      proofs::Combination sum;
      sum.multiples.push_back({i, ExactPolynomial(Rational(1))});
      for (const auto& [place, multiple] : reduced->multiples) sum.multiples.push_back({place, -multiple});
      const Fact fact{reduced->rest, Sign::zero};
      if (chain.then(proofs::Have{fact}, [&](const Sequent&) { return std::optional(Steps{sum}); }))
        rules.take_up_by({{*lead, 1}}, chain.sequent().facts.size() - 1, fact);
    }
  }

  /// abs(u) >= u and abs(u) >= -u for what is said of single indices.
  void add_sizes(RangeChain& chain) const {
    std::set<Atom> sizes;
    for (const Fact& fact : chain.sequent().facts)
      for (const Atom& atom : atoms(fact.polynomial))
        if (atom.op() == Operator::abs && !proofs::family_in(fact)) sizes.insert(atom);
    if (sizes.size() > most_extrema) return;
    for (const Atom& size : sizes)
      for (const ExactPolynomial& inside : {size.arguments()[0], -size.arguments()[0]})
        chain.SideChain::then(proofs::Have{{ExactPolynomial(size) - inside, Sign::nonnegative}});
  }

  /// Those that occur, and what is under square roots in the goal.
  std::vector<JointSum> sums() const {
    std::vector<ExactPolynomial> values;
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent())) values.emplace_back(sum.atom);
    for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial))
      if (root_degree(atom) == 2) values.push_back(atom.arguments()[1]);
    std::vector<JointSum> result;
    for (const ExactPolynomial& value : values)
      if (auto sum = joint_sum(value, index_)) result.push_back(*std::move(sum));
    return result;
  }

  void bound_by_sum(const JointSum& sum) {
    chain_.count(sum.lower, sum.upper);
    if (!variables(sum.term).contains(name_)) return;
    const auto family = no_term_is_negative(sum);
    if (!family) return;
    chain_.then(proofs::SumOf{*family});
    for (const ExactPolynomial& place : places_) chain_.then(proofs::OneTerm{*family, place});
    bounds_.push_back({sum.lower, sum.upper, sum.value - sum.term, *family, true});
  }

  std::optional<std::size_t> no_term_is_negative(const JointSum& sum) {
    const ExactPolynomial body = proofs::closed(sum.term, name_);
    for (const Sign sign : {Sign::positive, Sign::nonnegative}) {
      const Fact family{over_range(proofs::quantifier(sign), sum.lower, sum.upper, body), Sign::positive};
      if (const auto place = index_of(family, chain_.sequent())) return place;
      if (chain_.SideChain::then(proofs::ForEach{name_, sum.lower, sum.upper, {sum.term, sign}},
                                 [&](const Sequent& side) { return square_or_side(side); }))
        return facts().size() - 1;
    }
    return {};
  }

  std::optional<Steps> square_or_side(const Sequent& side) const {
    if (auto steps = side.goal.sign == Sign::nonnegative ? square_side(side) : std::nullopt) return steps;
    return prove_side(side, origin_, search_);
  }

  void bounds_for_all() {
    const std::size_t count = facts().size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto family = proofs::family_in(facts()[i]);
      if (!family || (family->sign != Sign::nonnegative && family->sign != Sign::positive)) continue;
      const ExactPolynomial difference = proofs::opened(family->body, index_);
      if (difference.terms().size() > 1) bounds_.push_back({family->lower, family->upper, difference, i, false});
    }
  }

  /// A bound times what makes a term of it the term of a sum, added up.
  void multiply_and_add_up() {
    for (const RangeTerm& sum : range_terms(Operator::sum_over, chain_.sequent()))
      for (const Bound& bound : bounds_)
        if (bound.lower == sum.lower() && bound.upper == sum.upper())
          for (const auto& [monomial, coefficient] : bound.difference.terms())
            add_product(bound, ExactPolynomial::term(coefficient, monomial), proofs::opened(sum.body(), index_));
  }

  /// factor * difference >= 0, where factor * term is the product or its negative. A term -c * abs(u) with the factor
  /// f >= 0 bounds c * f * u and its negative as well.
  void add_product(const Bound& bound, const ExactPolynomial& term, const ExactPolynomial& product) {
    if (!variables(term).contains(name_) || product.terms().size() != 1) return;
    // n * sum - sum >= 0 says nothing.
    if (const auto factor = quotient(product, term); factor && !(bound.by_sum && factor->constant()))
      add_up(bound, *factor * bound.difference);
    const auto& [monomial, coefficient] = *term.terms().begin();
    const auto size = single_atom(ExactPolynomial::term(1, monomial));
    if (!size || size->op() != Operator::abs || proofs::sign(coefficient) > 0) return;
    const auto factor = quotient(product, ExactPolynomial(coefficient) * size->arguments()[0]);
    if (!factor) return;
    const ExactPolynomial magnitude = factor->constant() ? *factor : proofs::application(Operator::abs, {*factor});
    for (const int sign : {1, -1})
      add_up(bound, magnitude * (bound.difference - term) + ExactPolynomial(Rational(sign)) * product);
  }

  /// Without its sign.
  static std::optional<ExactPolynomial> quotient(const ExactPolynomial& product, const ExactPolynomial& term) {
    if (term.terms().size() != 1) return {};
    const auto& [divisor, coefficient] = *term.terms().begin();
    const auto& [monomial, multiple] = *product.terms().begin();
    std::map<Atom, std::uint32_t> exponents(monomial.begin(), monomial.end());
    for (const auto& [atom, exponent] : divisor) {
      const auto place = exponents.find(atom);
      if (place == exponents.end() || place->second < exponent) return {};
      place->second -= exponent;
    }
    ExactPolynomial result(cln::abs(multiple / coefficient));
    for (const auto& [atom, exponent] : exponents) result = result * power(ExactPolynomial(atom), exponent);
    return result;
  }

  void add_up(const Bound& bound, const ExactPolynomial& term) {
    if (added_ >= most_products || !tried_.insert(term).second) return;
    const auto prove = [&](const Sequent& side) -> std::optional<Steps> {
      if (side.goal.polynomial != term) return prove_side(side, origin_, search_);
      RangeChain inside(side, origin_, search_);
      inside.instantiate(index_);
      if (bound.by_sum && !inside.then(proofs::OneTerm{bound.family, index_})) return {};
      return inside.finish(Effort::small());
    };
    RangeChain trial = chain_;
    if (!trial.SideChain::then(proofs::ForEach{name_, bound.lower, bound.upper, {term, Sign::nonnegative}}, prove) ||
        !trial.then(proofs::SumOf{trial.sequent().facts.size() - 1}))
      return;
    ++added_;
    chain_ = trial;
  }

  const Origin& origin_;
  Search& search_;
  RangeChain chain_;
  std::string name_;
  ExactPolynomial index_;
  std::vector<ExactPolynomial> places_;      ///< single indices
  std::map<ExactPolynomial, Range> ranges_;  ///< of those that are where a range has its greatest or least term
  std::vector<Bound> bounds_;
  std::set<ExactPolynomial> tried_;
  std::size_t added_ = 0;
};

}  // namespace

std::optional<Steps> single_terms(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!has_ranges(sequent)) return {};
  const auto again = [&](const Sequent& part) { return single_terms(part, origin, effort, search); };
  if (const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
      std::any_of(found.begin(), found.end(), is_extremum)) {
    if (sequent.goal.sign == Sign::zero) return by_both_signs(sequent, again);
    if (auto steps = by_cases(sequent, {Operator::abs}, again)) return steps;
  }
  try {
    return SingleTerms(sequent, origin, search).find(effort);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
