// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Numerical minimisation of a statement's margin over its free variables: pattern search (Hooke and Jeeves 1961) with
/// random directions; bounds are kept, other hypotheses enter as a penalty, equations that are not solved are kept by
/// Newton's method. Floating point throughout.

#include <functional>
#include <random>
#include <vector>

#include "prover/equation_solver.hpp"
#include "prover/refutation/float_statement.hpp"

namespace geq::prover {

class Descent {
 public:
  Descent(const EquationSolver& solver, const FloatStatement& floats, const std::vector<proofs::Interval>& domains);

  /// Where it ends, after `most` evaluations or so, spent from `left`.
  std::vector<double> from(std::vector<double> start, std::size_t most, std::mt19937_64& random, std::size_t& left,
                           const std::function<bool()>& is_over) const;
  /// Closer to a minimum that is near, by Newton's method on differences; the point itself where that leads up.
  std::vector<double> polished(std::vector<double> point, std::size_t& left) const;

 private:
  struct Bounds {
    double lower, upper;
  };
  double score(const std::vector<double>& free) const { return floats_.penalty(solver_.complete(free)); }
  std::vector<double> clamped(std::vector<double> point) const;
  /// Nearly on the equations, if Newton's method gets there.
  std::vector<double> projected(std::vector<double> point) const;
  double size_of(const std::vector<double>& point, std::size_t i) const;

  const EquationSolver& solver_;
  const FloatStatement& floats_;
  std::vector<Bounds> bounds_;
  std::vector<FloatProgram> equations_;
};

}  // namespace geq::prover
