// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/elementary.hpp"
#include "prover/strategies/strategies.hpp"
#include "prover/symbolic/products.hpp"

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

constexpr std::size_t most_angles = 6;

const ExactPolynomial one{Rational(1)};

ExactPolynomial pi() { return application(Operator::pi, {}); }

/// A sine, cosine or tangent of an angle that is not a number.
bool is_circular(const Atom& atom) {
  const bool circular = atom.op() == Operator::sin || atom.op() == Operator::cos || atom.op() == Operator::tan;
  return circular && !variables(ExactPolynomial(atom)).empty();
}

/// tan is convex where sin and cos are concave and positive.
bool is_convex(Operator function) { return function == Operator::tan; }

/// A sum of sines (or cosines) with positive weights, which the goal takes away from something without them; or one of
/// tangents, which the goal adds.
struct Sum {
  Operator function = Operator::sin;
  std::vector<std::pair<Rational, ExactPolynomial>> terms;  ///< weight and angle

  ExactPolynomial value() const {
    ExactPolynomial result;
    for (const auto& [weight, angle] : terms)
      result = result + ExactPolynomial(weight) * application(function, {angle});
    return result;
  }
};

std::optional<Sum> sum_in(const ExactPolynomial& goal) {
  Sum result;
  for (const Atom& atom : functions_in(goal)) {
    if (!is_circular(atom)) continue;
    const auto c = coefficients_in(atom, goal);
    const auto weight = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!weight || (proofs::sign(*weight) > 0) != is_convex(atom.op())) return {};
    if (!result.terms.empty() && result.function != atom.op()) return {};
    result.function = atom.op();
    result.terms.emplace_back(cln::abs(*weight), atom.arguments()[0]);
  }
  if (result.terms.size() < 2 || result.terms.size() > most_angles) return {};
  return result;
}

/// Two such sums, the product of which the goal takes away from a number.
std::optional<std::pair<Sum, Sum>> product_in(const ExactPolynomial& goal) {
  const std::vector<Atom> found = functions_in(goal);
  const auto first = std::find_if(found.begin(), found.end(), is_circular);
  if (first == found.end() || degree_in(*first, goal) != 1) return {};
  const ExactPolynomial beside_first = coefficients_in(*first, goal)[1];
  const auto right = sum_in(beside_first);
  if (!right) return {};
  const Atom other = *atoms(application(right->function, {right->terms[0].second})).begin();
  if (degree_in(other, goal) != 1) return {};
  const ExactPolynomial scale(1 / right->terms[0].first);
  const auto left = sum_in(scale * coefficients_in(other, goal)[1]);
  if (!left || !variables(goal + left->value() * right->value()).empty()) return {};
  return std::pair(*left, *right);
}

class MeanAngle {
 public:
  MeanAngle(const Sequent& sequent, const Origin& origin, Search& search)
      : search_(search), way_(sequent, origin.sufficient()) {}

  std::optional<Steps> find() {
    name_inner_functions();
    if (const auto product = product_in(way_.sequent.goal.polynomial)) return find(product->first, product->second);
    const auto sum = sum_in(way_.sequent.goal.polynomial);
    if (!sum || !find_mean(*sum)) return {};
    Combination last;
    ExactPolynomial rest = way_.sequent.goal.polynomial;
    for (const auto& [weight, angle] : sum->terms) {
      if (!add_tangent(sum->function, angle)) return {};
      last.summands.push_back({weight, {{way_.last(), 1}}, one});
      rest = rest - ExactPolynomial(weight) * way_.sequent.facts.back().polynomial;
    }
    // The equation says that the distances from the mean cancel.
    const ExactPolynomial factor(is_convex(sum->function) ? factor_ : Rational(-factor_));
    const ExactPolynomial multiple = factor * slope_;
    rest = rest - multiple * way_.sequent.facts[equation_].polynomial;
    last.multiples.push_back({equation_, multiple});
    if (!variables(rest).empty()) return {};
    if (!rest.is_zero()) {
      if (!add_constant({rest, way_.sequent.goal.sign})) return {};
      last.summands.push_back({1, {{way_.last(), 1}}, one});
    }
    if (!way_.close(last)) return {};
    return way_.steps;
  }

 private:
  /// With S <= A, 0 <= S, T <= B and 0 <= B: c - S T = (c - A B) + B (A - S) + S (B - T).
  std::optional<Steps> find(const Sum& left, const Sum& right) {
    const ExactPolynomial goal = way_.sequent.goal.polynomial;
    const auto above_left = add_bound(left);
    const auto above_right = add_bound(right);
    if (!above_left || !above_right) return {};
    const auto bound_of = [&](const Sum& sum, std::size_t fact) {
      return way_.sequent.facts[fact].polynomial + sum.value();
    };
    const ExactPolynomial a = bound_of(left, *above_left), b = bound_of(right, *above_right);
    Combination last;
    if (!add_constant({b, Sign::nonnegative})) return {};
    last.summands.push_back({1, {{way_.last(), 1}, {*above_left, 1}}, one});
    for (const auto& [weight, angle] : left.terms) {
      if (!add_sign(left.function, angle)) return {};
      last.summands.push_back({weight, {{way_.last(), 1}, {*above_right, 1}}, one});
    }
    const ExactPolynomial rest = goal + left.value() * right.value() - a * b;
    if (!rest.is_zero()) {
      if (!add_constant({rest, way_.sequent.goal.sign})) return {};
      last.summands.push_back({1, {{way_.last(), 1}}, one});
    }
    return way_.close(last) ? std::optional(way_.steps) : std::nullopt;
  }

  /// That the sum is at most its value where all angles are the mean; where this fact is.
  std::optional<std::size_t> add_bound(const Sum& sum) {
    if (!find_mean(sum)) return {};
    Rational weights = 0;
    for (const auto& term : sum.terms) weights = weights + term.first;
    const Fact fact{ExactPolynomial(weights) * application(sum.function, {mean_}) - sum.value(), Sign::nonnegative};
    const auto proof = MeanAngle({way_.sequent.variables, way_.sequent.facts, fact}, way_.origin, search_).find();
    if (!proof || !way_.have(fact, *proof)) return {};
    return way_.last();
  }

  /// The sine (or cosine) of the angle, which is in the range where it is concave, joins the facts as nonnegative.
  bool add_sign(Operator function, const ExactPolynomial& angle) {
    if (!have_concave_range(function, angle)) return false;
    const Fact fact{application(function, {angle}), Sign::nonnegative};
    Derivation way({way_.sequent.variables, way_.sequent.facts, fact}, way_.origin);
    // Within a smaller range it may be zero at one end only, which two derivatives do not show.
    const auto range = concave_range(function, angle);
    proofs::Forget others;
    for (std::size_t i = 0; i < way.sequent.facts.size(); ++i)
      if (std::find(range.begin(), range.end(), way.sequent.facts[i]) == range.end()) others.facts.push_back(i);
    if (!others.facts.empty() && !way.then(others)) return false;
    const auto proof = by_angle(way.sequent, angle, [&](const std::string&, const Sequent& inside) {
      return derivative_chains(inside, way_.origin, Effort::small(), search_);
    });
    return proof && way_.have(fact, way.followed_by(*proof));
  }

  void name_inner_functions() {
    const auto next = [&]() -> std::optional<Atom> {
      for (const Atom& atom : functions_in(way_.sequent.goal.polynomial))
        if (is_circular(atom))
          for (const Atom& inner : atoms(atom.arguments()[0]))
            if (!inner.is_variable() && inner.op() != Operator::pi) return inner;
      return {};
    };
    for (std::size_t i = 0; i < most_angles; ++i) {
      const auto atom = next();
      if (!atom || !way_.then(proofs::Name{fresh_names(way_.sequent, "uvwpqr", 1).front(), ExactPolynomial(*atom)}))
        return;
    }
  }

  /// The equation by which the weighted sum of the angles is a number (or one times pi).
  bool find_mean(const Sum& sum) {
    ExactPolynomial total;
    Rational weights = 0;
    for (const auto& [weight, angle] : sum.terms) {
      total = total + ExactPolynomial(weight) * angle;
      weights = weights + weight;
    }
    for (std::size_t i = 0; i < way_.sequent.facts.size(); ++i) {
      const Fact& fact = way_.sequent.facts[i];
      if (fact.sign != Sign::zero) continue;
      for (const auto& [monomial, coefficient] : fact.polynomial.terms()) {
        const auto place = total.terms().find(monomial);
        if (place == total.terms().end()) continue;
        factor_ = place->second / coefficient;
        const ExactPolynomial constant = total - ExactPolynomial(factor_) * fact.polynomial;
        if (!variables(constant).empty()) break;
        equation_ = i;
        mean_ = ExactPolynomial(1 / weights) * constant;
        slope_ = slope_at_mean(sum.function);
        // weight * slope * (angle - mean), added up, is factor * slope * equation.
        return true;
      }
    }
    return false;
  }

  ExactPolynomial slope_at_mean(Operator function) const {
    if (function == Operator::sin) return application(Operator::cos, {mean_});
    if (function == Operator::cos) return -application(Operator::sin, {mean_});
    return one + power(application(Operator::tan, {mean_}), 2);
  }

  /// f(mean) + f'(mean) (angle - mean) - f(angle) >= 0 joins the facts; for convex f the negative of that.
  bool add_tangent(Operator function, const ExactPolynomial& angle) {
    if (!have_concave_range(function, angle)) return false;
    const ExactPolynomial above =
        application(function, {mean_}) + slope_ * (angle - mean_) - application(function, {angle});
    const Fact fact{is_convex(function) ? -above : above, Sign::nonnegative};
    const std::size_t twice = is_convex(function) ? 2 : 0;
    const auto proof =
        by_angle({way_.sequent.variables, way_.sequent.facts, fact}, angle,
                 [&](const std::string& name, const Sequent& inside) { return around(name, inside, twice); });
    return proof && way_.have(fact, *proof);
  }

  /// Where the function is concave (tan: convex) and not negative.
  static std::array<Fact, 2> concave_range(Operator function, const ExactPolynomial& angle) {
    const ExactPolynomial half_turn = ExactPolynomial(Rational(1) / 2) * pi();
    if (function == Operator::tan) return {Fact{angle, Sign::nonnegative}, Fact{half_turn - angle, Sign::positive}};
    const bool sine = function == Operator::sin;
    return {Fact{sine ? angle : angle + half_turn, Sign::nonnegative},
            Fact{sine ? pi() - angle : half_turn - angle, Sign::nonnegative}};
  }

  bool have_concave_range(Operator function, const ExactPolynomial& angle) {
    const auto range = concave_range(function, angle);
    return std::all_of(range.begin(), range.end(), [&](const Fact& bound) { return have_bound(bound); });
  }

  bool have_bound(const Fact& fact) {
    if (is_visible(fact, way_.sequent.facts)) return way_.have(fact, Steps{});
    const Sequent side{way_.sequent.variables, way_.sequent.facts, fact};
    auto proof = combination_of_facts(side, way_.origin, Effort::small(), search_);
    if (!proof) proof = with_bounds_of_pi(side);
    return proof && way_.have(fact, *proof);
  }

  std::optional<Steps> with_bounds_of_pi(const Sequent& side) {
    Derivation way(side, way_.origin);
    for (const ExactPolynomial& bound : {pi() - ExactPolynomial(Rational(3)), ExactPolynomial(Rational(4)) - pi()}) {
      const Fact fact{bound, Sign::positive};
      const auto proof =
          sign_of_constant({side.variables, way.sequent.facts, fact}, way_.origin, Effort::small(), search_);
      if (!proof || !way.have(fact, *proof)) return {};
    }
    const auto proof = combination_of_facts(way.sequent, way.origin, Effort::small(), search_);
    return proof ? std::optional(way.followed_by(*proof)) : std::nullopt;
  }

  /// The goal with the angle as its only variable, by `prover`, which gets the variable's name.
  template <typename Prover>
  std::optional<Steps> by_angle(const Sequent& sequent, const ExactPolynomial& angle, const Prover& prover) {
    Derivation way(sequent, way_.origin);
    std::string name;
    for (const std::string& variable : variables(angle)) {
      const auto c = coefficients_in(Atom::variable(variable), angle);
      const auto number = c.size() == 2 ? c[1].constant() : std::nullopt;
      if (!number) continue;
      name = variable;
      if (angle == ExactPolynomial::variable(variable)) break;
      name = fresh_names(sequent, "tsrz", 1).front();
      const ExactPolynomial value = ExactPolynomial(1 / *number) * (ExactPolynomial::variable(name) - c[0]);
      if (!way.then(proofs::Put{{{name, angle}}, {{variable, value}}})) return {};
      break;
    }
    if (name.empty()) return {};
    proofs::Forget others;
    for (std::size_t i = 0; i < way.sequent.facts.size(); ++i)
      if (variables(way.sequent.facts[i].polynomial) != std::set<std::string>{name}) others.facts.push_back(i);
    if (!others.facts.empty() && !way.then(others)) return {};
    const auto steps = prover(name, way.sequent);
    return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
  }

  /// Away from the mean twice by the derivative, unless that many times are left to derivative chains, which also show
  /// where tangents have one.
  std::optional<Steps> around(const std::string& name, const Sequent& sequent, std::size_t left) {
    const proofs::Cases cases{ExactPolynomial::variable(name) - mean_};
    const auto sides = proofs::apply(proofs::Step(cases), sequent);
    if (!sides || sides.value().size() != 2) return {};
    Steps result{cases};
    for (const bool above : {true, false}) {
      const auto steps = away(name, above, sides.value()[above ? 0 : 1], left);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
    return result;
  }

  std::optional<Steps> away(const std::string& name, bool above, const Sequent& sequent, std::size_t depth) {
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    if (depth == 2) return derivative_chains(sequent, way_.origin, Effort::small(), search_);
    Derivation way(sequent, way_.origin);
    // The bound on the other side holds at the mean.
    for (const Fact& fact : std::vector<Fact>(sequent.facts)) {
      const Fact there{substitute(fact.polynomial, {{name, mean_}}), Sign::nonnegative};
      if (is_visible(there, way.sequent.facts) || !variables(there.polynomial).empty()) continue;
      const auto proof =
          sign_of_constant({way.sequent.variables, way.sequent.facts, there}, way_.origin, Effort::small(), search_);
      if (proof) way.have(there, *proof);
    }
    const proofs::Monotone step{name, mean_, above, false};
    const auto remaining = proofs::apply(proofs::Step(step), way.sequent);
    if (!remaining) return {};
    Steps result = way.steps;
    result.emplace_back(step);
    for (const Sequent& part : remaining.value()) {
      const auto steps = away(name, above, part, depth + 1);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
    return result;
  }

  /// A number with sines and cosines of means.
  bool add_constant(const Fact& fact) {
    const Sequent side{way_.sequent.variables, way_.sequent.facts, fact};
    auto proof = sign_of_constant(side, way_.origin, Effort::small(), search_);
    if (!proof) proof = prove(side, way_.origin, Effort::small(), search_);
    return proof && way_.have(fact, *proof);
  }

  Search& search_;
  Derivation way_;
  std::size_t equation_ = 0;
  Rational factor_ = 1;
  ExactPolynomial mean_, slope_;
};

}  // namespace

std::optional<Steps> mean_angles(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const std::vector<Atom> found = functions_in(sequent.goal.polynomial);
  if (std::none_of(found.begin(), found.end(), is_circular)) return {};
  try {
    return MeanAngle(sequent, origin, search).find();
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
