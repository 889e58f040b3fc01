// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/float_program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace geq::prover {

using proofs::Operator;

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Real roots, also odd ones of negative numbers.
double root(double degree, double radicand) {
  if (degree == 2) return std::sqrt(radicand);
  if (radicand >= 0) return std::pow(radicand, 1 / degree);
  return std::fmod(degree, 2) == 1 ? -std::pow(-radicand, 1 / degree) : undefined;
}

double power(double base, double exponent) {
  if (base == 0 && exponent < 0) return undefined;
  if (std::fabs(exponent) > 64 || exponent != std::floor(exponent)) return std::pow(base, exponent);
  double result = 1;
  double square = base;
  for (auto left = static_cast<unsigned>(std::fabs(exponent)); left > 0; left /= 2, square *= square)
    if (left % 2 == 1) result *= square;
  return exponent < 0 ? 1 / result : result;
}

double divided(double numerator, double denominator) { return denominator == 0 ? undefined : numerator / denominator; }

double apply(Operator op, const double* a, std::size_t count) {
  switch (op) {
    case Operator::sum: {
      double result = 0;
      for (std::size_t i = 0; i < count; ++i) result += a[i];
      return result;
    }
    case Operator::product: {
      double result = 1;
      for (std::size_t i = 0; i < count; ++i) result *= a[i];
      return result;
    }
    case Operator::negation:
      return -a[0];
    case Operator::quotient:
      return divided(a[0], a[1]);
    case Operator::power:
      return power(a[0], a[1]);
    case Operator::root:
      return root(a[0], a[1]);
    case Operator::abs:
      return std::fabs(a[0]);
    case Operator::min:
      return *std::min_element(a, a + count);
    case Operator::max:
      return *std::max_element(a, a + count);
    case Operator::exp:
      return std::exp(a[0]);
    case Operator::log:
      return a[0] > 0 ? std::log(a[0]) : undefined;
    case Operator::sin:
      return std::sin(a[0]);
    case Operator::cos:
      return std::cos(a[0]);
    case Operator::tan:
      return std::tan(a[0]);
    case Operator::arctan:
      return std::atan(a[0]);
    case Operator::sinh:
      return std::sinh(a[0]);
    case Operator::cosh:
      return std::cosh(a[0]);
    case Operator::tanh:
      return std::tanh(a[0]);
    case Operator::pi:
      return std::numbers::pi;
    case Operator::e:
      return std::numbers::e;
    case Operator::floor:
      return std::floor(a[0]);
    case Operator::factorial:
      return std::tgamma(a[0] + 1);
    default:
      return undefined;
  }
}

/// What rounding errors of the value are relative to, from the magnitudes m of the arguments a.
double magnitude(Operator op, const double* a, const double* m, std::size_t count, double value) {
  switch (op) {
    case Operator::sum:
    case Operator::product:
    case Operator::negation:
      return std::fabs(apply(op, m, count));
    case Operator::quotient:
      return m[0] / std::fabs(a[1]);
    case Operator::power:
      return a[1] >= 0 ? power(m[0], a[1]) : std::fabs(value);
    case Operator::sin:
    case Operator::cos:
      return std::fabs(value) + m[0];  // large angles lose what counts
    case Operator::log:
      return std::fabs(value) + m[0] / std::fabs(a[0]);
    default:
      return std::fabs(value);
  }
}

}  // namespace

double value_of(Operator op, const std::vector<double>& arguments) {
  return apply(op, arguments.data(), arguments.size());
}

double to_double(const proofs::Rational& value) { return cln::double_approx(value); }

FloatProgram::FloatProgram(const proofs::Term& term, const std::vector<std::string>& variables) {
  compile(term, variables);
}

void FloatProgram::compile(const proofs::Term& term, const std::vector<std::string>& variables) {
  if (term.op() == Operator::number) {
    instructions_.push_back({term.op(), to_double(term.value()), 0});
    return;
  }
  if (term.op() == Operator::variable) {
    const auto place = std::find(variables.begin(), variables.end(), term.name());
    instructions_.push_back({term.op(), 0, static_cast<std::size_t>(place - variables.begin())});
    return;
  }
  for (const proofs::Term& argument : term.arguments()) compile(argument, variables);
  instructions_.push_back({term.op(), 0, term.arguments().size()});
}

FloatProgram::Value FloatProgram::operator()(const std::vector<double>& point) const {
  values_.clear();
  magnitudes_.clear();
  for (const Instruction& instruction : instructions_) {
    double value = instruction.value;
    double size = std::fabs(value);
    if (instruction.op == Operator::variable) {
      value = instruction.number < point.size() ? point[instruction.number] : undefined;
      size = std::fabs(value);
    } else if (instruction.op != Operator::number) {
      const std::size_t base = values_.size() - instruction.number;
      value = apply(instruction.op, values_.data() + base, instruction.number);
      size = magnitude(instruction.op, values_.data() + base, magnitudes_.data() + base, instruction.number, value);
      values_.resize(base);
      magnitudes_.resize(base);
    }
    values_.push_back(value);
    magnitudes_.push_back(size);
  }
  return {values_.back(), magnitudes_.back()};
}

}  // namespace geq::prover
