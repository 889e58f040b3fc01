// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/gibbs_preparation.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/single_terms.hpp"
#include "prover/symbolic/square_roots.hpp"
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

const ExactPolynomial one{Rational(1)};

}  // namespace

GibbsPreparation::GibbsPreparation(const Sequent& sequent, const Origin& origin, Search& search,
                                   const std::set<std::string>& unused)
    : origin_(origin),
      search_(search),
      unused_(unused),
      chain_(sequent, [origin, &search](const Sequent& side) { return prove_side(side, origin, search); }),
      weights_(log_weights(sequent, chain_.fresh("kjilh"), chain_.fresh("hgs"))) {
  if (weights_.weights.size() < 2) return;
  add_numbers_and_extrema();
  no_element_is_more_than_a_norm();
  for (const Total& total : weights_.totals) no_term_is_negative(total);
  for (std::size_t i = 0; i < weights_.totals.size(); ++i) no_share_is_more_than_all(i);
  factors_cancel();
  swap_sums();
  for (std::size_t i = 0; i < facts().size(); ++i) {
    const bool taken = rules_.take_up(i, facts()[i]);
    if (facts()[i].sign == Sign::zero && !taken) equations_.push_back(i);
  }
  // After the rules by which factors cancel: 1/p + 1/q = 1 is not to be put into q * 1/q.
  for (const std::size_t i : std::vector<std::size_t>(equations_)) {
    if (rules_.take_up_reciprocal(i, facts()[i])) std::erase(equations_, i);
  }
  collect_pins();
}

bool GibbsPreparation::is_known(const ExactPolynomial& value, Sign sign) const {
  return is_visible({value, sign}, facts());
}

bool GibbsPreparation::add(const proofs::Step& step, const SideChain::Prover& prover) {
  const auto* lemma = std::get_if<proofs::Have>(&step);
  if (lemma != nullptr && is_visible(lemma->fact, facts())) return false;
  const std::size_t before = facts().size();
  const std::string text = proofs::to_text(step);
  if (unused_.contains(text) || !chain_.then(step, prover)) return false;
  added_.push_back({text, before, facts().size()});
  return true;
}

bool GibbsPreparation::add(const proofs::Step& step) {
  return add(step, [this](const Sequent& side) { return prove_side(side, origin_, search_); });
}

void GibbsPreparation::add_numbers_and_extrema() {
  for (const Operator op : {Operator::max_over, Operator::min_over})
    for (const RangeTerm& extremum : range_terms(op, chain_.sequent()))
      if (add(proofs::Extremum{chain_.fresh("mnpqr"), ExactPolynomial(extremum.atom)}))
        extrema_.push_back(chain_.sequent().variables.back());
  multiply_by_rates();
  for (const auto& [lower, upper] : weights_.ranges) {
    add(proofs::Have{{upper - lower, Sign::nonnegative}});
    add(proofs::Have{{upper - lower + one, Sign::positive}});
    add(proofs::Count{lower, upper});
  }
}

/// From x >= y that k x >= k y, where k >= 0 is known and both products occur in exponents or in the goal.
void GibbsPreparation::multiply_by_rates() {
  const ExactPolynomial goal = chain_.sequent().goal.polynomial;
  std::set<proofs::Monomial> wanted;
  std::set<Atom> rates;
  const auto note = [&](const ExactPolynomial& sum) {
    for (const auto& [monomial, coefficient] : sum.terms()) {
      if (monomial.size() < 2) continue;
      wanted.insert(monomial);
      for (const auto& [atom, exponent] : monomial)
        if (is_known(ExactPolynomial(atom), Sign::nonnegative)) rates.insert(atom);
    }
  };
  note(goal);
  for (const Atom& atom : functions_in(goal))
    if (atom.op() == Operator::exp && !proofs::has_free_index(ExactPolynomial(atom))) note(atom.arguments()[0]);
  const std::size_t count = facts().size();
  for (const Atom& rate : rates)
    for (std::size_t i = 0; i < count; ++i) {
      const ExactPolynomial factor(rate), distance = facts()[i].polynomial, product = factor * distance;
      const auto is_wanted = [&](const auto& term) { return wanted.contains(term.first); };
      if (facts()[i].sign == Sign::zero || proofs::family_in(facts()[i]) ||
          !std::all_of(product.terms().begin(), product.terms().end(), is_wanted))
        continue;
      add(proofs::Have{{product, Sign::nonnegative}}, [&](const Sequent& side) {
        return close_by_products(SideChain(side, linear_side), {},
                                 {{Rational(1), {{factor, distance}, product, false}}});
      });
    }
}

/// For the norms in the goal: sqrt(sum(t^2)) >= abs(t) and sum(abs(t)) >= abs(t) for every index.
void GibbsPreparation::no_element_is_more_than_a_norm() {
  const auto bound = [&](const Atom& norm, const Range& range, const ExactPolynomial& size) {
    add(proofs::ForEach{weights_.index, range.first, range.second, {ExactPolynomial(norm) - size, Sign::nonnegative}},
        [&](const Sequent& side) { return single_terms(side, origin_, Effort::small(), search_); });
  };
  for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial)) {
    if (atom.op() == Operator::root) {
      if (const auto norm = euclidean_norm(atom, weights_.index))
        bound(atom, {norm->lower, norm->upper}, proofs::application(Operator::abs, {norm->term}));
    } else if (atom.op() == Operator::sum_over) {
      const ExactPolynomial term = proofs::opened(atom.arguments()[2], index());
      if (const auto size = single_atom(term); size && size->op() == Operator::abs)
        bound(atom, {atom.arguments()[0], atom.arguments()[1]}, term);
    }
  }
}

void GibbsPreparation::factors_cancel() {
  for (const Atom& inverse : proofs::reciprocals(chain_.sequent().goal.polynomial))
    if (const ExactPolynomial& divisor = inverse.arguments()[0]; !is_known(divisor, Sign::positive))
      add(proofs::Have{{divisor, Sign::positive}});
  for (const ExactPolynomial& divisor : divisors())
    add(proofs::Have{{divisor * reciprocal(divisor) - one, Sign::zero}}, [&](const Sequent& side) {
      return is_known(divisor, Sign::positive) ? cancelling_proof(divisor, side) : prove_side(side, origin_, search_);
    });
}

/// A sum of sums that comes up when the bound of a nested logarithm is added up.
void GibbsPreparation::swap_sums() {
  for (const NestedLogarithm& nested : weights_.nested)
    for (const auto& [place, weight] : families_at(index(), weights_.ranges[nested.range], facts())) {
      const ExactPolynomial sum =
          summed(weight.polynomial * nested.bound, weights_.ranges[nested.range], weights_.index);
      for (const Atom& atom : atoms(sum))
        if (atom.op() == Operator::sum_over) add(proofs::SwapSums{ExactPolynomial(atom)});
    }
}

void GibbsPreparation::no_term_is_negative(const Total& total) {
  const auto& [lower, upper] = weights_.ranges[total.range];
  families_.emplace_back();
  std::vector<Fact> known = facts();
  for (const FamilyAt& family : families_at(index(), {lower, upper}, facts())) known.push_back(family.fact);
  const Sign sign = is_visible({total.term, Sign::positive}, known) ? Sign::positive : Sign::nonnegative;
  const Fact family{over_range(proofs::quantifier(sign), lower, upper, proofs::closed(total.term, weights_.index)),
                    Sign::positive};
  families_.back() = index_of(family, chain_.sequent());
  if (!families_.back() && add(proofs::ForEach{weights_.index, lower, upper, {total.term, sign}}))
    families_.back() = facts().size() - 1;
  if (families_.back() && sign == Sign::positive && !is_known(total.sum, Sign::positive))
    add(proofs::SumOf{*families_.back()});
}

/// log(sum) - log(term) >= 0 for every index, as -u = (exp(u) - 1 - u) + (1 - exp(u)).
void GibbsPreparation::no_share_is_more_than_all(std::size_t number) {
  const Total& total = weights_.totals[number];
  if (!total.is_all || !families_[number]) return;
  const auto& [lower, upper] = weights_.ranges[total.range];
  const ExactPolynomial& share = total.share.value;
  const IndexInequality tangent{TangentCore{total.share.exponent, {}}, {}, share - one - total.share.exponent, false};
  const IndexInequality rest{
      RestCore{*families_[number], index(), Sign::nonnegative}, {reciprocal(total.sum)}, one - share, false};
  const Fact fact{-total.share.exponent, Sign::nonnegative};
  add(proofs::ForEach{weights_.index, lower, upper, fact}, [&](const Sequent& side) {
    return prove_sum(side, {{Rational(1), &tangent}, {Rational(1), &rest}}, {}, origin_, search_);
  });
}

/// What values and the goal are divided by; of products the factors.
std::vector<ExactPolynomial> GibbsPreparation::divisors() const {
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
      if (!variables(inverse.arguments()[0]).contains(weights_.index)) result.insert(inverse.arguments()[0]);
  return {result.begin(), result.end()};
}

void GibbsPreparation::collect_pins() {
  for (const std::string& variable : extrema_) pins_.push_back(ExactPolynomial::variable(variable));
  for (const Atom& atom : functions_in(chain_.sequent().goal.polynomial))
    if (atom.op() == Operator::element && !proofs::has_free_index(atom.arguments()[1]))
      pins_.push_back(atom.arguments()[1]);
  std::sort(pins_.begin(), pins_.end());
  pins_.erase(std::unique(pins_.begin(), pins_.end()), pins_.end());
}

}  // namespace geq::prover
