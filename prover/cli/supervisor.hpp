// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Runs the work in a process of its own and watches it.
///
/// Why: the program promises an answer in time, within its memory and after Ctrl-C, whatever the library does; and
/// FLINT ends its process when memory is refused. The worker has a hard limit on its data and default signal
/// handling; the supervisor, which never searches, ends it when time is up and says what became of it.

#include <chrono>
#include <cstddef>
#include <functional>

#include "prover/cli/worker.hpp"

namespace geq::cli {

/// `progress` is called some times a second with the time that has passed. Throws Interrupted, after ending the worker,
/// and Failure (internal_error) when the system gives no process. Call it while the program has one thread.
WorkResult supervise(const std::function<Product()>& work, const WorkLimits& limits,
                     const std::function<void(std::chrono::milliseconds)>& progress);

/// Many pieces of work, each in a process of its own with these limits.
struct WorkList {
  std::size_t count;
  std::size_t jobs;                                  ///< processes at the same time, at least 1
  std::function<Product(std::size_t)> work;          ///< runs in the worker
  std::function<void(std::size_t, WorkResult)> end;  ///< called in the order in which they end
  std::function<void()> tick;                        ///< called some times a second
};

/// Starts them in order. Throws like supervise.
void supervise_all(const WorkList& list, const WorkLimits& limits);

}  // namespace geq::cli
