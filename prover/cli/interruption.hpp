// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Ctrl-C and SIGTERM. The handler only notes the signal; everything that waits in this program is woken by it, looks
/// here and unwinds, so that unfinished files are removed on the way.

#include <stdexcept>

namespace geq::cli {

/// The user wants the program to end. Caught in main alone.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// From now on SIGINT, SIGTERM and SIGHUP are noted, and system calls that wait return EINTR.
void note_interruptions();

/// Back to what a program does by default: for the process that searches.
void forget_interruptions();

/// Throws Interrupted if a signal was noted.
void throw_if_interrupted();

}  // namespace geq::cli
