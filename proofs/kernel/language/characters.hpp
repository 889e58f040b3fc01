// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// UTF-8, and what a Unicode character or a LaTeX command stands for.

#include <cstddef>
#include <optional>
#include <string_view>

#include "proofs/kernel/language/lexer.hpp"

namespace geq::proofs {

struct Character {
  char32_t code;
  std::size_t length;  ///< in bytes
};

/// The character at the beginning of `bytes`, if it is valid UTF-8 (shortest form, no surrogates).
std::optional<Character> decode(std::string_view bytes);

/// Can be shown in a message: no control characters, nothing that changes the direction of the line.
bool is_shown(char32_t code);

/// What a spelling stands for: a token, or nothing at all (layout: `text` is empty).
struct Meaning {
  Token::Kind kind;
  std::string_view text;
};

/// None for characters that are not in the language. ASCII is not asked here.
std::optional<Meaning> unicode_meaning(char32_t code);

/// `command` without its backslash: letters, or one other character. None if it is not in the language. The text of the
/// result may be a part of `command`.
std::optional<Meaning> latex_meaning(std::string_view command);

/// Is `word` one of the words of `list`? The list begins and ends with a blank and has one between words.
bool is_listed(std::string_view word, std::string_view list);

bool is_digit(char character);
bool is_letter(char character);  ///< ASCII

/// "alpha" .. "omega", the capitals that do not look Latin, "varepsilon", "varphi" ...; not "pi".
bool is_greek_name(std::string_view name);

}  // namespace geq::proofs
