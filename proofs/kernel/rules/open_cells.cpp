// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/open_cells.hpp"

#include <algorithm>
#include <set>

#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

namespace {

/// What the rule works on: polynomials in the step's variables on a product of intervals.
struct Region {
  std::vector<ExactPolynomial> polynomials;  ///< the goal, then the chosen facts
  std::vector<bool> weak;                    ///< for each of them: a fact >= 0
  bool is_convex = true;                     ///< the facts >= 0 are linear
  std::vector<Interval> intervals;           ///< one for each variable
  Walls walls;
};

// The parts of the rule; none is a success.
std::optional<Reason> check_names(const OpenCells& step, const Sequent& sequent);
std::optional<Reason> add(const Fact& fact, const OpenCells& step, Region& region);
bool grows_along_rays(const Region& region);
std::optional<Reason> set_intervals(const OpenCells& step, const Sequent& sequent, Region& region);
std::optional<Reason> set_walls(const OpenCells& step, Region& region);
Sequent nonnegative_inside(const ExactPolynomial& polynomial, const Region& region);

/// Whether the samples of a step meet every cell, and what is seen at them.
class Samples {
 public:
  Samples(const OpenCells& step, const Region& region) : step_(step), region_(region) {}
  std::optional<Reason> check(const std::vector<Univariate>& first_walls);

 private:
  using Column = std::vector<OpenCells::Column>::const_iterator;
  /// What is left of the polynomials once the variables before the level have values.
  struct Here {
    std::vector<ExactPolynomial> cutting, thin, seen;
  };
  std::optional<Reason> check(std::size_t level, Column from, Column to, const Here& here,
                              const std::vector<Univariate>* walls);
  std::optional<Reason> check_heights(const Column& column, const Here& here);
  std::optional<std::vector<Univariate>> walls_at(std::size_t level, const Here& here) const;
  Here at(std::size_t level, const Rational& value, const Here& here) const;

  const OpenCells& step_;
  const Region& region_;
  bool has_inner_point_ = false;
};

}  // namespace

// Over a connected open part of the space of the variables before x where no wall is, the roots of all polynomials in x
// are continuous functions of these variables that never meet, so that the parts between them, and between the ends of
// the interval of x, have one sample each if they have one over one point; a part of the space that thin walls alone
// are taken out of is still connected. So there are samples in all open cells, on which the goal and the facts keep
// their signs. The goal is nonnegative where the facts hold, and the cells are dense. The intervals and the linear
// facts >= 0 make a convex set with inner points, all of whose points are limits of inner ones. Or every fact >= 0
// grows along the rays through the orthant, all outward or all inward: a little way on each of them is > 0 (with t > 0:
// where t = 0 it may not). Facts > 0 make an open set. What is left follows by continuity. For a form in the variables
// and t >= 0 the values for t > 0 are those for t = 1 times a power of t, and those for t = 0 are limits of these.
Outcome apply(const OpenCells& step, const Sequent& sequent) {
  if (sequent.goal.sign != Sign::nonnegative) return Reason::wrong_goal_sign;
  if (const auto reason = check_names(step, sequent)) return *reason;
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
  if (const auto reason = set_walls(step, region)) return *reason;
  const auto walls = first_walls(region.walls);
  if (!walls) return walls.error();
  if (const auto reason = Samples(step, region).check(walls.value())) return *reason;
  std::vector<Sequent> remaining;
  for (const ExactPolynomial& wall : step.thin)
    if (Sequent shown = nonnegative_inside(wall, region); !is_visible(shown.goal, shown.facts))
      remaining.push_back(std::move(shown));
  return remaining;
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

/// The first `count` variables are all that occur.
bool is_in(const ExactPolynomial& polynomial, const OpenCells& step, std::size_t count) {
  const auto end = step.variables.begin() + static_cast<std::ptrdiff_t>(count);
  const std::set<Atom> own = atoms(polynomial);
  return std::all_of(own.begin(), own.end(), [&](const Atom& atom) {
    return atom.is_variable() && std::find(step.variables.begin(), end, atom.name()) != end;
  });
}

std::optional<Reason> check_names(const OpenCells& step, const Sequent& sequent) {
  std::set<std::string> distinct(step.variables.begin(), step.variables.end());
  std::size_t count = step.variables.size();
  if (!step.unit.empty()) {
    distinct.insert(step.unit);
    ++count;
  }
  const bool are_known =
      std::all_of(distinct.begin(), distinct.end(), [&](const std::string& name) { return in_scope(name, sequent); });
  if (!are_known || distinct.size() != count || step.variables.size() < 2) return Reason::unknown_variable;
  return {};
}

std::optional<Reason> add(const Fact& fact, const OpenCells& step, Region& region) {
  const bool is_goal = region.polynomials.empty();
  const bool is_weak = fact.sign == Sign::nonnegative;
  if (!is_goal && fact.sign != Sign::positive && !is_weak) return Reason::fact_has_no_sign;
  if (!is_goal && is_weak && !is_linear(fact.polynomial)) region.is_convex = false;
  const bool is_form = !step.unit.empty();
  if (is_form && !homogeneous_degree(fact.polynomial)) return Reason::not_a_form;
  ExactPolynomial part =
      is_form ? substitute(fact.polynomial, {{step.unit, ExactPolynomial(Rational(1))}}) : fact.polynomial;
  if (!is_in(part, step, step.variables.size())) return Reason::not_a_form;
  region.polynomials.push_back(std::move(part));
  region.weak.push_back(is_weak);
  return {};
}

/// All variables run through [0, oo), and in every fact >= 0 all terms but the constant one have the same sign, in all
/// facts the same, and the constant the other.
bool grows_along_rays(const Region& region) {
  if (!std::all_of(region.intervals.begin(), region.intervals.end(), [](const Interval& interval) {
        return interval.lower && zerop(interval.lower->value) && !interval.upper;
      }))
    return false;
  int outward = 0;
  for (std::size_t i = 1; i < region.polynomials.size(); ++i) {
    if (!region.weak[i]) continue;
    const ExactPolynomial::Terms& terms = region.polynomials[i].terms();
    const auto constant = terms.find(Monomial());
    if (constant == terms.end()) return false;
    const int direction = -sign(constant->second);
    if (outward == 0) outward = direction;
    if (direction != outward) return false;
    for (const auto& [monomial, coefficient] : terms)
      if (!monomial.empty() && sign(coefficient) == -direction) return false;
  }
  return true;
}

std::optional<Reason> set_intervals(const OpenCells& step, const Sequent& sequent, Region& region) {
  for (const std::string& name : step.variables) {
    const Atom variable = Atom::variable(name);
    Interval interval;
    if (step.unit.empty()) {
      interval = bounds(variable, sequent.facts);
      if (!has_inside(interval)) return Reason::not_bounded;
    } else if (is_nonnegative(Atom::variable(step.unit), sequent.facts) && is_nonnegative(variable, sequent.facts)) {
      interval.lower = Interval::End{0, false};
    }
    region.intervals.push_back(std::move(interval));
  }
  if (!step.unit.empty() && !is_nonnegative(Atom::variable(step.unit), sequent.facts)) {
    const auto is_odd = [](const ExactPolynomial& form) { return homogeneous_degree(form).value_or(0) % 2 == 1; };
    if (is_odd(sequent.goal.polynomial)) return Reason::not_nonnegative;
    for (const std::size_t fact : step.facts)
      if (is_odd(sequent.facts[fact].polynomial)) return Reason::not_nonnegative;
  }
  return {};
}

/// The goal, the facts, the step's walls, and all variables but the first minus the ends of their intervals; the thin
/// walls.
std::optional<Reason> set_walls(const OpenCells& step, Region& region) {
  for (const std::string& name : step.variables) region.walls.variables.push_back(Atom::variable(name));
  const std::size_t count = step.variables.size();
  for (const ExactPolynomial& polynomial : region.polynomials) {
    if (polynomial.is_zero()) return Reason::not_square_free;
    if (!polynomial.constant()) region.walls.cutting.push_back(polynomial);
  }
  for (const auto* list : {&step.walls, &step.thin})
    for (const ExactPolynomial& wall : *list) {
      if (!is_in(wall, step, count - 1) || level_of(wall, region.walls.variables).value_or(0) == 0)
        return Reason::not_a_form;
      (list == &step.walls ? region.walls.cutting : region.walls.thin).push_back(wall);
    }
  for (std::size_t k = 1; k < count; ++k)
    for (const auto& end : {region.intervals[k].lower, region.intervals[k].upper})
      if (end) region.walls.cutting.push_back(ExactPolynomial(region.walls.variables[k]) - ExactPolynomial(end->value));
  for (const ExactPolynomial& wall : step.thin)
    if (const Atom& last = region.walls.variables[level_of(wall, region.walls.variables).value()];
        !are_coprime({wall, derivative_in(last, wall)}, region.walls.variables))
      return Reason::not_square_free;
  return {};
}

Sequent nonnegative_inside(const ExactPolynomial& polynomial, const Region& region) {
  Sequent result{{}, {}, {polynomial, Sign::nonnegative}};
  for (std::size_t k = 0; k < region.intervals.size(); ++k) {
    const ExactPolynomial variable(region.walls.variables[k]);
    result.variables.push_back(region.walls.variables[k].name());
    if (const auto& end = region.intervals[k].lower)
      result.facts.push_back({variable - ExactPolynomial(end->value), Sign::positive});
    if (const auto& end = region.intervals[k].upper)
      result.facts.push_back({ExactPolynomial(end->value) - variable, Sign::positive});
  }
  return result;
}

std::optional<Reason> Samples::check(const std::vector<Univariate>& first_walls) {
  for (const OpenCells::Column& column : step_.columns)
    if (column.at.size() + 1 != step_.variables.size()) return Reason::cell_without_sample;
  const Here everywhere{region_.walls.cutting, region_.walls.thin, region_.polynomials};
  if (const auto reason = check(0, step_.columns.begin(), step_.columns.end(), everywhere, &first_walls)) return reason;
  if (!has_inner_point_) return Reason::not_bounded;
  return {};
}

/// The columns have the same values before the level; `walls`, where given, are the walls of this level.
std::optional<Reason> Samples::check(std::size_t level, Column from, Column to, const Here& here,
                                     const std::vector<Univariate>* walls) {
  if (level + 1 == step_.variables.size())
    return std::next(from) == to ? check_heights(from, here) : std::optional(Reason::cell_without_sample);
  std::vector<Rational> values;
  std::vector<Column> starts;
  for (Column column = from; column != to; ++column)
    if (values.empty() || column->at[level] != values.back()) {
      values.push_back(column->at[level]);
      starts.push_back(column);
    }
  starts.push_back(to);
  std::optional<std::vector<Univariate>> own;
  if (walls == nullptr) own = walls_at(level, here);
  if (walls == nullptr && !own) return Reason::cell_without_sample;
  if (!meets_every_part(values, walls == nullptr ? *own : *walls, region_.intervals[level]))
    return Reason::cell_without_sample;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Here there = at(level, values[i], here);
    if (std::any_of(there.thin.begin(), there.thin.end(), [](const auto& wall) { return wall.is_zero(); }))
      return Reason::cell_without_sample;
    if (const auto reason = check(level + 1, starts[i], starts[i + 1], there, nullptr)) return reason;
  }
  return {};
}

/// The heights meet every part over this point, and where all facts are positive there, so is the goal.
std::optional<Reason> Samples::check_heights(const Column& column, const Here& here) {
  const std::size_t level = step_.variables.size() - 1;
  const auto walls = walls_at(level, here);
  if (!walls || !meets_every_part(column->heights, *walls, region_.intervals[level]))
    return Reason::cell_without_sample;
  std::vector<Univariate> seen;
  for (const ExactPolynomial& polynomial : here.seen)
    seen.push_back(univariate(polynomial, region_.walls.variables[level]).value());
  for (const Rational& height : column->heights) {
    bool all_hold = true, weak_hold = true;
    for (std::size_t i = 1; i < seen.size(); ++i) {
      const bool holds = sign(evaluate(seen[i], height)) > 0;
      all_hold = all_hold && holds;
      weak_hold = weak_hold && (holds || !region_.weak[i]);
    }
    has_inner_point_ = has_inner_point_ || weak_hold;
    if (all_hold && sign(evaluate(seen.front(), height)) < 0) return Reason::sign_fails;
  }
  return {};
}

/// None, if one of them vanishes whatever the value of the variable.
std::optional<std::vector<Univariate>> Samples::walls_at(std::size_t level, const Here& here) const {
  std::vector<Univariate> result;
  for (const ExactPolynomial& polynomial : here.cutting) {
    auto own = univariate(polynomial, region_.walls.variables[level]);
    if (own && own->empty()) return {};
    if (own) result.push_back(*std::move(own));
  }
  return result;
}

Samples::Here Samples::at(std::size_t level, const Rational& value, const Here& here) const {
  const Substitution image{{step_.variables[level], ExactPolynomial(value)}};
  Here result;
  for (const ExactPolynomial& polynomial : here.cutting) result.cutting.push_back(substitute(polynomial, image));
  for (const ExactPolynomial& polynomial : here.thin) result.thin.push_back(substitute(polynomial, image));
  for (const ExactPolynomial& polynomial : here.seen) result.seen.push_back(substitute(polynomial, image));
  return result;
}

}  // namespace

}  // namespace geq::proofs
