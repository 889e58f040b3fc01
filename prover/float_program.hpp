// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Terms compiled for fast evaluation in floating point: to choose where to look, never to decide.

#include <string>
#include <vector>

#include "proofs/kernel/term.hpp"

namespace geq::prover {

class FloatProgram {
 public:
  /// Variables are looked up by their place in `variables`; any other name evaluates to NaN.
  FloatProgram(const proofs::Term& term, const std::vector<std::string>& variables);

  /// A value, and what it would be without cancellation: the same with all signs taken positive, nearly.
  struct Value {
    double value, magnitude;
  };

  /// The value at the point (one entry for each variable); NaN where the term is not defined.
  Value operator()(const std::vector<double>& point) const;

 private:
  struct Instruction {
    proofs::Operator op;
    double value;        // of a number
    std::size_t number;  // place of a variable, or how many arguments are taken from the stack
  };
  void compile(const proofs::Term& term, const std::vector<std::string>& variables);

  std::vector<Instruction> instructions_;
  mutable std::vector<double> values_, magnitudes_;  // stacks
};

/// The value of a function at these arguments; NaN where it has none, or none that is computed here.
double value_of(proofs::Operator op, const std::vector<double>& arguments);

/// The nearest double; infinite when too large.
double to_double(const proofs::Rational& value);

}  // namespace geq::prover
