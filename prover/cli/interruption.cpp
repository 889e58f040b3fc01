// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/interruption.hpp"

#include <array>
#include <csignal>

namespace geq::cli {
namespace {

volatile std::sig_atomic_t interruption_noted = 0;

extern "C" void note_interruption(int) { interruption_noted = 1; }

void handle(void (*handler)(int)) {
  static constexpr std::array<int, 3> signals{SIGINT, SIGTERM, SIGHUP};
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  for (const int signal : signals) sigaction(signal, &action, nullptr);  // no SA_RESTART: waits end with EINTR
}

}  // namespace

void note_interruptions() { handle(&note_interruption); }
void forget_interruptions() { handle(SIG_DFL); }

void throw_if_interrupted() {
  if (interruption_noted != 0) throw Interrupted();
}

}  // namespace geq::cli
