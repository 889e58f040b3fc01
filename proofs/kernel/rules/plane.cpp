// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/plane.hpp"

#include <algorithm>

#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

/// What the rule works on: polynomials in two variables on a product of intervals.
struct Region {
  std::vector<Bivariate> polynomials;  ///< the goal, then the chosen facts
  std::vector<bool> weak;              ///< for each of them: a fact >= 0
  bool is_convex = true;               ///< the facts >= 0 are linear
  std::vector<Bivariate> lines;        ///< y minus the ends of its interval
  Interval across, up;
};

// The parts of the rule; none is a success.
std::optional<Reason> add(const Fact& fact, const PlaneCells& step, Region& region);
bool grows_along_rays(const Region& region);
std::optional<Reason> set_intervals(const PlaneCells& step, const Sequent& sequent, Region& region);
std::optional<Reason> check_column(const PlaneCells::Column& column, const Region& region, bool& has_inner_point);

}  // namespace

// Over an open interval without roots of the projection the roots of all polynomials in y are continuous functions of x
// that never meet, so on every part between them, and over the lines that bound y, all signs are those at a sample. The
// goal is nonnegative on these open cells where the facts hold, and they are dense in the plane. The intervals and the
// linear facts >= 0 make a convex set with inner points, all of whose points are limits of inner ones. Or every fact
// >= 0 grows along the rays through the quadrant, all outward or all inward: a little way on each of them is > 0 (with
// t > 0: where t = 0 it may not). Facts > 0 make an open set. What is left follows by continuity. For a form in x, y
// and t >= 0 the values for t > 0 are those for t = 1 times a power of t, and those for t = 0 are limits of these.
Outcome apply(const PlaneCells& step, const Sequent& sequent) {
  if (sequent.goal.sign != Sign::nonnegative) return Reason::wrong_goal_sign;
  if (!in_scope(step.across, sequent) || !in_scope(step.up, sequent) || step.across == step.up)
    return Reason::unknown_variable;
  if (!step.unit.empty() && (!in_scope(step.unit, sequent) || step.unit == step.across || step.unit == step.up))
    return Reason::unknown_variable;
  Region region;
  if (const auto reason = add(sequent.goal, step, region)) return *reason;
  region.weak.front() = false;
  for (const std::size_t fact : step.facts) {
    if (fact >= sequent.facts.size()) return Reason::no_such_fact;
    if (const auto reason = add(sequent.facts[fact], step, region)) return *reason;
  }
  if (const auto reason = set_intervals(step, sequent, region)) return *reason;
  const bool is_unit_positive =
      step.unit.empty() || sign_of(Atom::variable(step.unit), sequent.facts) == Sign::positive;
  if (!region.is_convex && (!is_unit_positive || !grows_along_rays(region))) return Reason::fact_has_no_sign;
  std::vector<Bivariate> all = region.polynomials;
  all.insert(all.end(), region.lines.begin(), region.lines.end());
  const auto walls = projection(all);
  if (!walls) return Reason::not_square_free;
  std::vector<Rational> places;
  for (const PlaneCells::Column& column : step.columns) places.push_back(column.at);
  if (!meets_every_part(places, *walls, region.across)) return Reason::cell_without_sample;
  bool has_inner_point = false;
  for (const PlaneCells::Column& column : step.columns)
    if (const auto reason = check_column(column, region, has_inner_point)) return *reason;
  if (!has_inner_point) return Reason::not_bounded;
  return std::vector<Sequent>{};
}

namespace {

bool is_nonnegative(const Atom& atom, const std::vector<Fact>& facts) {
  const auto known = sign_of(atom, facts);
  return known && *known != Sign::nonzero;
}

bool has_inside(const Interval& interval) {
  return !interval.lower || !interval.upper || interval.lower->value < interval.upper->value;
}

bool is_linear(const ExactPolynomial& polynomial) {
  const auto& terms = polynomial.terms();
  return std::all_of(terms.begin(), terms.end(), [](const auto& term) { return degree(term.first) <= 1; });
}

std::optional<Reason> add(const Fact& fact, const PlaneCells& step, Region& region) {
  const bool is_goal = region.polynomials.empty();
  const bool is_weak = fact.sign == Sign::nonnegative;
  if (!is_goal && fact.sign != Sign::positive && !is_weak) return Reason::fact_has_no_sign;
  if (!is_goal && is_weak && !is_linear(fact.polynomial)) region.is_convex = false;
  const bool is_form = !step.unit.empty();
  if (is_form && !homogeneous_degree(fact.polynomial)) return Reason::not_a_form;
  const ExactPolynomial part =
      is_form ? substitute(fact.polynomial, {{step.unit, ExactPolynomial(Rational(1))}}) : fact.polynomial;
  auto in_the_plane = bivariate(part, Atom::variable(step.across), Atom::variable(step.up));
  if (!in_the_plane) return Reason::not_a_form;
  region.polynomials.push_back(*std::move(in_the_plane));
  region.weak.push_back(is_weak);
  return {};
}

/// x and y run through [0, oo), and in every fact >= 0 all terms but the constant one have the same sign, in all facts
/// the same, and the constant the other.
bool grows_along_rays(const Region& region) {
  const auto from_zero = [](const Interval& interval) {
    return interval.lower && zerop(interval.lower->value) && !interval.upper;
  };
  if (!from_zero(region.across) || !from_zero(region.up)) return false;
  int outward = 0;
  for (std::size_t i = 1; i < region.polynomials.size(); ++i) {
    if (!region.weak[i]) continue;
    const Bivariate& fact = region.polynomials[i];
    if (fact.empty() || fact[0].empty() || zerop(fact[0][0])) return false;
    const int direction = -sign(fact[0][0]);
    if (outward == 0) outward = direction;
    if (direction != outward) return false;
    for (std::size_t k = 0; k < fact.size(); ++k)
      for (std::size_t j = 0; j < fact[k].size(); ++j)
        if ((k > 0 || j > 0) && sign(fact[k][j]) == -direction) return false;
  }
  return true;
}

std::optional<Reason> set_intervals(const PlaneCells& step, const Sequent& sequent, Region& region) {
  const Atom across = Atom::variable(step.across), up = Atom::variable(step.up);
  if (step.unit.empty()) {
    region.across = bounds(across, sequent.facts);
    region.up = bounds(up, sequent.facts);
    if (!has_inside(region.across) || !has_inside(region.up)) return Reason::not_bounded;
  } else if (is_nonnegative(Atom::variable(step.unit), sequent.facts)) {
    if (is_nonnegative(across, sequent.facts)) region.across.lower = Interval::End{0, false};
    if (is_nonnegative(up, sequent.facts)) region.up.lower = Interval::End{0, false};
  } else {
    const auto is_odd = [](const ExactPolynomial& form) { return homogeneous_degree(form).value_or(0) % 2 == 1; };
    if (is_odd(sequent.goal.polynomial)) return Reason::not_nonnegative;
    for (const std::size_t fact : step.facts)
      if (is_odd(sequent.facts[fact].polynomial)) return Reason::not_nonnegative;
  }
  for (const auto& end : {region.up.lower, region.up.upper})
    if (end) region.lines.push_back({{-end->value}, {Rational(1)}});
  return {};
}

/// The heights meet every part over this value of x, and where all facts are positive there, so is the goal.
std::optional<Reason> check_column(const PlaneCells::Column& column, const Region& region, bool& has_inner_point) {
  std::vector<Univariate> here;
  for (const Bivariate& polynomial : region.polynomials) here.push_back(at(polynomial, column.at));
  std::vector<Univariate> all = here;
  for (const Bivariate& line : region.lines) all.push_back(at(line, column.at));
  if (!meets_every_part(column.heights, all, region.up)) return Reason::cell_without_sample;
  for (const Rational& height : column.heights) {
    bool all_hold = true, weak_hold = true;
    for (std::size_t i = 1; i < here.size(); ++i) {
      const bool holds = sign(evaluate(here[i], height)) > 0;
      all_hold = all_hold && holds;
      weak_hold = weak_hold && (holds || !region.weak[i]);
    }
    has_inner_point = has_inner_point || weak_hold;
    if (all_hold && sign(evaluate(here.front(), height)) < 0) return Reason::sign_fails;
  }
  return {};
}

}  // namespace

}  // namespace geq::proofs
