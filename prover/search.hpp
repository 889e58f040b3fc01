// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the reductions and strategies of one call share: settings, budget, and what was found on the way.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "polynomials/stop_signal.hpp"
#include "prover/given_up.hpp"
#include "prover/prover.hpp"
#include "prover/trace.hpp"

namespace geq::prover {

/// A proof of one sequent: steps in preorder.
using Steps = std::vector<proofs::Step>;

/// How points of a sequent give points of the statement: the way back through the changes of variables.
/// Untrusted: a point that comes back is a candidate, and the kernel evaluates the statement there.
struct Origin {
  std::vector<proofs::Definition> values;      ///< every variable of the statement in terms of those of the sequent
  std::vector<proofs::ExactPolynomial> units;  ///< what homogenised: the statement is the sequent where these are 1
  bool exact = true;                           ///< false once a step asks for more than the statement does

  static Origin of(const proofs::Statement& statement);
  /// After replacing old variables.
  Origin after(const proofs::Put& put) const;
  Origin after(const proofs::Homogenise& homogenise) const;
  /// Once variables do not occur any more because an equation gives their values.
  Origin after(const proofs::Substitution& values) const;
  /// After a step whose subgoals may fail although the goal holds.
  Origin sufficient() const;
};

/// How much may be spent on one sequent.
struct Effort {
  std::size_t cones;  ///< for each cone search, at first
  bool persistent;    ///< then eight times as many, and so on until the deadline

  static Effort small() { return {300, false}; }  ///< side conditions and coefficient forms: milliseconds
  static Effort full() { return {500, true}; }
};

class Search {
 public:
  Search(const proofs::Statement& statement, const Settings& settings);

  const proofs::Statement& statement() const noexcept { return statement_; }
  const Settings& settings() const noexcept { return settings_; }
  const polynomials::StopSignal& stop() const noexcept { return stop_; }
  /// Time is up, or the call was cancelled, or a counterexample was found: return at once, without a proof.
  bool is_over() const { return refutation_.has_value() || stop_.requested(); }
  bool uses(const std::string& strategy) const;

  /// A point (values for the sequent's variables) where the sequent fails, given its origin. Kept, if the kernel agrees
  /// that the statement fails at the point it comes from.
  void offer_counterexample(const std::vector<proofs::Definition>& values, const Origin& origin);
  const std::optional<proofs::Refutation>& refutation() const noexcept { return refutation_; }
  void found(proofs::Refutation refutation) { refutation_ = std::move(refutation); }

  /// As far as floating point can tell, some point satisfies the hypotheses of the statement.
  void saw_point() noexcept { has_point_ = true; }
  bool has_point() const noexcept { return has_point_; }

  void record(const std::string& strategy, const std::string& outcome);
  const std::vector<Attempt>& attempts() const noexcept { return attempts_; }
  /// The strategy that closed the hardest sequent so far; later ones in portfolio order count as harder.
  void closed_by(const std::string& strategy);
  const std::string& method() const noexcept { return method_; }
  /// While it lives, one call of `prove` deeper. Reductions could feed each other for ever; a proof a person reads
  /// does not nest that deep.
  class Depth {
   public:
    explicit Depth(Search& search) : search_(search) { ++search_.depth_; }
    ~Depth() { --search_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    bool is_too_deep() const { return search_.depth_ > 64; }

   private:
    Search& search_;
  };

  /// In the first call of `prove`: the sequent is one of the statement.
  bool is_at_start() const { return depth_ == 1; }

  /// What was tried, so that it is not tried again.
  GivenUp& given_up() noexcept { return given_up_; }

  Trace& trace() noexcept { return trace_; }
  const Trace& trace() const noexcept { return trace_; }

  void count_cones(std::size_t cones) { cones_ += cones; }
  std::size_t cones() const noexcept { return cones_; }

 private:
  const proofs::Statement& statement_;
  const Settings& settings_;
  polynomials::StopSignal stop_;
  std::optional<proofs::Refutation> refutation_;
  std::vector<Attempt> attempts_;
  std::string method_;
  GivenUp given_up_;
  Trace trace_;
  std::size_t cones_ = 0;
  std::size_t depth_ = 0;
  bool has_point_ = false;
};

/// `count` names that are not in scope: the wanted ones, each a letter, where free, else numbered.
std::vector<std::string> fresh_names(const proofs::Sequent& sequent, const std::string& wanted, std::size_t count);

/// The variables that occur in the goal, in the order of the scope.
std::vector<std::string> goal_variables(const proofs::Sequent& sequent);

/// Every atom of the goal is a variable.
bool is_polynomial(const proofs::Sequent& sequent);

/// Of its monomials, every atom counted as degree 1; 0 for zero.
std::uint64_t highest_degree(const proofs::ExactPolynomial& polynomial);

/// Known to be nonnegative (or positive) from the facts.
bool is_nonnegative(const std::string& variable, const proofs::Sequent& sequent);

/// Tries whatever there is (portfolio.hpp): the sequent's proof, or none.
std::optional<Steps> prove(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search);

/// The step, followed by proofs of all it leaves; none when it does not apply or some part stays open.
/// `origin` is that of the remaining sequents.
std::optional<Steps> prove_after(const proofs::Step& step, const proofs::Sequent& sequent, const Origin& origin,
                                 Effort effort, Search& search);

}  // namespace geq::prover
