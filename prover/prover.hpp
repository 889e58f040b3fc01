// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Statement in, answer out: reductions, strategies under budgets, refuter; and the kernel has the last word.
/// Nothing here is trusted: what is proved or refuted is a `Theorem`, which only the kernel can make.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "proofs/kernel/check.hpp"
#include "prover/trace.hpp"

namespace geq::prover {

struct Settings {
  std::chrono::milliseconds timeout{60000};
  std::size_t memory_bytes = std::size_t{2} << 30;  ///< for what the search keeps, about
  unsigned threads = 1;
  std::vector<std::string> only;     ///< names of strategies (strategies.hpp) to use; empty means all
  std::vector<std::string> without;  ///< names of strategies not to use
  /// One pass over the strategies and a short look for counterexamples: counts alone end it, the same on every machine.
  bool brief = false;
  bool trace = false;                            ///< whether the answer says what was tried
  const std::atomic<bool>* cancelled = nullptr;  ///< raised by another thread to stop; outlives the call
};

/// The certificate has been replayed by the kernel: `theorem` is what it made of it.
struct Settled {
  proofs::Theorem theorem;
  proofs::Certificate certificate;
  std::string method;  ///< name of the strategy, or "counterexample"
};

enum class Obstacle { timeout, memory, cancelled, not_supported, too_large, no_method_left };

/// What one strategy did.
struct Attempt {
  std::string strategy;
  std::string outcome;  ///< one phrase: "12,000 cones, 311 open"
};

/// A hypothesis about an integral or a limit that a proof would need, and that no method could show.
struct Missing {
  enum class Hypothesis {
    pointwise_limit,          ///< the members of a sequence of functions have a limit at every point
    dominator,                ///< an integrable function bounds them all
    integrable_at_lower_end,  ///< the integral exists near that end
    integrable_at_upper_end,
    limit,  ///< the limit exists
  };
  Hypothesis hypothesis;
  std::string of;  ///< the members, the integral or the limit, in the language
};

struct Undecided {
  Obstacle obstacle;
  std::string detail;  ///< one sentence; for not_supported what is missing
  std::vector<Attempt> attempts;
  std::vector<Missing> missing = {};  ///< of statements about integrals and limits
};

/// The statement makes no sense: an expression that is defined nowhere, or assumptions that no point satisfies.
struct IllPosed {
  std::string reason;
};

struct Answer {
  std::variant<Settled, Undecided, IllPosed> outcome;
  std::size_t cones = 0;  ///< looked at by the strategy that settled it, or by all
  std::chrono::microseconds search_time{0};
  std::chrono::microseconds check_time{0};  ///< the kernel's replay
  Trace trace{false};                       ///< what was tried, if the settings ask for it
};

/// Throws std::invalid_argument when the settings name a strategy that does not exist.
Answer prove(const proofs::Statement& statement, const Settings& settings);

/// Only looks for a counterexample.
Answer refute(const proofs::Statement& statement, const Settings& settings);

/// The strategies in the order in which they are tried.
std::vector<std::string> strategy_names();

}  // namespace geq::prover
