// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the program says while it runs and at the end.

#include <chrono>
#include <string_view>

namespace geq::cli {

/// To standard output. Throws Failure (io_error) or Interrupted.
void print(std::string_view text);
/// To standard error. Throws likewise.
void complain(std::string_view text);

/// Standard error is a terminal, where a line may be written over.
bool has_terminal();
/// Takes the line away again.
void erase_terminal_line() noexcept;

/// A line on the terminal that tells how long the search has been running, once that is worth telling.
class SearchProgress {
 public:
  SearchProgress(bool wanted, std::chrono::milliseconds timeout)
      : is_shown_(wanted && has_terminal()), timeout_(timeout) {}
  ~SearchProgress() {
    if (second_ > 0) erase_terminal_line();
  }
  SearchProgress(const SearchProgress&) = delete;
  SearchProgress& operator=(const SearchProgress&) = delete;

  void operator()(std::chrono::milliseconds passed);

 private:
  bool is_shown_;
  std::chrono::milliseconds timeout_;
  std::chrono::seconds::rep second_ = 0;
};

}  // namespace geq::cli
