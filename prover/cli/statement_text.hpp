// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The statement of a command line: what was given as STATEMENT, FILE or standard input, with the --where relations,
/// put together as the text of one problem file; and back from a place in that text to what the user typed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <geq/geq.hpp>

namespace geq::cli {

/// Text with the name that messages call it by: a file name, "standard input", "statement".
struct Source {
  std::string name;
  std::string text;
};

/// One line of the composed text, as it was typed.
struct TypedLine {
  std::string name;      ///< of the source
  std::size_t number;    ///< line in the source, counted from 1
  std::string text;      ///< of the whole line in the source
  std::ptrdiff_t shift;  ///< column in the source minus column in the composed text, in characters
};

struct StatementText {
  std::string text;
  std::vector<TypedLine> lines;
};

/// A statement without keywords (`a + b >= c`) becomes the goal; a text with `let`, `assume` or `prove` at the start of
/// some line is taken as it is. The relations come first. Each of them may hold several, separated by commas,
/// semicolons, line ends or `and`; lists of names before a relation stay together:
///
///     a, b, c >= 0            let a, b, c >= 0
///     x in [0, 1), y > 0      let x in [0, 1)    let y > 0
///     triangle a, b, c        let triangle a, b, c
///     a + b = 1 and abc = 1   assume a + b = 1   assume abc = 1
///
/// `let` when a domain is given to names: a list of names, `in`, `:`, or one plain name (a letter, with digits or a
/// subscript) compared with a number by >=, >, <= or <. Else `assume`.
StatementText compose(const Source& statement, const std::vector<std::string>& where);

/// "name:line:column: message", the line as typed, and a caret. No newline at the end.
std::string located(const StatementText& statement, const InputError& error);

}  // namespace geq::cli
