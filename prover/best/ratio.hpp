// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What one point says about the constant of an affine statement.
///
/// Every goal is f(x) + k g(x) >= 0. At a point x with g(x) < 0 it asks for k <= f(x) / -g(x). The least of these
/// ratios over all points is the largest constant for which the statement can hold. (The smallest one is the negative
/// of the largest for k with the other sign: `upward` false.)

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "prover/best/constant_statement.hpp"
#include "prover/equation_solver.hpp"
#include "prover/float_program.hpp"

namespace geq::prover {

class Ratio {
 public:
  /// The statement is affine. `upward`: upper bounds of the constant; else of its negative.
  Ratio(const ConstantStatement& statement, bool upward);

  /// Points are values of the free variables; equations give the others.
  const std::vector<std::string>& free() const noexcept { return solver_.free(); }

  struct FloatBound {
    double bound;        ///< the least ratio; infinite where the point asks for nothing
    bool is_infeasible;  ///< outside the closed domain, or not defined
  };
  FloatBound at(const std::vector<double>& free) const;

  struct Bound {
    proofs::Rational value;
    std::vector<std::pair<std::string, proofs::Rational>> point;  ///< every variable of the statement
    std::vector<proofs::Rational> free;
    bool is_inside;  ///< in the domain; else only with > read as >=
  };
  /// Exactly; none outside the closed domain, where a root is irrational, or where nothing is asked for.
  std::optional<Bound> exact(const std::vector<proofs::Rational>& free) const;

 private:
  struct Side {
    proofs::Term term;
    FloatProgram program;
  };
  struct Goal {
    Side greater_at_0, less_at_0, greater_at_1, less_at_1;  ///< constant 0, and 1 (or -1)
  };
  struct Hypothesis {
    proofs::Relation relation;
    FloatProgram left, right;
  };
  struct Parts {
    double value, coefficient, size;
  };
  std::optional<std::vector<double>> inside(const std::vector<double>& free) const;
  static Parts parts(const Goal& goal, const std::vector<double>& point);

  proofs::Statement statement_;  ///< for the constant 0
  EquationSolver solver_;
  std::vector<Goal> goals_;
  std::vector<Hypothesis> hypotheses_;
};

/// Where the ratio is small.
struct RatioMinimum {
  double estimate;                      ///< the least value met in floating point
  std::vector<double> place;            ///< where
  std::optional<Ratio::Bound> inside;   ///< the least exact bound at a point of the domain
  std::optional<Ratio::Bound> closure;  ///< the least exact bound at any point; may be the same
};

/// Random and structured points, pattern search from the best, rounding to rational points: the same points on every
/// run. None when no point asks for anything. `is_over` ends it.
std::optional<RatioMinimum> minimise(const Ratio& ratio, const std::function<bool()>& is_over);

/// A point of the domain with a ratio below `limit`, on the way from a point of the domain to the minimum.
std::optional<Ratio::Bound> step_inside(const Ratio& ratio, const RatioMinimum& minimum, const proofs::Rational& limit);

}  // namespace geq::prover
