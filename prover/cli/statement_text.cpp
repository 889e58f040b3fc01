// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/statement_text.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "prover/cli/relation_list.hpp"

namespace geq::cli {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool starts_with_keyword(std::string_view line) {
  static constexpr std::array<std::string_view, 4> keywords{"let", "assume", "prove", "problem"};
  line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  return std::any_of(keywords.begin(), keywords.end(), [line](std::string_view keyword) {
    return line.starts_with(keyword) &&
           (line.size() == keyword.size() || blanks.find(line[keyword.size()]) != blanks.npos);
  });
}

/// Neither blank nor a comment.
bool says_something(std::string_view line) {
  const std::size_t start = line.find_first_not_of(blanks);
  return start != line.npos && line[start] != '#';
}

class Composer {
 public:
  explicit Composer(const std::vector<std::string>& statement_lines) {
    for (const std::string& line : statement_lines) {
      for (std::string& name : names_declared_by(line)) declared_.insert(std::move(name));
    }
  }

  void add(std::string_view prefix, std::string_view line, TypedLine typed) {
    typed.shift -= static_cast<std::ptrdiff_t>(characters(prefix));
    composed_.text.append(prefix).append(line).append("\n");
    composed_.lines.push_back(std::move(typed));
  }

  /// A name is declared once; what is said of it later is an assumption.
  void add(const RelationItem& item, TypedLine typed) {
    typed.shift = static_cast<std::ptrdiff_t>(characters(std::string_view(typed.text).substr(0, item.begin)));
    const bool is_new = std::none_of(item.names.begin(), item.names.end(),
                                     [this](const std::string& name) { return declared_.contains(name); });
    declared_.insert(item.names.begin(), item.names.end());
    if (is_new || item.relation == 0) return add(item.keyword, item.text, std::move(typed));
    typed.shift += static_cast<std::ptrdiff_t>(characters(item.text.substr(0, item.relation)));
    for (const std::string& name : item.names) add("assume " + name + " ", item.text.substr(item.relation), typed);
  }

  StatementText take() { return std::move(composed_); }

 private:
  StatementText composed_;
  std::set<std::string> declared_;
};

}  // namespace

StatementText compose(const Source& statement, const std::vector<std::string>& where) {
  const std::vector<std::string> lines = lines_of(statement.text);
  Composer composer(lines);
  for (const std::string& relations : where) {
    const std::vector<std::string> relation_lines = lines_of(relations);
    for (std::size_t i = 0; i < relation_lines.size(); ++i) {
      for (const RelationItem& item : relation_list(relation_lines[i]))
        composer.add(item, {"--where", i + 1, relation_lines[i], 0});
    }
  }
  bool goal_is_bare = std::none_of(lines.begin(), lines.end(), starts_with_keyword);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_goal = goal_is_bare && says_something(lines[i]);
    const TypedLine typed{statement.name, i + 1, lines[i], 0};
    if (is_goal) composer.add("prove", "", typed);  // on a line of its own: messages tell the columns that were typed
    composer.add("", lines[i], typed);
    if (is_goal) goal_is_bare = false;
  }
  if (lines.empty()) composer.add("prove ", "", {statement.name, 1, "", 0});
  return composer.take();
}

std::string located(const StatementText& statement, const InputError& error) {
  if (error.line == 0 || statement.lines.empty()) return error.message;
  const bool is_after_end = error.line > statement.lines.size();
  const TypedLine& line = statement.lines[is_after_end ? statement.lines.size() - 1 : error.line - 1];
  const auto end = static_cast<std::ptrdiff_t>(characters(line.text)) + 1;
  const std::ptrdiff_t column = is_after_end ? end : static_cast<std::ptrdiff_t>(error.column) + line.shift;
  const auto shown = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(column, 1, end));
  return InputError{error.kind, error.message, line.number, shown, line.text}.text(line.name);
}

}  // namespace geq::cli
