// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What sentences of a report say, before they are said in a language: one struct for each kind.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proofs/render/formula.hpp"

namespace geq::render {

/// What stands for a sum that is too long to be read.
struct Folded {
  std::size_t terms;
  std::size_t negative;                                                ///< how many of them have a negative coefficient
  std::optional<std::pair<proofs::Rational, proofs::Rational>> range;  ///< smallest and largest coefficient
};

/// A polynomial written out, or the name it got because it is long; the appendix has it in full.
struct Expansion {
  Formula formula;
  std::optional<Folded> folded;
};

// Statements

/// For all values of the variables ...
struct Domain {
  std::vector<Formula> ranges;       ///< a, b >= 0; x in [0, 1]
  std::vector<Formula> triangles;    ///< a, b, c
  Formula integers;                  ///< n; empty if there are none
  Formula reals;                     ///< x, y; empty if there are none
  Formula convex, concave;           ///< f, g; empty if there are none
  std::vector<Formula> assumptions;  ///< a + b + c = 1
  std::vector<Formula> conditions;   ///< b + c != 0, read into the statement; without what is evident
};
struct Opening {
  Formula definition;  ///< f = ...; empty where the claim says it
  Formula claim;       ///< f >= 0
  Domain domain;       ///< said once
  bool further;        ///< not the first goal
};
/// The domain alone, before the goals as they were written.
struct Stated {
  Domain domain;
};
/// Where f = 0.
struct EqualityCase {
  enum class Orbit { single, permutations, cyclic };
  std::vector<Formula> conditions;  ///< all of them hold; empty: everywhere
  Formula parameters;               ///< t >= 0; empty if there are none
  Orbit orbit;
};
struct Equality {
  bool complete;   ///< the proof shows that there are no other cases
  bool only_zero;  ///< only where all variables are 0
  Formula goal;
  std::vector<EqualityCase> cases;
};
struct Counterexample {
  Formula point;                   ///< a = -1, b = 2
  std::optional<Formula> failing;  ///< which goal, if there are several
  Formula left, right;
  bool left_irrational, right_irrational;
};
/// Where the statement fails, when a proof follows and not the values of the two sides.
struct PointTaken {
  Formula point;
};
struct RootTaken {
  Formula root, polynomial, lower, upper;
};
struct HypothesesHold {
  Formula hypotheses;
};
struct Tried {
  std::string method, outcome;
};
struct Note {
  std::string text;
};

// Logic

struct Expanded {
  Formula goal;
  Expansion value;
};
struct Remaining {
  Formula claim;
  Formula name;
  Expansion value;
};
struct Becomes {
  Formula goal;
  Expansion value;
};
struct Assumed {
  Formula claim;
};
struct VanishesIdentically {
  Formula claim;
};
/// Every term is nonnegative.
struct TermsNonnegative {
  Formula claim;
  std::vector<Formula> signs;  ///< u, v >= 0
  bool even_powers;            ///< some variables only occur squared
  Formula positive_term;       ///< for >; empty otherwise
};
struct BySymmetry {
  enum class Kind { symmetric, cyclic, other };
  struct Least {
    Formula variable, among;
  };
  Kind kind;
  bool conditions;  ///< not only f but also the assumptions are symmetric
  Formula goal, names;
  std::vector<Formula> moves;  ///< a -> b -> c -> a
  Formula order;               ///< a >= b >= c; empty if only the smallest is known
  std::vector<Least> least;
};
struct ByNegation {
  bool conditions;
  Formula goal, replaced, by, result;
};
struct TwoCases {
  Formula one, other;
};
struct InCase {
  Formula condition;
};
struct Substituted {
  Formula equations;
  std::vector<Formula> signs;
  std::vector<Formula> definitions;  ///< for those that are not obvious: s = sqrt(a)
};
struct Noted {
  Formula fact;
  std::optional<Becomes> value;  ///< what the fact calls by a name
};
/// A more general claim, of which the goal is a case.
struct Generalised {
  bool of_integers;  ///< the variable is one
  Formula variable;
  Formula conditions;  ///< what else is supposed of it; may be empty
  Formula claim;
  Becomes value;
  Formula equation;  ///< the case: n = 3
};
struct LemmaNeeded {
  Formula fact;
  std::optional<Becomes> value;
};
struct Proving {
  Formula claim;
  std::optional<Becomes> value;
};
struct LookForContradiction {
  Formula negation;  ///< of the claim
};
struct FromBothSigns {
  Formula claim, above, below;
};
struct FromOneSign {
  Formula claim, sufficient;
};

// Arithmetic

struct Cleared {
  Formula factor;
  bool squares;  ///< positive because squared; otherwise by its factors
};
struct NeedsSigns {
  Formula claims;
};
struct SumShown {
  Formula goal;
  Expansion sum;
  std::vector<Formula> facts;      ///< used factors: b - c >= 0
  std::vector<Formula> equations;  ///< multiples of which were added
  Formula claim;
  std::size_t vanishing;  ///< terms, at the end, that are multiples of the equations
  bool only_equations;    ///< there are no other terms
  Formula positive;       ///< for >: a term that is positive
  bool contradiction;     ///< the goal was 0 > 0
};
struct Rewritten {
  Formula equation;
};
struct Divided {
  Formula product;  ///< f = a*b*g
  Formula sign;     ///< a*b >= 0
};
struct Homogenised {
  Formula goal, variable;
};
struct PowersCompared {
  Formula difference;  ///< f = L - R
  Formula claim, sufficient;
  Formula left;  ///< L >= 0
  bool even;
};
struct RootKnown {
  std::vector<Formula> facts;
};
/// |u| = u, as u >= 0.
struct ValueFound {
  Formula equation;
  std::vector<Formula> because;
};
/// A new variable for an expression.
struct NamedAtom {
  Formula equation;
  std::vector<Formula> signs;
};
struct Eliminated {
  Formula equation, solved;
};
/// AM-GM with weights.
struct MeansCompared {
  std::vector<Formula> means;  ///< 2/3*x^3 + 1/3*y^3 >= x^2*y
  Formula goal;
  Expansion rest;  ///< goal - sum of differences
  bool exact;      ///< nothing is left
};

// One variable

struct OneVariableShown {
  enum class Kind { no_odd_zero, no_zero, exact };
  Kind kind;
  Formula goal, variable, range, sample, claim;  ///< range is empty for the whole line
};
/// exp or log and one of its tangents.
struct TangentKnown {
  Formula fact;
  bool logarithm;
};
/// exp or log increases.
struct IncreasingKnown {
  Formula fact;
  bool logarithm;
};
/// A line that touches the graph of a convex function from below, of a concave one from above.
struct LineBelow {
  Formula function, at;
  Formula fact;  ///< f(t) >= f(m) + s*(t - m)
  Formula variable;
  bool concave;
};
/// From the value at a point and the derivative's sign.
struct ByDerivative {
  Formula goal, variable, from;
  Formula side;  ///< x >= a
  bool rises;
};
/// Enclosures on the parts of a box.
struct BoxShown {
  std::vector<Formula> box;  ///< 0 <= x <= 1; empty: the goal is a number
  std::size_t parts;
  Formula goal, claim;
};
struct PlaneShown {
  Formula goal, across, up;
  Formula unit;                 ///< c = 1; empty if the goal is no form
  std::vector<Formula> others;  ///< what bounds the region besides
  Formula places;               ///< a = -1, 0, 1
  bool one_place;
  Formula claim;
};
/// The same in three variables and more.
struct SpaceShown {
  Formula goal;
  std::vector<Formula> before;  ///< all variables but the last
  Formula up, unit;
  std::vector<Formula> others, walls, thin;
  std::size_t cells;
  Formula claim;
};
struct RatioShown {
  Formula identity;  ///< f = v^3*p(x)
  Formula ratio;     ///< x = u/v
  Formula name;      ///< p(x)
  Expansion value;
  Formula denominator;  ///< v; empty if it is known to be positive
  OneVariableShown sign;
  bool strict;
};
struct Grouped {
  Formula variable, identity, sign;
  std::vector<Becomes> values;  ///< of the coefficients that have names
};
struct VisibleParts {
  std::vector<Formula> parts;
};
struct Suffices {
  std::vector<Formula> claims;
};
struct AsQuadratic {
  Formula variable, identity;
  std::vector<Becomes> values;  ///< of A, B, C and D
  Formula outer;                ///< A, C and D, which must not be negative
};
struct Concluded {
  Formula claim;
};

// Sums

struct InstanceKnown {
  Formula index, fact;
  bool real;  ///< said of all numbers, not of all indices
};
struct ForEachShown {
  Formula range, fact;  ///< k = 1, ..., n
  bool by_induction = false;
};
struct SummedUp {
  Formula fact;
};
struct Counted {
  Formula equation;
};
struct Telescoped {
  Formula equation;
};
/// Symmetric variables that take few values, or elements of a sequence that take the values so many times.
struct FewValues {
  Formula names;
  std::size_t values;
  bool zeros;  ///< and 0
};
struct FewValuesOfElements {
  Formula sequence, values, weights, count;  ///< the count: n = p + q, or n >= p + q with zeros
  bool zeros;                                ///< other elements are 0
};
struct OneTermKept {
  Formula fact;
};
struct OrderSwapped {
  Formula equation;
};
struct LastTermSplit {
  Formula equation;
};
struct ExtremumTaken {
  Formula index, equation;
  bool greatest;
};
struct NormBounds {
  Formula fact;
};
struct LeastBoundTaken {
  Formula vector, fact;  ///< any vector, and what follows for the norm
};
struct CauchySchwarzUsed {
  Formula fact;
};
struct ByInduction {
  Formula variable, base;
};

// Cones

struct ConesIntroduced {
  Formula orthant;
  std::size_t cones;
};
struct ConeCase {
  enum class Kind { leaf, open, same };
  Kind kind;
  std::size_t number;
  bool numbered;         ///< other cases refer to it
  Formula region;        ///< a <= b <= c; empty if it has no short description
  Formula substitution;  ///< b = a + u, c = a + u + v
  std::vector<Formula> signs;
  Formula goal;
  Expansion value;
  std::size_t same_as = 0;     ///< number of the first earlier case that says the same
  std::size_t same_until = 0;  ///< and of the last one
};
struct ConesClosed {
  Formula claim;
  bool open;  ///< some cases had steps of their own
};
struct ConesFolded {
  Formula goal, orthant, claim;
  std::size_t cones, same, open, columns;
  bool listed;  ///< the matrices are in the appendix
};

// Integrals and limits

/// A step about an integral or a limit, and what it shows.
struct AnalysisStep {
  enum class Kind {
    pointwise,
    gaussian,
    antiderivative,
    integrated,
    dominated,
    squeezed,
    leading_terms,
    dominator,
    exchange,
    split,
    quadrature,
    diverges,
    unbounded,
    rounded,
    reindexed,
    tannery,
    undominated,
    converges,
    rescaled,
    continuous,
    rises,
    falls,
    oscillates,
    again
  };
  Kind kind;
  std::vector<Formula> shown;    ///< pointwise: what is to be shown; else what is known then
  std::vector<Formula> range;    ///< of the new variable
  std::vector<Formula> helpers;  ///< functions: an antiderivative, lower and upper, what has leading terms, the bound
};

// Appendix

/// A = sum(i in 1..n, x[i]^2), B[k] = ...
struct Abbreviated {
  std::vector<Formula> definitions;
};
struct WrittenOut {
  Formula name;
  Folded folded;
};
struct LeftOut {
  std::size_t terms;
};
struct MatricesListed {
  std::size_t cones;
  Formula variables;
};
struct TooDeep {};

}  // namespace geq::render
