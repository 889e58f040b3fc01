// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The only place where a theorem can be made.
///
/// Trusted: this folder, CLN's rational numbers and the compiler. Everything that searches is outside; a bug there can
/// lose a proof but never forge one. `check` has no option that makes it check less.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "proofs/kernel/algebraic_point.hpp"
#include "proofs/kernel/function_witness.hpp"
#include "proofs/kernel/rejection.hpp"
#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/step.hpp"

namespace geq::proofs {

/// Steps in preorder: each acts on the goal in hand, then come the steps for the first sequent it leaves, and so on.
struct Proof {
  std::vector<Step> steps;
};

/// A value for every variable, at which the statement fails: rational, or a polynomial in one real root.
struct Refutation {
  std::vector<std::pair<std::string, Rational>> point;
  std::optional<Root> root = {};
  std::vector<std::pair<std::string, Univariate>> in_root = {};  ///< empty without a root
  std::vector<FunctionWitness> functions = {};                   ///< one for each that the statement declares
  std::vector<Step> steps = {};  ///< if any, they show at a rational point what sequents_against asks for
};

/// All values as polynomials in the root, which the refutation has. Throws LimitExceeded.
AlgebraicPoint algebraic_point(const Refutation& refutation);

using Certificate = std::variant<Proof, Refutation>;

/// What a step leaves of a sequent: the sequents that together imply it. Any input is welcome.
Result<std::vector<Sequent>, Reason> apply(const Step& step, const Sequent& sequent);

/// Replays the steps on the sequents, one after another: the first thing wrong with them, none if they close all.
/// Throws LimitExceeded.
std::optional<Rejection> check_steps(std::vector<Sequent> goals, const std::vector<Step>& steps);

/// A statement that has been proved or refuted. `check` is the only way to obtain one.
class Theorem {
 public:
  enum class Kind { proved, refuted };
  const Statement& statement() const noexcept { return statement_; }
  Kind kind() const noexcept { return kind_; }

 private:
  Theorem(Statement statement, Kind kind) : statement_(std::move(statement)), kind_(kind) {}
  friend Result<Theorem, Rejection> check(const Statement& statement, const Certificate& certificate);

  Statement statement_;
  Kind kind_;
};

/// Replays the certificate against the statement and returns the theorem it proves, or the first thing wrong with it.
/// Any input is welcome, however malformed. Exact throughout: no floating point, no rounding.
Result<Theorem, Rejection> check(const Statement& statement, const Certificate& certificate);

}  // namespace geq::proofs
