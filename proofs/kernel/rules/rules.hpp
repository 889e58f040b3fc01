// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// One function for each rule: the sequents that together imply the given one, or why the step does not apply.
/// `apply` calls them; nothing else needs to.

#include <variant>
#include <vector>

#include "proofs/kernel/rejection.hpp"
#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/step.hpp"

namespace geq::proofs {

using Outcome = Result<std::vector<Sequent>, Reason>;

Outcome apply(const Visible& step, const Sequent& sequent);
Outcome apply(const Smallest& step, const Sequent& sequent);
Outcome apply(const Negate& step, const Sequent& sequent);
Outcome apply(const Cases& step, const Sequent& sequent);
Outcome apply(const Put& step, const Sequent& sequent);
Outcome apply(const Have& step, const Sequent& sequent);
Outcome apply(const Generalise& step, const Sequent& sequent);
Outcome apply(const Forget& step, const Sequent& sequent);
Outcome apply(const Absurd& step, const Sequent& sequent);
Outcome apply(const BothSigns& step, const Sequent& sequent);
Outcome apply(const Apart& step, const Sequent& sequent);
Outcome apply(const Clear& step, const Sequent& sequent);
Outcome apply(const Combination& step, const Sequent& sequent);
Outcome apply(const Rewrite& step, const Sequent& sequent);
Outcome apply(const Divide& step, const Sequent& sequent);
Outcome apply(const Homogenise& step, const Sequent& sequent);
Outcome apply(const ComparePowers& step, const Sequent& sequent);
Outcome apply(const RootFacts& step, const Sequent& sequent);
Outcome apply(const FloorFacts& step, const Sequent& sequent);
Outcome apply(const Value& step, const Sequent& sequent);
Outcome apply(const Name& step, const Sequent& sequent);
Outcome apply(const Eliminate& step, const Sequent& sequent);
Outcome apply(const Means& step, const Sequent& sequent);
Outcome apply(const OneVariable& step, const Sequent& sequent);
Outcome apply(const TwoVariables& step, const Sequent& sequent);
Outcome apply(const Group& step, const Sequent& sequent);
Outcome apply(const Quadratic& step, const Sequent& sequent);
Outcome apply(const OpenCells& step, const Sequent& sequent);
Outcome apply(const Instance& step, const Sequent& sequent);
Outcome apply(const ForEach& step, const Sequent& sequent);
Outcome apply(const SumOf& step, const Sequent& sequent);
Outcome apply(const Count& step, const Sequent& sequent);
Outcome apply(const Telescope& step, const Sequent& sequent);
Outcome apply(const LastTerm& step, const Sequent& sequent);
Outcome apply(const OneTerm& step, const Sequent& sequent);
Outcome apply(const SwapSums& step, const Sequent& sequent);
Outcome apply(const Extremum& step, const Sequent& sequent);
Outcome apply(const CauchySchwarz& step, const Sequent& sequent);
Outcome apply(const NormBound& step, const Sequent& sequent);
Outcome apply(const LeastBound& step, const Sequent& sequent);
Outcome apply(const Induction& step, const Sequent& sequent);
Outcome apply(const Cones& step, const Sequent& sequent);
Outcome apply(const Tangent& step, const Sequent& sequent);
Outcome apply(const Subdivide& step, const Sequent& sequent);
Outcome apply(const Identity& step, const Sequent& sequent);
Outcome apply(const Increasing& step, const Sequent& sequent);
Outcome apply(const SupportingLine& step, const Sequent& sequent);
Outcome apply(const Monotone& step, const Sequent& sequent);
Outcome apply(const Pointwise& step, const Sequent& sequent);
Outcome apply(const Gaussian& step, const Sequent& sequent);
Outcome apply(const Antiderivative& step, const Sequent& sequent);
Outcome apply(const Integrate& step, const Sequent& sequent);
Outcome apply(const Dominate& step, const Sequent& sequent);
Outcome apply(const Squeeze& step, const Sequent& sequent);
Outcome apply(const Unbounded& step, const Sequent& sequent);
Outcome apply(const Continuous& step, const Sequent& sequent);
Outcome apply(const BoundedMonotone& step, const Sequent& sequent);
Outcome apply(const Oscillation& step, const Sequent& sequent);
Outcome apply(const Dominator& step, const Sequent& sequent);
Outcome apply(const Exchange& step, const Sequent& sequent);
Outcome apply(const Split& step, const Sequent& sequent);
Outcome apply(const Quadrature& step, const Sequent& sequent);
Outcome apply(const Diverge& step, const Sequent& sequent);
Outcome apply(const Reindex& step, const Sequent& sequent);
Outcome apply(const Tannery& step, const Sequent& sequent);
Outcome apply(const Undominated& step, const Sequent& sequent);
Outcome apply(const Converge& step, const Sequent& sequent);
Outcome apply(const Rescale& step, const Sequent& sequent);
Outcome apply(const HalfDegree& step, const Sequent& sequent);
Outcome apply(const PowerSums& step, const Sequent& sequent);

// Shared by the rules.

/// For each sequent that a HalfDegree leaves, in order: what the variables are there, the first of those with one value
/// for all of them, or 0. Throws LimitExceeded.
std::vector<Substitution> points_with_few_values(const HalfDegree& step, const Sequent& sequent);

/// What a Tangent says, without its premises.
Fact tangent_fact(const Tangent& step, const std::vector<Fact>& facts);

/// What an Increasing says, without its premises.
Fact increasing_fact(const Increasing& step, const std::vector<Fact>& facts);

/// What an application is equal to where the premises hold.
struct Equal {
  ExactPolynomial value;
  std::vector<Fact> premises;
  std::vector<ExactPolynomial> integers{};  ///< these have to be
};
Result<Equal, Reason> equal_of(const Identity& step);

/// The application that the polynomial is, with coefficient and exponent 1; none for variables and anything else.
std::optional<Atom> application_in(const ExactPolynomial& polynomial);
/// The atom replaced in facts and goal.
Sequent with_value(const Sequent& sequent, const Atom& atom, const ExactPolynomial& value);

bool in_scope(const std::string& name, const Sequent& sequent);
/// The name is not in scope, and a certificate can hold it: letters, digits and '_', not a word of the language.
bool is_new(const std::string& name, const Sequent& sequent);
/// The sequent with one more fact.
Sequent with_fact(const Sequent& sequent, Fact fact);
/// Every variable of the polynomial is in scope, and no variable of a binder occurs outside that binder.
bool in_scope(const ExactPolynomial& polynomial, const Sequent& sequent);
/// facts |- the value is an integer, unless it has integer coefficients and its atoms are known to be integers.
void require_integer(const ExactPolynomial& value, const Sequent& sequent, std::vector<Sequent>& remaining);
/// facts |- goal in the same scope, unless the goal is visible: then nothing.
void require(Fact goal, const Sequent& sequent, std::vector<Sequent>& remaining);

}  // namespace geq::proofs
