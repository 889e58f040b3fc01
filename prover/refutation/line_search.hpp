// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Decides a polynomial or rational statement on a line, exactly and completely: there the signs of hypotheses and
/// goals change only at roots of polynomials in one variable, which are isolated. Finds witnesses with irrational
/// coordinates, and rational ones however narrow the gap they lie in.

#include <optional>
#include <vector>

#include "proofs/kernel/check.hpp"
#include "prover/equation_solver.hpp"
#include "prover/refutation/float_statement.hpp"

namespace geq::prover {

class LineSearch {
 public:
  LineSearch(const proofs::Statement& statement, const EquationSolver& solver, const FloatStatement& floats);

  /// Whether lines can be searched: nothing but rational functions occurs, and not too much of them.
  bool is_possible() const noexcept { return possible_; }

  /// A refutation, accepted by the kernel, at a point origin + t * direction of the free variables (completed by the
  /// equations that were solved). None when there is none on the line, or where it is too hard.
  std::optional<proofs::Refutation> refutation_on(const std::vector<proofs::Rational>& origin,
                                                  const std::vector<proofs::Rational>& direction) const;

 private:
  struct Line {
    const std::vector<proofs::Rational>&origin, &direction;
  };
  std::optional<proofs::Refutation> at_rational(const Line& line, const proofs::Rational& t) const;
  std::optional<proofs::Refutation> at_root(const Line& line, const proofs::Root& root) const;

  const proofs::Statement& statement_;
  const EquationSolver& solver_;
  const FloatStatement& floats_;
  std::vector<proofs::Fact> facts_;  ///< hypotheses and goals
  std::size_t hypotheses_ = 0;
  bool possible_ = true;
};

}  // namespace geq::prover
