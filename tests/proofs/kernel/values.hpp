// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The value of polynomials over atoms at a rational point, by the conventions of polynomial.hpp: an independent
/// reading of what the kernel computes with.

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

using Values = std::map<std::string, Rational>;

std::optional<Rational> value_at(const ExactPolynomial& polynomial, const Values& point);

/// The integers of the binder's range, one after another, as the value of its variable; none when there are many. The
/// value of the variable of the binder with d others around it is that of the name "#d", and "#" counts them.
inline std::optional<std::vector<Rational>> values_over_range(const Atom& atom, const Values& point) {
  const auto lower = value_at(atom.arguments()[0], point);
  const auto upper = value_at(atom.arguments()[1], point);
  if (!lower || !upper || *upper - *lower > 20) return {};
  Values inside = point;
  Rational& depth = inside["#"];
  const std::string name = "#" + to_text(ExactPolynomial(depth));
  depth = depth + 1;
  std::vector<Rational> result;
  for (Rational index = cln::ceiling1(*lower); index <= *upper; index = index + 1) {
    inside[name] = index;
    const auto value = value_at(atom.arguments()[2], inside);
    if (!value) return {};
    result.push_back(*value);
  }
  return result;
}

inline std::optional<Rational> value_of_binder(const Atom& atom, const Values& point) {
  const auto values = values_over_range(atom, point);
  if (!values) return {};
  const auto every = [&](const auto& holds) {
    return Rational(std::all_of(values->begin(), values->end(), holds) ? 1 : 0);
  };
  Rational result = atom.op() == Operator::product_over ? 1 : 0;
  switch (atom.op()) {
    case Operator::sum_over:
      for (const Rational& value : *values) result = result + value;
      return result;
    case Operator::product_over:
      for (const Rational& value : *values) result = result * value;
      return result;
    case Operator::every_nonnegative:
      return every([](const Rational& value) { return sign(value) >= 0; });
    case Operator::every_positive:
      return every([](const Rational& value) { return sign(value) > 0; });
    case Operator::every_zero:
      return every([](const Rational& value) { return sign(value) == 0; });
    case Operator::every_nonzero:
      return every([](const Rational& value) { return sign(value) != 0; });
    default:
      if (values->empty()) return {};
      return atom.op() == Operator::max_over ? *std::max_element(values->begin(), values->end())
                                             : *std::min_element(values->begin(), values->end());
  }
}

/// None when the value is not rational, or the function has none here.
inline std::optional<Rational> value_at(const Atom& atom, const Values& point) {
  if (atom.is_variable()) return point.at(atom.name());
  if (is_range(atom.op())) return value_of_binder(atom, point);
  if (is_binder(atom.op())) return {};
  if (atom.op() == Operator::bound) {
    const Rational place = point.at("#") - 1 - atom.arguments()[0].constant().value();
    return point.at("#" + to_text(ExactPolynomial(place)));
  }
  std::vector<Rational> arguments;
  for (const ExactPolynomial& argument : atom.arguments()) {
    const auto value = value_at(argument, point);
    if (!value) return {};
    arguments.push_back(*value);
  }
  switch (atom.op()) {
    case Operator::quotient:
      return zerop(arguments[0]) ? Rational(0) : 1 / arguments[0];
    case Operator::abs:
      return cln::abs(arguments[0]);
    case Operator::min:
      return *std::min_element(arguments.begin(), arguments.end());
    case Operator::max:
      return *std::max_element(arguments.begin(), arguments.end());
    case Operator::floor:
      return Rational(cln::floor1(arguments[0]));
    case Operator::root: {
      const auto degree = static_cast<uintL>(cln::cl_I_to_ulong(cln::numerator(arguments[0])));
      if (sign(arguments[1]) < 0 && degree % 2 == 0) return Rational(0);
      Rational exact;
      if (!cln::rootp(cln::abs(arguments[1]), degree, &exact)) return {};
      return sign(arguments[1]) < 0 ? -exact : exact;
    }
    default:
      return {};
  }
}

inline std::optional<Rational> value_at(const ExactPolynomial& polynomial, const Values& point) {
  Rational sum = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Rational product = coefficient;
    for (const auto& [atom, exponent] : monomial) {
      const auto value = value_at(atom, point);
      if (!value) return {};
      product = product * cln::expt(*value, Integer(static_cast<unsigned long>(exponent)));
    }
    sum = sum + product;
  }
  return sum;
}

inline std::optional<bool> holds_at(const Fact& fact, const Values& point) {
  const auto value = value_at(fact.polynomial, point);
  if (!value) return {};
  switch (fact.sign) {
    case Sign::zero:
      return sign(*value) == 0;
    case Sign::nonnegative:
      return sign(*value) >= 0;
    case Sign::positive:
      return sign(*value) > 0;
    case Sign::nonzero:
      return sign(*value) != 0;
  }
  return {};
}

/// Every fact holds and the goal does not. None when that cannot be told.
inline std::optional<bool> fails_at(const Sequent& sequent, const Values& point) {
  for (const Fact& fact : sequent.facts) {
    const auto truth = holds_at(fact, point);
    if (!truth) return {};
    if (!*truth) return false;
  }
  const auto goal = holds_at(sequent.goal, point);
  if (!goal) return {};
  return !*goal;
}

}  // namespace geq::proofs
