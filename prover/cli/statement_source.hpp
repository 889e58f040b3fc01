// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Where a statement comes from: the command line, a file, or standard input.

#include <cstddef>
#include <string>

#include "prover/cli/statement_text.hpp"

namespace geq::cli {

/// More than the library reads: it says itself that a text is too long.
inline constexpr std::size_t most_statement_bytes = std::size_t{8} << 20;

/// STATEMENT, FILE or -: a file of that name is read if there is one. Throws Failure (no_input, io_error) or
/// Interrupted.
Source read_statement(const std::string& argument);

}  // namespace geq::cli
