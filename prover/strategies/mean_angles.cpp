// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

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

bool is_circular(const Atom& atom) { return atom.op() == Operator::sin || atom.op() == Operator::cos; }

/// A sum of sines (or cosines) with positive weights, which the goal takes away from something without them.
struct Sum {
  Operator function = Operator::sin;
  std::vector<std::pair<Rational, ExactPolynomial>> terms;  ///< weight and angle
};

std::optional<Sum> sum_in(const ExactPolynomial& goal) {
  Sum result;
  for (const Atom& atom : functions_in(goal)) {
    if (!is_circular(atom)) continue;
    const auto c = coefficients_in(atom, goal);
    const auto weight = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!weight || proofs::sign(*weight) > 0) return {};
    if (!result.terms.empty() && result.function != atom.op()) return {};
    result.function = atom.op();
    result.terms.emplace_back(-*weight, atom.arguments()[0]);
  }
  if (result.terms.size() < 2 || result.terms.size() > most_angles) return {};
  return result;
}

class MeanAngle {
 public:
  MeanAngle(const Sequent& sequent, const Origin& origin, Search& search)
      : search_(search), way_(sequent, origin.sufficient()) {}

  std::optional<Steps> find() {
    name_inner_functions();
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
    ExactPolynomial multiple = -ExactPolynomial(factor_) * slope_;
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
        slope_ =
            sum.function == Operator::sin ? application(Operator::cos, {mean_}) : -application(Operator::sin, {mean_});
        // weight * slope * (angle - mean), added up, is factor * slope * equation.
        return true;
      }
    }
    return false;
  }

  /// f(mean) + f'(mean) (angle - mean) - f(angle) >= 0 joins the facts.
  bool add_tangent(Operator function, const ExactPolynomial& angle) {
    const bool sine = function == Operator::sin;
    const ExactPolynomial half(Rational(1) / 2);
    for (const ExactPolynomial& bound : {sine ? angle : angle + half * pi(), sine ? pi() - angle : half * pi() - angle})
      if (!have_bound({bound, Sign::nonnegative})) return false;
    const Fact fact{application(function, {mean_}) + slope_ * (angle - mean_) - application(function, {angle}),
                    Sign::nonnegative};
    const auto proof = below_tangent({way_.sequent.variables, way_.sequent.facts, fact}, angle);
    return proof && way_.have(fact, *proof);
  }

  bool have_bound(const Fact& fact) {
    if (is_visible(fact, way_.sequent.facts)) return way_.have(fact, Steps{});
    const auto proof =
        combination_of_facts({way_.sequent.variables, way_.sequent.facts, fact}, way_.origin, Effort::small(), search_);
    return proof && way_.have(fact, *proof);
  }

  /// By the angle as a variable: away from the mean twice by the derivative.
  std::optional<Steps> below_tangent(const Sequent& sequent, const ExactPolynomial& angle) {
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
    const auto steps = around(name, way.sequent);
    return steps ? std::optional(way.followed_by(*steps)) : std::nullopt;
  }

  std::optional<Steps> around(const std::string& name, const Sequent& sequent) {
    const proofs::Cases cases{ExactPolynomial::variable(name) - mean_};
    const auto sides = proofs::apply(proofs::Step(cases), sequent);
    if (!sides || sides.value().size() != 2) return {};
    Steps result{cases};
    for (const bool above : {true, false}) {
      const auto steps = away(name, above, sides.value()[above ? 0 : 1], 0);
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

  /// A number with sines and cosines of the mean: by enclosure, or by their values where the mean is pi/3 or pi/6.
  bool add_constant(const Fact& fact) {
    const Sequent side{way_.sequent.variables, way_.sequent.facts, fact};
    auto proof = sign_of_constant(side, way_.origin, Effort::small(), search_);
    if (!proof) {
      Derivation exact(side, way_.origin);
      if (add_values(exact) && is_visible(exact.sequent.goal, exact.sequent.facts))
        proof = exact.followed_by({proofs::Visible{}});
    }
    return proof && way_.have(fact, *proof);
  }

  /// Rewrites the goal by the values at the mean.
  bool add_values(Derivation& way) {
    for (const long parts : {3L, 6L}) {
      if (mean_ != ExactPolynomial(Rational(1) / Rational(parts)) * pi()) continue;
      const ExactPolynomial half(Rational(1) / 2);
      const ExactPolynomial root_of_three = half * proofs::root(2, ExactPolynomial(Rational(3)));
      const ExactPolynomial cosine = parts == 3 ? half : root_of_three;
      const ExactPolynomial sine = parts == 3 ? root_of_three : half;
      for (const auto& [op, value] : {std::pair(Operator::cos, cosine), std::pair(Operator::sin, sine)}) {
        const ExactPolynomial atom = application(op, {mean_});
        if (!have_value({atom - value, Sign::zero}, parts, way)) return false;
        const auto c = coefficients_in(*atoms(atom).begin(), way.sequent.goal.polynomial);
        if (c.size() == 2 && !way.then(proofs::Rewrite{way.last(), -c[1]})) return false;
      }
      return true;
    }
    return false;
  }

  /// The multiple of the angle at which both are known, taken apart, is an equation for sine and cosine of the angle.
  bool have_value(const Fact& fact, long parts, Derivation& way) {
    const ExactPolynomial whole = parts == 3 ? pi() : ExactPolynomial(Rational(1) / 2) * pi();
    Derivation lemma({way.sequent.variables, {}, fact}, way_.origin);
    for (const Operator op : {Operator::cos, Operator::sin}) {
      const ExactPolynomial atom = application(op, {whole});
      const ExactPolynomial value(
          Rational(parts == 3 ? (op == Operator::cos ? -1 : 0) : (op == Operator::cos ? 0 : 1)));
      if (!lemma.have({atom - value, Sign::zero}, Steps{proofs::Identity{atom, 1}, proofs::Visible{}})) return false;
    }
    for (const Operator op : {Operator::cos, Operator::sin}) {
      const Fact positive{application(op, {mean_}), Sign::positive};
      const auto proof =
          subdivision({lemma.sequent.variables, lemma.sequent.facts, positive}, way_.origin, Effort::small(), search_);
      if (!proof || !lemma.have(positive, *proof)) return false;
    }
    const std::string name = fresh_names(lemma.sequent, "pqr", 1).front();
    if (!lemma.then(proofs::Name{name, pi()})) return false;
    const ExactPolynomial renamed = replace_atom(whole, *atoms(pi()).begin(), ExactPolynomial::variable(name));
    const ExactPolynomial angle = replace_atom(mean_, *atoms(pi()).begin(), ExactPolynomial::variable(name));
    for (const Operator op : {Operator::cos, Operator::sin})
      if (!lemma.then(proofs::Identity{application(op, {renamed}), static_cast<std::uint32_t>(parts)})) return false;
    for (const Operator op : {Operator::cos, Operator::sin})
      if (!lemma.then(proofs::Name{fresh_names(lemma.sequent, "cs", 1).front(), application(op, {angle})}))
        return false;
    const auto proof = prove(lemma.sequent, way_.origin, Effort::small(), search_);
    if (!proof) return false;
    Steps steps;
    proofs::Forget all;
    for (std::size_t i = 0; i < way.sequent.facts.size(); ++i) all.facts.push_back(i);
    if (!all.facts.empty()) steps.emplace_back(all);
    const Steps rest = lemma.followed_by(*proof);
    steps.insert(steps.end(), rest.begin(), rest.end());
    return way.have(fact, steps);
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
