// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/separated_variables.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/side_chain.hpp"

namespace geq::prover {

using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr int points = 1200;
constexpr double tight = 1e-7;  // what is below this is no margin
constexpr double close = 1e-4;  // what is below this may be zero, as the least values are taken at few points
const ExactPolynomial one{Rational(1)};

/// A sum of functions of one variable each, and what has none.
struct Separated {
  ExactPolynomial constant;
  std::map<std::string, ExactPolynomial> parts;
};

std::optional<Separated> separated(const ExactPolynomial& polynomial) {
  Separated result;
  for (const auto& [monomial, c] : polynomial.terms()) {
    const ExactPolynomial term = ExactPolynomial::term(c, monomial);
    const std::set<std::string> names = variables(term);
    if (names.size() > 1) return {};
    ExactPolynomial& to = names.empty() ? result.constant : result.parts[*names.begin()];
    to = to + term;
  }
  return result;
}

/// Of the fractions with small denominators the first that is accepted.
std::optional<Rational> simple_fraction(double value, const std::function<bool(double)>& accepts) {
  if (!(std::fabs(value) < 1e9)) return {};
  for (const long denominator : {1L, 2L, 3L, 4L, 5L, 6L, 8L, 10L, 12L, 16L, 20L, 50L, 100L, 1000L, 10000L, 1000000L}) {
    const double rounded = std::round(value * static_cast<double>(denominator));
    if (accepts(rounded / static_cast<double>(denominator))) return Rational(static_cast<long>(rounded)) / denominator;
  }
  return {};
}

/// The parts of goal and fact in one variable, at points where the facts about it alone hold.
struct Curve {
  std::string name;
  ExactPolynomial goal, fact;
  Sampled goal_value, fact_value;
  std::vector<double> at, goal_values, fact_values;

  /// The least value of goal - multiplier * fact, and where it is: between the neighbours of the least point, too, as
  /// an equality lies between points as a rule.
  std::pair<double, double> least(double multiplier) const {
    std::pair<double, double> result{1e300, 0};
    std::size_t place = 0;
    for (std::size_t i = 0; i < at.size(); ++i)
      if (const double value = goal_values[i] - multiplier * fact_values[i]; value < result.first) {
        result = {value, at[i]};
        place = i;
      }
    if (place == 0 || place + 1 >= at.size()) return result;
    const auto value = [&](double x) { return goal_value(x) - multiplier * fact_value(x); };
    double low = at[place - 1], high = at[place + 1];
    for (int round = 0; round < 40; ++round) {
      const double left = low + (high - low) / 3, right = high - (high - low) / 3;
      (value(left) < value(right) ? high : low) = value(left) < value(right) ? right : left;
    }
    const double x = (low + high) / 2;
    return value(x) < result.first ? std::pair(value(x), x) : result;
  }
};

bool speaks_of_alone(const Fact& fact, const std::string& name) {
  return variables(fact.polynomial) == std::set<std::string>{name};
}

Curve curve_of(const std::string& name, const Separated& goal, const Separated& fact, const std::vector<Fact>& facts) {
  const auto part = [&](const Separated& of) {
    const auto found = of.parts.find(name);
    return found == of.parts.end() ? ExactPolynomial() : found->second;
  };
  Curve result{name, part(goal), part(fact), Sampled(part(goal), name), Sampled(part(fact), name), {}, {}, {}};
  std::vector<Sampled> bounds;
  for (const Fact& known : facts)
    if (speaks_of_alone(known, name) && (known.sign == Sign::nonnegative || known.sign == Sign::positive))
      bounds.emplace_back(known.polynomial, name);
  for (int i = -points; i <= points; ++i) {
    // Close together near 0, and up to about 75.
    const double x = std::sinh(5.0 * i / points);
    const bool inside = std::all_of(bounds.begin(), bounds.end(), [x](const Sampled& bound) { return bound(x) >= 0; });
    const double g = inside ? result.goal_value(x) : std::nan(""), f = inside ? result.fact_value(x) : std::nan("");
    if (!std::isfinite(g) || !std::isfinite(f)) continue;
    result.at.push_back(x);
    result.goal_values.push_back(g);
    result.fact_values.push_back(f);
  }
  return result;
}

class Lagrange {
 public:
  Lagrange(const Sequent& sequent, std::size_t fact, Separated goal, Separated known, const Origin& origin,
           Search& search)
      : sequent_(sequent),
        fact_(fact),
        goal_(std::move(goal)),
        known_(std::move(known)),
        origin_(origin.sufficient()),
        search_(search) {
    std::set<std::string> names;
    for (const Separated* part : {&goal_, &known_})
      for (const auto& [name, function] : part->parts) names.insert(name);
    for (const std::string& name : names) curves_.push_back(curve_of(name, goal_, known_, sequent.facts));
  }

  std::optional<Steps> run() const {
    for (const Curve& curve : curves_)
      if (curve.at.size() < 10) return {};
    const double multiplier = best_multiplier();
    const double spare = bound(multiplier);
    if (!(spare > -tight)) return {};
    if (spare < close)
      if (auto steps = with_equality(multiplier)) return steps;
    return spare > tight ? with_spare(multiplier, spare) : std::nullopt;
  }

 private:
  double bound(double multiplier) const {
    double sum = nearly(goal_.constant) - multiplier * nearly(known_.constant);
    for (const Curve& curve : curves_) sum += curve.least(multiplier).first;
    return sum;
  }

  /// The bound is concave in the multiplier.
  double best_multiplier() const {
    double low = sequent_.facts[fact_].sign == Sign::zero ? -8 : 0, high = 8;
    for (int round = 0; round < 90; ++round) {
      const double left = low + (high - low) / 3, right = high - (high - low) / 3;
      (bound(std::sinh(left)) < bound(std::sinh(right)) ? low : high) =
          bound(std::sinh(left)) < bound(std::sinh(right)) ? left : right;
    }
    return std::sinh((low + high) / 2);
  }

  std::optional<Steps> with_spare(double multiplier, double spare) const {
    const auto exact = simple_fraction(multiplier, [&](double m) { return bound(m) > spare / 2; });
    if (!exact) return {};
    const double rounded = cln::double_approx(*exact);
    const double each = bound(rounded) / (2 * static_cast<double>(curves_.size()));
    std::vector<ExactPolynomial> least;
    for (const Curve& curve : curves_) {
      const double value = curve.least(rounded).first;
      const auto below =
          simple_fraction(value - each, [&](double v) { return v < value - each / 4 && v > value - 1.75 * each; });
      if (!below) return {};
      least.emplace_back(*below);
    }
    return added_up(ExactPolynomial(*exact), least);
  }

  /// The least values are taken at simple fractions; the derivatives there give the multiplier.
  std::optional<Steps> with_equality(double multiplier) const {
    std::vector<ExactPolynomial> places;
    std::optional<ExactPolynomial> exact;
    for (const Curve& curve : curves_) {
      const double at = curve.least(multiplier).second;
      const auto place = simple_fraction(at, [at](double x) { return std::fabs(x - at) < 0.02 * (1 + std::fabs(at)); });
      if (!place) return {};
      places.emplace_back(*place);
      const auto of_goal = proofs::derivative(curve.goal, curve.name);
      const auto of_fact = proofs::derivative(curve.fact, curve.name);
      if (!of_goal || !of_fact || exact) continue;
      const ExactPolynomial up = substitute(of_goal->value, {{curve.name, places.back()}});
      const auto down = substitute(of_fact->value, {{curve.name, places.back()}}).constant();
      if (down && *down != 0) exact = ExactPolynomial(1 / *down) * up;
    }
    if (!exact) return {};
    std::vector<ExactPolynomial> least;
    for (std::size_t i = 0; i < curves_.size(); ++i)
      least.push_back(substitute(curves_[i].goal - *exact * curves_[i].fact, {{curves_[i].name, places[i]}}));
    return added_up(*exact, least);
  }

  std::optional<Steps> added_up(const ExactPolynomial& multiplier, const std::vector<ExactPolynomial>& least) const {
    SideChain chain(sequent_,
                    [this](const Sequent& side) { return prove_elementary(side, origin_, Effort::small(), search_); });
    Combination sum;
    ExactPolynomial rest = goal_.constant - multiplier * known_.constant;
    for (std::size_t i = 0; i < curves_.size(); ++i) {
      const Curve& curve = curves_[i];
      rest = rest + least[i];
      bound_variable(chain, curve);
      const Fact part{curve.goal - multiplier * curve.fact - least[i], Sign::nonnegative};
      const auto alone = [&](const Sequent& side) { return in_one_variable(side, curve.name); };
      if (part.polynomial.is_zero()) continue;
      if (!chain.then(proofs::Have{part}, alone)) return {};
      sum.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
    }
    if (!rest.is_zero() || sequent_.goal.sign == Sign::positive) {
      if (!chain.then(proofs::Have{{rest, sequent_.goal.sign}})) return {};
      sum.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, one});
    }
    if (sequent_.facts[fact_].sign == Sign::zero) {
      sum.multiples.push_back({fact_, multiplier});
    } else if (!multiplier.is_zero()) {
      // A number, or a fact of its own.
      const auto number = multiplier.constant();
      if (!number && !chain.then(proofs::Have{{multiplier, Sign::nonnegative}})) return {};
      if (number)
        sum.summands.push_back({*number, {{fact_, 1}}, one});
      else
        sum.summands.push_back({Rational(1), {{fact_, 1}, {chain.sequent().facts.size() - 1, 1}}, one});
    }
    const auto closed = proofs::apply(proofs::Step(sum), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({sum})) : std::nullopt;
  }

  /// From what is known of all variables only what is known of this one.
  std::optional<Steps> in_one_variable(const Sequent& side, const std::string& name) const {
    SideChain chain(
        side, [this](const Sequent& inner) { return prove_elementary(inner, origin_, Effort::small(), search_); });
    proofs::Forget others;
    for (std::size_t i = 0; i < side.facts.size(); ++i)
      if (!speaks_of_alone(side.facts[i], name)) others.facts.push_back(i);
    if (!others.facts.empty() && !chain.then(others)) return {};
    return chain.finish();
  }

  /// The weights w of the squares, if the fact says that the sum of w x^2 is a number, or at most that.
  std::optional<std::vector<Rational>> weights(Rational& sum, Rational& direction) const {
    const auto total = known_.constant.constant();
    if (!total) return {};
    std::vector<Rational> result;
    for (const Curve& curve : curves_) {
      const auto c = coefficients_in(proofs::Atom::variable(curve.name), curve.fact);
      const auto square = c.size() == 3 && c[0].is_zero() && c[1].is_zero() ? c[2].constant() : std::nullopt;
      if (!square) return {};
      result.push_back(*square);
    }
    // The fact is direction * (sum - total of w x^2), with w > 0.
    direction = proofs::sign(result.front()) > 0 ? Rational(-1) : Rational(1);
    if (proofs::sign(direction) < 0 && sequent_.facts[fact_].sign != Sign::zero) return {};
    for (Rational& weight : result) {
      weight = -(direction * weight);
      if (proofs::sign(weight) <= 0) return {};
    }
    sum = direction * *total;
    return result;
  }

  /// -r <= x <= r, as w x^2 is at most the sum of all such squares.
  void bound_variable(SideChain& chain, const Curve& curve) const {
    Rational total, direction;
    const auto squares = weights(total, direction);
    if (!squares || proofs::sign(total) <= 0) return;
    const auto own = static_cast<std::size_t>(&curve - curves_.data());
    const double exact = std::sqrt(cln::double_approx(total / squares->at(own)));
    const Rational r(static_cast<long>(std::ceil(exact + 1e-9)));
    const ExactPolynomial x = ExactPolynomial::variable(curve.name);
    for (const ExactPolynomial& side : {ExactPolynomial(r) - x, ExactPolynomial(r) + x}) {
      // 2 w r (r - x) = w (r - x)^2 + (w r^2 - total) + (total - all squares) + the other squares.
      const Rational scale = 1 / (2 * squares->at(own) * r);
      Combination sum;
      sum.summands.push_back({scale * squares->at(own), {}, side});
      const Rational spare = squares->at(own) * r * r - total;
      if (proofs::sign(spare) < 0) return;
      if (proofs::sign(spare) > 0) sum.summands.push_back({scale * spare, {}, one});
      for (std::size_t i = 0; i < curves_.size(); ++i)
        if (i != own) sum.summands.push_back({scale * squares->at(i), {}, ExactPolynomial::variable(curves_[i].name)});
      if (sequent_.facts[fact_].sign == Sign::zero)
        sum.multiples.push_back({fact_, ExactPolynomial(scale * direction)});
      else
        sum.summands.push_back({scale, {{fact_, 1}}, one});
      chain.then(proofs::Have{{side, Sign::nonnegative}}, [&](const Sequent&) { return std::optional(Steps{sum}); });
    }
  }

  const Sequent& sequent_;
  std::size_t fact_;
  Separated goal_, known_;
  Origin origin_;
  Search& search_;
  std::vector<Curve> curves_;
};

}  // namespace

std::optional<Steps> separated_variables(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  // Polynomials have shorter proofs.
  auto goal = functions_in(sequent.goal.polynomial).empty() ? std::nullopt : separated(sequent.goal.polynomial);
  if (!goal || goal->parts.size() < 2 || goal->parts.size() > 8) return {};
  try {
    for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
      const Fact& fact = sequent.facts[i];
      if (fact.sign == Sign::nonzero || search.is_over()) continue;
      auto known = separated(fact.polynomial);
      if (!known || known->parts.size() < 2) continue;
      if (auto steps = Lagrange(sequent, i, *goal, std::move(*known), origin, search).run()) return steps;
    }
    return {};
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
