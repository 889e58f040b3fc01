// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Real-valued expressions, as the user wrote them.
///
/// A term is an immutable tree: an operator, its arguments, and for the two leaves a number or a name. Nothing is
/// simplified: `x/x` stays a quotient, so that the statement that is proved is the statement that was typed. Algebra
/// happens in `ExactPolynomial`, after `normal_form`.
///
/// New operators join the enumeration and the table in term.cpp. A binder (a sum over an index) is an operator whose
/// last argument lies under one more bound variable; bound variables are counted from the innermost binder (de Bruijn),
/// so that substitution cannot capture a name. The name of a binder's index is kept for printing and means nothing.
///
/// *Surface* operators (norm, dot, logsumexp, a whole sequence by its name ...) are what a user writes; `lowered`
/// (lowering.hpp) expresses them by the others, the *core*. Only the core is evaluated, normalised and proved.

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
  floor,
  factorial,
  bound,    ///< one argument, a number: the variable of the binder that encloses this place and so many others
  element,  ///< sequence, index: x[i]. A core sequence is a variable or an element of one
  /// Function, argument: f(t). A function is a variable, whose number stands for a continuous function on the line:
  /// there are as many of these as numbers, and the value depends on both measurably.
  value,
  /// Rows m, columns n, a matrix (a sequence of sequences): the greatest length of A x for vectors x of length at most
  /// 1, where both indices run through the integers from 1 to m and n. At least 0.
  spectral,
  // Binders: lower end, upper end, and a body under one more bound variable, which runs through the integers between
  // the ends. No integers: the sum is 0, the product 1, maximum and minimum are not defined.
  sum_over,
  product_over,
  max_over,
  min_over,
  // 1 when for all integers between the ends the body is >= 0 (> 0, = 0, != 0), else 0. Never typed: a hypothesis
  // for all indices is such a term > 0.
  every_nonnegative,
  every_positive,
  every_zero,
  every_nonzero,
  // Analysis (integrals.hpp): integrals, limits and what is said of them, under one real variable. The first argument
  // is a number that tells which ends are infinite, or how the variable goes.
  integral,    ///< ends, lower, upper, body; 0 where there is none
  integrable,  ///< the same arguments: 1 when the integral exists, else 0
  everywhere,  ///< ends, lower, upper, sign, body: 1 when the body has the sign strictly between the ends, else 0
  limit,       ///< way, point, body; 0 where there is none
  convergent,  ///< the same arguments: 1 when the limit exists, else 0
  eventually,  ///< way, point, sign, body: 1 when the body has the sign near the point, else 0
  dominated,   ///< ends, lower, upper, a sequence: 1 when an integrable function bounds all its members, else 0
  sequence,    ///< body, whose variable runs through the integers >= 1; stands for nothing but what it is
  // Surface.
  whole,   ///< a variable, then the lengths of the sequence that it names: one for a sequence, two for a matrix
  sum_of,  ///< sum(x) of all elements; so with the next four
  product_of,
  mean_of,
  max_of,
  min_of,
  logsumexp,
  softmax,
  norm,  ///< of a vector: Euclidean; norm(x, p): the p-norm; of a matrix: spectral
  norm_infinity,
  dot,
  cosine,  ///< cos(x, y)
  frobenius,
  outer,
  transpose,
};

/// The operator's last argument lies under a bound variable of its own.
constexpr bool is_binder(Operator op) noexcept { return op >= Operator::sum_over && op <= Operator::sequence; }
/// A binder whose variable runs through the integers between its two ends.
constexpr bool is_range(Operator op) noexcept { return op >= Operator::sum_over && op <= Operator::every_nonzero; }
/// The indicators of what holds for all indices.
constexpr bool is_quantifier(Operator op) noexcept {
  return op >= Operator::every_nonnegative && op <= Operator::every_nonzero;
}
constexpr bool is_surface(Operator op) noexcept { return op >= Operator::whole; }

/// How many arguments an operator takes, and the name of those that are written as functions ("" for the others).
struct OperatorShape {
  std::string_view name;
  std::size_t least;
  std::size_t most;
};
const OperatorShape& shape(Operator op);

class Term {
 public:
  static Term number(const Rational& value);
  static Term variable(std::string name);
  /// Throws std::invalid_argument when the number of arguments does not fit the operator.
  static Term apply(Operator op, std::vector<Term> arguments);
  /// A binder whose index is printed as `index`.
  static Term bind(Operator op, std::string index, std::vector<Term> arguments);
  /// The variable of the binder around `outside` others.
  static Term bound(std::size_t outside);

  Operator op() const noexcept { return node_->op; }
  const std::vector<Term>& arguments() const noexcept { return node_->arguments; }
  const Rational& value() const noexcept { return node_->value; }   ///< of a number
  const std::string& name() const noexcept { return node_->name; }  ///< of a variable, or of a binder's index
  std::size_t depth() const noexcept { return node_->depth; }       ///< 1 for a leaf
  std::size_t size() const noexcept { return node_->size; }         ///< nodes, counted as a tree; saturates

  /// Structural: same operators, numbers and names in the same places, whatever indices are called.
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
  static Term make(Operator op, std::string name, std::vector<Term> arguments);

  std::shared_ptr<const Node> node_;
};

/// The same operator (and name of an index) with other arguments.
Term with_arguments(const Term& term, std::vector<Term> arguments);

/// The variable of that name stands somewhere in the term.
bool mentions(const Term& term, std::string_view name);

/// Of a `bound` term: how many binders stand between it and its own.
std::size_t bound_index(const Term& term);

/// The term moved under `count` more binders: variables of binders around it are counted anew. With `under` binders of
/// its own passed over.
Term shifted(const Term& term, std::size_t count, std::size_t under = 0);
/// A term under values.size() binders with all their variables replaced at once, values[0] for the innermost; the
/// values are terms of the place where the outermost of these binders stands. With `under` inner binders passed over.
Term opened(const Term& body, const std::vector<Term>& values, std::size_t under = 0);
/// The reverse: the variable of that name becomes the variable of a binder to be put around the term.
Term closed(const Term& term, std::string_view name, std::size_t under = 0);
/// No variable of a binder that is not part of the term.
bool is_closed(const Term& term, std::size_t under = 0);

/// Of a `spectral` term: its matrix is one that was written by its elements.
bool has_elements(const Term& spectral);
/// Of such a term: the matrix, if it has a name (A, or W[t]), as it stands under the binders of row and column;
/// else null.
const Term* named_matrix(const Term& spectral);

/// `term` with every variable replaced by what `image` gives for its name (or kept, where it gives the variable back).
/// Images have no bound variables of binders around them, so nothing can be captured.
template <class Image>
Term substitute(const Term& term, const Image& image) {
  if (term.op() == Operator::variable) return image(term.name());
  if (term.arguments().empty()) return term;
  std::vector<Term> arguments;
  arguments.reserve(term.arguments().size());
  for (const Term& argument : term.arguments()) arguments.push_back(substitute(argument, image));
  return with_arguments(term, std::move(arguments));
}

}  // namespace geq::proofs
