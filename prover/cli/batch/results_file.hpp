// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The lines of a batch on their way out: a file that an interrupted batch is taken up from, or standard output.
///
/// Invariant: between two calls the file consists of whole lines. A line that an earlier run left unfinished (the
/// machine went down) is cut off when the file is opened.

#include <map>
#include <string>
#include <vector>

#include "prover/cli/batch/result.hpp"

namespace geq::cli {

class ResultsFile {
 public:
  /// `path` empty or "-": standard output. An existing file is read and continued. Throws Failure: cannot_create, also
  /// when another batch has the file open; bad_input when a line is not a result.
  explicit ResultsFile(const std::string& path);
  ~ResultsFile();
  ResultsFile(const ResultsFile&) = delete;
  ResultsFile& operator=(const ResultsFile&) = delete;

  bool is_standard_output() const noexcept { return path_.empty(); }
  /// What earlier runs have left, by id.
  const std::map<std::string, BatchResult>& finished() const noexcept { return finished_; }

  /// Appends a line; an interruption does not cut it. Throws Failure (io_error).
  void add(const BatchResult& result);

  /// Puts the lines of these problems into their order, after all others, if an interrupted run has left them in
  /// another one.
  void sort(const std::vector<std::string>& ids);

 private:
  void take_up(const std::string& text);

  std::string path_;  ///< empty: standard output
  int descriptor_;
  std::vector<std::string> order_;  ///< ids as they stand in the file
  std::map<std::string, BatchResult> finished_;
};

}  // namespace geq::cli
