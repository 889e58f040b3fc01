// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/integrals.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"
#include "proofs/kernel/limits.hpp"
#include "prover/analysis/antiderivatives.hpp"
#include "prover/analysis/bounds.hpp"
#include "prover/analysis/enclosures.hpp"
#include "prover/analysis/powers.hpp"
#include "prover/analysis/series.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::Antiderivative;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t greatest_depth = 6;

class Analysis {
 public:
  Analysis(const Origin& origin, Search& search) : origin_(origin.sufficient()), search_(search) {}

  std::optional<Steps> closed(const Sequent& sequent) {
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    if (depth_ >= greatest_depth || search_.is_over()) return {};
    ++depth_;
    auto steps = by_kind(sequent);
    --depth_;
    return steps;
  }

 private:
  std::optional<Steps> by_kind(const Sequent& sequent) {
    const ExactPolynomial& goal = sequent.goal.polynomial;
    if (goal.is_zero()) return not_dominated(sequent);
    if (proofs::claimed_sign(goal) && sequent.goal.sign == Sign::positive) return pointwise(sequent);
    if (const auto of = proofs::over_interval(goal, Operator::integrable)) {
      SideChain chain = started(sequent);
      if (!establish(chain, atom_over(Operator::integral, *of))) return {};
      return chain.finish();
    }
    if (const auto of = proofs::near_point(goal, Operator::convergent)) {
      SideChain chain = started(sequent);
      if (!find_limit(chain, atom_near(Operator::limit, *of))) return {};
      return chain.finish();
    }
    if (const auto of = proofs::over_interval(goal, Operator::dominated)) return dominator(sequent, *of);
    return relation(sequent);
  }

  SideChain started(const Sequent& sequent) {
    SideChain chain(sequent, [this](const Sequent& side) { return side_proof(side); });
    if (!analysis_in(sequent.goal)) return chain;
    // n >= 1 does not show by itself that n + 1 is positive.
    for (const Fact& fact : sequent.facts) {
      if (fact.sign != Sign::nonnegative || fact.polynomial.terms().size() != 2) continue;
      const std::set<std::string> names = variables(fact.polynomial);
      if (names.size() != 1) continue;
      const ExactPolynomial variable = ExactPolynomial::variable(*names.begin());
      const auto below = (variable - fact.polynomial).constant();
      if (below && proofs::sign(*below) > 0) chain.then(proofs::Have{{variable, Sign::positive}});
    }
    return chain;
  }

  /// Side conditions: about integrals by what is here, others by everything else.
  std::optional<Steps> side_proof(const Sequent& sequent) {
    if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
    SideChain chain = started(sequent);
    if (!analysis_in(sequent.goal)) {
      forget_analysis(chain);
      if (const auto family = family_in(sequent.goal)) return for_each(*family, chain);
      if (auto steps = compare_exponentials(chain.sequent())) return chain.followed_by(*steps);
      if (auto steps = by_reindexing(chain.sequent())) return chain.followed_by(*steps);
      if (auto steps = powers_and_exponentials(chain.sequent(), origin_, Effort::small(), search_))
        return chain.followed_by(*steps);
      const auto steps = prove_elementary(chain.sequent(), origin_, Effort::small(), search_);
      return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
    }
    return closed(sequent);
  }

  /// What holds for all indices, for one of them.
  std::optional<Steps> for_each(const proofs::Family& family, const SideChain& chain) {
    const std::string index = chain.fresh("q");
    const ExactPolynomial body = opened(family.body, ExactPolynomial::variable(index));
    const auto steps = after(proofs::ForEach{index, family.lower, family.upper, {body, family.sign}}, chain.sequent());
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

  static bool analysis_in(const Fact& fact) { return has_analysis(Sequent{{}, {}, fact}); }

  /// The step, and what closes all that it leaves.
  std::optional<Steps> after(const proofs::Step& step, const Sequent& sequent) {
    const auto remaining = proofs::apply(step, sequent);
    if (!remaining) return {};
    Steps result{step};
    for (const Sequent& part : remaining.value()) {
      const auto steps = side_proof(part);
      if (!steps) return {};
      result.insert(result.end(), steps->begin(), steps->end());
    }
    return result;
  }

  /// Where a variable may begin that goes to a point: numbers, and numbers beyond each parameter.
  static std::vector<ExactPolynomial> starts(const Sequent& sequent) {
    std::vector<ExactPolynomial> result{Rational(1), Rational(1) / 2, Rational(10), Rational(1) / 100};
    for (const std::string& name : variables(sequent.goal.polynomial))
      for (const Rational& sign : {Rational(1), Rational(-1)})
        result.push_back(ExactPolynomial(Rational(1)) + ExactPolynomial(sign) * ExactPolynomial::variable(name));
    return result;
  }

  std::optional<Steps> pointwise(const Sequent& sequent) {
    const SideChain chain = started(sequent);
    const std::string variable = chain.fresh("x");
    for (const ExactPolynomial& from : starts(sequent))
      if (auto steps = after(proofs::Pointwise{variable, from}, sequent)) return steps;
    return {};
  }

  /// exp increases and lies above its tangents: one of these facts shows the goal.
  std::optional<Steps> compare_exponentials(const Sequent& sequent) {
    std::vector<ExactPolynomial> arguments;
    for (const Atom& atom : atoms(sequent.goal.polynomial))
      if (atom.op() == Operator::exp) arguments.push_back(atom.arguments()[0]);
    if (arguments.empty() || arguments.size() > 4) return {};
    arguments.emplace_back(Rational(0));
    for (const ExactPolynomial& at : arguments)
      for (const ExactPolynomial& from : arguments) {
        if (at == from) continue;
        for (const proofs::Step& step : {proofs::Step(proofs::Tangent{proofs::Tangent::Function::exp, at, from}),
                                         proofs::Step(proofs::Increasing{proofs::Tangent::Function::exp, at, from})}) {
          const auto remaining = proofs::apply(step, sequent);
          if (!remaining || !is_visible(remaining.value().back().goal, remaining.value().back().facts)) continue;
          if (auto steps = after(step, sequent)) return steps;
        }
      }
    return {};
  }

  /// Appends what shows that the integral exists.
  bool establish(SideChain& chain, const ExactPolynomial& integral) {
    if (is_known_to_exist(integral, chain.sequent().facts)) return true;
    if (find_value(chain, integral)) return true;
    const auto of = proofs::over_interval(integral, Operator::integral);
    if (!of) return false;
    const std::string variable = chain.fresh("x");
    for (const ExactPolynomial& bound : bounds_of(*of, variable, chain.sequent())) {
      if (search_.is_over()) return false;
      SideChain attempt = chain;
      const ExactPolynomial other = atom_over(Operator::integral, {of->interval, proofs::closed(bound, variable)});
      if (other == integral || !find_value(attempt, other)) continue;
      if (!attempt.then(proofs::Dominate{attempt.fresh("x"), integral, {{ExactPolynomial(Rational(1)), other}}}))
        continue;
      chain = attempt;
      return true;
    }
    return false;
  }

  /// Appends an equation that gives the value (and that the integral exists).
  bool find_value(SideChain& chain, const ExactPolynomial& integral) {
    if (value_of(chain.sequent(), integral)) return true;
    if (chain.then(proofs::Gaussian{integral})) return true;
    const auto of = proofs::over_interval(integral, Operator::integral);
    if (!of) return false;
    const std::string variable = chain.fresh("x");
    const auto function = antiderivative(opened(of->body, ExactPolynomial::variable(variable)), variable);
    if (!function) return false;
    using Because = Antiderivative::Because;
    for (const Because because : {Because::nonnegative, Because::nonpositive})
      if (chain.then(Antiderivative{variable, integral, *function, because})) return true;
    // Of both signs: bounded first.
    if (of->interval.ends != proofs::Ends::finite || !proofs::mentions_bound(of->body)) return false;
    for (const ExactPolynomial& bound : bounds_of(*of, variable, chain.sequent())) {
      SideChain attempt = chain;
      const ExactPolynomial other = atom_over(Operator::integral, {of->interval, proofs::closed(bound, variable)});
      if (!variables(bound).contains(variable) && find_value(attempt, other) &&
          attempt.then(proofs::Dominate{attempt.fresh("x"), integral, {{ExactPolynomial(Rational(1)), other}}}) &&
          attempt.then(Antiderivative{attempt.fresh("x"), integral, renamed(*function, variable, attempt.fresh("x")),
                                      Because::integrable})) {
        chain = attempt;
        return true;
      }
    }
    return false;
  }

  static ExactPolynomial renamed(const ExactPolynomial& polynomial, const std::string& from, const std::string& to) {
    return substitute(polynomial, {{from, ExactPolynomial::variable(to)}});
  }

  /// The place of a fact atom - value = 0 whose value has no such atom.
  static std::optional<std::size_t> value_of(const Sequent& sequent, const ExactPolynomial& integral) {
    const Atom atom = *atoms(integral).begin();
    for (std::size_t i = 0; i < sequent.facts.size(); ++i) {
      const Fact& fact = sequent.facts[i];
      if (fact.sign != Sign::zero || degree_in(atom, fact.polynomial) != 1) continue;
      const auto c = coefficients_in(atom, fact.polynomial);
      if (c[1] == ExactPolynomial(Rational(1)) && !analysis_in({c[0], Sign::zero})) return i;
    }
    return {};
  }

  /// An integrable bound of all members of the sequence.
  std::optional<Steps> dominator(const Sequent& sequent, const proofs::OverInterval& of) {
    SideChain chain = started(sequent);
    const std::string variable = chain.fresh("x");
    for (const ExactPolynomial& bound : dominators_of(of, variable, "#n")) {
      if (search_.is_over()) return {};
      SideChain attempt = chain;
      const ExactPolynomial integral = atom_over(Operator::integral, {of.interval, proofs::closed(bound, variable)});
      if (!find_value(attempt, integral)) continue;
      const std::string index = attempt.fresh("n");
      if (attempt.then(proofs::Dominator{attempt.fresh("x"), index, sequent.goal.polynomial, integral}))
        return attempt.finish();
    }
    return {};
  }

  /// A contradiction from a dominated sequence: the limit of the integrals is not the integral of the limit.
  std::optional<Steps> not_dominated(const Sequent& sequent) {
    SideChain chain = started(sequent);
    const auto questions = analysis_atoms(Operator::dominated, sequent);
    if (questions.size() != 1 || sequent.goal.sign != Sign::positive) return {};
    if (!chain.then(proofs::Exchange{chain.fresh("x"), chain.fresh("n"), questions.front()})) return {};
    const std::size_t exchanged = chain.sequent().facts.size() - 1;
    const Sequent equation{{}, {}, chain.sequent().facts[exchanged]};
    const auto limits = analysis_atoms(Operator::limit, equation);
    const auto integrals = analysis_atoms(Operator::integral, equation);
    if (limits.size() != 1 || integrals.size() != 1) return {};
    if (!find_limit(chain, limits.front()) || !find_value(chain, integrals.front())) return {};
    const std::size_t limit = *value_of(chain.sequent(), limits.front());
    const std::size_t integral = *value_of(chain.sequent(), integrals.front());
    const ExactPolynomial difference = (limits.front() - chain.sequent().facts[limit].polynomial) -
                                       (integrals.front() - chain.sequent().facts[integral].polynomial);
    for (const bool greater : {true, false}) {
      SideChain attempt = chain;
      const std::size_t compared = chain.sequent().facts.size();
      if (!attempt.then(proofs::Have{{greater ? difference : -difference, Sign::positive}})) continue;
      const ExactPolynomial one(greater ? Rational(1) : Rational(-1));
      proofs::Combination sum;
      sum.summands.push_back({Rational(1), {{compared, 1}}, ExactPolynomial(Rational(1))});
      sum.multiples = {{limit, one}, {exchanged, -one}, {integral, -one}};
      if (const auto steps = after(sum, attempt.sequent())) return attempt.followed_by(*steps);
    }
    return {};
  }

  /// Limits: by leading terms of the body, in which integrals have been replaced by their values.
  bool find_limit(SideChain& chain, const ExactPolynomial& limit) {
    if (value_of(chain.sequent(), limit)) return true;
    const auto of = proofs::near_point(limit, Operator::limit);
    if (!of) return false;
    const std::string variable = chain.fresh("n");
    const ExactPolynomial body = opened(of->body, ExactPolynomial::variable(variable));
    for (const ExactPolynomial& from : starts(chain.sequent())) {
      Sequent there = chain.sequent();
      there.variables.push_back(variable);
      for (const Fact& fact : beyond(of->approach, from, ExactPolynomial::variable(variable)))
        there.facts.push_back(fact);
      there.goal = {body, Sign::zero};
      const ExactPolynomial seen = analysis_in(there.goal) ? evaluated(there).value_or(body) : body;
      if (chain.then(proofs::Squeeze{variable, from, limit, seen, seen})) return true;
    }
    for (const proofs::Tannery& step : tannery_steps(limit, variable, chain.fresh("r"), chain.sequent()))
      if (chain.then(step)) return true;
    return false;
  }

  /// The goal's polynomial with the values of integrals put in.
  std::optional<ExactPolynomial> evaluated(const Sequent& sequent) {
    SideChain chain = started(sequent);
    ExactPolynomial value = sequent.goal.polynomial;
    for (const ExactPolynomial& integral : analysis_atoms(Operator::integral, {{}, {}, sequent.goal})) {
      if (!find_value(chain, integral)) return {};
      const Fact& fact = chain.sequent().facts[*value_of(chain.sequent(), integral)];
      value = replace_atom(value, *atoms(integral).begin(), integral - fact.polynomial);
    }
    if (analysis_in({value, Sign::zero})) return {};
    return value;
  }

  std::optional<Steps> relation(const Sequent& sequent) {
    SideChain chain = started(sequent);
    const bool several = analysis_atoms(Operator::integral, {{}, {}, sequent.goal}).size() > 1;
    if (several && sequent.goal.sign != Sign::zero)
      if (auto steps = by_comparison(chain)) return steps;
    for (const ExactPolynomial& limit : analysis_atoms(Operator::limit, {{}, {}, sequent.goal}))
      if (find_limit(chain, limit)) substitute_value(chain, limit);
    for (const ExactPolynomial& integral : analysis_atoms(Operator::integral, {{}, {}, chain.sequent().goal}))
      if (find_value(chain, integral)) substitute_value(chain, integral);
    if (!analysis_in(chain.sequent().goal)) {
      forget_analysis(chain);
      return by_elementary(chain);
    }
    if (chain.sequent().goal.sign == Sign::zero) return both_signs(chain);
    if (auto steps = by_comparison(chain)) return steps;
    const auto open = analysis_atoms(Operator::integral, {{}, {}, chain.sequent().goal});
    const bool from_above =
        open.size() == 1 && variables(open.front()).empty() && is_bounded_above(chain, open.front());
    // Tangents of exp bound well from below; from above numbers do better.
    if (from_above)
      if (auto steps = by_enclosure(chain)) return steps;
    if (auto steps = by_bounds(chain)) return steps;
    return from_above ? std::nullopt : by_enclosure(chain);
  }

  static bool is_bounded_above(const SideChain& chain, const ExactPolynomial& integral) {
    const auto c = coefficients_in(*atoms(integral).begin(), chain.sequent().goal.polynomial);
    return c.size() == 2 && c[1].constant() && proofs::sign(*c[1].constant()) < 0;
  }

  /// The only integral has no parameters: numbers in its place.
  std::optional<Steps> by_enclosure(const SideChain& start) {
    const auto integrals = analysis_atoms(Operator::integral, {{}, {}, start.sequent().goal});
    if (integrals.size() != 1 || !variables(integrals.front()).empty()) return {};
    const ExactPolynomial& integral = integrals.front();
    const auto c = coefficients_in(*atoms(integral).begin(), start.sequent().goal.polynomial);
    const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
    if (!factor) return {};
    for (const std::uint32_t pieces : {20U, 200U, 1000U}) {
      SideChain chain = start;
      if (search_.is_over() || !establish(chain, integral)) return {};
      const auto enclosed =
          enclose_integral(chain, integral, pieces,
                           [this](SideChain& inner, const ExactPolynomial& other) { return find_value(inner, other); });
      if (!enclosed) return {};
      const std::size_t used = proofs::sign(*factor) > 0 ? enclosed->lower : enclosed->upper;
      const std::size_t other = proofs::sign(*factor) > 0 ? enclosed->upper : enclosed->lower;
      // The goal with the integral's best possible value.
      const ExactPolynomial best = chain.sequent().goal.polynomial +
                                   ExactPolynomial(cln::abs(*factor)) * chain.sequent().facts[other].polynomial;
      if (!may_hold({best, Sign::nonnegative})) return {};
      const Rational size = cln::abs(*factor);
      const Fact rest{chain.sequent().goal.polynomial - ExactPolynomial(size) * chain.sequent().facts[used].polynomial,
                      chain.sequent().goal.sign};
      const std::size_t fact = chain.sequent().facts.size();
      if (!may_hold(rest) || !chain.then(proofs::Have{rest})) continue;
      proofs::Combination step;
      step.summands.push_back({size, {{used, 1}}, ExactPolynomial(Rational(1))});
      step.summands.push_back({Rational(1), {{fact, 1}}, ExactPolynomial(Rational(1))});
      if (const auto steps = after(step, chain.sequent())) return chain.followed_by(*steps);
    }
    return {};
  }

  std::optional<Steps> both_signs(const SideChain& chain) {
    const auto steps = after(proofs::BothSigns{}, chain.sequent());
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

  std::optional<Steps> by_elementary(const SideChain& chain) {
    const auto steps = prove_elementary(chain.sequent(), origin_, Effort::small(), search_);
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

  static void substitute_value(SideChain& chain, const ExactPolynomial& integral) {
    const Atom atom = *atoms(integral).begin();
    const auto fact = value_of(chain.sequent(), integral);
    for (int round = 0; fact && round < 20 && degree_in(atom, chain.sequent().goal.polynomial) > 0; ++round) {
      const auto c = coefficients_in(atom, chain.sequent().goal.polynomial);
      if (!chain.then(proofs::Rewrite{*fact, -(c.back() * power(integral, c.size() - 2))})) return;
    }
  }

  /// The goal is a sum of integrals over one interval whose integrands have the sign.
  std::optional<Steps> by_comparison(SideChain chain) {
    proofs::Integrate step{chain.fresh("x"), {}, chain.sequent().goal.sign};
    ExactPolynomial rest = chain.sequent().goal.polynomial;
    for (const ExactPolynomial& integral : analysis_atoms(Operator::integral, {{}, {}, chain.sequent().goal})) {
      const auto c = coefficients_in(*atoms(integral).begin(), rest);
      if (c.size() != 2 || analysis_in({c[1], Sign::zero})) return {};
      if (!establish(chain, integral)) return {};
      step.parts.push_back({c[1], integral});
      rest = c[0];
    }
    if (step.parts.empty()) return {};
    if (!rest.is_zero()) {
      const auto of = proofs::over_interval(step.parts.front().integral, Operator::integral);
      if (of->interval.ends != proofs::Ends::finite) return {};
      const ExactPolynomial one = atom_over(Operator::integral, {of->interval, Rational(1)});
      if (!find_value(chain, one)) return {};
      step.parts.push_back({rest * reciprocal(of->interval.upper - of->interval.lower), one});
      step.variable = chain.fresh("x");
      if (!chain.then(step)) return {};
      proofs::Combination sum;
      sum.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, ExactPolynomial(Rational(1))});
      const ExactPolynomial factor = step.parts.back().coefficient;
      sum.multiples.push_back({*value_of(chain.sequent(), one), -factor});
      const auto steps = after(sum, chain.sequent());
      return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
    }
    step.variable = chain.fresh("x");
    if (!chain.then(step)) return {};
    return chain.finish();
  }

  /// One integral with a constant factor: a bound in its place, and the rest by other methods.
  std::optional<Steps> by_bounds(const SideChain& start) {
    const auto integrals = analysis_atoms(Operator::integral, {{}, {}, start.sequent().goal});
    if (integrals.size() != 1) return {};
    const ExactPolynomial& integral = integrals.front();
    const auto c = coefficients_in(*atoms(integral).begin(), start.sequent().goal.polynomial);
    const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
    const auto of = proofs::over_interval(integral, Operator::integral);
    if (!factor || !of) return {};
    SideChain established = start;
    if (!establish(established, integral)) return {};
    const bool from_below = proofs::sign(*factor) > 0;
    const std::string variable = established.fresh("x");
    const auto bounds = from_below ? bounds_below(*of, variable, c[0], established.sequent())
                                   : bounds_of(*of, variable, established.sequent());
    for (const ExactPolynomial& bound : bounds) {
      if (search_.is_over()) return {};
      SideChain chain = established;
      const auto others = parts_of(bound, variable, of->interval);
      const bool found = std::all_of(others.begin(), others.end(), [&](const proofs::IntegralPart& part) {
        return find_value(chain, part.integral);
      });
      if (!found) continue;
      const ExactPolynomial one(Rational(from_below ? 1 : -1));
      proofs::Integrate step{chain.fresh("x"), {{one, integral}}, Sign::nonnegative};
      for (const proofs::IntegralPart& part : others) step.parts.push_back({-(one * part.coefficient), part.integral});
      if (!chain.then(step)) continue;
      if (auto steps = replaced(chain, integral, others, *factor)) return steps;
    }
    return {};
  }

  /// The goal is factor * (integral - others) + rest, and the last fact says which is greater.
  std::optional<Steps> replaced(SideChain chain, const ExactPolynomial& integral,
                                const std::vector<proofs::IntegralPart>& others, const Rational& factor) {
    const std::size_t compared = chain.sequent().facts.size() - 1;
    proofs::Combination step;
    ExactPolynomial known;
    for (const proofs::IntegralPart& part : others) {
      const auto value = value_of(chain.sequent(), part.integral);
      if (!value) return {};
      known = known + part.coefficient * (part.integral - chain.sequent().facts[*value].polynomial);
      step.multiples.push_back({*value, ExactPolynomial(factor) * part.coefficient});
    }
    const Fact rest{chain.sequent().goal.polynomial - ExactPolynomial(factor) * (integral - known),
                    chain.sequent().goal.sign};
    step.summands.push_back({cln::abs(factor), {{compared, 1}}, ExactPolynomial(Rational(1))});
    // Nothing is left where the bound is what was to be shown.
    if (!rest.polynomial.is_zero() || rest.sign == Sign::positive) {
      const std::size_t fact = chain.sequent().facts.size();
      if (!chain.then(proofs::Have{rest})) return {};
      step.summands.push_back({Rational(1), {{fact, 1}}, ExactPolynomial(Rational(1))});
    }
    const auto steps = after(step, chain.sequent());
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }

  Origin origin_;
  Search& search_;
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<Steps> integrals_and_limits(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (!has_analysis(sequent)) return {};
  try {
    return Analysis(origin, search).closed(sequent);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
