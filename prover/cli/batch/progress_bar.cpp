// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/batch/progress_bar.hpp"

#include "prover/cli/console.hpp"

namespace geq::cli {

std::string progress_line(std::size_t finished, std::size_t all, std::size_t settled, std::chrono::seconds passed) {
  constexpr std::size_t width = 30;
  const std::size_t full = all == 0 ? width : finished * width / all;
  return "[" + std::string(full, '#') + std::string(width - full, '.') + "]  " + std::to_string(finished) + "/" +
         std::to_string(all) + "   " + std::to_string(settled) + " settled   " + std::to_string(passed.count()) + " s";
}

ProgressBar::ProgressBar(bool wanted, std::size_t all, std::size_t finished_before)
    : is_shown_(wanted && has_terminal()),
      all_(all),
      finished_(finished_before),
      start_(std::chrono::steady_clock::now()) {}

ProgressBar::~ProgressBar() {
  if (!shown_.empty()) erase_terminal_line();
}

void ProgressBar::finished_one(bool is_settled) {
  ++finished_;
  if (is_settled) ++settled_;
}

void ProgressBar::show() {
  if (!is_shown_) return;
  const auto passed = std::chrono::steady_clock::now() - start_;
  std::string line = progress_line(finished_, all_, settled_, std::chrono::duration_cast<std::chrono::seconds>(passed));
  if (line == shown_) return;
  complain("\r\033[K" + line);
  shown_ = std::move(line);
}

}  // namespace geq::cli
