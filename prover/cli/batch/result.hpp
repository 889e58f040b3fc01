// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What became of one problem of a batch, and the line that says so.

#include <optional>
#include <string>
#include <string_view>

namespace geq::cli {

struct BatchResult {
  std::string id;
  std::string fingerprint;  ///< of the problem
  /// proved, refuted (the kernel accepted the certificate), undecided, rejected; malformed: not a statement; error: the
  /// search crashed
  std::string verdict;
  std::string method;                   ///< empty: none
  std::optional<double> seconds;        ///< of the search, or until it was ended; none: not told
  std::optional<double> check_seconds;  ///< of the kernel's replay
  std::size_t cones = 0;
  std::string message;   ///< undecided, rejected, malformed, error: why; refuted: the point
  std::string expected;  ///< empty: nothing was expected

  /// None where nothing was expected.
  std::optional<bool> agrees() const;
  /// Both verdicts say something of the statement, and not the same.
  bool contradicts_expectation() const;
};

/// One JSON object with a newline at the end. Keys in a fixed order; what does not apply is null.
std::string line_of(const BatchResult& result);

/// From a line without its newline; none if it is not one of ours.
std::optional<BatchResult> result_of(std::string_view line);

}  // namespace geq::cli
