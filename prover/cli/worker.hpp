// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A process of its own for one piece of work, with a hard limit on its data and default signal handling.
///
/// Invariant: when a Worker is gone, its process is gone.

#include <sys/types.h>

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

/// For a search with this time, memory and number of threads: what the program needs beside them is added, and the
/// library gets a little longer to stop by itself.
WorkLimits limits_of_search(std::chrono::milliseconds timeout, std::size_t memory_bytes, unsigned threads);

/// Both ends of a pipe; reading never waits.
struct Pipe {
  int read_end = -1;
  int write_end = -1;

  /// Throws Failure (internal_error).
  Pipe();
  ~Pipe();
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  static void close_end(int& end);
};

class Worker {
 public:
  /// Starts the process. Throws Failure (internal_error) when the system gives none. Call it while the program has one
  /// thread.
  Worker(const std::function<Product()>& work, const WorkLimits& limits);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// To be waited for: it becomes readable when there is something new. Negative when it has said all it will say.
  int descriptor() const noexcept { return is_talking_ ? result_.read_end : -1; }
  std::chrono::milliseconds passed() const;

  /// Takes what has come and looks at the clock; does not wait. The result, once: then the worker is done with.
  std::optional<WorkResult> advance();

 private:
  WorkLimits limits_;
  std::chrono::steady_clock::time_point start_;
  Pipe result_, noise_;
  std::string message_, said_;
  bool is_talking_ = true;
  pid_t id_ = 0;
};

}  // namespace geq::cli
