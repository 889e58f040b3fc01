// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <vector>

#include "proofs/kernel/language/characters.hpp"
#include "proofs/kernel/language/parser.hpp"

namespace geq::proofs {

namespace {

/// The part of a long line that a message shows.
struct Excerpt {
  std::string text;
  std::size_t caret;  ///< characters before it
};

Excerpt excerpt_around(const std::string& line, std::size_t column) {
  constexpr std::size_t reach = 50;
  std::vector<std::string_view> characters;
  std::string_view rest = line;
  while (!rest.empty() && characters.size() < column + reach) {
    const std::optional<Character> character = decode(rest);
    const std::size_t length = character ? character->length : 1;
    characters.push_back(rest[0] == '\t' ? std::string_view(" ") : rest.substr(0, length));
    rest.remove_prefix(length);
  }
  const std::size_t at = std::min(column - std::min<std::size_t>(column, 1), characters.size());
  const std::size_t start = at > reach ? at - reach : 0;
  Excerpt result{start > 0 ? "..." : "", at - start + (start > 0 ? 3 : 0)};
  for (std::size_t i = start; i < characters.size(); ++i) result.text += characters[i];
  if (!rest.empty()) result.text += "...";
  return result;
}

}  // namespace

std::string describe(const ParseError& error, std::string_view file) {
  const Excerpt excerpt = excerpt_around(error.source, error.column);
  return std::string(file) + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) + ": " +
         error.message + "\n" + excerpt.text + "\n" + std::string(excerpt.caret, ' ') + "^";
}

}  // namespace geq::proofs
