// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a user claims: variables with domains, assumptions, and a goal.
///
/// Meaning: for all real values of the variables that satisfy the domains and the assumptions, and at which every
/// expression of the statement is defined, every goal holds.

#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/term.hpp"

namespace geq::proofs {

enum class Comparison { greater_equal, greater, less_equal, less, equal, not_equal };

/// ">=", ">", "<=", "<", "=", "!=".
std::string_view to_text(Comparison comparison);

/// left, comparison, right.
struct Relation {
  Term left;
  Comparison comparison;
  Term right;
  friend bool operator==(const Relation&, const Relation&) = default;
};

/// links[0] comparisons[0] links[1] comparisons[1] ... ; one comparison fewer than links, at least one.
struct Chain {
  std::vector<Term> links;
  std::vector<Comparison> comparisons;
  friend bool operator==(const Chain&, const Chain&) = default;
};

/// The chain's relations between neighbours, in order.
std::vector<Relation> relations(const Chain& chain);

/// For all integers `index` from lower to upper; or for all real numbers strictly between them.
struct Range {
  std::string index;
  Term lower, upper;
  bool real = false;
  friend bool operator==(const Range&, const Range&) = default;
};

/// A chain, for all values of the indices of its ranges, which it names as variables. Later ranges may use earlier
/// ones.
struct Assumption : Chain {
  std::vector<Range> ranges;
  friend bool operator==(const Assumption&, const Assumption&) = default;
};

/// `let a, b > 0`, `let a in [0, 1)`, `let a : real`, `let n : integer >= 1`, `let triangle a, b, c`, `let x[n] > 0`,
/// `let u : vector(d)`, `let A : matrix(m, n)`, `let theta[T] : vector(d)`, `let f : convex`.
struct Declaration {
  enum class Kind { real, compared, interval, triangle };
  /// Convex and concave are functions on the whole line; they have no lengths and no domain.
  enum class Sort { real, integer, vector, matrix, convex, concave };
  struct Bound {
    Term value;  ///< a term without variables
    bool open;
    friend bool operator==(const Bound&, const Bound&) = default;
  };

  Kind kind;
  std::vector<std::string> names;        ///< distinct; three for a triangle
  std::optional<Comparison> comparison;  ///< compared: name comparison bound
  std::vector<Bound> bounds;             ///< compared: one; interval: lower and upper; else none
  Sort sort = Sort::real;
  std::vector<Term> sizes = {};                 ///< of a vector one, of a matrix two
  std::vector<std::vector<Term>> lengths = {};  ///< in brackets, for each name; empty when no name has any
  friend bool operator==(const Declaration&, const Declaration&) = default;
};

struct Statement {
  std::vector<Declaration> declarations;  ///< as written
  std::vector<Assumption> assumptions;
  std::vector<Chain> goals;            ///< joined by `and`; at least one
  std::vector<std::string> variables;  ///< declared ones in order, then undeclared ones (real) as first met
  friend bool operator==(const Statement&, const Statement&) = default;
};

/// The lengths of what is declared under the name, brackets before sizes: none for a number, one for a sequence or
/// vector, two for a matrix or a sequence of vectors.
std::vector<Term> lengths_of(const Statement& statement, const std::string& name);

/// The declared functions, in order.
struct DeclaredFunction {
  std::string name;
  bool concave;
};
std::vector<DeclaredFunction> functions_of(const Statement& statement);

/// All variables are real numbers, and no sum or the like has an end that is not a number.
bool is_elementary(const Statement& statement);

// In terms of the core (lowering.hpp); both throw ShapeError.

/// The domains as relations, then the assumptions, each in the order written. A triangle a, b, c gives
/// a > 0, b > 0, c > 0, a + b > c, b + c > a, c + a > b; an integer n gives floor(n) = n; a hypothesis f > 0 for all
/// indices gives all_positive(.., f) > 0, and everywhere(.., positive, f) > 0 for real numbers; a convex f gives
/// s*f(x) + (1 - s)*f(y) - f(s*x + (1 - s)*y) >= 0 for all x, all y, and all s in (0, 1), a concave one <= 0.
std::vector<Relation> hypotheses(const Statement& statement);

/// The goals, chains taken apart, in order.
std::vector<Relation> goals(const Statement& statement);

}  // namespace geq::proofs
