// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <set>

#include "polynomials/factorisation.hpp"
#include "polynomials/open_cells.hpp"
#include "proofs/kernel/univariate.hpp"
#include "prover/conversion.hpp"
#include "prover/portfolio.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using polynomials::Polynomial;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::OpenCells;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t max_dimension = 4;
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

/// A small rational number strictly inside the interval, the next of a fixed sequence.
polynomials::Rational next_inside(const polynomials::Interval& interval, std::uint64_t& state) {
  state = state * 6364136223846793005U + 1442695040888963407U;
  const auto draw = static_cast<long>(state >> 33U);
  const polynomials::Rational part(polynomials::Integer(draw % 89 + 1), polynomials::Integer(90));
  if (interval.lower && interval.upper) return *interval.lower + (*interval.upper - *interval.lower) * part;
  const polynomials::Rational away(polynomials::Integer(draw % 97 + 1), polynomials::Integer(draw / 97 % 13 + 1));
  if (interval.lower) return *interval.lower + away;
  if (interval.upper) return *interval.upper - away;
  return draw / 2000 % 2 == 0 ? away : -away;
}

/// One way to see the goal in as many dimensions as the step has variables.
class View {
 public:
  View(const Sequent& sequent, OpenCells step) : sequent_(sequent), step_(std::move(step)) {}

  /// The step with its samples, and proofs of what it leaves; none when there is a point where the goal fails, which is
  /// offered.
  std::optional<Steps> filled(const Origin& origin, Search& search) {
    std::vector<Polynomial> polynomials{to_search(dehomogenised(sequent_.goal.polynomial), step_.variables)};
    for (std::size_t fact = 0; fact < sequent_.facts.size() && step_.facts.size() < 4; ++fact)
      if (const auto wall = region_wall(fact, polynomials)) {
        polynomials.push_back(*wall);
        step_.facts.push_back(fact);
      }
    std::vector<polynomials::Interval> intervals;
    for (const std::string& name : step_.variables) intervals.push_back(interval(name));
    Steps rest;
    const auto sign = [&](const Polynomial& factor) {
      const int guess = sign_at_samples(factor, intervals);
      if (guess == 0) return 0;
      const Sequent shown = nonnegative_inside(to_kernel(guess < 0 ? -factor : factor), intervals);
      if (is_visible(shown.goal, shown.facts)) return guess;
      const auto proof = prove(shown, origin.sufficient(), {Effort::full().cones, false}, search);
      if (!proof) return 0;
      rest.insert(rest.end(), proof->begin(), proof->end());
      return guess;
    };
    const auto cells = polynomials::open_cells(polynomials, intervals, sign, search.stop());
    if (!cells) return {};
    for (const Polynomial& wall : cells->walls) step_.walls.push_back(to_kernel(wall));
    for (const Polynomial& wall : cells->thin) step_.thin.push_back(to_kernel(wall));
    if (!add_columns(*cells, polynomials, origin, search)) return {};
    if (!proofs::apply(proofs::Step(step_), sequent_)) return {};
    Steps steps{step_};
    steps.insert(steps.end(), rest.begin(), rest.end());
    return steps;
  }

 private:
  bool add_columns(const polynomials::CellSamples& cells, const std::vector<Polynomial>& polynomials,
                   const Origin& origin, Search& search) {
    for (const polynomials::SampleColumn& column : cells.columns) {
      OpenCells::Column& own = step_.columns.emplace_back();
      for (const polynomials::Rational& value : column.at) own.at.push_back(to_kernel(value));
      for (const polynomials::Rational& height : column.heights) {
        std::vector<polynomials::Rational> point = column.at;
        point.push_back(height);
        if (is_negative(polynomials, point)) {
          offer(point, origin, search);
          return false;
        }
        own.heights.push_back(to_kernel(height));
      }
    }
    return true;
  }

  ExactPolynomial dehomogenised(const ExactPolynomial& polynomial) const {
    if (step_.unit.empty()) return polynomial;
    return substitute(polynomial, {{step_.unit, ExactPolynomial(proofs::Rational(1))}});
  }

  /// The sign that the polynomial has wherever it was looked at; 0 if it has both.
  static int sign_at_samples(const Polynomial& polynomial, const std::vector<polynomials::Interval>& intervals) {
    std::uint64_t state = 1;
    int found = 0;
    for (int round = 0; round < 150; ++round) {
      std::vector<polynomials::Rational> point;
      point.reserve(intervals.size());
      for (const polynomials::Interval& interval : intervals) point.push_back(next_inside(interval, state));
      const int sign = polynomial.evaluate(point).sign();
      if (sign != 0 && found != 0 && sign != found) return 0;
      if (sign != 0) found = sign;
    }
    return found;
  }

  /// What the kernel leaves to show of a thin wall.
  Sequent nonnegative_inside(const ExactPolynomial& polynomial,
                             const std::vector<polynomials::Interval>& intervals) const {
    Sequent result{step_.variables, {}, {polynomial, Sign::nonnegative}};
    for (std::size_t k = 0; k < intervals.size(); ++k) {
      const ExactPolynomial variable = ExactPolynomial::variable(step_.variables[k]);
      if (const auto& end = intervals[k].lower)
        result.facts.push_back({variable - ExactPolynomial(to_kernel(*end)), Sign::positive});
      if (const auto& end = intervals[k].upper)
        result.facts.push_back({ExactPolynomial(to_kernel(*end)) - variable, Sign::positive});
    }
    return result;
  }

  /// A fact about these variables, > 0 or of a shape that the kernel takes, that no interval and no sign of the terms
  /// says, and that is coprime to what is there already.
  std::optional<Polynomial> region_wall(std::size_t index, const std::vector<Polynomial>& others) const {
    const proofs::Fact& fact = sequent_.facts[index];
    const bool is_linear = highest_degree(fact.polynomial) <= 1;
    const bool has_shape = is_linear || (fact.sign == Sign::nonnegative && grows_along_rays(fact.polynomial));
    if (fact.sign != Sign::positive && !(fact.sign == Sign::nonnegative && has_shape)) return {};
    if (is_linear && variables(fact.polynomial).size() < 2) return {};
    for (const Atom& atom : atoms(fact.polynomial))
      if (!atom.is_variable() || (atom.name() != step_.unit && !is_own(atom.name()))) return {};
    const auto degree = homogeneous_degree(fact.polynomial);
    if (!step_.unit.empty() && (!degree || (*degree % 2 == 1 && !is_nonnegative(step_.unit, sequent_)))) return {};
    std::vector<proofs::Fact> signs;
    for (std::size_t other = 0; other < sequent_.facts.size(); ++other)
      if (other != index && atoms(sequent_.facts[other].polynomial).size() == 1) signs.push_back(sequent_.facts[other]);
    if (is_visible(fact, signs)) return {};
    Polynomial wall = to_search(dehomogenised(fact.polynomial), step_.variables);
    const auto factors = polynomials::square_free_factorisation(wall);
    if (!factors || std::any_of(factors->factors.begin(), factors->factors.end(),
                                [](const polynomials::Factor& factor) { return factor.exponent > 1; }))
      return {};
    for (const Polynomial& other : others)
      if (const auto common = polynomials::gcd(wall, other); !common || !common->is_constant()) return {};
    return wall;
  }

  bool is_own(const std::string& name) const {
    return std::find(step_.variables.begin(), step_.variables.end(), name) != step_.variables.end();
  }

  /// In the orthant; a constant term, and all others of the other sign.
  bool grows_along_rays(const ExactPolynomial& fact) const {
    if (!step_.unit.empty() && sign_of(Atom::variable(step_.unit), sequent_.facts) != Sign::positive) return false;
    const ExactPolynomial part = dehomogenised(fact);
    const auto constant = part.terms().find(proofs::Monomial());
    if (constant == part.terms().end()) return false;
    const int direction = proofs::sign(constant->second);
    for (const auto& [monomial, coefficient] : part.terms())
      if (!monomial.empty() && proofs::sign(coefficient) == direction) return false;
    return std::all_of(step_.variables.begin(), step_.variables.end(), [&](const std::string& name) {
      const polynomials::Interval range = interval(name);
      return range.lower && range.lower->is_zero() && !range.upper;
    });
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

  void offer(const std::vector<polynomials::Rational>& at, const Origin& origin, Search& search) const {
    std::vector<proofs::Definition> point;
    for (std::size_t k = 0; k < at.size(); ++k)
      point.emplace_back(step_.variables[k], ExactPolynomial(to_kernel(at[k])));
    if (!step_.unit.empty()) point.emplace_back(step_.unit, ExactPolynomial(proofs::Rational(1)));
    search.offer_counterexample(point, origin);
  }

  const Sequent& sequent_;
  OpenCells step_;
};

/// A fact about several variables that may bound a region.
bool is_about_several(const proofs::Fact& fact) {
  const std::set<Atom> own = atoms(fact.polynomial);
  return (fact.sign == Sign::positive || fact.sign == Sign::nonnegative) && own.size() > 1 &&
         std::all_of(own.begin(), own.end(), [](const Atom& atom) { return atom.is_variable(); });
}

/// Those of the goal, and those that facts connect with them.
std::vector<std::string> connected_variables(const Sequent& sequent) {
  std::vector<std::string> names = goal_variables(sequent);
  const auto is_new = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) == names.end();
  };
  for (std::size_t before = 0; before != names.size();) {
    before = names.size();
    for (const proofs::Fact& fact : sequent.facts) {
      const std::set<std::string> own = variables(fact.polynomial);
      if (is_about_several(fact) && !std::all_of(own.begin(), own.end(), is_new))
        std::copy_if(own.begin(), own.end(), std::back_inserter(names), is_new);
    }
  }
  return names;
}

/// The goal, and the facts that may bound its region.
bool are_forms(const Sequent& sequent) {
  const auto is_form = [](const proofs::Fact& fact) { return homogeneous_degree(fact.polynomial).has_value(); };
  return is_form(sequent.goal) && std::all_of(sequent.facts.begin(), sequent.facts.end(), [&](const auto& fact) {
           return !is_about_several(fact) || is_form(fact);
         });
}

/// The variables in their parts: a nonnegative one as the unit of a form, one of low degree last.
std::optional<OpenCells> cells_for(const Sequent& sequent, std::vector<std::string> names) {
  const ExactPolynomial& goal = sequent.goal.polynomial;
  OpenCells step;
  const auto own_degree = [&](const std::string& name) { return degree_in(Atom::variable(name), goal); };
  std::stable_sort(names.begin(), names.end(),
                   [&](const auto& left, const auto& right) { return own_degree(left) < own_degree(right); });
  if (names.size() > 2 && are_forms(sequent)) {
    const auto degree = homogeneous_degree(goal);
    // The unit: nonnegative, and of the highest degree among those.
    auto unit = std::find_if(names.rbegin(), names.rend(),
                             [&](const std::string& name) { return is_nonnegative(name, sequent); });
    if (unit == names.rend() && *degree % 2 == 1) return {};
    if (unit == names.rend()) unit = names.rbegin();
    step.unit = *unit;
    names.erase(std::next(unit).base());
  }
  if (names.size() > max_dimension) return {};
  step.variables.assign(names.rbegin(), names.rend());
  const std::uint64_t total = highest_degree(goal);
  if (std::uint64_t{2} * own_degree(names.front()) * total > max_sylvester_degree + total) return {};
  return step;
}

/// In the plane samples are found in milliseconds; in space other methods come first, cones on orthants for long.
bool is_in_turn(const OpenCells& step, const Sequent& sequent, Effort effort) {
  if (step.variables.size() == 2) return effort.cones > Effort::small().cones;
  const auto is_known = [&](const std::string& name) { return is_nonnegative(name, sequent); };
  const bool have_cones =
      !step.unit.empty() && is_known(step.unit) && std::all_of(step.variables.begin(), step.variables.end(), is_known);
  return effort.persistent && (!have_cones || effort.cones > 8 * Effort::full().cones);
}

}  // namespace

std::optional<Steps> open_cells(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  const std::vector<std::string> names = goal_variables(sequent);
  if (effort.cones <= Effort::small().cones || !is_polynomial(sequent) || sequent.goal.sign != Sign::nonnegative ||
      names.empty())
    return {};
  const auto parts = square_free_parts(sequent.goal.polynomial, names);
  if (!parts) return {};
  const bool is_square_free = parts->even.constant().has_value();
  Sequent odd = sequent;
  if (!is_square_free) odd.goal.polynomial = parts->odd;
  if (goal_variables(odd).size() != names.size()) return {};
  std::vector<std::vector<std::string>> choices{names};
  if (auto more = connected_variables(odd); more.size() > names.size()) choices.push_back(std::move(more));
  std::optional<Steps> steps;
  for (const std::vector<std::string>& own : choices) {
    if (steps || search.is_over() || own.size() < 2 || own.size() > max_dimension + 1) continue;
    const auto step = cells_for(odd, own);
    if (step && is_in_turn(*step, odd, effort)) steps = View(odd, *step).filled(origin, search);
  }
  if (!steps || is_square_free) return steps;
  proofs::Combination product;
  const proofs::Rational constant = to_kernel(parts->constant.abs());
  product.summands.push_back({constant, {{sequent.facts.size(), 1}}, parts->even});
  if (is_visible(odd.goal, sequent.facts)) steps->clear();  // then `Have` leaves nothing to show
  steps->insert(steps->begin(), proofs::Have{odd.goal});
  steps->emplace_back(product);
  return steps;
}

}  // namespace geq::prover
