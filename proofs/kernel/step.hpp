// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The steps a proof is made of. Each turns the sequent in hand into the sequents that imply it; none states what those
/// are: the kernel computes them. Rule book: rules/README.md. One struct for each rule.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "proofs/kernel/analysis_steps.hpp"
#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

/// Where each variable goes; variables that are not mentioned stay.
using Permutation = std::vector<std::pair<std::string, std::string>>;

/// A new name and what it stands for.
using Definition = std::pair<std::string, ExactPolynomial>;

// Logic (rules/logic.cpp)

/// The goal is a fact, or can be read off term by term (is_visible). Nothing remains.
struct Visible {};
/// By symmetry let `variable` be the smallest of those that the symmetries take it to.
struct Smallest {
  std::string variable;
  std::vector<Permutation> symmetries;
};
/// Replacing every listed variable by its negative changes nothing, so let the first be nonnegative.
struct Negate {
  std::vector<std::string> variables;
};
/// Either pivot >= 0 or -pivot >= 0.
struct Cases {
  ExactPolynomial pivot;
};
/// Put old = replacement, where the new variables are defined by the old ones.
struct Put {
  std::vector<Definition> definitions;   ///< new name := polynomial in the old variables
  std::vector<Definition> replacements;  ///< old name = polynomial in the new variables and the old ones that stay
};
/// First this fact, then the goal from it.
struct Have {
  Fact fact;
};
/// A sequent with one more variable is shown; for one value of it, it is the one in hand.
struct Generalise {
  std::string variable;  ///< fresh
  ExactPolynomial value;
  std::vector<Fact> facts;  ///< about the variable, as the goal is
  Fact goal;
};
/// Drop facts that are not needed.
struct Forget {
  std::vector<std::size_t> facts;
};
/// Suppose that the goal fails, and show 0 > 0.
struct Absurd {};
/// p = 0 from p >= 0 and -p >= 0.
struct BothSigns {};
/// p != 0 from p > 0, or from -p > 0.
struct Apart {
  bool negative;
};

// Arithmetic (rules/arithmetic.cpp)

/// How a denominator that occurs to an odd power is made positive.
enum class DenominatorSign { positive, negative, squared };
/// Multiply by the denominators of the goal, in the order in which they are met.
struct Clear {
  std::vector<DenominatorSign> signs;
};
/// goal = sum of coefficient * product of facts^exponent * square^2, plus multiples of equations.
struct Combination {
  struct Summand {
    Rational coefficient;                                      ///< > 0
    std::vector<std::pair<std::size_t, std::uint32_t>> facts;  ///< index, exponent
    ExactPolynomial square;                                    ///< squared before it is used
  };
  struct Multiple {
    std::size_t equation;
    ExactPolynomial factor;
  };
  std::vector<Summand> summands;
  std::vector<Multiple> multiples;
};
/// Add a multiple of an equation to the goal.
struct Rewrite {
  std::size_t equation;
  ExactPolynomial factor;
};
/// Divide the goal by a monomial that is not negative.
struct Divide {
  ExactPolynomial monomial;
};
/// Make goal and facts homogeneous with one more positive variable, which is 1 in the statement.
struct Homogenise {
  std::string variable;
};
/// left >= right from left >= 0 and left^k >= right^k, where the goal is left - right.
struct ComparePowers {
  std::uint32_t exponent;
  ExactPolynomial left;
};
/// What defines a root r of degree k with radicand u: r^k = u, and r >= 0 where that holds.
struct RootFacts {
  ExactPolynomial root;
};
/// u - floor(u) >= 0, floor(u) + 1 - u > 0, and floor(u) is an integer.
struct FloorFacts {
  ExactPolynomial floor;  ///< the atom floor(u)
};

// Atoms, equations and means (rules/atoms.cpp, rules/means.cpp)

/// An application of abs, min, max or a root, replaced everywhere by what it is: |u| by u or -u, min and max by one of
/// their arguments, a root of u by what has u as its power.
struct Value {
  ExactPolynomial atom;
  ExactPolynomial value;
};
/// A new variable for an application of a function, everywhere; nothing is kept of it but its sign.
struct Name {
  std::string variable;
  ExactPolynomial atom;
};
/// A variable goes out by an equation in which it is linear with a constant coefficient.
struct Eliminate {
  std::size_t equation;
  std::string variable;
};
/// Weighted means: goal = sum of (terms - product) + rest, each bracket >= 0 by AM-GM.
struct Means {
  struct Part {
    Rational weight;       ///< > 0; those of one mean sum to 1
    ExactPolynomial term;  ///< one term, visibly >= 0
  };
  struct Mean {
    ExactPolynomial product;  ///< one term
    std::vector<Part> parts;
  };
  std::vector<Mean> means;
};

// One variable, and polynomials seen as such (rules/one_variable.cpp)

/// The goal in one variable, on the interval that the facts give.
struct OneVariable {};
/// A form in two variables, by the ratio of the variables.
struct TwoVariables {};
/// The coefficients of the powers of a nonnegative variable, one by one; for > that of `strict` must be positive.
struct Group {
  std::string variable;
  std::uint32_t strict;
};
/// A x^2 + B x + C from A >= 0, C >= 0, 4 A C - B^2 >= 0.
struct Quadratic {
  std::string variable;
};

// Open cells (rules/open_cells.cpp)

/// A polynomial, or a form in one variable more, on the open cells of a cylindrical decomposition of space, each seen
/// at a sample point; where the chosen facts hold.
struct OpenCells {
  struct Column {
    std::vector<Rational> at;       ///< values of all variables but the last
    std::vector<Rational> heights;  ///< values of the last variable, in increasing order
  };
  std::vector<std::string> variables;  ///< two or more
  std::string unit;                    ///< the other variable of a form, which is put to 1; empty for a polynomial
  std::vector<std::size_t> facts;      ///< > 0, or of a simple shape and >= 0; they bound the region
  std::vector<ExactPolynomial> walls;  ///< factors of what the cells depend on, in two variables or more
  std::vector<ExactPolynomial> thin;   ///< the same; nonnegative in the region, which is left to show
  std::vector<Column> columns;         ///< in increasing order, as in a dictionary
};

// Sums and other statements about all indices (rules/sums.cpp)

/// A fact for all integers between two ends, or all real numbers strictly between them, said of one of them.
struct Instance {
  std::size_t fact;
  ExactPolynomial index;
};
/// What holds for any integer between the ends holds for all of them; by induction: for the lower end, and for any
/// other integer if for the one before it.
struct ForEach {
  std::string variable;  ///< fresh: the integer
  ExactPolynomial lower, upper;
  Fact fact;  ///< about the variable
  bool by_induction = false;
};
/// A sum has the sign that all its terms have.
struct SumOf {
  std::size_t fact;
};
/// sum(i in lower..upper, 1) = upper - lower + 1.
struct Count {
  ExactPolynomial lower, upper;
};
/// The sum of f(i + 1) - f(i) is the difference of f beyond both ends.
struct Telescope {
  std::string variable;  ///< fresh: the index
  ExactPolynomial lower, upper;
  ExactPolynomial function;  ///< of the variable
};
/// A sum or product is that without its last term, and the last term.
struct LastTerm {
  ExactPolynomial atom;
};
/// One term is at most the sum of all, if none is negative: sum - term >= 0 joins the facts, > where another term is
/// positive.
struct OneTerm {
  std::size_t fact;  ///< that no term is negative
  ExactPolynomial index;
};
/// A sum of sums over a range that does not depend on the outer index, added up in the other order.
struct SwapSums {
  ExactPolynomial atom;  ///< the outer sum
};
/// A maximum or minimum over a range is the value at some index, and no value passes it.
struct Extremum {
  std::string variable;  ///< fresh: the index
  ExactPolynomial atom;
};
/// (sum of left) * (sum of right) >= (sum of middle)^2, where left, right >= 0 and left * right >= middle^2.
struct CauchySchwarz {
  std::string variable;  ///< fresh: the index
  ExactPolynomial lower, upper;
  ExactPolynomial left, right, middle;
};
/// The goal for the base, and for an integer n > base from the goal for n - 1.
struct Induction {
  std::string variable;
  Rational base;
};

// Spectral norms (rules/norms.cpp)

/// The length of A v, or of v A for a vector with an element for each row, is at most the spectral norm of A times that
/// of v; of squares.
struct NormBound {
  std::string variable;    ///< fresh: the index of the vector
  ExactPolynomial norm;    ///< the atom
  ExactPolynomial vector;  ///< of the variable
  bool by_rows;            ///< v A
};
/// The square of a spectral norm is at most a number >= 0 that bounds the square of the length of A x by that of x, for
/// every x.
struct LeastBound {
  std::string variable;  ///< fresh: x, a vector
  ExactPolynomial norm;  ///< the atom
  ExactPolynomial bound;
};

// Cones (rules/cones.cpp)

/// All coefficients on this cone are nonnegative.
struct ConeLeaf {};
/// Shown by the steps that follow, as a goal in the variables `names` of the rule.
struct ConeOpen {};
/// Star split: one weight for each column, zero for columns that take no part. The children follow, in column order.
struct ConeSplit {
  std::vector<std::uint32_t> weights;
};
/// A positive multiple of the form at an earlier node, all of whose subtree came before; variables permuted as in
/// ConeForm::is_multiple_of.
struct ConeSame {
  std::size_t node;
  std::vector<std::size_t> order;
};
using ConeNode = std::variant<ConeLeaf, ConeOpen, ConeSplit, ConeSame>;

/// The goal on the orthant of `columns`, by a tree of cones in preorder.
struct Cones {
  std::vector<std::string> columns;
  std::vector<std::string> names;  ///< fresh variables for open cones, one for each column; empty when none is open
  std::vector<ConeNode> tree;
};

// Functions (rules/functions.cpp)

/// The graph of exp lies above its tangents, that of log below: exp(u) >= exp(v) (1 + u - v), or
/// v (log(u) - log(v)) <= u - v. Joins the facts; > where u != v is visible.
struct Tangent {
  enum class Function { exp, log };
  Function function;
  ExactPolynomial at;     ///< u
  ExactPolynomial touch;  ///< v, where the tangent touches
};

// Boxes (rules/subdivision.cpp)

/// The goal on the box that the facts give, from enclosures on parts of it: a tree in preorder. A name is a variable in
/// whose direction the box is halved (lower half first), the empty name a part that is not halved any more.
struct Subdivide {
  std::vector<std::string> tree;
};

// Identities (rules/identities.cpp)

/// An application of an elementary function, replaced everywhere by what it is equal to: exp of a sum by a product of
/// powers of exp(m / parts), exp of a logarithm by a power, log of a product by a sum, power(u, v) by exp(v log(u)),
/// sin and cos of a sum by sin and cos of its terms over `parts`, tan by sin / cos, sinh, cosh and tanh by exp.
struct Identity {
  ExactPolynomial atom;
  std::uint32_t parts;  ///< what coefficients in the arguments of exp, sin and cos have as a common denominator
};
/// f(above) >= f(below) from above >= below, for f = exp or log. Joins the facts; > where above > below is visible.
struct Increasing {
  Tangent::Function function;
  ExactPolynomial above;
  ExactPolynomial below;
};

// Convex functions (rules/convexity.cpp)

/// A convex function lies above a line that touches it at a point: function(t) >= function(at) + slope (t - at) for all
/// t joins the facts.
struct SupportingLine {
  std::string slope;         ///< fresh: a number
  std::string variable;      ///< fresh
  ExactPolynomial function;  ///< of the variable
  ExactPolynomial at;
};

// Calculus (rules/calculus.cpp)

/// The goal p >= 0 from p >= 0 at `from`, where p does not fall on the way from there to the variable's value.
struct Monotone {
  std::string variable;
  ExactPolynomial from;  ///< without the variable
  bool above;            ///< the variable is at least `from`, else at most
  bool strict;           ///< p rises, and the variable is not `from`
};

// Symmetric goals (rules/symmetric.cpp)

/// By the half-degree principle a symmetric goal is shown where the variables take few values only (and 0, if all are
/// nonnegative): one sequent for each way to share the variables among the values.
struct HalfDegree {
  std::size_t values;  ///< how many
  std::vector<std::string> variables;
};
/// The same for a goal in sums of powers of the elements of a sequence, for every length at once: each sum of x[i]^j is
/// that of weight * value^j.
struct PowerSums {
  std::string sequence;
  std::vector<std::string> values, weights;  ///< fresh, as many of these as of those
};

using Rule = std::variant<Visible, Smallest, Negate, Cases, Put, Have, Forget, Absurd, BothSigns, Apart, Clear,
                          Combination, Rewrite, Divide, Homogenise, ComparePowers, RootFacts, Value, Name, Eliminate,
                          Means, OneVariable, TwoVariables, Group, Quadratic, Instance, ForEach, SumOf, Count, LastTerm,
                          Extremum, CauchySchwarz, Induction, Cones, Tangent, Subdivide, Monotone, Identity, Increasing,
                          Pointwise, Gaussian, Antiderivative, Integrate, Dominate, Squeeze, Dominator, Exchange, Split,
                          Quadrature, Diverge, Reindex, Tannery, Undominated, Converge, Rescale, OneTerm, SwapSums,
                          Telescope, NormBound, LeastBound, OpenCells, FloorFacts, Unbounded, SupportingLine,
                          Continuous, BoundedMonotone, Oscillation, HalfDegree, PowerSums, Generalise>;

/// One use of one rule. Copies, moves and the end of a step stay in step.cpp: for sixty kinds of data they took the
/// compiler more time than the rest of most files that hold steps.
struct Step : Rule {
  using variant::variant;
  Step(const Step& other);
  Step(Step&& other) noexcept;
  Step& operator=(const Step& other);
  Step& operator=(Step&& other) noexcept;
  ~Step();
};

}  // namespace geq::proofs
