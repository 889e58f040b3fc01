// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "polynomials/factorisation.hpp"
#include "polynomials/open_cells.hpp"
#include "proofs/kernel/univariate.hpp"
#include "prover/conversion.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using polynomials::Polynomial;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::PlaneCells;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::uint64_t max_sylvester_degree = 130;  // beyond it a discriminant can take many seconds

/// constant * odd * even^2, odd without square factors.
struct Parts {
  polynomials::Rational constant;
  ExactPolynomial odd, even;
};

std::optional<Parts> square_free_parts(const ExactPolynomial& polynomial, const std::vector<std::string>& names) {
  const auto factors = polynomials::square_free_factorisation(to_search(polynomial, names));
  if (!factors) return {};
  Parts parts{factors->constant, ExactPolynomial(proofs::Rational(1)), ExactPolynomial(proofs::Rational(1))};
  for (const polynomials::Factor& factor : factors->factors) {
    const ExactPolynomial base = to_kernel(factor.base);
    if (factor.exponent % 2 == 1) parts.odd = parts.odd * base;
    parts.even = parts.even * power(base, factor.exponent / 2);
  }
  if (parts.constant.sign() < 0) parts.odd = -parts.odd;
  return parts;
}

/// One way to see the goal in a plane.
class View {
 public:
  View(const Sequent& sequent, PlaneCells step) : sequent_(sequent), step_(std::move(step)) {}

  /// The step with its samples; none when there is a point where the goal fails, which is offered.
  std::optional<PlaneCells> filled(const Origin& origin, Search& search) {
    const std::vector<std::string> plane{step_.across, step_.up};
    std::vector<Polynomial> polynomials{to_search(in_plane(sequent_.goal.polynomial), plane)};
    for (std::size_t fact = 0; fact < sequent_.facts.size() && step_.facts.size() < 4; ++fact)
      if (const auto wall = region_wall(fact, polynomials)) {
        polynomials.push_back(*wall);
        step_.facts.push_back(fact);
      }
    const auto columns = open_cells(polynomials, interval(step_.across), interval(step_.up), search.stop());
    if (!columns) return {};
    for (const polynomials::SampleColumn& column : *columns) {
      step_.columns.push_back({to_kernel(column.at), {}});
      for (const polynomials::Rational& height : column.heights) {
        if (is_negative(polynomials, {column.at, height})) {
          offer(column.at, height, origin, search);
          return {};
        }
        step_.columns.back().heights.push_back(to_kernel(height));
      }
    }
    if (!proofs::apply(proofs::Step(step_), sequent_)) return {};
    return step_;
  }

 private:
  ExactPolynomial in_plane(const ExactPolynomial& polynomial) const {
    if (step_.unit.empty()) return polynomial;
    return substitute(polynomial, {{step_.unit, ExactPolynomial(proofs::Rational(1))}});
  }

  /// A fact about these variables, > 0 or of a shape that the kernel takes, that no interval and no sign of the terms
  /// says, and that is coprime to what is there already.
  std::optional<Polynomial> region_wall(std::size_t index, const std::vector<Polynomial>& others) const {
    const proofs::Fact& fact = sequent_.facts[index];
    const auto& terms = fact.polynomial.terms();
    const bool is_linear =
        std::all_of(terms.begin(), terms.end(), [](const auto& term) { return proofs::degree(term.first) <= 1; });
    const bool has_shape = is_linear || (fact.sign == Sign::nonnegative && grows_along_rays(fact.polynomial));
    if (fact.sign != Sign::positive && !(fact.sign == Sign::nonnegative && has_shape)) return {};
    if (variables(fact.polynomial).size() < 2) return {};
    for (const Atom& atom : atoms(fact.polynomial))
      if (!atom.is_variable() || (atom.name() != step_.across && atom.name() != step_.up && atom.name() != step_.unit))
        return {};
    const auto degree = homogeneous_degree(fact.polynomial);
    if (!step_.unit.empty() && (!degree || (*degree % 2 == 1 && !is_nonnegative(step_.unit, sequent_)))) return {};
    std::vector<proofs::Fact> signs;
    for (const proofs::Fact& other : sequent_.facts)
      if (atoms(other.polynomial).size() == 1) signs.push_back(other);
    if (is_visible(fact, signs)) return {};
    Polynomial wall = to_search(in_plane(fact.polynomial), {step_.across, step_.up});
    const auto factors = polynomials::square_free_factorisation(wall);
    if (!factors || std::any_of(factors->factors.begin(), factors->factors.end(),
                                [](const polynomials::Factor& factor) { return factor.exponent > 1; }))
      return {};
    for (const Polynomial& other : others)
      if (const auto common = polynomials::gcd(wall, other); !common || !common->is_constant()) return {};
    return wall;
  }

  /// In the quadrant; a constant term, and all others of the other sign.
  bool grows_along_rays(const ExactPolynomial& fact) const {
    if (!step_.unit.empty() && sign_of(Atom::variable(step_.unit), sequent_.facts) != Sign::positive) return false;
    const ExactPolynomial part = in_plane(fact);
    const auto constant = part.terms().find(proofs::Monomial());
    if (constant == part.terms().end()) return false;
    const int direction = proofs::sign(constant->second);
    for (const auto& [monomial, coefficient] : part.terms())
      if (!monomial.empty() && proofs::sign(coefficient) == direction) return false;
    const auto from_zero = [](const polynomials::Interval& range) {
      return range.lower && range.lower->is_zero() && !range.upper;
    };
    return from_zero(interval(step_.across)) && from_zero(interval(step_.up));
  }

  /// What the kernel takes a variable to run through.
  polynomials::Interval interval(const std::string& name) const {
    polynomials::Interval result;
    if (!step_.unit.empty()) {
      if (is_nonnegative(step_.unit, sequent_) && is_nonnegative(name, sequent_))
        result.lower = polynomials::Rational(0);
      return result;
    }
    const proofs::Interval known = proofs::bounds(Atom::variable(name), sequent_.facts);
    if (known.lower) result.lower = to_search(known.lower->value);
    if (known.upper) result.upper = to_search(known.upper->value);
    return result;
  }

  static bool is_negative(const std::vector<Polynomial>& polynomials, const std::vector<polynomials::Rational>& point) {
    for (std::size_t i = 1; i < polynomials.size(); ++i)
      if (polynomials[i].evaluate(point).sign() <= 0) return false;
    return polynomials.front().evaluate(point).sign() < 0;
  }

  void offer(const polynomials::Rational& x, const polynomials::Rational& y, const Origin& origin,
             Search& search) const {
    std::vector<proofs::Definition> point{{step_.across, ExactPolynomial(to_kernel(x))},
                                          {step_.up, ExactPolynomial(to_kernel(y))}};
    if (!step_.unit.empty()) point.emplace_back(step_.unit, ExactPolynomial(proofs::Rational(1)));
    search.offer_counterexample(point, origin);
  }

  const Sequent& sequent_;
  PlaneCells step_;
};

/// The variables in their parts: a nonnegative one as the unit of a form, one of low degree up.
std::optional<PlaneCells> plane_of(const Sequent& sequent, std::vector<std::string> names) {
  const ExactPolynomial& goal = sequent.goal.polynomial;
  if (names.empty()) return {};
  PlaneCells step;
  const auto up_degree = [&](const std::string& name) { return degree_in(Atom::variable(name), goal); };
  std::stable_sort(names.begin(), names.end(),
                   [&](const auto& left, const auto& right) { return up_degree(left) < up_degree(right); });
  if (names.size() == 3) {
    // The unit: nonnegative, and of the highest degree among those.
    const auto degree = homogeneous_degree(goal);
    if (!degree) return {};
    auto unit = std::find_if(names.rbegin(), names.rend(),
                             [&](const std::string& name) { return is_nonnegative(name, sequent); });
    if (unit == names.rend() && *degree % 2 == 1) return {};
    if (unit == names.rend()) unit = names.rbegin();
    step.unit = *unit;
    names.erase(std::next(unit).base());
  }
  step.up = names[0];
  step.across = names[1];
  std::uint64_t total = 0;
  for (const auto& [monomial, coefficient] : goal.terms()) total = std::max(total, degree(monomial));
  if (std::uint64_t{2} * up_degree(step.up) * total > max_sylvester_degree + total) return {};
  return step;
}

}  // namespace

std::optional<Steps> plane_cells(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const std::vector<std::string> names = goal_variables(sequent);
  if (effort.cones <= Effort::small().cones || !is_polynomial(sequent) || sequent.goal.sign != Sign::nonnegative ||
      names.size() < 2 || names.size() > 3)
    return {};
  const auto parts = square_free_parts(sequent.goal.polynomial, names);
  if (!parts) return {};
  const bool is_square_free = parts->even.constant().has_value();
  Sequent odd = sequent;
  if (!is_square_free) odd.goal.polynomial = parts->odd;
  const auto plane = plane_of(odd, goal_variables(odd).size() == names.size() ? names : std::vector<std::string>());
  if (!plane) return {};
  const auto cells = View(odd, *plane).filled(origin, search);
  if (!cells) return {};
  Steps steps{*cells};
  if (is_square_free) return steps;
  proofs::Combination product;
  const proofs::Rational constant = to_kernel(parts->constant.abs());
  product.summands.push_back({constant, {{sequent.facts.size(), 1}}, parts->even});
  if (is_visible(odd.goal, sequent.facts)) steps.clear();  // then `Have` leaves nothing to show
  steps.insert(steps.begin(), proofs::Have{odd.goal});
  steps.emplace_back(product);
  return steps;
}

}  // namespace geq::prover
