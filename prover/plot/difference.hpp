// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The difference of the sides of a statement, as a function to be drawn.
///
/// Greater side minus smaller side; of several goals the least difference. Floating point chooses what is drawn; it
/// decides nothing.

#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/statement.hpp"
#include "prover/equation_solver.hpp"
#include "prover/float_program.hpp"

namespace geq::plot {

class Difference {
 public:
  explicit Difference(const proofs::Statement& statement);

  /// The variables that remain when the equations among the assumptions are solved.
  const std::vector<std::string>& free() const noexcept { return solver_.free(); }

  /// NaN outside the closed domain and where it is not defined.
  double at(const std::vector<double>& free) const;
  /// The same exactly, at any point where both sides are rational.
  std::optional<proofs::Rational> exact(const std::vector<proofs::Rational>& free) const;

  /// The difference is homogeneous in the free variables, as far as samples tell, and so is the domain.
  bool is_homogeneous() const;

 private:
  struct Side {
    proofs::Term term;
    prover::FloatProgram program;
  };
  struct Pair {
    Side greater, less;
    bool is_equation;
  };
  static Pair pair_of(const proofs::Relation& relation, const std::vector<std::string>& variables);

  proofs::Statement statement_;
  prover::EquationSolver solver_;
  std::vector<Pair> hypotheses_, goals_;
};

}  // namespace geq::plot
