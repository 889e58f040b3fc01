// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Reading whole inputs, and writing outputs whole or not at all.

#include <stdexcept>
#include <string>
#include <string_view>

#include "prover/cli/exit_status.hpp"

namespace geq::cli {

/// What cannot go on; becomes one message and the exit status. Caught in main alone.
class Failure : public std::runtime_error {
 public:
  Failure(ExitStatus status, const std::string& message) : std::runtime_error(message), status_(status) {}
  ExitStatus status() const noexcept { return status_; }

 private:
  ExitStatus status_;
};

/// The contents of a file, or of standard input for "-", up to `most` bytes (the library refuses what is longer than it
/// can read). Throws Failure (no_input, io_error) or Interrupted.
std::string read_whole(const std::string& path, std::size_t most);

/// Writes everything to an open descriptor. Throws Failure (io_error) or Interrupted.
void write_whole(int descriptor, std::string_view text, const std::string& name);

/// A file that appears under its name when everything has been written, and not before: it is written under a
/// temporary name in the same directory and then renamed. A device or a pipe is written to directly.
/// Until `commit` nothing is visible, and without it nothing is left behind.
class OutputFile {
 public:
  /// Throws Failure (cannot_create): better before a long search than after it.
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// At most once. Throws Failure (io_error) or Interrupted; then the file is as it was before.
  void commit(std::string_view text);

 private:
  std::string path_;       ///< with symbolic links resolved
  std::string temporary_;  ///< empty: written directly, or already in place
  int descriptor_ = -1;
};

}  // namespace geq::cli
