// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// One line on the terminal: how far a batch is. Nothing where standard error is no terminal.

#include <chrono>
#include <cstddef>
#include <string>

namespace geq::cli {

/// "[######........]  31/100   30 settled   12 s", without a line end; settled: proved or refuted.
std::string progress_line(std::size_t finished, std::size_t all, std::size_t settled, std::chrono::seconds passed);

class ProgressBar {
 public:
  ProgressBar(bool wanted, std::size_t all, std::size_t finished_before);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void finished_one(bool is_settled);
  void show();

 private:
  bool is_shown_;
  std::size_t all_, finished_, settled_ = 0;
  std::chrono::steady_clock::time_point start_;
  std::string shown_;
};

}  // namespace geq::cli
