// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Solves the equations among a statement's hypotheses, one after another, each for a variable in which it is linear
/// (abc = 1 gives c = 1/(ab)), so that points of the remaining variables can be completed exactly.

#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/algebraic_point.hpp"

namespace geq::prover {

/// numerator / denominator, polynomials in variables only.
struct Fraction {
  proofs::ExactPolynomial numerator, denominator;
};

/// The polynomial with its reciprocals 1/q cleared; none when another function occurs in it. Throws LimitExceeded.
std::optional<Fraction> as_fraction(const proofs::ExactPolynomial& polynomial);

class EquationSolver {
 public:
  explicit EquationSolver(const proofs::Statement& statement);

  /// The variables that can be chosen, in the order of the statement.
  const std::vector<std::string>& free() const noexcept { return free_; }
  /// Polynomials in the free variables that the equations left over ask to vanish.
  const std::vector<proofs::ExactPolynomial>& unsolved() const noexcept { return unsolved_; }

  /// Values of all variables of the statement, in order, from those of the free ones. None where a divisor vanishes.
  std::optional<std::vector<proofs::Rational>> complete(const std::vector<proofs::Rational>& free) const;
  /// The same in floating point: NaN or infinite where a divisor vanishes.
  std::vector<double> complete(const std::vector<double>& free) const;
  /// The same with polynomials in a root, by the names of the variables.
  std::optional<proofs::AlgebraicPoint::Values> complete(const proofs::Root& root,
                                                         proofs::AlgebraicPoint::Values values) const;

  /// Every variable of the statement as a polynomial over atoms, from images of the free ones.
  proofs::Substitution complete(proofs::Substitution image) const;

 private:
  /// variable = numerator / denominator, in terms of variables that are free or solved later in the list.
  struct Solved {
    std::string variable;
    proofs::ExactPolynomial numerator, denominator;
  };
  void solve(const proofs::ExactPolynomial& equation);

  std::vector<std::string> variables_, free_;
  std::vector<Solved> solved_;
  std::vector<proofs::ExactPolynomial> unsolved_;
};

}  // namespace geq::prover
