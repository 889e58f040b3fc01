// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/console.hpp"

#include <unistd.h>

#include <string>

#include "prover/cli/files.hpp"

namespace geq::cli {

void print(std::string_view text) { write_whole(STDOUT_FILENO, text, "standard output"); }
void complain(std::string_view text) { write_whole(STDERR_FILENO, text, "standard error"); }

bool has_terminal() { return ::isatty(STDERR_FILENO) == 1; }

void erase_terminal_line() noexcept {
  constexpr std::string_view erase = "\r\033[K";
  if (::write(STDERR_FILENO, erase.data(), erase.size()) < 0) return;  // nothing more can be done
}

void SearchProgress::operator()(std::chrono::milliseconds passed) {
  const auto second = std::chrono::duration_cast<std::chrono::seconds>(passed).count();
  if (!is_shown_ || second == second_) return;
  second_ = second;
  complain("\rgeq: searching, " + std::to_string(second) + " s of " +
           std::to_string(std::chrono::ceil<std::chrono::seconds>(timeout_).count()) + " s");
}

}  // namespace geq::cli
