// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A statement with one name in it that stands for a constant, to be replaced by numbers.

#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/result.hpp"
#include "proofs/kernel/statement.hpp"

namespace geq::prover {

class ConstantStatement {
 public:
  /// The reason, one sentence, when `constant` is not free in the statement (it does not occur, has a domain, or occurs
  /// in an assumption), or when a goal is an equation or an inequation.
  static Result<ConstantStatement, std::string> of(const proofs::Statement& statement, const std::string& constant);

  /// The statement that is claimed for this value; its variables are those of the original without the constant. What
  /// is returned prints to a text that reads back as the same statement.
  proofs::Statement at(const proofs::Rational& value) const;

  /// Every goal as greater - less > 0 or >= 0, with the constant as a variable.
  struct Goal {
    proofs::Term greater, less;
    bool is_strict;
  };
  const std::vector<Goal>& goals() const noexcept { return goals_; }

  /// Every goal is of degree 1 in the constant, outside roots, denominators and functions.
  bool is_affine() const;

  /// For affine statements: no goal's difference grows (`falling`) or shrinks when the constant is raised from 0 to 1,
  /// so its coefficient has one sign. When that is proved, the statement holds for all values below (above) one for
  /// which it holds.
  proofs::Statement monotone(bool falling) const;

  const std::string& constant() const noexcept { return constant_; }

 private:
  ConstantStatement(proofs::Statement statement, std::string constant);
  proofs::Statement without_constant() const;

  proofs::Statement statement_;
  std::string constant_;
  std::vector<Goal> goals_;
};

/// The term with every occurrence of the variable replaced by the number, written as a person would write it.
proofs::Term with_value(const proofs::Term& term, const std::string& variable, const proofs::Rational& value);

}  // namespace geq::prover
