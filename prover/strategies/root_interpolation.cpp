// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/root_interpolation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

using FloatPoint = std::map<std::string, double>;
using Row = std::vector<Rational>;

std::optional<Rational> value_at(const ExactPolynomial& polynomial, const ExactPoint& point) {
  proofs::Substitution image;
  for (const auto& [name, value] : point) image.emplace(name, ExactPolynomial(value));
  return substitute(polynomial, image).constant();
}

FloatPoint to_float(const ExactPoint& point) {
  FloatPoint result;
  for (const auto& [name, value] : point) result[name] = evaluate(ExactPolynomial(value), {});
  return result;
}

/// The scale at which the equations hold, each of which is a form of constant value; 1 without equations.
std::optional<Rational> scale_to_equations(const Sequent& sequent, const ExactPoint& direction) {
  std::optional<Rational> scale;
  for (const proofs::Fact& fact : sequent.facts) {
    if (fact.sign != Sign::zero || !functions_in(fact.polynomial).empty()) continue;
    const auto constant = fact.polynomial.terms().find(Monomial{});
    const Rational wanted = constant == fact.polynomial.terms().end() ? Rational(0) : -constant->second;
    const ExactPolynomial form = fact.polynomial + ExactPolynomial(wanted);
    const auto degree = homogeneous_degree(form);
    const auto value = value_at(form, direction);
    if (!degree || *degree == 0 || !value) return {};
    if (proofs::sign(wanted) == 0) {
      if (proofs::sign(*value) != 0) return {};
      continue;
    }
    if (proofs::sign(*value) * proofs::sign(wanted) <= 0) return {};
    const auto found = proofs::root(static_cast<unsigned long>(*degree), ExactPolynomial(wanted / *value)).constant();
    if (!found || (scale && *scale != *found)) return {};
    scale = found;
  }
  return scale.value_or(Rational(1));
}

bool holds(const proofs::Fact& fact, const FloatPoint& point) {
  constexpr double tolerance = 1e-9;
  const double value = evaluate(fact.polynomial, point);
  if (fact.sign == Sign::zero) return std::fabs(value) < tolerance;
  return fact.sign == Sign::nonnegative ? value > -tolerance : std::fabs(value) > tolerance;
}

/// sqrt(square) = rational * sqrt(radical), as for RootMultiplier.
std::optional<std::pair<Rational, Rational>> surd(const Rational& square) {
  for (long q = 1; q <= 100; ++q)
    if (const auto root = proofs::root(2, ExactPolynomial(square / Rational(q))).constant())
      return std::pair(Rational(q), *root);
  return {};
}

/// All monomials of the degree (or up to it) in the variables.
std::vector<ExactPolynomial> monomials(const std::vector<std::string>& names, std::uint64_t degree, bool all_degrees) {
  std::vector<ExactPolynomial> result{ExactPolynomial(Rational(1))}, layer = result;
  for (std::uint64_t d = 0; d < degree; ++d) {
    std::vector<ExactPolynomial> next;
    for (const ExactPolynomial& one : layer)
      for (const std::string& name : names) {
        ExactPolynomial product = one * ExactPolynomial::variable(name);
        if (std::find(next.begin(), next.end(), product) == next.end()) next.push_back(std::move(product));
      }
    layer = std::move(next);
    result.insert(result.end(), layer.begin(), layer.end());
  }
  return all_degrees ? result : layer;
}

/// Linear equations in echelon form: every pivot column has one 1 and zeros. Rows are followed by the right-hand side.
struct Echelon {
  std::vector<Row> rows;
  std::vector<std::size_t> pivots;
};

/// None when the equations contradict each other.
std::optional<Echelon> echelon_form(std::vector<Row> rows, std::size_t columns) {
  Echelon result;
  std::size_t done = 0;
  for (std::size_t column = 0; column < columns && done < rows.size(); ++column) {
    const auto pivot = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(done), rows.end(),
                                    [&](const Row& row) { return proofs::sign(row[column]) != 0; });
    if (pivot == rows.end()) continue;
    std::swap(*pivot, rows[done]);
    const Rational scale = 1 / rows[done][column];
    for (Rational& entry : rows[done]) entry = entry * scale;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Rational factor = rows[i][column];
      if (i == done || proofs::sign(factor) == 0) continue;
      for (std::size_t j = column; j <= columns; ++j) rows[i][j] = rows[i][j] - factor * rows[done][j];
    }
    result.pivots.push_back(column);
    ++done;
  }
  for (std::size_t i = done; i < rows.size(); ++i)
    if (proofs::sign(rows[i][columns]) != 0) return {};
  rows.resize(done);
  result.rows = std::move(rows);
  return result;
}

/// The minimum of the sum of squares of (row . t - right), a little drawn towards 0; by Gaussian elimination.
std::vector<double> least_squares(const std::vector<std::vector<double>>& rows, const std::vector<double>& right,
                                  std::size_t unknowns) {
  std::vector<std::vector<double>> normal(unknowns, std::vector<double>(unknowns + 1, 0));
  for (std::size_t k = 0; k < rows.size(); ++k)
    for (std::size_t i = 0; i < unknowns; ++i) {
      for (std::size_t j = 0; j < unknowns; ++j) normal[i][j] += rows[k][i] * rows[k][j];
      normal[i][unknowns] += rows[k][i] * right[k];
    }
  for (std::size_t i = 0; i < unknowns; ++i) normal[i][i] += 1e-9;
  for (std::size_t i = 0; i < unknowns; ++i)
    for (std::size_t k = 0; k < unknowns; ++k) {
      if (k == i) continue;
      const double factor = normal[k][i] / normal[i][i];
      for (std::size_t j = i; j <= unknowns; ++j) normal[k][j] -= factor * normal[i][j];
    }
  std::vector<double> result(unknowns);
  for (std::size_t i = 0; i < unknowns; ++i) result[i] = normal[i][unknowns] / normal[i][i];
  return result;
}

/// The points with their coordinates in every order, so that symmetric questions have symmetric answers.
std::vector<FloatPoint> in_every_order(const std::vector<FloatPoint>& points, const std::vector<std::string>& names) {
  std::vector<FloatPoint> result;
  std::vector<std::size_t> order(names.size());
  for (const FloatPoint& point : points) {
    std::iota(order.begin(), order.end(), std::size_t{0});
    do {
      FloatPoint next = point;
      for (std::size_t i = 0; i < names.size(); ++i) next[names[i]] = point.at(names[order[i]]);
      result.push_back(std::move(next));
    } while (std::next_permutation(order.begin(), order.end()));
  }
  return result;
}

}  // namespace

std::vector<ExactPoint> zeros_of_goal(const Sequent& sequent, std::size_t most) {
  constexpr long greatest = 4;
  const std::vector<std::string> names = goal_variables(sequent);
  std::vector<ExactPoint> result;
  if (names.empty() || names.size() > 4) return result;
  std::vector<long> entries(names.size(), 0);
  const auto next = [&] {
    for (long& entry : entries) {
      if (entry < greatest) {
        ++entry;
        return true;
      }
      entry = 0;
    }
    return false;
  };
  while (result.size() < most && next()) {
    if (std::accumulate(entries.begin(), entries.end(), 0L, [](long a, long b) { return std::gcd(a, b); }) != 1)
      continue;
    ExactPoint point;
    for (std::size_t i = 0; i < names.size(); ++i) point.emplace(names[i], Rational(entries[i]));
    const auto scale = scale_to_equations(sequent, point);
    if (!scale) continue;
    for (auto& [name, value] : point) value = value * *scale;
    const FloatPoint here = to_float(point);
    if (std::fabs(evaluate(sequent.goal.polynomial, here)) < 1e-9 &&
        std::all_of(sequent.facts.begin(), sequent.facts.end(), [&](const auto& fact) {
          return variables(fact.polynomial).size() > names.size() || holds(fact, here);
        }))
      result.push_back(std::move(point));
  }
  return result;
}

const std::vector<InterpolationChoice>& interpolation_choices() {
  static const std::vector<InterpolationChoice> all{{false, 12}, {true, 2}, {true, 12}, {false, 2}};
  return all;
}

namespace {

/// N = sum of c_j * basis_j: its values at the zeros as equations for the c_j, solved for some of them.
struct Interpolation {
  RootMultiplier frame;  ///< radical and denominator
  std::vector<ExactPolynomial> basis;
  Echelon conditions;
  std::vector<std::size_t> free;  ///< the places in the basis that are not pivots
};

/// The frame's radical and the conditions; none where the values at the zeros have no common radical or contradict.
std::optional<Interpolation> interpolation(RootMultiplier frame, std::vector<ExactPolynomial> basis,
                                           const ExactPolynomial& u, const ExactPolynomial& factor,
                                           const std::vector<ExactPoint>& zeros) {
  std::vector<Row> rows;
  for (const ExactPoint& zero : zeros) {
    if (std::fabs(evaluate(factor, to_float(zero))) < 1e-9) continue;
    const auto square = value_at(u, zero), below = value_at(frame.denominator, zero);
    if (!square || !below || proofs::sign(*square) < 0) return {};
    Rational right = 0;
    if (proofs::sign(*square) > 0) {
      const auto value = surd(*square);
      if (!value || (frame.radical != 1 && frame.radical != value->first)) return {};
      frame.radical = value->first;
      right = value->second * *below;
    }
    Row row;
    for (const ExactPolynomial& monomial : basis) row.push_back(value_at(monomial, zero).value_or(0));
    row.push_back(right);
    rows.push_back(std::move(row));
  }
  auto conditions = echelon_form(std::move(rows), basis.size());
  if (!conditions) return {};
  Interpolation result{std::move(frame), std::move(basis), std::move(*conditions), {}};
  const std::vector<std::size_t>& pivots = result.conditions.pivots;
  for (std::size_t j = 0; j < result.basis.size(); ++j)
    if (std::find(pivots.begin(), pivots.end(), j) == pivots.end()) result.free.push_back(j);
  return result;
}

double to_double(const Rational& value) { return evaluate(ExactPolynomial(value), {}); }

/// The free coefficients for which s is nearest to sqrt(u) at the points, relative to it.
std::vector<double> nearest(const Interpolation& question, const ExactPolynomial& u,
                            const std::vector<FloatPoint>& points) {
  const auto& [rows, pivots] = question.conditions;
  const std::size_t columns = question.basis.size();
  const double radical = to_double(question.frame.radical);
  std::vector<std::vector<double>> equations;
  std::vector<double> values;
  for (const FloatPoint& point : points) {
    const double root = std::sqrt(evaluate(u, point) / radical), below = evaluate(question.frame.denominator, point);
    if (!(root > 1e-9) || !(below > 1e-9)) continue;
    std::vector<double> at(columns), row(question.free.size());
    for (std::size_t j = 0; j < columns; ++j) at[j] = evaluate(question.basis[j], point) / below / root;
    double right = 1;
    for (std::size_t k = 0; k < row.size(); ++k) row[k] = at[question.free[k]];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      right -= to_double(rows[i][columns]) * at[pivots[i]];
      for (std::size_t k = 0; k < row.size(); ++k) row[k] -= to_double(rows[i][question.free[k]]) * at[pivots[i]];
    }
    equations.push_back(std::move(row));
    values.push_back(right);
  }
  return least_squares(equations, values, question.free.size());
}

/// The multiplier with the free coefficients rounded to multiples of 1/grid.
std::optional<RootMultiplier> rounded(const Interpolation& question, const std::vector<double>& best, long grid) {
  constexpr double greatest = 1e4;
  RootMultiplier result = question.frame;
  std::vector<Rational> chosen;
  for (const double value : best) {
    if (!(std::fabs(value) < greatest)) return {};
    chosen.push_back(Rational(std::lround(value * static_cast<double>(grid))) / Rational(grid));
    result.rational =
        result.rational + ExactPolynomial(chosen.back()) * question.basis[question.free[chosen.size() - 1]];
  }
  const Echelon& conditions = question.conditions;
  for (std::size_t i = 0; i < conditions.rows.size(); ++i) {
    Rational value = conditions.rows[i][question.basis.size()];
    for (std::size_t k = 0; k < chosen.size(); ++k) value = value - conditions.rows[i][question.free[k]] * chosen[k];
    result.rational = result.rational + ExactPolynomial(value) * question.basis[conditions.pivots[i]];
  }
  if (result.rational.is_zero()) return {};
  return result;
}

}  // namespace

std::optional<RootMultiplier> interpolated_multiplier(const InterpolationChoice& choice, const ExactPolynomial& u,
                                                      const ExactPolynomial& factor,
                                                      const std::vector<std::string>& names,
                                                      const std::vector<ExactPoint>& zeros,
                                                      const SamplePoints& samples) {
  constexpr std::uint64_t greatest_degree = 4;
  const auto form_degree = homogeneous_degree(u);
  if (!functions_in(u).empty() || names.size() > 4 || (form_degree && *form_degree % 2 == 1)) return {};
  const std::uint64_t degree = (highest_degree(u) + 1) / 2 + (choice.over_sum ? 1 : 0);
  if (degree == 0 || degree > greatest_degree) return {};
  RootMultiplier frame;
  if (choice.over_sum && form_degree) {
    frame.denominator = ExactPolynomial();
    for (const std::string& name : names) frame.denominator = frame.denominator + ExactPolynomial::variable(name);
  }
  const auto question = interpolation(std::move(frame), monomials(names, degree, !form_degree), u, factor, zeros);
  if (!question) return {};
  return rounded(*question, nearest(*question, u, in_every_order(samples.points(), names)), choice.grid);
}

}  // namespace geq::prover
