// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The sequents that a search works on or has given up, so that none is tried twice with the same effort: ways on can
/// lead back to where they began, and different ways often meet.

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::prover {

/// What decides how a search for a proof goes: the sequent up to the names of its variables, positive factors and the
/// order of its facts, and what is remembered of its origin.
struct Task {
  std::vector<proofs::Fact> facts;
  proofs::Fact goal;
  bool exact, homogenised;
  friend auto operator<=>(const Task&, const Task&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 errs

  /// Variables are renamed in the order of the scope; those that occur nowhere do not count. Long sequents keep their
  /// names. Cost: one pass over the sequent.
  static Task of(const proofs::Sequent& sequent, bool exact, bool homogenised);
};

class GivenUp {
 public:
  /// How much was spent; less is covered by more.
  struct Spent {
    std::size_t cones;
    bool persistent;
    bool covers(const Spent& other) const { return cones >= other.cones && persistent >= other.persistent; }
  };

  /// While it lives, its task counts as given up; afterwards only if `gave_up` was called.
  class Attempt {
   public:
    Attempt(GivenUp& all, Task task, Spent spent);
    ~Attempt();
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;
    /// The same, or more, is under way further up or has failed before.
    bool is_repeated() const noexcept { return repeated_; }
    void gave_up() noexcept { keep_ = true; }

   private:
    GivenUp& all_;
    std::map<Task, Spent>::iterator place_;
    std::optional<Spent> before_;
    bool repeated_ = false, keep_ = false, counted_ = false;
  };

 private:
  static constexpr std::size_t most_words = 20'000'000;  // of 64 bits; beyond that nothing new is kept
  std::map<Task, Spent> tasks_;
  std::size_t words_ = 0;
};

}  // namespace geq::prover
