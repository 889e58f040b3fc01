// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/undominated.hpp"

#include <algorithm>
#include <numeric>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/domination.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/analysis/variable_roots.hpp"
#include "prover/reductions/derivation.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr long greatest_exponent = 400;

const ExactPolynomial one{Rational(1)};

ExactPolynomial number(const Rational& value) { return ExactPolynomial(value); }

/// Machine exponents when n = s^u and x = r^v: the index is between x^-m and one more, so s r^rate is between 1 and 2.
struct Plan {
  unsigned long u, v;
  Rational m;
  std::uint32_t rate;      ///< m v / u
  std::uint32_t doubling;  ///< c u: the denominator's power of s r^rate
  bool two_sided;          ///< s r^rate <= 2 is needed
  Rational scale;          ///< the member is at least scale / x
};

std::optional<Plan> plan_of(const MonomialFamily& f) {
  if (proofs::sign(f.C) == 0 || proofs::sign(f.a) < 0) return {};
  const bool bounded_index = proofs::sign(f.c) > 0;
  Plan plan{1, 1, 0, 0, 0, f.a <= f.c && bounded_index, 0};
  if (bounded_index) plan.m = std::max(Rational(0), Rational(f.d / f.c));
  if (f.a > f.c) plan.m = std::max(plan.m, Rational(cln::ceiling1((1 + f.b - f.d) / (f.a - f.c))));
  if (f.a <= f.c && f.b - plan.m * f.a > -1) return {};
  const auto denominator = [](const Rational& value) {
    return proofs::integer_between(cln::denominator(value), 1, greatest_exponent).value_or(0);
  };
  const long u = std::lcm(denominator(f.a), denominator(f.c));
  const long v = std::lcm(denominator(f.b), denominator(f.d));
  if (u == 0 || v == 0) return {};
  const long more = denominator(plan.m * Rational(v) / Rational(u));
  if (more == 0) return {};
  plan.u = static_cast<unsigned long>(u);
  plan.v = static_cast<unsigned long>(v) * static_cast<unsigned long>(more);
  const auto rate = proofs::integer_between(plan.m * Rational(plan.v) / Rational(plan.u), 0, greatest_exponent);
  const auto doubling = proofs::integer_between(f.c * Rational(plan.u), 0, greatest_exponent);
  if (!rate || !doubling) return {};
  plan.rate = static_cast<std::uint32_t>(*rate);
  plan.doubling = static_cast<std::uint32_t>(*doubling);
  const Rational greatest = plan.two_sided ? Rational(cln::ash(cln::cl_I(1), *doubling)) : Rational(1);
  plan.scale = cln::abs(f.C) / (f.A + f.B * greatest);
  return plan;
}

/// s^first r^second
struct Monomial2 {
  long first, second;
};

/// The member at the index near x^-m against scale / x.
class MemberProof {
 public:
  MemberProof(const Sequent& sequent, const Plan& plan, const Origin& origin, Search& search)
      : chain_(sequent, [&](const Sequent& side) { return prove_elementary(side, origin, Effort::small(), search); }),
        plan_(plan) {}

  std::optional<Steps> closed(const std::string& x, const std::string& n) {
    // What the rule says of the index comes last.
    below_ = chain_.sequent().facts.size() - 2;
    above_ = chain_.sequent().facts.size() - 1;
    state_positive_variables(chain_);
    const auto names = name_roots_of_variables(chain_, {{x, plan_.v}, {n, plan_.u}});
    if (!names) return {};
    r_ = names->contains(x) ? names->at(x) : x;
    s_ = names->contains(n) ? names->at(n) : n;
    if (!state_bounds()) return {};
    const std::size_t denominators = reciprocals(chain_.sequent().goal.polynomial).size();
    if (!chain_.then(proofs::Clear{std::vector(denominators, proofs::DenominatorSign::positive)})) return {};
    if (const auto divided = division_by_common_factor(chain_.sequent())) chain_.then(*divided);
    return by_terms();
  }

 private:
  ExactPolynomial r() const { return ExactPolynomial::variable(r_); }
  ExactPolynomial s() const { return ExactPolynomial::variable(s_); }

  std::optional<std::size_t> place_of(const Fact& fact) const {
    const std::vector<Fact>& facts = chain_.sequent().facts;
    const auto found = std::find(facts.begin(), facts.end(), fact);
    if (found == facts.end()) return {};
    return static_cast<std::size_t>(found - facts.begin());
  }

  /// The fact joins those of the chain, shown by these steps.
  bool have(const Fact& fact, const Steps& steps) {
    if (place_of(fact)) return true;
    if (proofs::check_steps({{chain_.sequent().variables, chain_.sequent().facts, fact}}, steps)) return false;
    SideChain attempt(chain_.sequent(), [&](const Sequent&) { return std::optional(steps); });
    if (!attempt.then(proofs::Have{fact})) return false;
    chain_.append(attempt);
    return true;
  }

  /// r <= 1, and 1 <= s r^rate, and s r^rate <= 2 if that is needed.
  bool state_bounds() {
    const auto v = static_cast<std::uint32_t>(plan_.v);
    if (v > 1 && !have({one - r(), Sign::nonnegative}, {proofs::ComparePowers{v, one}, proofs::Visible{}}))
      return false;
    fallen_ = place_of({one - r(), v > 1 ? Sign::nonnegative : Sign::positive}).value_or(0);
    positive_r_ = place_of({r(), Sign::positive}).value_or(0);
    positive_s_ = place_of({s(), Sign::positive}).value_or(0);
    const auto u = static_cast<std::uint32_t>(plan_.u);
    const std::uint32_t t = plan_.rate * u;
    if (t > 0) {
      inverse_ = chain_.sequent().facts.size();
      if (!chain_.then(proofs::Have{{r() * reciprocal(r()) - one, Sign::zero}})) return false;
    }
    // r^t (s^u - r^-t) = s^u r^t - 1, as r * 1/r = 1.
    Combination at_least;
    at_least.summands.push_back({Rational(1), powers({{below_, 1}, {positive_r_, t}}), one});
    if (t > 0) at_least.multiples.push_back({inverse_, inverse_powers(t)});
    const ExactPolynomial scaled = s() * power(r(), plan_.rate);
    Steps steps;
    if (u > 1) steps.emplace_back(proofs::ComparePowers{u, scaled});
    steps.emplace_back(at_least);
    if (!have({scaled - one, Sign::nonnegative}, steps)) return false;
    low_ = *place_of({scaled - one, Sign::nonnegative});
    if (!plan_.two_sided) return true;
    // 2^u - s^u r^t = r^t (r^-t + 1 - s^u) + (1 - r^t) + 2^u - 2.
    Combination at_most;
    at_most.summands.push_back({Rational(1), powers({{above_, 1}, {positive_r_, t}}), one});
    append_fallen(at_most, Rational(1), {0, 0}, t);
    const Rational rest = Rational(cln::ash(cln::cl_I(1), u)) - 2;
    if (proofs::sign(rest) > 0) at_most.summands.push_back({rest, {}, one});
    if (t > 0) at_most.multiples.push_back({inverse_, -inverse_powers(t)});
    steps.clear();
    if (u > 1) steps.emplace_back(proofs::ComparePowers{u, number(2)});
    steps.emplace_back(at_most);
    if (!have({number(2) - scaled, Sign::nonnegative}, steps)) return false;
    high_ = *place_of({number(2) - scaled, Sign::nonnegative});
    return true;
  }

  /// (r w)^t - 1 divided by r w - 1, for w = 1/r.
  ExactPolynomial inverse_powers(std::uint32_t t) const {
    ExactPolynomial sum;
    for (std::uint32_t i = 0; i < t; ++i) sum = sum + power(r() * reciprocal(r()), i);
    return sum;
  }

  /// Powers of facts, without those to the power 0, equal ones together.
  static std::vector<std::pair<std::size_t, std::uint32_t>> powers(
      const std::vector<std::pair<std::size_t, std::uint32_t>>& wanted) {
    std::map<std::size_t, std::uint32_t> sum;
    for (const auto& [fact, exponent] : wanted)
      if (exponent > 0) sum[fact] += exponent;
    return {sum.begin(), sum.end()};
  }

  void append(Combination& sum, const Rational& c, std::size_t fact, const Monomial2& factor) const {
    sum.summands.push_back({c,
                            powers({{fact, 1},
                                    {positive_s_, static_cast<std::uint32_t>(factor.first)},
                                    {positive_r_, static_cast<std::uint32_t>(factor.second)}}),
                            one});
  }

  /// c * factor * (1 - r^exponent)
  void append_fallen(Combination& sum, const Rational& c, const Monomial2& factor, long exponent) const {
    for (long l = 0; l < exponent; ++l) append(sum, c, fallen_, {factor.first, factor.second + l});
  }

  /// c * (above - below) >= 0, where above = below s^i r^j with j <= rate i. False if it is not so.
  bool append_above(Combination& sum, const Rational& c, const Monomial2& above, const Monomial2& below) const {
    const long i = above.first - below.first;
    const long excess = static_cast<long>(plan_.rate) * i - (above.second - below.second);
    if (i < 0 || excess < 0) return false;
    append_fallen(sum, c, above, excess);
    for (long l = 0; l < i; ++l) append(sum, c, low_, {below.first + l, below.second + plan_.rate * l});
    return true;
  }

  /// c * (2^k below - above) >= 0, where above = below s^k r^j with j >= rate k. False if it is not so.
  bool append_doubled(Combination& sum, const Rational& c, const Monomial2& above, const Monomial2& below) const {
    const long k = above.first - below.first;
    const long excess = (above.second - below.second) - static_cast<long>(plan_.rate) * k;
    if (k < 0 || excess < 0) return false;
    for (long l = 0; l < k; ++l)
      append(sum, c * Rational(cln::ash(cln::cl_I(1), k - 1 - l)), high_,
             {below.first + l, below.second + plan_.rate * l});
    append_fallen(sum, c, {above.first, above.second - excess}, excess);
    return true;
  }

  /// The member's numerator against the parts of the denominator, each times scale / x.
  std::optional<Steps> by_terms() {
    std::vector<std::pair<Rational, Monomial2>> positive, negative;
    for (const auto& [monomial, c] : chain_.sequent().goal.polynomial.terms()) {
      const Monomial2 exponents{exponent_of(proofs::Atom::variable(s_), monomial),
                                exponent_of(proofs::Atom::variable(r_), monomial)};
      if (monomial.size() > static_cast<std::size_t>(exponents.first > 0) + (exponents.second > 0 ? 1 : 0)) return {};
      (proofs::sign(c) > 0 ? positive : negative).emplace_back(cln::abs(c), exponents);
    }
    if (positive.size() != 1 || negative.empty() || negative.size() > 2) return {};
    std::sort(negative.begin(), negative.end(),
              [](const auto& left, const auto& right) { return left.second.first < right.second.first; });
    const auto& [c, top] = positive.front();
    Combination sum;
    Rational rest = c;
    if (plan_.two_sided) {
      if (!append_above(sum, c, top, negative.front().second)) return {};
      for (const auto& [weight, part] : negative) {
        if (!append_doubled(sum, weight, part, negative.front().second)) return {};
        rest = rest - weight * Rational(cln::ash(cln::cl_I(1), part.first - negative.front().second.first));
      }
    } else {
      for (const auto& [weight, part] : negative) {
        if (!append_above(sum, weight, top, part)) return {};
        rest = rest - weight;
      }
    }
    const Monomial2 left_over = plan_.two_sided ? negative.front().second : top;
    if (proofs::sign(rest) > 0)
      sum.summands.push_back({rest,
                              powers({{positive_s_, static_cast<std::uint32_t>(left_over.first)},
                                      {positive_r_, static_cast<std::uint32_t>(left_over.second)}}),
                              one});
    if (proofs::sign(rest) < 0 || !proofs::apply(sum, chain_.sequent())) return {};
    return chain_.followed_by({sum});
  }

  SideChain chain_;
  const Plan& plan_;
  std::string r_, s_;
  std::size_t below_ = 0, above_ = 0;                         ///< facts about the index
  std::size_t positive_r_ = 0, positive_s_ = 0, fallen_ = 0;  ///< r > 0, s > 0, 1 - r >= 0
  std::size_t inverse_ = 0, low_ = 0, high_ = 0;              ///< r * 1/r = 1; 1 <= s r^rate <= 2
};

}  // namespace

bool append_undominated(SideChain& chain, const ExactPolynomial& question, const Origin& origin, Search& search) {
  const auto of = proofs::over_interval(question, Operator::dominated);
  const bool from_zero = of && of->interval.lower.is_zero() &&
                         (of->interval.ends == proofs::Ends::finite || of->interval.ends == proofs::Ends::above);
  if (!from_zero) return false;
  const std::string x = chain.fresh("x");
  const std::string n = chain.fresh("n");
  const auto family = family_of(*of, x, n);
  const auto plan = family ? plan_of(*family) : std::nullopt;
  if (!plan) return false;
  const ExactPolynomial variable = ExactPolynomial::variable(x);
  const proofs::Undominated step{x,
                                 n,
                                 question,
                                 application(Operator::power, {variable, number(-plan->m)}),
                                 number(plan->scale) * application(Operator::log, {variable}),
                                 one,
                                 false,
                                 proofs::sign(family->C) < 0};
  SideChain attempt(chain.sequent(), [&](const Sequent& side) -> std::optional<Steps> {
    if (variables(side.goal.polynomial).contains(n)) return MemberProof(side, *plan, origin, search).closed(x, n);
    return prove_elementary(side, origin, Effort::small(), search);
  });
  if (!attempt.then(step)) return false;
  chain.append(attempt);
  return true;
}

}  // namespace geq::prover
