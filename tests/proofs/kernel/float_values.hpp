// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Polynomials of one variable, also with integrals between numbers, in floating point: what rules are compared with.

#include <cmath>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/integrals.hpp"

namespace geq::proofs {

/// The polynomial's value where its one variable is x.
inline double value(const ExactPolynomial& polynomial, double x);

/// Integrals between numbers by Simpson's rule; the variable of the body is another one.
inline double value(const OverInterval& of, double x) {
  const double low = value(of.interval.lower, x);
  const double high = value(of.interval.upper, x);
  if (of.interval.ends != Ends::finite || !(low <= high)) return std::nan("");
  const ExactPolynomial body = opened(of.body, ExactPolynomial::variable("t"));
  constexpr int pieces = 400;
  const double step = (high - low) / pieces;
  double sum = 0;
  for (int i = 0; i < pieces; ++i) {
    const double left = low + i * step;
    sum += step / 6 * (value(body, left) + 4 * value(body, left + step / 2) + value(body, left + step));
  }
  return sum;
}

inline double value(const Atom& atom, double x) {
  if (atom.is_variable()) return x;
  std::vector<double> arguments;
  for (const ExactPolynomial& argument : atom.arguments()) arguments.push_back(value(argument, x));
  switch (atom.op()) {
    case Operator::quotient:
      return arguments[0] == 0 ? std::nan("") : 1 / arguments[0];
    case Operator::root:
      return std::pow(arguments[1], 1 / arguments[0]);
    case Operator::power:
      // exp(x)^(1/x) is e, also where exp(x) leaves the range of double.
      return std::isnormal(arguments[0]) ? std::pow(arguments[0], arguments[1]) : std::nan("");
    case Operator::exp:
      return std::exp(arguments[0]);
    case Operator::log:
      return arguments[0] > 0 ? std::log(arguments[0]) : std::nan("");
    case Operator::sin:
      return std::sin(arguments[0]);
    case Operator::cos:
      return std::cos(arguments[0]);
    case Operator::tan:
      return std::tan(arguments[0]);
    case Operator::arctan:
      return std::atan(arguments[0]);
    case Operator::sinh:
      return std::sinh(arguments[0]);
    case Operator::cosh:
      return std::cosh(arguments[0]);
    case Operator::tanh:
      return std::tanh(arguments[0]);
    case Operator::abs:
      return std::fabs(arguments[0]);
    case Operator::pi:
      return std::acos(-1.0);
    case Operator::e:
      return std::exp(1.0);
    case Operator::integral: {
      const auto of = over_interval(ExactPolynomial(atom), Operator::integral);
      return of ? value(*of, x) : std::nan("");
    }
    default:
      return std::nan("");
  }
}

inline double value(const ExactPolynomial& polynomial, double x) {
  double sum = 0;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    double term = cln::double_approx(coefficient);
    for (const auto& [atom, exponent] : monomial) term *= std::pow(value(atom, x), exponent);
    sum += term;
  }
  return sum;
}

}  // namespace geq::proofs
