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

class PartialSums {
 public:
  PartialSums(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> with_end(const Sequent& sequent, const Shape& shape) const {
    SideChain chain(sequent, [this](const Sequent& side) { return plain(side); });
    const ExactPolynomial lower(shape.lower), m = ExactPolynomial::variable(shape.end);
    const std::string name = chain.fresh("kjilh");
    const ExactPolynomial k = ExactPolynomial::variable(name);
    if (!chain.then(proofs::Have{{m - lower, Sign::nonnegative}})) return {};
    ExactPolynomial claim = sequent.goal.polynomial;
    if (shape.sum) {
      if (!chain.then(proofs::Have{{shape.sum->arguments()[1] - m, Sign::nonnegative}})) return {};
      claim = replace_atom(claim, *shape.sum, up_to(m, *shape.sum));
      state_halves(chain, *shape.sum, m);
    }
    claim = substitute(claim, {{shape.end, k}});
    const auto part = [&](const Sequent& side) { return is_step(side, name) ? next_bound(side) : plain(side); };
    if (!chain.then(proofs::ForEach{name, lower, m, {claim, sequent.goal.sign}, true}, part)) return {};
    if (!chain.then(proofs::Instance{chain.sequent().facts.size() - 1, m})) return {};
    if (!shape.sum) return chain.followed_by({proofs::Visible{}});
    return with_all_terms(std::move(chain), shape, m, name);
  }

 private:
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
  static void state_halves(SideChain& chain, const Atom& sum, const ExactPolynomial& m) {
    for (const Atom& atom : atoms(proofs::opened(sum.arguments()[2], m)))
      if (atom.op() == Operator::power)
        chain.then(proofs::Have{{atom.arguments()[0] - ExactPolynomial(Rational(1) / 2), Sign::nonnegative}});
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

  Origin origin_;
  Search& search_;
};

/// Known to be an integer.
bool is_integer(const std::string& name, const Sequent& sequent) {
  const ExactPolynomial value = ExactPolynomial::variable(name);
  return is_visible({application(Operator::floor, {value}) - value, Sign::zero}, sequent.facts);
}

}  // namespace

std::optional<Steps> partial_sums(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  for (const std::string& name : goal_variables(sequent)) {
    if (!is_integer(name, sequent)) continue;
    const auto shape = shape_of(sequent.goal.polynomial, name);
    if (!shape) continue;
    try {
      if (auto steps = PartialSums(origin, search).with_end(sequent, *shape)) return steps;
    } catch (const proofs::LimitExceeded&) {
      continue;
    }
  }
  return {};
}

}  // namespace geq::prover
