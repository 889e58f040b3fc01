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
#include <optional>
#include <string>
#include <variant>

#include "prover/cli/exit_status.hpp"

namespace geq::cli {

/// What the work has to say. Texts go to where the caller decides.
struct Product {
  ExitStatus status = internal_error;
  std::string report;       ///< standard output, or the file that -o names
  std::string certificate;  ///< empty: there is none
  std::string message;      ///< standard error; empty or with a newline at the end
};

struct OutOfTime {};
struct OutOfMemory {};
/// The worker died otherwise: a bug.
struct Crashed {
  std::string how;    ///< "signal 11 (Segmentation fault)"
  std::string noise;  ///< what it wrote to standard output and error; at most some kilobytes
};

using WorkResult = std::variant<Product, OutOfTime, OutOfMemory, Crashed>;

struct WorkLimits {
  std::optional<std::chrono::milliseconds> time;  ///< after which the worker is ended
  std::optional<std::size_t> data_bytes;          ///< private memory of the worker beyond what the program starts with
};

/// `progress` is called some times a second with the time that has passed. Throws Interrupted, after ending the worker,
/// and Failure (internal_error) when the system gives no process. Call it while the program has one thread.
WorkResult supervise(const std::function<Product()>& work, const WorkLimits& limits,
                     const std::function<void(std::chrono::milliseconds)>& progress);

}  // namespace geq::cli
