// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Text -> Statement. Recursive descent over tokens, depth-limited; the grammar is in README.md beside this file.
/// Any input is welcome: what is not a statement gives an error that points at the place.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proofs/kernel/result.hpp"
#include "proofs/kernel/statement.hpp"

namespace geq::proofs {

struct ParseError {
  enum class Kind {
    malformed,    ///< not in the language
    too_large,    ///< beyond a limit of limits.hpp
    unsupported,  ///< in the language, but geq cannot state it yet; `message` names what is missing
  };
  Kind kind;
  std::string message;  ///< "expected an expression after '+'"
  std::size_t line;     ///< counted from 1
  std::size_t column;   ///< counted from 1, in characters (not bytes)
  std::string source;   ///< the line the error is in
};

/// "file:line:column: message", the source line, and a caret under the column (three lines, no trailing newline).
std::string describe(const ParseError& error, std::string_view file);

/// A whole problem file.
Result<Statement, ParseError> parse_statement(std::string_view text);

/// One expression over `names`; any other name is an error (no implicit products of letters), and so are the LaTeX
/// spellings: the strict form that certificates use.
Result<Term, ParseError> parse_term(std::string_view text, const std::vector<std::string>& names);

}  // namespace geq::proofs
