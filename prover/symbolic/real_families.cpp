// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/real_families.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

/// A fact about all numbers between two ends, and its polynomial in a variable.
struct RealFamily {
  std::size_t place;
  proofs::RealInterval interval;
  Rational lower, upper;
  ExactPolynomial body;
  Sign sign;
};

std::optional<RealFamily> real_family(std::size_t place, const Sequent& sequent, const std::string& variable) {
  const Fact& fact = sequent.facts[place];
  const auto over = proofs::over_interval(fact.polynomial, Operator::everywhere);
  const auto sign = proofs::claimed_sign(fact.polynomial);
  if (fact.sign != Sign::positive || !over || over->interval.ends != proofs::Ends::finite) return {};
  const auto lower = over->interval.lower.constant();
  const auto upper = over->interval.upper.constant();
  const bool bounded = lower && upper && *lower < *upper;
  if (!bounded || (*sign != Sign::nonnegative && *sign != Sign::positive)) return {};
  const ExactPolynomial body = proofs::opened(over->body, ExactPolynomial::variable(variable));
  return RealFamily{place, over->interval, *lower, *upper, body, *sign};
}

bool is_real_family(const Fact& fact) {
  return fact.sign == Sign::positive && proofs::over_interval(fact.polynomial, Operator::everywhere);
}

/// Squares of square roots are their radicands.
ExactPolynomial without_squared_roots(const ExactPolynomial& polynomial) {
  ExactPolynomial result;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    ExactPolynomial term(coefficient);
    for (const auto& [atom, exponent] : monomial) {
      const bool squared = root_degree(atom) == 2 && exponent % 2 == 0;
      term = term * (squared ? power(atom.arguments()[1], exponent / 2) : power(ExactPolynomial(atom), exponent));
    }
    result = result + term;
  }
  return result;
}

/// u - v where it is sqrt(u) - sqrt(v); else as it is. Both have the same sign where the radicands are not negative.
ExactPolynomial between_radicands(const ExactPolynomial& polynomial) {
  ExactPolynomial result;
  bool greater = false, smaller = false;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    const bool is_root = monomial.size() == 1 && monomial[0].second == 1 && root_degree(monomial[0].first) == 2;
    if (!is_root || abs(coefficient) != 1) return polynomial;
    (coefficient > 0 ? greater : smaller) = true;
    result = result + ExactPolynomial(coefficient) * monomial[0].first.arguments()[1];
  }
  return greater && smaller && polynomial.terms().size() == 2 ? result : polynomial;
}

/// Of a goal with one denominator: multiplied by its square, it can be read off.
std::optional<Steps> by_clearing(const Sequent& sequent) {
  const Steps half{proofs::Clear{{proofs::DenominatorSign::squared}}, proofs::Visible{}};
  if (sequent.goal.sign != Sign::zero) return half;
  Steps steps{proofs::BothSigns{}};
  for (int i = 0; i < 2; ++i) steps.insert(steps.end(), half.begin(), half.end());
  return steps;
}

/// Closes the goal 0 > 0 where t = -slope > 0 is the last fact, and slope * u + curvature * u^2 is not negative for
/// 0 < u < length: take u = length * t / d with d = t + length * (curvature^2 + 1), which is so small that the sum is
/// negative. Side conditions are combinations of facts that are given exactly.
class NearTheEnd {
 public:
  NearTheEnd(const Sequent& sequent, ExactPolynomial curvature, const Rational& length)
      : chain_(sequent, linear_side),
        slope_(-sequent.facts.back().polynomial),
        curvature_(std::move(curvature)),
        length_(length),
        denominator_(ExactPolynomial(length) * (curvature_ * curvature_ + one) - slope_) {}

  /// `place` is the number of the family, `at` the point at the distance u from the end.
  template <class Place>
  std::optional<Steps> refute(std::size_t place, const Place& at) {
    const std::size_t t = last();
    if (!have({denominator_, Sign::positive}, [&](Combination& sum) {
          add(sum, 1, {{t, 1}}, one);
          add(sum, length_, {}, curvature_);
          add(sum, length_, {}, one);
        }))
      return {};
    const ExactPolynomial inverse = reciprocal(denominator_);
    if (!chain_.then(proofs::Have{{inverse, Sign::positive}}, by_clearing)) return {};
    const std::size_t i = last();
    if (!chain_.then(proofs::Have{{denominator_ * inverse - one, Sign::zero}}, by_clearing)) return {};
    const std::size_t equation = last();
    const ExactPolynomial u = ExactPolynomial(-length_) * slope_ * inverse;
    const Fact near{u, Sign::positive}, not_far{ExactPolynomial(length_) - u, Sign::positive};
    if (!have(near, [&](Combination& sum) { add(sum, length_, {{t, 1}, {i, 1}}, one); })) return {};
    if (!have(not_far, [&](Combination& sum) {
          add(sum, length_ * length_, {{i, 1}}, curvature_);
          add(sum, length_ * length_, {{i, 1}}, one);
          sum.multiples.push_back({equation, ExactPolynomial(-length_)});
        }))
      return {};
    if (!chain_.then(proofs::Instance{place, at(u)})) return {};
    return contradiction(t, i, equation, inverse);
  }

 private:
  std::size_t last() const { return chain_.sequent().facts.size() - 1; }

  static void add(Combination& sum, const Rational& coefficient,
                  std::vector<std::pair<std::size_t, std::uint32_t>> facts, const ExactPolynomial& square) {
    if (!square.is_zero()) sum.summands.push_back({coefficient, std::move(facts), square});
  }

  template <class Fill>
  bool have(const Fact& fact, const Fill& fill) {
    Combination sum;
    fill(sum);
    return chain_.then(proofs::Have{fact}, [&](const Sequent&) { return std::optional(Steps{sum}); });
  }

  /// With c = curvature, l = length, v the value at u, and i = 1/d: v = -l t^2 i (1 - l c i), where 1 - l c i is
  /// i (d - l c) - (d i - 1), and d - l c is t + l (c - 1/2)^2 + 3/4 l.
  std::optional<Steps> contradiction(std::size_t t, std::size_t i, std::size_t equation,
                                     const ExactPolynomial& inverse) {
    Combination sum;
    add(sum, 1, {{last(), 1}}, one);
    add(sum, length_, {{t, 3}, {i, 2}}, one);
    add(sum, length_ * length_, {{t, 2}, {i, 2}}, curvature_ - ExactPolynomial(Rational(1) / 2));
    add(sum, length_ * length_ * 3 / 4, {{t, 2}, {i, 2}}, one);
    sum.multiples.push_back({equation, ExactPolynomial(-length_) * slope_ * slope_ * inverse});
    const auto closed = proofs::apply(proofs::Step(sum), chain_.sequent());
    if (!closed || !closed.value().empty()) return {};
    return chain_.followed_by({sum});
  }

  SideChain chain_;
  ExactPolynomial slope_, curvature_;
  Rational length_;
  ExactPolynomial denominator_;
};

class RealFamilies {
 public:
  explicit RealFamilies(const Sequent& sequent) : chain_(sequent, linear_side), name_(chain_.fresh("stuvw")) {}

  /// Adds what the families say at their ends; answers whether that is anything.
  bool add() {
    const std::size_t count = chain_.sequent().facts.size();
    bool any = false;
    for (std::size_t i = 0; i < count; ++i)
      if (auto family = real_family(i, chain_.sequent(), name_))
        for (const bool upper : {false, true}) any = add_slope(*family, upper) || any;
    return any;
  }

  /// Without the families.
  bool forget() {
    proofs::Forget families;
    for (std::size_t i = 0; i < chain_.sequent().facts.size(); ++i)
      if (is_real_family(chain_.sequent().facts[i])) families.facts.push_back(i);
    return chain_.then(families);
  }

  const SideChain& chain() const noexcept { return chain_; }

 private:
  bool add_slope(RealFamily family, bool upper) {
    const ExactPolynomial simple = between_radicands(without_squared_roots(family.body));
    const ExactPolynomial distance = ExactPolynomial::variable(name_);
    const ExactPolynomial end{upper ? family.upper : family.lower};
    const auto at = [&](const ExactPolynomial& u) { return upper ? end - u : end + u; };
    const auto c = coefficients_in(Atom::variable(name_), substitute(simple, {{name_, at(distance)}}));
    const bool fits = c.size() >= 2 && c.size() <= 3 && c[0].is_zero() && !c[1].is_zero();
    const auto is_free = [&](const ExactPolynomial& part) { return !variables(part).contains(name_); };
    if (!fits || !std::all_of(c.begin(), c.end(), is_free)) return false;
    const Fact slope{c[1], Sign::nonnegative};
    if (is_visible(slope, chain_.sequent().facts)) return false;
    if (simple != family.body && !state(simple, family)) return false;
    const ExactPolynomial curvature = c.size() == 3 ? c[2] : ExactPolynomial();
    return chain_.then(proofs::Have{slope}, [&](const Sequent& side) -> std::optional<Steps> {
      const auto assumed = proofs::apply(proofs::Step(proofs::Absurd{}), side);
      if (!assumed) return {};
      auto rest = NearTheEnd(assumed.value()[0], curvature, family.upper - family.lower).refute(family.place, at);
      if (!rest) return {};
      rest->insert(rest->begin(), proofs::Absurd{});
      return rest;
    });
  }

  /// The family with roots written out; it is the last fact then.
  bool state(const ExactPolynomial& body, RealFamily& family) {
    const Fact wanted = proofs::everywhere(family.interval, {proofs::closed(body, name_), Sign::nonnegative});
    const bool stated = chain_.then(proofs::Have{wanted}, [&](const Sequent& side) -> std::optional<Steps> {
      SideChain inside(side, linear_side);
      if (!inside.then(proofs::Pointwise{name_, {}})) return {};
      const std::size_t count = inside.sequent().facts.size();
      for (std::size_t i = 0; i < count; ++i)
        if (is_real_family(inside.sequent().facts[i]))
          inside.then(proofs::Instance{i, ExactPolynomial::variable(name_)});
      Geometry geometry(std::move(inside), {});
      geometry.compute();
      for (const ProductKind kind : {ProductKind::single, ProductKind::two})
        if (auto steps = products_of_facts(geometry.chain(), geometry.rules(), kind, {})) return steps;
      return {};
    });
    if (stated) family.place = chain_.sequent().facts.size() - 1;
    return stated;
  }

  SideChain chain_;
  std::string name_;
};

}  // namespace

std::optional<Steps> ends_of_intervals(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (std::none_of(sequent.facts.begin(), sequent.facts.end(), is_real_family)) return {};
  if (has_analysis({sequent.variables, {}, sequent.goal})) return {};
  RealFamilies families(sequent);
  if (!families.add() || !families.forget()) return {};
  const auto rest = prove(families.chain().sequent(), origin.sufficient(), effort, search);
  return rest ? std::optional(families.chain().followed_by(*rest)) : std::nullopt;
}

}  // namespace geq::prover
