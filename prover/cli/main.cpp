// SPDX-License-Identifier: GPL-3.0-or-later

/// The program geq: a thin client of libgeq.

#include <exception>
#include <iostream>

#include "prover/cli/commands.hpp"
#include "prover/cli/files.hpp"
#include "prover/cli/interruption.hpp"

int main(int argc, char* argv[]) {
  using namespace geq::cli;
  try {
    note_interruptions();
    return std::visit([](const auto& arguments) { return run(arguments); }, parse_arguments(argc, argv));
  } catch (const Interrupted&) {
    std::cerr << "geq: interrupted\n";
    return interrupted;
  } catch (const Failure& failure) {
    std::cerr << "geq: " << failure.what() << '\n';
    return failure.status();
  } catch (const std::exception& error) {
    std::cerr << "geq: internal error: " << error.what() << '\n';
    return internal_error;
  }
}
