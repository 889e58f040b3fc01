// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/derivative.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/bounds.hpp"
#include "prover/analysis/enclosures.hpp"
#include "prover/analysis/samples.hpp"
#include "prover/analysis/side_conditions.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Antiderivative;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

/// Beyond it exp(u) and the bound exp(v) (1 + u - v) do not touch, as u < v.
std::optional<ExactPolynomial> place_of_touch(const ExactPolynomial& body, const ExactPolynomial& bound,
                                              const std::string& variable, const std::vector<Fact>& facts) {
  for (const Atom& at : atoms(body))
    for (const Atom& touch : atoms(bound))
      if (at.op() == Operator::exp && touch.op() == Operator::exp)
        if (auto place = place_of_sign(touch.arguments()[0] - at.arguments()[0], variable, facts)) return place;
  return {};
}

/// goal = factor * integral + rest.
struct OnlyIntegral {
  ExactPolynomial integral;
  Rational factor;
  ExactPolynomial rest;
  proofs::OverInterval of;  ///< of the integral
};

std::optional<OnlyIntegral> only_integral(const Fact& goal) {
  const auto integrals = analysis_atoms(Operator::integral, {{}, {}, goal});
  if (integrals.size() != 1) return {};
  const auto c = coefficients_in(*atoms(integrals.front()).begin(), goal.polynomial);
  const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
  const auto of = proofs::over_interval(integrals.front(), Operator::integral);
  if (!factor || !of) return {};
  return OnlyIntegral{integrals.front(), *factor, c[0], *of};
}

/// A place inside of the interval.
ExactPolynomial middle_of(const ExactPolynomial& integral) {
  const auto of = proofs::over_interval(integral, Operator::integral);
  const auto& [ends, lower, upper] = of->interval;
  if (ends == proofs::Ends::finite) return ExactPolynomial(Rational(1) / 2) * (lower + upper);
  const ExactPolynomial one(Rational(1));
  if (ends == proofs::Ends::below) return upper - one;
  return lower + one;
}

}  // namespace

std::optional<Steps> Analysis::by_enclosure(const SideChain& start) {
  const auto integrals = analysis_atoms(Operator::integral, {{}, {}, start.sequent().goal});
  if (integrals.size() != 1 || !variables(integrals.front()).empty()) return {};
  ExactPolynomial integral = integrals.front();
  SideChain established = start;
  if (!establish(established, integral)) return {};
  if (const auto half = halve(established, integral)) {
    const ExactPolynomial goal = established.sequent().goal.polynomial;
    const auto c = coefficients_in(*atoms(integral).begin(), goal);
    if (c.size() != 2 || !established.then(proofs::Rewrite{established.sequent().facts.size() - 1, -c[1]})) return {};
    integral = *half;
  }
  const ExactPolynomial& goal = established.sequent().goal.polynomial;
  const auto c = coefficients_in(*atoms(integral).begin(), goal);
  const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
  const auto of = proofs::over_interval(integral, Operator::integral);
  const auto about = factor && of ? nearly(*of) : std::nullopt;
  if (!about) return {};
  const double size = std::fabs(cln::double_approx(*factor));
  const double spare = (nearly(c[0]) + cln::double_approx(*factor) * *about) / size;
  if (!(spare > 1e-10)) return {};
  for (std::uint32_t pieces = spare > 1e-3 ? 20 : 100; pieces <= 12500; pieces *= 5) {
    if (search_.is_over()) return {};
    if (auto steps = by_pieces(established, integral, pieces, spare / 20)) return steps;
  }
  return {};
}

std::optional<Steps> Analysis::by_pieces(SideChain chain, const ExactPolynomial& integral, std::uint32_t pieces,
                                         double tolerance) {
  const Rational factor = *coefficients_in(*atoms(integral).begin(), chain.sequent().goal.polynomial)[1].constant();
  const auto find = [this](SideChain& inner, const ExactPolynomial& other) { return find_value(inner, other); };
  const auto enclosed = enclose_integral(chain, integral, pieces, tolerance, find);
  if (!enclosed) return {};
  const std::size_t used = proofs::sign(factor) > 0 ? enclosed->lower : enclosed->upper;
  const Rational size = cln::abs(factor);
  const Fact rest{chain.sequent().goal.polynomial - ExactPolynomial(size) * chain.sequent().facts[used].polynomial,
                  chain.sequent().goal.sign};
  const std::size_t fact = chain.sequent().facts.size();
  if (!may_hold(rest) || !chain.then(proofs::Have{rest})) return {};
  proofs::Combination step;
  step.summands.push_back({size, {{used, 1}}, ExactPolynomial(Rational(1))});
  step.summands.push_back({Rational(1), {{fact, 1}}, ExactPolynomial(Rational(1))});
  const auto steps = after(step, chain.sequent());
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

std::optional<Steps> Analysis::by_comparison(SideChain chain) {
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
    const bool found = step.sign == Sign::positive
                           ? integrate_strictly(chain, step.parts, middle_of(step.parts.front().integral))
                           : chain.then(step);
    if (!found) return {};
    proofs::Combination sum;
    sum.summands.push_back({Rational(1), {{chain.sequent().facts.size() - 1, 1}}, ExactPolynomial(Rational(1))});
    const ExactPolynomial factor = step.parts.back().coefficient;
    sum.multiples.push_back({*value_of(chain.sequent(), one), -factor});
    const auto steps = after(sum, chain.sequent());
    return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
  }
  if (step.sign == Sign::positive)
    return integrate_strictly(chain, step.parts, middle_of(step.parts.front().integral)) ? chain.finish()
                                                                                         : std::nullopt;
  step.variable = chain.fresh("x");
  if (!chain.then(step)) return {};
  return chain.finish();
}

std::optional<Steps> Analysis::by_derivative_of_bound(const SideChain& start) {
  const auto only = only_integral(start.sequent().goal);
  if (!only) return {};
  const auto& [integral, factor, rest, of] = *only;
  const bool above = proofs::sign(factor) < 0;
  for (const bool at_upper : {true, false}) {
    SideChain chain = start;
    const auto end = single_atom(at_upper ? of.interval.upper : of.interval.lower);
    const ExactPolynomial& other_end = at_upper ? of.interval.lower : of.interval.upper;
    if (!end || !end->is_variable() || variables(other_end).contains(end->name())) continue;
    const std::string variable = chain.fresh("x");
    const ExactPolynomial sign(Rational(at_upper ? 1 : -1));
    const ExactPolynomial function = ExactPolynomial(-1 / factor) * sign * renamed(rest, end->name(), variable);
    const auto derivative = proofs::derivative(function, variable);
    if (!derivative || !variables(function).contains(variable)) continue;
    const ExactPolynomial other =
        atom_over(Operator::integral, {of.interval, proofs::closed(derivative->value, variable)});
    if (other == integral || !has_value(chain, other, function, variable, integral)) continue;
    const ExactPolynomial one(Rational(1));
    // What bounds from above shows at once that the integral exists.
    if (!above || !chain.then(proofs::Dominate{chain.fresh("x"), integral, {{one, other}}}))
      if (!establish(chain, integral)) continue;
    const ExactPolynomial way(Rational(above ? -1 : 1));
    const std::vector<proofs::IntegralPart> parts{{way, integral}, {-way, other}};
    SideChain strict = chain;
    if (start.sequent().goal.sign == Sign::positive && integrate_strictly(strict, parts, middle_of(integral)))
      if (auto steps = replaced(strict, integral, {{one, other}}, factor)) return steps;
    if (!chain.then(proofs::Integrate{chain.fresh("x"), parts, Sign::nonnegative})) continue;
    if (auto steps = replaced(chain, integral, {{one, other}}, factor)) return steps;
  }
  return {};
}

bool Analysis::has_value(SideChain& chain, const ExactPolynomial& integral, const ExactPolynomial& function,
                         const std::string& variable, const ExactPolynomial& compared) {
  using Because = Antiderivative::Because;
  for (const Because because : {Because::nonnegative, Because::nonpositive})
    if (chain.then(Antiderivative{variable, integral, function, because})) return true;
  // What is to be below the other integrand is often above its negative, too.
  SideChain attempt = chain;
  if (establish(attempt, compared) && find_dominated_value(attempt, integral, function, variable, compared)) {
    chain = attempt;
    return true;
  }
  return establish(chain, integral) && chain.then(Antiderivative{variable, integral, function, Because::integrable});
}

std::optional<Steps> Analysis::by_bounds(const SideChain& start) {
  const auto only = only_integral(start.sequent().goal);
  if (!only) return {};
  const auto& [integral, factor, rest, of] = *only;
  SideChain established = start;
  if (!establish(established, integral)) return {};
  const bool from_below = proofs::sign(factor) > 0;
  const std::string variable = established.fresh("x");
  const auto bounds = from_below ? bounds_below(of, variable, rest, established.sequent())
                                 : bounds_of(of, variable, established.sequent());
  for (const ExactPolynomial& bound : bounds) {
    if (search_.is_over()) return {};
    SideChain chain = established;
    const auto others = parts_of(bound, variable, of.interval);
    const bool found = std::all_of(others.begin(), others.end(),
                                   [&](const proofs::IntegralPart& part) { return find_value(chain, part.integral); });
    if (!found) continue;
    const ExactPolynomial one(Rational(from_below ? 1 : -1));
    proofs::Integrate step{chain.fresh("x"), {{one, integral}}, Sign::nonnegative};
    for (const proofs::IntegralPart& part : others) step.parts.push_back({-(one * part.coefficient), part.integral});
    if (start.sequent().goal.sign == Sign::positive) {
      const ExactPolynomial body = opened(of.body, ExactPolynomial::variable(variable));
      const auto place = place_of_touch(body, bound, variable, established.sequent().facts);
      SideChain strict = chain;
      if (integrate_strictly(strict, step.parts, place.value_or(middle_of(integral))))
        if (auto steps = replaced(strict, integral, others, factor)) return steps;
    }
    if (!chain.then(step)) continue;
    if (auto steps = replaced(chain, integral, others, factor)) return steps;
  }
  return {};
}

std::optional<Steps> Analysis::replaced(SideChain chain, const ExactPolynomial& integral,
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
  // Where the integrals compare strictly the rest need not.
  const bool strict = chain.sequent().facts[compared].sign == Sign::positive;
  const Fact rest{chain.sequent().goal.polynomial - ExactPolynomial(factor) * (integral - known),
                  strict ? Sign::nonnegative : chain.sequent().goal.sign};
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

}  // namespace geq::prover
