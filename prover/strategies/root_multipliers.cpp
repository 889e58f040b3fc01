// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/root_multipliers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "prover/float_program.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

ExactPolynomial derivative(const ExactPolynomial& polynomial, const Atom& atom) {
  ExactPolynomial result;
  const std::vector<ExactPolynomial> c = coefficients_in(atom, polynomial);
  for (std::size_t e = 1; e < c.size(); ++e)
    result = result + ExactPolynomial(Rational(static_cast<unsigned long>(e))) * c[e] *
                          power(ExactPolynomial(atom), static_cast<unsigned long>(e - 1));
  return result;
}

struct SurdNumber {
  Rational radical, rational;
};

/// sqrt(square) = rational * sqrt(radical), for whole numbers up to 100 as radicals, the least that does it; none for
/// other squares.
std::optional<SurdNumber> square_root(const Rational& square) {
  if (proofs::sign(square) <= 0) return {};
  for (long q = 1; q <= 100; ++q)
    if (const auto root = proofs::root(2, ExactPolynomial(square / Rational(q))).constant())
      return SurdNumber{Rational(q), *root};
  return {};
}

/// The tangent of sqrt(u / radical) at the point; for a form a form of half its degree.
std::optional<ExactPolynomial> tangent(const ExactPolynomial& u, const Rational& point, const SurdNumber& at,
                                       const ExactPolynomial& sum) {
  const std::uint64_t degree_of_u = homogeneous_degree(u).value_or(1);
  const bool form = degree_of_u % 2 == 0;
  const auto half_degree = static_cast<unsigned long>(degree_of_u / 2);
  ExactPolynomial s = form ? ExactPolynomial() : ExactPolynomial(at.rational);
  for (const Atom& atom : atoms(u)) {
    if (!atom.is_variable()) return {};
    const auto slope = value_at(derivative(u, atom), point).constant();
    if (!slope) return {};
    // A form of degree d has slopes that sum to d/2 times its root: divided by d/2, they make a linear form.
    const Rational scale = form ? Rational(half_degree) : Rational(1);
    const ExactPolynomial variable = form ? ExactPolynomial(atom) : ExactPolynomial(atom) - ExactPolynomial(point);
    s = s + ExactPolynomial(*slope / (2 * at.rational * at.radical * scale)) * variable;
  }
  if (!form || half_degree == 1) return s;
  const auto total = value_at(sum, point).constant();
  if (!total || proofs::sign(*total) == 0) return {};
  const auto value = value_at(s, point).constant();
  if (!value || proofs::sign(*value) == 0) return {};
  return ExactPolynomial(at.rational / *value) * s * power(ExactPolynomial(1 / *total) * sum, half_degree - 1);
}

std::optional<ExactPolynomial> multiple_of_sum(const ExactPolynomial& u, const Rational& point, const SurdNumber& at,
                                               const ExactPolynomial& sum) {
  const auto total = value_at(sum, point).constant();
  if (!total || proofs::sign(*total) == 0) return {};
  const std::uint64_t degree = homogeneous_degree(u).value_or(2);
  if (degree % 2 == 1) return {};
  return ExactPolynomial(at.rational) *
         power(ExactPolynomial(1 / *total) * sum, static_cast<unsigned long>(degree / 2));
}

/// A symmetric form of half the degree of u with the value of its root where all variables are equal.
std::optional<ExactPolynomial> symmetric_form(const ExactPolynomial& u, const Rational& point, const SurdNumber& at,
                                              const Rational& blend) {
  const std::uint64_t degree = homogeneous_degree(u).value_or(0);
  if (degree < 4 || degree % 2 == 1) return {};
  ExactPolynomial sum, pairs;
  for (const std::string& name : variables(u)) {
    const ExactPolynomial x = ExactPolynomial::variable(name);
    pairs = pairs + sum * x;
    sum = sum + x;
  }
  const auto total = value_at(sum, point).constant(), products = value_at(pairs, point).constant();
  if (!total || !products || proofs::sign(*total) == 0 || proofs::sign(*products) == 0) return {};
  const ExactPolynomial one = ExactPolynomial(1 / *total) * sum;
  const ExactPolynomial square = ExactPolynomial(1 - blend) * one * one + ExactPolynomial(blend / *products) * pairs;
  return ExactPolynomial(at.rational) * square * power(one, static_cast<unsigned long>(degree / 2 - 2));
}

double whole_power(double base, std::uint32_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent /= 2, base *= base)
    if (exponent % 2 == 1) result *= base;
  return result;
}

double atom_value(const Atom& atom, const std::map<std::string, double>& point) {
  if (atom.is_variable()) {
    const auto found = point.find(atom.name());
    return found == point.end() ? std::nan("") : found->second;
  }
  if (atom.op() == Operator::quotient) return 1 / evaluate(atom.arguments()[0], point);
  if (const auto degree = root_degree(atom))
    return std::pow(evaluate(atom.arguments()[1], point), 1 / static_cast<double>(*degree));
  if (proofs::is_binder(atom.op())) return std::nan("");
  std::vector<double> values;
  for (const ExactPolynomial& argument : atom.arguments()) values.push_back(evaluate(argument, point));
  return value_of(atom.op(), values);
}

}  // namespace

double evaluate(const ExactPolynomial& polynomial, const std::map<std::string, double>& point) {
  double sum = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    double product = to_double(coefficient);
    for (const auto& [atom, exponent] : monomial) product *= whole_power(atom_value(atom, point), exponent);
    sum += product;
  }
  return sum;
}

namespace {

/// Scales variables of the point until the equation holds; false when no scale between 1/1000 and 1000 does it.
bool scale_to_equation(const ExactPolynomial& equation, const std::set<std::string>& names,
                       std::map<std::string, double>& point) {
  const auto scaled = [&](double scale) {
    std::map<std::string, double> result = point;
    for (const std::string& name : names) result[name] *= scale;
    return result;
  };
  double low = 1e-3, high = 1e3;
  const bool falls = evaluate(equation, scaled(low)) > 0;
  if ((evaluate(equation, scaled(high)) > 0) == falls) return false;
  for (int i = 0; i < 60; ++i) {
    const double middle = std::sqrt(low * high);
    ((evaluate(equation, scaled(middle)) > 0) == falls ? low : high) = middle;
  }
  point = scaled(low);
  return true;
}

/// Changes the one variable that the equation gives; false when there is none.
bool solve_equation(const ExactPolynomial& equation, const std::set<std::string>& names,
                    std::map<std::string, double>& point) {
  for (const std::string& name : names) {
    const std::vector<ExactPolynomial> c = coefficients_in(Atom::variable(name), equation);
    if (c.size() != 2 || variables(c[0]).contains(name) || variables(c[1]).contains(name)) continue;
    point[name] = -evaluate(c[0], point) / evaluate(c[1], point);
    return true;
  }
  return false;
}

/// The same for all equations, one after another, each by the variables that are free yet.
bool scale_to_equations(const Sequent& sequent, std::map<std::string, double>& point) {
  std::set<std::string> used;
  for (const proofs::Fact& fact : sequent.facts) {
    if (fact.sign != Sign::zero) continue;
    std::set<std::string> names = variables(fact.polynomial);
    std::erase_if(names, [&](const std::string& name) { return used.contains(name); });
    if (names.empty()) continue;
    if (!scale_to_equation(fact.polynomial, names, point) && !solve_equation(fact.polynomial, names, point))
      return false;
    used.merge(variables(fact.polynomial));
  }
  return true;
}

bool holds(const proofs::Fact& fact, const std::map<std::string, double>& point) {
  const double value = evaluate(fact.polynomial, point);
  if (fact.sign == Sign::zero) return std::fabs(value) < 1e-6;
  return fact.sign == Sign::nonzero ? value != 0 : value >= -1e-9;
}

}  // namespace

const std::vector<MultiplierChoice>& multiplier_choices() {
  using Kind = MultiplierChoice::Kind;
  static const std::vector<MultiplierChoice> all{
      {Kind::factor},
      {Kind::plain_factor},
      {Kind::denominator},
      {Kind::blend, 0},
      {Kind::blend, 1},
      {Kind::constant},
      {Kind::blend, Rational(1) / 2},
      {Kind::blend, Rational(-1) / 2},
      {Kind::blend, Rational(1) / 4},
      {Kind::blend, Rational(3) / 4},
      {Kind::blend, Rational(-1)},
      {Kind::blend, Rational(3) / 2},
      {Kind::blend, Rational(2)},
      {Kind::blend, Rational(-1) / 4},
      {Kind::blend, Rational(-2)},
      {Kind::blend, Rational(3)},
      {Kind::symmetric, Rational(1)},
      {Kind::symmetric, Rational(-2)},
      {Kind::symmetric, Rational(1) / 2},
      {Kind::symmetric, Rational(-1)},
      {Kind::symmetric, Rational(-1) / 2},
      {Kind::symmetric, Rational(3) / 2},
      {Kind::symmetric, Rational(2)},
  };
  return all;
}

ExactPolynomial value_at(const ExactPolynomial& polynomial, const Rational& all) {
  proofs::Substitution image;
  for (const std::string& name : variables(polynomial)) image.emplace(name, ExactPolynomial(all));
  return substitute(polynomial, image);
}

namespace {

/// A multiple of the product of the denominators of the factor, of half the degree of u where u is a form.
std::optional<ExactPolynomial> product_of_denominators(const ExactPolynomial& u, const ExactPolynomial& factor,
                                                       const Rational& point, const SurdNumber& at) {
  ExactPolynomial product(Rational(1));
  for (const Atom& inverse : reciprocals(factor)) {
    if (degree_in(inverse, factor) > 1) return {};
    product = product * inverse.arguments()[0];
  }
  const auto degree = homogeneous_degree(product);
  if (product.constant() || !functions_in(product).empty() || !degree || homogeneous_degree(u) != 2 * *degree)
    return {};
  const auto value = value_at(product, point).constant();
  if (!value || proofs::sign(*value) == 0) return {};
  return ExactPolynomial(at.rational / *value) * product;
}

}  // namespace

std::optional<RootMultiplier> multiplier(const MultiplierChoice& choice, const ExactPolynomial& u,
                                         const ExactPolynomial& factor, const Rational& point,
                                         const ExactPolynomial& sum) {
  const auto square = value_at(u, point).constant();
  if (!square) return {};
  const auto at = square_root(*square);
  if (!at) return {};
  using Kind = MultiplierChoice::Kind;
  if (choice.kind == Kind::constant)
    return RootMultiplier{at->radical, ExactPolynomial(at->rational), ExactPolynomial(Rational(1))};
  if (choice.kind == Kind::denominator) {
    const auto product = product_of_denominators(u, factor, point, *at);
    return product ? std::optional(RootMultiplier{at->radical, *product, ExactPolynomial(Rational(1))}) : std::nullopt;
  }
  if (choice.kind == Kind::factor || choice.kind == Kind::plain_factor) {
    const auto factors = factors_of(u);
    if (!factors || factors->powers.size() < 2 || factors->powers.begin()->second != 1) return {};
    const ExactPolynomial& first = factors->powers.begin()->first;
    if (choice.kind == Kind::plain_factor) return RootMultiplier{1, first, ExactPolynomial(Rational(1))};
    const auto value = value_at(first, point).constant();
    if (!value || proofs::sign(*value) == 0) return {};
    return RootMultiplier{at->radical, ExactPolynomial(at->rational / *value) * first, ExactPolynomial(Rational(1))};
  }
  if (choice.kind == Kind::symmetric) {
    const auto form = symmetric_form(u, point, *at, choice.blend);
    return form ? std::optional(RootMultiplier{at->radical, *form, ExactPolynomial(Rational(1))}) : std::nullopt;
  }
  ExactPolynomial own_sum;
  for (const std::string& name : variables(u)) own_sum = own_sum + ExactPolynomial::variable(name);
  ExactPolynomial s;
  if (choice.blend != 1) {
    const auto line = tangent(u, point, *at, sum);
    if (!line) return {};
    s = ExactPolynomial(1 - choice.blend) * *line;
  }
  if (choice.blend != 0) {
    const auto multiple = multiple_of_sum(u, point, *at, choice.blend == 1 ? own_sum : sum);
    if (!multiple) return {};
    s = s + ExactPolynomial(choice.blend) * *multiple;
  }
  return RootMultiplier{at->radical, s, ExactPolynomial(Rational(1))};
}

SamplePoints::SamplePoints(const Sequent& sequent) {
  constexpr std::size_t wanted = 120, tries = 900, patience = 60;
  constexpr std::array<double, 3> spreads{1.5, 8, 0.3};
  std::mt19937 random(1);
  for (std::size_t i = 0; i < tries && points_.size() < wanted; ++i) {
    if (i == patience && points_.empty()) return;
    std::map<std::string, double> point;
    // Even out the sizes, as the worst point often has one small variable.
    for (const std::string& name : sequent.variables) {
      const double size = std::exp((static_cast<double>(random() % 1000) / 1000 - 0.5) * spreads[i % 3]);
      point[name] = random() % 2 == 0 && !is_nonnegative(name, sequent) ? -size : size;
    }
    if (scale_to_equations(sequent, point) &&
        std::all_of(sequent.facts.begin(), sequent.facts.end(), [&](const auto& fact) { return holds(fact, point); }))
      points_.push_back(std::move(point));
  }
}

bool SamplePoints::is_negative_somewhere(const ExactPolynomial& polynomial) const {
  return std::any_of(points_.begin(), points_.end(),
                     [&](const auto& point) { return evaluate(polynomial, point) < -1e-7; });
}

}  // namespace geq::prover
