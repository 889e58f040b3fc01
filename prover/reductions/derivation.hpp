// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A chain of steps each of which leaves one sequent, built by a reduction that needs more than one step.
/// Invariant: the kernel turned the first sequent into `sequent` (and nothing else) by `steps`.

#include <cstddef>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

struct Derivation {
  Steps steps;
  proofs::Sequent sequent;
  Origin origin;
  Steps closing;  ///< after the proof of `sequent`

  Derivation(proofs::Sequent start, Origin start_origin) : sequent(std::move(start)), origin(std::move(start_origin)) {}

  /// Appends the step, if it applies and leaves one sequent. Follows variables (Put, Homogenise) in `origin`.
  bool then(const proofs::Step& step);
  /// Adds a fact that is visible, or that `proof` closes.
  bool have(const proofs::Fact& fact, const proofs::Step& proof);
  /// The same with a proof of several steps, which is not looked at here.
  bool have(const proofs::Fact& fact, const Steps& proof);
  /// The fact if it is visible, or by these steps, each of which leaves one sequent but the last, which leaves none.
  bool have_by(const proofs::Fact& fact, const Steps& proof);
  /// Appends the step, if it applies and leaves nothing.
  bool close(const proofs::Step& step);
  /// Closes the goal, the fact that was added last: by its proof, which then needs no fact of its own.
  bool close_by_last();
  /// The place of the fact that was added last.
  std::size_t last() const { return sequent.facts.size() - 1; }
  /// Goes on with the fact as the goal, as these steps then show the present goal: each leaves one sequent, the last
  /// none.
  bool reduce_to(const proofs::Fact& fact, const Steps& closing_steps);
  /// Drops the facts in which one of the variables occurs.
  bool forget(const std::set<std::string>& names);
  /// The chain, then a proof of what it leaves.
  Steps followed_by(const Steps& proof) const;

 private:
  std::size_t last_have_ = 0;  ///< where in `steps` the fact added last begins
};

/// A fact read as a rule for powers of one of its variables: atom^degree = value, or >= or <=.
struct PowerEquation {
  std::size_t fact;
  proofs::Atom atom;
  std::size_t degree;
  proofs::ExactPolynomial scale;  ///< times the fact's polynomial is atom^degree - value
  proofs::ExactPolynomial value;  ///< without the atom
};

/// The fact as such a rule; none if the atom occurs in more than one power or its power has a coefficient.
std::optional<PowerEquation> power_relation(std::size_t fact, const proofs::Atom& atom, const proofs::Sequent& sequent);
/// The same for equations only.
std::optional<PowerEquation> power_equation(std::size_t fact, const proofs::Atom& atom, const proofs::Sequent& sequent);

/// About as many terms as base^exponent * factor has come to more than a search should expand.
bool is_too_large(const proofs::ExactPolynomial& base, std::size_t exponent, const proofs::ExactPolynomial& factor);

/// Multiplies by what the polynomial is divided by; none where the sign of a denominator cannot be read off.
std::optional<proofs::Clear> clear_by_visible_signs(const proofs::ExactPolynomial& polynomial,
                                                    const std::vector<proofs::Fact>& facts);

/// The goal divided by all atoms that every term has and that are visibly positive; none without such.
std::optional<proofs::Step> division_by_common_factor(const proofs::Sequent& sequent);

/// Lowers the powers of the variable in the goal. A variable whose value is known (degree 1) leaves the facts as well:
/// each is shown again without it, the old ones are dropped.
bool use(const PowerEquation& equation, Derivation& derivation);

}  // namespace geq::prover
