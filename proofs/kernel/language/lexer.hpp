// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Text -> tokens. Every spelling of a sign or name (ASCII, Unicode, LaTeX) becomes the same token, so that the parser
/// knows one spelling only. Blanks, comments (`#` to the end of the line) and LaTeX layout (`\left`, `\,`, `$`) vanish.
///
/// Limits: text of at most `max_input_bytes`, at most `max_tokens` tokens, names of at most `max_name_length`
/// characters. Cost: linear.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"

namespace geq::proofs {

/// The printed form of a statement has at most four tokens for each node of its terms.
inline constexpr std::size_t max_tokens = 4 * max_term_nodes;

/// Copies of a name are cheap in a term but not in print: cyc and sums must not turn kilobytes into gigabytes.
inline constexpr std::size_t max_name_length = 64;

/// Why text cannot be read. Thrown and caught inside this folder: callers of the parser see a ParseError.
struct ParseFailure {
  ParseError::Kind kind;
  std::string message;
  std::size_t offset;  ///< byte of the text where it shows
};

struct Token {
  enum class Kind {
    number,       ///< digits, at most one decimal point
    name,         ///< also keywords and functions; LaTeX and Unicode names are spelled out: "alpha", "pi", "x_1"
    sign,         ///< in ASCII; "\frac", "\sqrt", "\sum", "\prod" and "\surd" (the root sign) keep their LaTeX names
    superscript,  ///< raised digits
    end,
  };
  Kind kind = Kind::end;
  std::string text;
  std::size_t offset = 0;      ///< byte of the text where it begins
  bool starts_line = false;    ///< nothing but blanks before it on its line
  bool joined = false;         ///< no blank between it and the token before
  bool continues_run = false;  ///< not the first letter of an undeclared name that stands for a product (names.hpp)
};

enum class Spelling {
  full,    ///< Unicode and LaTeX too
  strict,  ///< ASCII without backslashes: certificates
};

/// The tokens, with an `end` token last. Throws ParseFailure.
std::vector<Token> tokenize(std::string_view text, Spelling spelling);

/// Line and column, counted from 1; the column in characters, every byte that is not part of valid UTF-8 being one.
struct Position {
  std::size_t line;
  std::size_t column;
};
Position position_of(std::string_view text, std::size_t offset);

/// The line around `offset`, without its end. Bytes that are not UTF-8, and characters that are not shown, read '?';
/// tabs stay.
std::string line_around(std::string_view text, std::size_t offset);

}  // namespace geq::proofs
