// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Single values of the constant, tried within what is left of the time.

#include <chrono>

#include "prover/best/best_constant.hpp"

namespace geq::prover {

class Trials {
 public:
  Trials(const ConstantStatement& statement, const BestSettings& settings);

  const ConstantStatement& statement() const noexcept { return statement_; }
  const BestSettings& settings() const noexcept { return settings_; }

  bool is_over() const;
  std::chrono::milliseconds left() const;

  /// Proof or counterexample, within `share` of the time that is left.
  Answer prove(const proofs::Rational& value, double share) const;
  Answer refute(const proofs::Rational& value, double share) const;
  Answer prove(const proofs::Statement& statement, double share) const;
  /// What the kernel says of a point; none if the statement does not fail there.
  std::optional<SettledAt> refuted_at(const proofs::Rational& value, const NamedPoint& point) const;

  SettledAt settled(const proofs::Rational& value, Answer answer) const;

 private:
  Settings within(double share) const;

  const ConstantStatement& statement_;
  const BestSettings& settings_;
  std::chrono::steady_clock::time_point deadline_;
};

bool is_proved(const Answer& answer);
bool is_refuted(const Answer& answer);

// The two ways of best_constant.
BestConstant search_affine(const Trials& trials);
BestConstant search_by_trials(const Trials& trials);

}  // namespace geq::prover
