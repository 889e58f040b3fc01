// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/analysis/analysis.hpp"
#include "prover/analysis/bounds.hpp"
#include "prover/analysis/enclosures.hpp"
#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

bool Analysis::is_bounded_above(const SideChain& chain, const ExactPolynomial& integral) {
  const auto c = coefficients_in(*atoms(integral).begin(), chain.sequent().goal.polynomial);
  return c.size() == 2 && c[1].constant() && proofs::sign(*c[1].constant()) < 0;
}

std::optional<Steps> Analysis::by_enclosure(const SideChain& start) {
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
    const ExactPolynomial best =
        chain.sequent().goal.polynomial + ExactPolynomial(cln::abs(*factor)) * chain.sequent().facts[other].polynomial;
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

std::optional<Steps> Analysis::by_bounds(const SideChain& start) {
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
    const bool found = std::all_of(others.begin(), others.end(),
                                   [&](const proofs::IntegralPart& part) { return find_value(chain, part.integral); });
    if (!found) continue;
    const ExactPolynomial one(Rational(from_below ? 1 : -1));
    proofs::Integrate step{chain.fresh("x"), {{one, integral}}, Sign::nonnegative};
    for (const proofs::IntegralPart& part : others) step.parts.push_back({-(one * part.coefficient), part.integral});
    if (!chain.then(step)) continue;
    if (auto steps = replaced(chain, integral, others, *factor)) return steps;
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

}  // namespace geq::prover
