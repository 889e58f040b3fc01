// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/compared_terms.hpp"
#include "prover/strategies/positive_sum.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;
using proofs::Term;

namespace {

ExactPolynomial sum_of(const Terms& terms) {
  ExactPolynomial result;
  for (const Term& term : terms) result = result + normal_form(term);
  return result;
}

/// Proves comparisons by comparing parts. Invariant: what is said to be proved is a fact of the derivation.
class TermByTerm {
 public:
  TermByTerm(const Sequent& sequent, Effort effort, Search& search)
      : stated_(sequent.facts.size()), effort_(effort), search_(search), samples_(sequent), proof_(sequent, {}) {}

  Derivation& proof() { return proof_; }
  bool has_samples() const { return !samples_.points().empty(); }

  /// Adds the fact, by parts; false when it has none that seem to hold, and `whole` is not allowed, or they stay open.
  bool compare(const Comparison& comparison, Sign sign, bool whole) {
    if (search_.is_over() || ++steps_ > 40) return false;
    if (const auto parts = split(comparison)) return compare_parts(*parts, comparison, sign);
    if (comparison.above.size() == 1 && comparison.below.size() == 1 &&
        compare_single(comparison.above[0], comparison.below[0], sign))
      return true;
    return whole && have({sum_of(comparison.above) - sum_of(comparison.below), sign});
  }

 private:
  /// By any other method, first from the facts about the same variables only.
  bool have(const proofs::Fact& fact) {
    if (is_visible(fact, proof_.sequent.facts)) return proof_.have(fact, Steps{});
    const std::set<std::string> own = variables(fact.polynomial);
    std::vector<std::size_t> near, all(stated_);
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (const std::size_t i : all) {
      const std::set<std::string> others = variables(proof_.sequent.facts[i].polynomial);
      if (std::includes(own.begin(), own.end(), others.begin(), others.end())) near.push_back(i);
    }
    if (have_proved(fact, near, proof_, effort_, search_)) return true;
    return near.size() < all.size() && have_proved(fact, all, proof_, effort_, search_);
  }

  std::optional<std::size_t> place_of(const proofs::Fact& fact) {
    if (const auto known = index_of(fact, proof_.sequent)) return known;
    if (!have(fact)) return {};
    return index_of(fact, proof_.sequent);
  }

  bool seems_nonnegative(const ExactPolynomial& polynomial) const {
    return std::all_of(samples_.points().begin(), samples_.points().end(), [&](const auto& point) {
      double size = 0;
      for (const auto& [monomial, coefficient] : polynomial.terms())
        size += std::fabs(evaluate(ExactPolynomial::term(coefficient, monomial), point));
      return evaluate(polynomial, point) >= -1e-9 * (1 + size);
    });
  }

  /// Two comparisons that seem to hold and add up to this one, the first as short as possible.
  std::optional<std::pair<Comparison, Comparison>> split(const Comparison& whole) const {
    constexpr std::size_t most = 14;
    const std::size_t above = whole.above.size(), count = above + whole.below.size();
    if (count < 3 || count > most) return {};
    std::vector<std::vector<double>> values(count);
    for (std::size_t i = 0; i < count; ++i) {
      const ExactPolynomial part = normal_form(i < above ? whole.above[i] : whole.below[i - above]);
      for (const auto& point : samples_.points()) values[i].push_back((i < above ? 1 : -1) * evaluate(part, point));
    }
    const auto holds = [&](std::size_t chosen) {
      for (std::size_t k = 0; k < samples_.points().size(); ++k) {
        double sum = 0, size = 1;
        for (std::size_t i = 0; i < count; ++i) {
          if ((chosen >> i & 1) == 0) continue;
          sum += values[i][k];
          size += std::fabs(values[i][k]);
        }
        if (!(sum >= -1e-9 * size)) return false;
      }
      return true;
    };
    const std::size_t full = (std::size_t{1} << count) - 1, first_above = (std::size_t{1} << above) - 1;
    for (std::size_t size = 2; 2 * size <= count + 1; ++size)
      for (std::size_t chosen = 1; chosen < full; ++chosen) {
        if (static_cast<std::size_t>(__builtin_popcountll(chosen)) != size) continue;
        if ((chosen & first_above) == 0 || (chosen & ~first_above) == 0) continue;
        if (!holds(chosen) || !holds(full & ~chosen)) continue;
        std::pair<Comparison, Comparison> parts;
        for (std::size_t i = 0; i < count; ++i) {
          Comparison& part = (chosen >> i & 1) != 0 ? parts.first : parts.second;
          (i < above ? part.above : part.below).push_back(i < above ? whole.above[i] : whole.below[i - above]);
        }
        return parts;
      }
    return {};
  }

  bool compare_parts(const std::pair<Comparison, Comparison>& parts, const Comparison& whole, Sign sign) {
    Combination both;
    for (const Comparison* part : {&parts.first, &parts.second}) {
      if (!compare(*part, sign, true)) return false;
      const auto place = index_of({sum_of(part->above) - sum_of(part->below), sign}, proof_.sequent);
      if (!place) return false;
      both.summands.push_back({1, {{*place, 1}}, one()});
    }
    return proof_.have_by({sum_of(whole.above) - sum_of(whole.below), sign}, {proofs::Step(both)});
  }

  bool compare_single(const Term& above, const Term& below, Sign sign) {
    if (above.op() == below.op() && (above.op() == Operator::min || above.op() == Operator::max))
      return compare_extrema(above, below, sign);
    if (sign != Sign::nonnegative) return false;
    if (above.op() == Operator::quotient && below.op() == Operator::quotient && compare_quotients(above, below))
      return true;
    if (below.op() == Operator::abs) return compare_absolute(above, below);
    return compare_products(above, below);
  }

  /// Each of the greater extremum's arguments against some of the other's, in the same number.
  bool compare_extrema(const Term& above, const Term& below, Sign sign) {
    const Terms &greater = above.arguments(), &less = below.arguments();
    const auto order = matching(greater, less);
    if (!order) return false;
    std::vector<std::size_t> from;
    for (std::size_t i = 0; i < greater.size(); ++i) {
      const Term& other = less[(*order)[i]];
      if (!compare(between(greater[i], other), sign, true)) return false;
      const auto place = index_of({normal_form(greater[i]) - normal_form(other), sign}, proof_.sequent);
      if (!place) return false;
      from.push_back(*place);
    }
    return have_extremum({normal_form(above) - normal_form(below), sign}, from);
  }

  /// What min and max of two give from comparisons of their arguments: by cases.
  bool have_extremum(const proofs::Fact& fact, const std::vector<std::size_t>& from) {
    const auto steps = by_cases({proof_.sequent.variables, proof_.sequent.facts, fact}, from);
    return steps && proof_.have(fact, *steps);
  }

  /// Steps that close the sequent, whose goal is a sum of min and max, with the facts at these places and the cases.
  std::optional<Steps> by_cases(const Sequent& sequent, std::vector<std::size_t> from) {
    for (const proofs::Atom& atom : atoms(sequent.goal.polynomial)) {
      if ((atom.op() != Operator::min && atom.op() != Operator::max) || atom.arguments().size() != 2) continue;
      const proofs::Cases step{atom.arguments()[1] - atom.arguments()[0]};
      const auto cases = proofs::apply(proofs::Step(step), sequent);
      if (!cases || cases.value().size() != 2) return {};
      Steps steps{step};
      from.push_back(sequent.facts.size());
      for (std::size_t i = 0; i < 2; ++i) {
        const std::size_t chosen = (atom.op() == Operator::min) == (i == 0) ? 0 : 1;
        const proofs::Value value{ExactPolynomial(atom), atom.arguments()[chosen]};
        const auto remaining = proofs::apply(proofs::Step(value), cases.value()[i]);
        if (!remaining || remaining.value().size() != 1) return {};
        const auto rest = by_cases(remaining.value().front(), from);
        if (!rest) return {};
        steps.emplace_back(value);
        steps.insert(steps.end(), rest->begin(), rest->end());
      }
      return steps;
    }
    const auto closes = [&](const proofs::Step& step) {
      const auto remaining = proofs::apply(step, sequent);
      return remaining && remaining.value().empty();
    };
    if (closes(proofs::Visible{})) return Steps{proofs::Visible{}};
    for (const std::size_t i : from)
      for (const std::size_t j : from) {
        Combination both;
        both.summands.push_back({1, {{i, 1}}, one()});
        both.summands.push_back({1, {{j, 1}}, one()});
        if (i < j && closes(both)) return Steps{both};
      }
    return {};
  }

  /// A permutation of the lesser ones for which every comparison seems to hold.
  std::optional<std::vector<std::size_t>> matching(const Terms& greater, const Terms& less) const {
    if (greater.size() != less.size() || greater.size() > 4) return {};
    std::vector<std::size_t> order(less.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    do {
      bool holds = true;
      for (std::size_t i = 0; holds && i < order.size(); ++i)
        holds = seems_nonnegative(normal_form(greater[i]) - normal_form(less[order[i]]));
      if (holds) return order;
    } while (std::next_permutation(order.begin(), order.end()));
    return {};
  }

  /// A/B >= C/D from A >= C >= 0 and D >= B > 0.
  bool compare_quotients(const Term& above, const Term& below) {
    const Term &a = above.arguments()[0], &b = above.arguments()[1];
    const Term &c = below.arguments()[0], &d = below.arguments()[1];
    const ExactPolynomial pa = normal_form(a), pb = normal_form(b), pc = normal_form(c), pd = normal_form(d);
    if (!seems_nonnegative(pa - pc) || !seems_nonnegative(pd - pb) || !seems_nonnegative(pb) || !seems_nonnegative(pc))
      return false;
    const proofs::Fact top{pa - pc, Sign::nonnegative}, bottom{pd - pb, Sign::nonnegative};
    const ExactPolynomial inverse_b = inverse(b), inverse_d = inverse(d);
    const proofs::Fact inverses{inverse_b - inverse_d, Sign::nonnegative};
    if (!top.polynomial.is_zero() && !compare(between(a, c), Sign::nonnegative, true)) return false;
    if (!bottom.polynomial.is_zero() && !compare(between(d, b), Sign::nonnegative, true)) return false;
    for (const ExactPolynomial* divisor : {&pb, &pd})
      if (!is_visible({*divisor, Sign::positive}, proof_.sequent.facts) && !have({*divisor, Sign::positive}))
        return false;
    const std::size_t count = reciprocals(inverses.polynomial).size();
    const proofs::Clear clear{std::vector<proofs::DenominatorSign>(count, proofs::DenominatorSign::positive)};
    if (!proof_.have_by(inverses, {proofs::Step(clear), proofs::Visible{}})) return false;
    // A/B - C/D = (A - C)/B + C (1/B - 1/D) = (A - C)/D + A (1/B - 1/D): it is enough that one of A, C is >= 0.
    const bool above_is_known = is_visible({pa, Sign::nonnegative}, proof_.sequent.facts);
    Combination step;
    return add_product({&top.polynomial, above_is_known ? &inverse_d : &inverse_b}, step) &&
           add_product({above_is_known ? &pa : &pc, &inverses.polynomial}, step) &&
           proof_.have_by({pa * inverse_b - pc * inverse_d, Sign::nonnegative}, {proofs::Step(step)});
  }

  /// The product of what is >= 0 as a summand.
  bool add_product(const std::vector<const ExactPolynomial*>& factors, Combination& step) {
    Combination::Summand summand{1, {}, one()};
    for (const ExactPolynomial* factor : factors) {
      if (factor->is_zero()) return true;
      if (const auto constant = factor->constant()) {
        if (proofs::sign(*constant) < 0) return false;
        summand.coefficient = summand.coefficient * *constant;
        continue;
      }
      const auto place = place_of({*factor, Sign::nonnegative});
      if (!place) return false;
      summand.facts.emplace_back(*place, 1);
    }
    step.summands.push_back(std::move(summand));
    return true;
  }

  /// A B >= C D from A >= C >= 0 and B >= D >= 0; and A B >= K from bounds by numbers whose product is K.
  bool compare_products(const Term& above, const Term& below) {
    Product left, right;
    multiply(above, left);
    multiply(below, right);
    if (left.factors.size() != 2 || proofs::sign(left.number) <= 0) return false;
    const Rational number = right.number / left.number;
    if (right.factors.empty()) {
      std::vector<Rational> bounds{Rational(1), number};
      if (const auto root = proofs::root(2, ExactPolynomial(number)).constant()) bounds.insert(bounds.begin(), *root);
      for (const Rational& bound : bounds) {
        if (proofs::sign(bound) <= 0) continue;
        const Terms numbers{Term::number(bound), Term::number(number / bound)};
        if (compare_factors(left, {left.number, numbers})) return true;
      }
      return false;
    }
    // A B >= C from A >= C and B >= 1.
    if (right.factors.size() == 1) right.factors.push_back(Term::number(Rational(1)));
    if (right.factors.size() != 2) return false;
    Term first = right.factors[0];
    if (number != 1) first = Term::apply(Operator::product, {Term::number(number), first});
    return compare_factors(left, {left.number, {first, right.factors[1]}});
  }

  /// K >= |c A B| from -r <= A <= r and -s <= B <= s for numbers with c r s = K.
  bool compare_absolute(const Term& above, const Term& below) {
    Product left, right;
    multiply(above, left);
    multiply(below.arguments()[0], right);
    if (!left.factors.empty() || right.factors.size() != 2 || proofs::sign(right.number) <= 0) return false;
    const Rational bound = left.number / right.number;
    const auto root = proofs::root(2, ExactPolynomial(bound)).constant();
    if (!root || proofs::sign(*root) <= 0) return false;
    std::vector<std::size_t> places;
    for (const Term& factor : right.factors)
      for (const int direction : {-1, 1}) {
        const ExactPolynomial side =
            ExactPolynomial(*root) + ExactPolynomial(Rational(direction)) * normal_form(factor);
        if (!seems_nonnegative(side)) return false;
        const auto place = place_of({side, Sign::nonnegative});
        if (!place) return false;
        places.push_back(*place);
      }
    // r s - A B = ((r - A)(s + B) + (r + A)(s - B))/2, and r s + A B likewise.
    const ExactPolynomial inside = normal_form(below.arguments()[0]);
    for (const bool negative : {false, true}) {
      Combination step;
      const Rational half = right.number / Rational(2);
      step.summands.push_back({half, {{places[0], 1}, {places[negative ? 2 : 3], 1}}, one()});
      step.summands.push_back({half, {{places[1], 1}, {places[negative ? 3 : 2], 1}}, one()});
      const ExactPolynomial side = ExactPolynomial(left.number) + (negative ? inside : -inside);
      if (!proof_.have_by({side, Sign::nonnegative}, {proofs::Step(step)})) return false;
    }
    const proofs::Fact whole{normal_form(above) - normal_form(below), Sign::nonnegative};
    const proofs::Cases cases{inside};
    const ExactPolynomial magnitude = normal_form(below);
    return proof_.have(whole,
                       {proofs::Step(cases), proofs::Value{magnitude, inside}, proofs::Value{magnitude, -inside}});
  }

  bool compare_factors(const Product& left, const Product& right) {
    const auto order = matching(left.factors, right.factors);
    if (!order) return false;
    const Term &ta = left.factors[0], &tb = left.factors[1];
    const Term &tc = right.factors[(*order)[0]], &td = right.factors[(*order)[1]];
    const ExactPolynomial a = normal_form(ta), b = normal_form(tb), c = normal_form(tc), d = normal_form(td);
    if (!seems_nonnegative(c) || !seems_nonnegative(d)) return false;
    const ExactPolynomial first = a - c, second = b - d;
    if (!first.is_zero() && !compare(between(ta, tc), Sign::nonnegative, true)) return false;
    if (!second.is_zero() && !compare(between(tb, td), Sign::nonnegative, true)) return false;
    Combination step;  // AB - CD = (A - C)(B - D) + (A - C)D + C(B - D)
    if (!add_product({&first, &second}, step) || !add_product({&first, &d}, step) || !add_product({&c, &second}, step))
      return false;
    for (Combination::Summand& summand : step.summands) summand.coefficient = summand.coefficient * left.number;
    return proof_.have_by({ExactPolynomial(left.number) * (a * b - c * d), Sign::nonnegative}, {proofs::Step(step)});
  }

  /// As in the normal form of the goal: a product below the line is taken apart.
  static ExactPolynomial inverse(const Term& term) {
    return normal_form(Term::apply(Operator::quotient, {Term::number(1), term}));
  }
  static ExactPolynomial one() { return ExactPolynomial(Rational(1)); }

  std::size_t stated_;
  Effort effort_;
  Search& search_;
  SamplePoints samples_;
  Derivation proof_;
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<Steps> term_by_term(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  if (!effort.persistent || !origin.exact || !search.is_at_start()) return {};
  const auto goal = stated_goal(sequent, search);
  if (!goal) return {};
  TermByTerm search_by_parts(sequent, {effort.cones, false}, search);
  if (!search_by_parts.has_samples() ||
      !search_by_parts.compare(between(goal->first, goal->second), sequent.goal.sign, false))
    return {};
  if (!search_by_parts.proof().close_by_last()) return {};
  return search_by_parts.proof().steps;
}

}  // namespace geq::prover
