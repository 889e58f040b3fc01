// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the rules work on: facts |- goal.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proofs/kernel/polynomial.hpp"
#include "proofs/kernel/result.hpp"
#include "proofs/kernel/statement.hpp"

namespace geq::proofs {

/// What is claimed of a polynomial's value.
enum class Sign { zero, nonnegative, positive, nonzero };

/// "= 0", ">= 0", "> 0", "!= 0".
std::string_view to_text(Sign sign);

/// What is known implies what is wanted, of the same polynomial.
bool implies(Sign known, Sign wanted);

struct Fact {
  ExactPolynomial polynomial;
  Sign sign;
  friend bool operator==(const Fact&, const Fact&) = default;
  friend auto operator<=>(const Fact&, const Fact&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 errs
};

/// The indicator that a value has this sign for all indices.
Operator quantifier(Sign sign);

/// body `sign` 0 for all integers from lower to upper; the index is the bound variable of the body.
struct Family {
  ExactPolynomial lower, upper, body;
  Sign sign;
};
/// What a fact says for all indices: that such an indicator is > 0, hence 1. None for other facts.
std::optional<Family> family_in(const Fact& fact);

/// Holds exactly where the fact does not.
Fact negation(const Fact& fact);

/// "a - b >= 0".
std::string to_text(const Fact& fact);

/// For all real values of the variables: if every fact holds, the goal holds.
struct Sequent {
  std::vector<std::string> variables;  ///< every name in scope; nothing else occurs in facts and goal
  std::vector<Fact> facts;             ///< counted from 0; rules only append, or replace all at once
  Fact goal;
};

/// Roughly the memory that the sequent takes, in words of 64 bits.
std::size_t words(const Sequent& sequent);

/// left - right (or right - left) with its sign: the relation as a fact.
Fact fact_of(const Relation& relation);

enum class IllPosed { nowhere_defined };

/// One sequent for each goal of the statement. Facts: the hypotheses in order, then what must hold for every expression
/// of the statement to be defined (each once). That the integrals and limits of the goals exist, with bodies that are
/// defined, is not assumed: those are goals before the others, and facts of the others. IllPosed when one of those
/// conditions is false for all values.
/// The atoms of powers with variable exponents are right for positive bases only. Where exponents are integers, powers
/// have values at other bases, too: unless it can be seen that a base is positive, there are sequents before those of
/// the statement, to show that it is not negative, and for the goals where it is 0, with 0^k = 0 for k >= 1 and 0^0
/// = 1. Of such powers under binders it is to be shown that their bases are positive, unless they are variables or
/// elements that are not negative and the goals where they are 0 are limits of the goals where they are positive
/// (continuous_limit.hpp). Throws LimitExceeded.
Result<std::vector<Sequent>, IllPosed> sequents_of(const Statement& statement);

/// What shows that the goals do not all hold at a point that satisfies the hypotheses, with these values for the
/// variables: every expression of the goals is defined (one sequent for each condition, facts of those after it), and
/// from the goals as facts follows 0 > 0. No variables are left. Throws LimitExceeded.
std::vector<Sequent> sequents_against(const Statement& statement,
                                      const std::vector<std::pair<std::string, Rational>>& point);

/// The conditions under which every expression of the statement is defined, beyond its hypotheses: "b + c != 0".
std::vector<Fact> definedness(const Statement& statement);

// What the rules may see without a step of its own.

/// The strongest sign that holds for an atom: from a fact that is a positive multiple of the atom, or because of what
/// it is (even roots and absolute values are nonnegative, exp is positive; 1/q, roots, real powers and products over a
/// range have the sign that can be read off their argument or factors). None, if nothing is known.
std::optional<Sign> sign_of(const Atom& atom, const std::vector<Fact>& facts);

/// A fact states (up to a positive factor, for = and != any factor) what is wanted.
bool is_known(const Fact& wanted, const std::vector<Fact>& facts);

/// The goal can be read off: it is known, or it is a sum of terms each of which is nonnegative because its coefficient
/// is positive and every atom of odd exponent is known to be nonnegative; for > one term must be positive. What is
/// nonnegative in one of these ways and not zero in another is positive.
bool is_visible(const Fact& goal, const std::vector<Fact>& facts);

}  // namespace geq::proofs
