// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Real-valued expressions, as the user wrote them.
///
/// A term is an immutable tree: an operator, its arguments, and for the two leaves a number or a name. Nothing is
/// simplified: `x/x` stays a quotient, so that the statement that is proved is the statement that was typed. Algebra
/// happens in `ExactPolynomial`, after `normal_form`.
///
/// New operators (functions, vectors) join the enumeration and the table in term.cpp; a binder (sum, integral, limit)
/// is an operator whose last argument lies under one more bound variable, and `bound` leaves are counted from the
/// innermost binder (de Bruijn), so that substitution cannot capture a name.

#include <compare>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proofs/kernel/rational.hpp"

namespace geq::proofs {

enum class Operator {
  number,    ///< leaf: an exact rational
  variable,  ///< leaf: a name
  sum,       ///< two or more arguments
  negation,
  product,   ///< two or more arguments
  quotient,  ///< numerator, denominator
  power,     ///< base, exponent; a non-integral exponent needs a base >= 0
  root,      ///< degree (a number, integer >= 2), radicand; odd roots are defined on all reals
  abs,
  min,  ///< one or more arguments
  max,  ///< one or more arguments
  exp,
  log,  ///< natural
  sin,
  cos,
  tan,
  arctan,
  sinh,
  cosh,
  tanh,
  pi,  ///< no arguments
  e,   ///< no arguments
};

/// How many arguments an operator takes, and the name of those that are written as functions ("" for the others).
struct OperatorShape {
  std::string_view name;
  std::size_t least;
  std::size_t most;
};
const OperatorShape& shape(Operator op);

class Term {
 public:
  static Term number(Rational value);
  static Term variable(std::string name);
  /// Throws std::invalid_argument when the number of arguments does not fit the operator.
  static Term apply(Operator op, std::vector<Term> arguments);

  Operator op() const noexcept { return node_->op; }
  const std::vector<Term>& arguments() const noexcept { return node_->arguments; }
  const Rational& value() const noexcept { return node_->value; }   ///< of a number
  const std::string& name() const noexcept { return node_->name; }  ///< of a variable
  std::size_t depth() const noexcept { return node_->depth; }       ///< 1 for a leaf
  std::size_t size() const noexcept { return node_->size; }         ///< nodes, counted as a tree; saturates

  /// Structural: same operators, numbers and names in the same places.
  friend bool operator==(const Term& left, const Term& right);

 private:
  struct Node {
    Operator op;
    Rational value;
    std::string name;
    std::vector<Term> arguments;
    std::size_t depth;
    std::size_t size;
  };
  explicit Term(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

  std::shared_ptr<const Node> node_;
};

/// `term` with every variable replaced by what `image` gives for its name (or kept, where it gives the variable back).
/// Names are free in all operators of today, so nothing can be captured.
template <class Image>
Term substitute(const Term& term, const Image& image) {
  if (term.op() == Operator::variable) return image(term.name());
  if (term.arguments().empty()) return term;
  std::vector<Term> arguments;
  arguments.reserve(term.arguments().size());
  for (const Term& argument : term.arguments()) arguments.push_back(substitute(argument, image));
  return Term::apply(term.op(), std::move(arguments));
}

}  // namespace geq::proofs
