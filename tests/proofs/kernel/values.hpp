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

/// None when the value is not rational, or the function has none here.
inline std::optional<Rational> value_at(const Atom& atom, const Values& point) {
  if (atom.is_variable()) return point.at(atom.name());
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
