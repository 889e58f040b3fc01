// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Takes the text of one --where apart. Knows of the language only how relations are separated; whether each of them
/// is well formed is for the library to say.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace geq::cli {

struct RelationItem {
  std::size_t begin;  ///< byte of `text` in the line
  std::string text;
  std::string_view keyword;        ///< "let ", "assume ", or "" where the text has one of its own
  std::vector<std::string> names;  ///< what `let` declares
  std::size_t relation = 0;  ///< byte of the relation sign in `text`, where names are compared with a number; else 0
};

/// The relations in one line, in order; see compose() for what separates them.
std::vector<RelationItem> relation_list(std::string_view line);

/// The names that a line of a problem file declares; empty if it does not start with `let`.
std::vector<std::string> names_declared_by(std::string_view line);

/// Some relation sign occurs in the text: ASCII, Unicode or LaTeX.
bool has_relation_sign(std::string_view text);

/// Number of UTF-8 characters; bytes that are not UTF-8 count as whatever they start.
std::size_t characters(std::string_view text);

}  // namespace geq::cli
