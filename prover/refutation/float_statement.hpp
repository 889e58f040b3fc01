// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A statement in floating point: how far a point is from refuting it. Chooses where to look, never decides.

#include <string>
#include <vector>

#include "proofs/kernel/statement.hpp"
#include "prover/float_program.hpp"

namespace geq::prover {

inline constexpr double noise = 1e-11;  ///< relative margins below this may be rounding

class FloatStatement {
 public:
  explicit FloatStatement(const proofs::Statement& statement);

  /// The least margin of the goals, relative to the magnitudes of their sides: negative where one fails, at most 1. NaN
  /// outside the hypotheses or where something is not defined.
  double margin(const std::vector<double>& point) const;
  /// The same inside the hypotheses; outside, 2 plus how badly they fail, so that a descent finds its way in. Infinite
  /// where something is not defined.
  double penalty(const std::vector<double>& point) const;

 private:
  struct FloatRelation {
    FloatProgram left;
    proofs::Comparison comparison;
    FloatProgram right;
    double margin(const std::vector<double>& point) const;
    /// What a hypothesis may miss, as its margin is rounded.
    double slack() const { return comparison == proofs::Comparison::equal ? 1e-7 : noise; }
  };
  static std::vector<FloatRelation> compiled(const std::vector<proofs::Relation>& relations,
                                             const std::vector<std::string>& variables);
  double goals_margin(const std::vector<double>& point) const;

  std::vector<FloatRelation> hypotheses_, goals_;
};

}  // namespace geq::prover
