// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/partial_sums.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/symbolic/integer_bounds.hpp"
#include "prover/symbolic/range_induction.hpp"

namespace geq::prover {

using proofs::application;
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

/// A fraction with a small denominator that the value is very near to.
std::optional<Rational> simple_fraction(double value) {
  constexpr double close = 1e-9, greatest = 1e6;
  if (!(std::abs(value) < greatest)) return {};
  for (const long denominator : {1L, 2L, 3L, 4L, 5L, 6L, 8L, 12L}) {
    const double scaled = value * static_cast<double>(denominator);
    if (std::abs(scaled - std::round(scaled)) < close)
      return Rational(static_cast<long>(std::lround(scaled))) / denominator;
  }
  return {};
}

/// exp(u + b) is exp(u) exp(b): what equal factors with variables are multiplied by is added up, and a number that
/// seems to be a simple fraction is written as one. A guess, which is shown afterwards.
ExactPolynomial with_simple_coefficients(const ExactPolynomial& polynomial) {
  std::map<ExactPolynomial, ExactPolynomial> parts;
  for (const auto& [monomial, c] : polynomial.terms()) {
    ExactPolynomial number(c), rest = one;
    for (const auto& [atom, exponent] : monomial) {
      const ExactPolynomial value(atom);
      if (variables(value).empty()) {
        number = number * power(value, exponent);
      } else if (atom.op() == Operator::exp && exponent == 1) {
        const ExactPolynomial& u = atom.arguments()[0];
        const auto constant = u.terms().find(proofs::Monomial{});
        const ExactPolynomial b(constant == u.terms().end() ? Rational(0) : constant->second);
        number = number * application(Operator::exp, {b});
        rest = rest * application(Operator::exp, {u - b});
      } else {
        rest = rest * power(value, exponent);
      }
    }
    ExactPolynomial& sum = parts[rest];
    sum = sum + number;
  }
  ExactPolynomial result;
  for (const auto& [rest, number] : parts) {
    const auto simple = number.constant() ? std::nullopt : simple_fraction(nearly(number));
    result = result + (simple ? ExactPolynomial(*simple) : number) * rest;
  }
  return result;
}

/// What the goal says, with m as it is called there.
struct Shape {
  std::string end;          ///< m
  Rational lower;           ///< where all sums begin
  std::optional<Atom> sum;  ///< the one that does not end at m
  ExactPolynomial factor;   ///< of that sum, a positive number
};

std::optional<Shape> shape_of(const ExactPolynomial& goal, const std::string& end) {
  Shape shape{end, Rational(0), {}, {}};
  bool first = true;
  for (const Atom& atom : atoms(goal)) {
    if (atom.op() != Operator::sum_over) continue;
    const auto lower = atom.arguments()[0].constant();
    if (!lower || (!first && *lower != shape.lower)) return {};
    shape.lower = *lower;
    first = false;
    if (atom.arguments()[1] == ExactPolynomial::variable(end)) continue;
    const auto c = coefficients_in(atom, goal);
    const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (shape.sum || variables(ExactPolynomial(atom)).contains(end) || !factor || proofs::sign(*factor) <= 0) return {};
    shape.sum = atom;
    shape.factor = c[1];
  }
  return first ? std::nullopt : std::optional(shape);
}

/// Known to be an integer.
bool is_integer(const std::string& name, const Sequent& sequent) {
  const ExactPolynomial value = ExactPolynomial::variable(name);
  return is_visible({application(Operator::floor, {value}) - value, Sign::zero}, sequent.facts);
}

class PartialSums {
 public:
  PartialSums(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  /// As it stands, and with the sum counted from its end.
  std::optional<Steps> run(const Sequent& sequent, const Shape& shape) const {
    if (auto steps = with_end(sequent, shape)) return steps;
    if (!shape.sum || search_.is_over()) return {};
    SideChain chain(sequent, [this](const Sequent& side) { return plain(side); });
    const ExactPolynomial sum(*shape.sum);
    if (!chain.then(proofs::Reindex{sum, shape.sum->arguments()[1], true}) ||
        !chain.then(proofs::Rewrite{chain.sequent().facts.size() - 1, -shape.factor}))
      return {};
    const auto backwards = shape_of(chain.sequent().goal.polynomial, shape.end);
    const auto steps = backwards ? with_end(chain.sequent(), *backwards) : std::nullopt;
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

 private:
  std::optional<Steps> with_end(const Sequent& sequent, const Shape& shape) const {
    SideChain chain(sequent, [this](const Sequent& side) { return plain(side); });
    const ExactPolynomial lower(shape.lower), m = ExactPolynomial::variable(shape.end);
    const std::string name = chain.fresh("kjilh");
    const ExactPolynomial k = ExactPolynomial::variable(name);
    const auto apart = [this](const Sequent& side) { return with_first_apart(side); };
    if (!chain.then(proofs::Have{{m - lower, Sign::nonnegative}})) return {};
    ExactPolynomial claim = sequent.goal.polynomial;
    if (shape.sum) {
      if (!chain.then(proofs::Have{{shape.sum->arguments()[1] - m, Sign::nonnegative}}, apart)) return {};
      claim = replace_atom(claim, *shape.sum, up_to(m, *shape.sum));
      state_halves(chain, *shape.sum, m, apart);
    }
    claim = substitute(claim, {{shape.end, k}});
    const auto part = [&](const Sequent& side) { return is_step(side, name) ? next_bound(side) : plain(side); };
    if (!chain.then(proofs::ForEach{name, lower, m, {claim, sequent.goal.sign}, true}, part)) return {};
    if (!chain.then(proofs::Instance{chain.sequent().facts.size() - 1, m})) return {};
    if (!shape.sum) return chain.followed_by({proofs::Visible{}});
    return with_all_terms(std::move(chain), shape, m, name);
  }

  static bool is_step(const Sequent& sequent, const std::string& name) {
    return std::find(sequent.variables.begin(), sequent.variables.end(), name) != sequent.variables.end();
  }

  static ExactPolynomial up_to(const ExactPolynomial& end, const Atom& sum) {
    return over_range(Operator::sum_over, sum.arguments()[0], end, sum.arguments()[2]);
  }

  /// The last fact is the goal with the sum up to m, which is at most the whole sum.
  std::optional<Steps> with_all_terms(SideChain chain, const Shape& shape, const ExactPolynomial& m,
                                      const std::string& name) const {
    const std::size_t bound = chain.sequent().facts.size() - 1;
    const Atom& sum = *shape.sum;
    const ExactPolynomial rest = up_to(ExactPolynomial::variable(name), sum) - up_to(m, sum);
    const auto part = [&](const Sequent& side) { return is_step(side, name) ? next_term(side) : plain(side); };
    const proofs::ForEach all{name, m, sum.arguments()[1], {rest, Sign::nonnegative}, true};
    if (!chain.then(all, part)) return {};
    if (!chain.then(proofs::Instance{chain.sequent().facts.size() - 1, sum.arguments()[1]})) return {};
    Combination both;
    both.summands.push_back({Rational(1), {{bound, 1}}, one});
    both.summands.push_back({*shape.factor.constant(), {{chain.sequent().facts.size() - 1, 1}}, one});
    const auto closed = proofs::apply(proofs::Step(both), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({both})) : std::nullopt;
  }

  /// Bases of powers in the terms are at least 1/2 at m, where that is so: there log(u) has a simple bound.
  static void state_halves(SideChain& chain, const Atom& sum, const ExactPolynomial& m,
                           const SideChain::Prover& prover) {
    for (const Atom& atom : atoms(proofs::opened(sum.arguments()[2], m)))
      if (atom.op() == Operator::power)
        chain.then(proofs::Have{{atom.arguments()[0] - ExactPolynomial(Rational(1) / 2), Sign::nonnegative}}, prover);
  }

  /// The claim for k from that for k - 1: a term against what the bound grows by.
  std::optional<Steps> next_bound(const Sequent& side) const {
    return one_further(RangeChain(side, origin_, search_), side.facts.size() - 1, [this](const Sequent& difference) {
      SideChain chain(difference, [this](const Sequent& inner) { return plain(inner); });
      forget_sums(chain);
      const ExactPolynomial simple = with_simple_coefficients(difference.goal.polynomial);
      if (simple == difference.goal.polynomial) return with_chain(chain);
      const std::size_t equation = chain.sequent().facts.size();
      if (!chain.then(proofs::Have{{difference.goal.polynomial - simple, Sign::zero}})) return with_chain(chain);
      if (!chain.then(proofs::Have{{simple, difference.goal.sign}})) return std::optional<Steps>();
      Combination sum;
      sum.summands.push_back({Rational(1), {{equation + 1, 1}}, one});
      sum.multiples.push_back({equation, one});
      return std::optional(chain.followed_by({sum}));
    });
  }

  /// The sum up to k is at least that up to m, as that up to k - 1 is.
  std::optional<Steps> next_term(const Sequent& side) const {
    return one_further(RangeChain(side, origin_, search_), side.facts.size() - 1, [this](const Sequent& difference) {
      SideChain chain(difference, [this](const Sequent& inner) { return plain(inner); });
      forget_sums(chain);
      return with_chain(chain);
    });
  }

  std::optional<Steps> with_chain(const SideChain& chain) const {
    const auto rest = plain(chain.sequent());
    return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
  }

  static void forget_sums(SideChain& chain) {
    proofs::Forget unused;
    for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i)
      if (has_ranges({{}, {}, chain.sequent().facts[i]})) unused.facts.push_back(i);
    if (!unused.facts.empty()) chain.then(unused);
  }

  std::optional<Steps> plain(const Sequent& side) const {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    if (has_ranges({{}, {}, side.goal})) return {};
    if (auto steps = powers_and_exponentials(side, origin_, Effort::small(), search_)) return steps;
    return prove_elementary(side, origin_, Effort::small(), search_);
  }

  /// The same, or for the first integer that a variable may be and for those beyond it.
  std::optional<Steps> with_first_apart(const Sequent& side) const {
    if (auto steps = plain(side)) return steps;
    for (const std::string& name : variables(side.goal.polynomial)) {
      const auto first = is_integer(name, side) ? lower_bound_of(name, side) : std::nullopt;
      if (!first || cln::denominator(*first) != 1) continue;
      const ExactPolynomial n = ExactPolynomial::variable(name), b(*first);
      const ExactPolynomial pivot = n - b - ExactPolynomial(Rational(1) / 2);
      const auto cases = proofs::apply(proofs::Step(proofs::Cases{pivot}), side);
      if (!cases || cases.value().size() != 2) continue;
      const auto beyond = from_the_next_on(cases.value()[0]);
      const auto at_first = beyond ? at_the_first(cases.value()[1], n, b) : std::nullopt;
      if (!at_first) continue;
      Steps steps{proofs::Cases{pivot}};
      steps.insert(steps.end(), beyond->begin(), beyond->end());
      steps.insert(steps.end(), at_first->begin(), at_first->end());
      return steps;
    }
    return {};
  }

  std::optional<Steps> from_the_next_on(const Sequent& side) const {
    SideChain chain(side, [this](const Sequent& inner) { return plain(inner); });
    add_integer_bounds(chain);
    return chain.finish();
  }

  /// b <= n <= b + 1/2, so n = b: (n - b)(n - b - 1) >= 0 for all integers n >= b.
  std::optional<Steps> at_the_first(const Sequent& side, const ExactPolynomial& n, const ExactPolynomial& b) const {
    SideChain chain(side, [this](const Sequent& inner) { return plain(inner); });
    const ExactPolynomial distance = n - b;
    const std::size_t half = side.facts.size() - 1;
    const auto by_induction = [&](const Sequent& inner) -> std::optional<Steps> {
      const proofs::Induction step{*variables(n).begin(), *b.constant()};
      const auto parts = proofs::apply(proofs::Step(step), inner);
      if (!parts || parts.value().size() != 2) return {};
      const Fact before{distance - one, Sign::nonnegative};
      const std::vector<Fact>& facts = parts.value()[1].facts;
      const auto place = static_cast<std::size_t>(std::find(facts.begin(), facts.end(), before) - facts.begin());
      if (place == facts.size()) return {};
      return Steps{step, proofs::Visible{}, Combination{{{1, {{place, 2}}, one}, {1, {{place, 1}}, one}}, {}}};
    };
    if (!chain.then(proofs::Have{{distance * (distance - one), Sign::nonnegative}}, by_induction)) return {};
    const std::size_t product = chain.sequent().facts.size() - 1;
    const auto by_contradiction = [&](const Sequent& inner) {
      const std::size_t supposed = inner.facts.size();
      const Combination sum{
          {{1, {{product, 1}}, one}, {1, {{half, 1}, {supposed, 1}}, one}, {Rational(1) / 2, {{supposed, 1}}, one}},
          {}};
      return std::optional(Steps{proofs::Absurd{}, sum});
    };
    if (!chain.then(proofs::Have{{-distance, Sign::nonnegative}}, by_contradiction)) return {};
    return chain.finish();
  }

  Origin origin_;
  Search& search_;
};

}  // namespace

std::optional<Steps> partial_sums(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  for (const std::string& name : goal_variables(sequent)) {
    if (!is_integer(name, sequent)) continue;
    const auto shape = shape_of(sequent.goal.polynomial, name);
    if (!shape) continue;
    try {
      if (auto steps = PartialSums(origin, search).run(sequent, *shape)) return steps;
    } catch (const proofs::LimitExceeded&) {
      continue;
    }
  }
  return {};
}

}  // namespace geq::prover
