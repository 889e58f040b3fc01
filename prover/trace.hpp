// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a search did, in order: its goals, how one led to the next, and the methods that were tried on each. For people
/// who want to know how a proof was found or where the time went; nothing depends on it.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/step.hpp"

namespace geq::prover {

struct TraceEntry {
  enum class Kind { goal, method };
  enum class Outcome {
    open,      ///< no proof was found
    closed,    ///< proved, or for the method `counterexample`: refuted
    repeated,  ///< a goal that was given up before, or is being worked on further up: not tried again
  };
  Kind kind;
  std::size_t depth;   ///< how many goals and methods it was tried for
  std::string method;  ///< its name; empty for goals
  proofs::Fact goal;   ///< without its polynomial if that is long
  std::size_t terms;   ///< of a goal: how many its polynomial has
  std::size_t facts;   ///< of a goal: how many there are to use
  std::string rules;   ///< of a goal: keywords of the steps that led to it, separated by ", "; empty if a method did
  Outcome outcome = Outcome::open;
  std::chrono::microseconds time{0};
};

class Trace {
 public:
  /// More entries are counted, but not kept; longer polynomials are not kept.
  static constexpr std::size_t most_entries = 10000, most_terms = 100;

  /// If not `wanted`, nothing is kept and nothing costs anything.
  explicit Trace(bool wanted) : wanted_(wanted) {}

  /// While it lives, what is entered is tried for its sake.
  class Entry {
   public:
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    void set(TraceEntry::Outcome outcome);
    void set_closed(bool closed) {
      if (closed) set(TraceEntry::Outcome::closed);
    }

   private:
    friend class Trace;
    Entry(Trace& trace, std::size_t place);
    Trace& trace_;
    std::size_t place_;  ///< in `entries`; beyond its end if it is not kept
    std::chrono::steady_clock::time_point start_;
  };

  Entry goal(const proofs::Sequent& sequent);
  Entry method(std::string_view name);
  /// The next goal comes from the present one by these steps.
  void by(const std::vector<proofs::Step>& steps);

  const std::vector<TraceEntry>& entries() const noexcept { return entries_; }
  std::size_t left_out() const noexcept { return left_out_; }

 private:
  std::size_t add(TraceEntry::Kind kind);

  bool wanted_;
  std::vector<TraceEntry> entries_;
  std::size_t depth_ = 0, left_out_ = 0;
  std::string rules_;
};

}  // namespace geq::prover
