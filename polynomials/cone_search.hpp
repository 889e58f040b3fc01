// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <variant>
#include <vector>

#include "polynomials/cone_tree.hpp"
#include "polynomials/polynomial.hpp"
#include "polynomials/split_policy.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// Is a form nonnegative on the orthant x >= 0? Difference substitution: breadth-first search over cones.
///
/// A cone on which all coefficients are >= 0 is settled; a new vertex on which the form is negative refutes; any other
/// cone is cut by a star split that the policy chooses. Forms that repeat (up to a positive factor and the order of
/// the columns) are expanded once.
///
/// Sources: L. Yang, "Solving Harder Problems with Lesser Mathematics" (2005); Y. Yao, arXiv:0904.4030, which proves
/// that averaged differences end on every form that is positive on the orthant without 0, and on every form that is
/// negative somewhere. Where the form has zeros the search may not end: hence the budget.
/// Same answer, bit for bit, on every run and for any number of threads, unless time or cancellation ended it.
/// Untrusted: a proof is what a checker replays from the tree.

struct SearchBudget {
  std::size_t cones = 1'000'000;                                 ///< looked at, settled ones included; 4 * 10^9 at most
  std::size_t bytes = std::size_t{1} << 30;                      ///< of forms and nodes kept, about
  std::size_t rounds = std::numeric_limits<std::size_t>::max();  ///< a prefix policy orders all columns once a round
  StopSignal stop;
};

struct SearchOptions {
  SplitPolicy policy = SplitPolicy::prefix_differences;
  /// Prefix policies: the columns still to be ordered in the first round; empty means all. The caller may leave out
  /// variables that a symmetry or an earlier split has ordered.
  std::vector<std::size_t> unordered;
  SearchBudget budget;
  unsigned threads = 1;
  bool merge_repeats = true;
  std::size_t partial_tree_nodes = 10'000;  ///< an unfinished tree is cut at the depth where it has at most so many
};

struct SearchStatistics {
  std::size_t cones = 0;     ///< looked at, root included
  std::size_t leaves = 0;    ///< settled by their coefficients
  std::size_t repeated = 0;  ///< settled by an earlier cone
  std::size_t depth = 0;     ///< of the deepest cone, root 0

  friend bool operator==(const SearchStatistics&, const SearchStatistics&) = default;
};

/// Settled: no Open node. `zeros` are the exact zeros met as vertices, as primitive integer vectors in the original
/// variables, sorted, without repetition; other zeros may exist. Subtrees reached through `Same` are looked into as
/// long as 1,000 cones suffice.
struct NonnegativeOnOrthant {
  ConeTree tree;
  std::vector<std::vector<Integer>> zeros;
  SearchStatistics statistics;
};

/// A primitive integer point of the orthant where the given polynomial is below zero, with its exact value there.
struct NegativeAt {
  std::vector<Integer> point;
  Rational value;
  SearchStatistics statistics;
};

enum class ExhaustedBudget { cones, bytes, rounds, deadline, cancelled };

/// No answer within the budget. The tree is right as far as it goes.
struct Undecided {
  ExhaustedBudget budget;
  std::size_t open_cones;
  ConeTree tree;
  SearchStatistics statistics;
  /// A point of the simplex sum x = 1 near which coefficients stay negative, rounded: a hint, nothing more.
  std::vector<double> stall_point;
};

using OrthantAnswer = std::variant<NonnegativeOnOrthant, NegativeAt, Undecided>;

/// Throws std::invalid_argument when the polynomial is not homogeneous or `unordered` has a repeated or wrong index,
/// std::length_error when the dense form is too large (ShiftTable::fits), std::logic_error should a refuting value,
/// computed a second time from the polynomial, not be negative.
OrthantAnswer decide_on_orthant(const Polynomial& form, const SearchOptions& options);

/// Exactly one round of prefix differences: the classical substitution for all orders of the unordered variables, with
/// shared prefixes. What it does not settle is `Undecided` with budget `rounds` and the whole tree, where unsettled
/// cones are `Open`: for the caller to settle by other means. Throws as `decide_on_orthant` does.
OrthantAnswer classical_orders(const Polynomial& form, const std::vector<std::size_t>& unordered,
                               const SearchBudget& budget);

}  // namespace geq::polynomials
