// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/batch/problem_list.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "prover/cli/files.hpp"

namespace geq::cli {
namespace {

using Json = nlohmann::json;

constexpr std::string_view blanks = " \t\r\f\v";
constexpr std::size_t most_id_bytes = 200;

[[noreturn]] void refuse(const Source& file, std::size_t line, const std::string& what) {
  throw Failure(bad_input, file.name + ":" + std::to_string(line) + ": " + what);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Calls `look` with every line and its number.
template <class Look>
void for_lines(std::string_view text, const Look& look) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    look(number, text.substr(0, end));
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

/// Refuses an id that cannot be one, or that was there before.
class Ids {
 public:
  explicit Ids(const Source& file) : file_(file) {}

  void add(const std::string& id, std::size_t line) {
    if (id.empty()) refuse(file_, line, "the problem has an empty name");
    if (id.size() > most_id_bytes) refuse(file_, line, "the problem's name is too long");
    const auto [before, is_new] = lines_.emplace(id, line);
    if (!is_new)
      refuse(file_, line, "problem '" + id + "' is there already, in line " + std::to_string(before->second));
  }

 private:
  const Source& file_;
  std::map<std::string, std::size_t> lines_;
};

std::string verdict_expected(const Source& file, std::size_t line, const Json& value) {
  static const std::map<std::string, std::string> known{
      {"proved", "proved"},     {"refuted", "refuted"}, {"undecided", "undecided"},
      {"rejected", "rejected"}, {"true", "proved"},     {"false", "refuted"},
      {"unknown", ""}};
  if (value.is_null()) return {};
  const std::string text =
      value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto found = known.find(text);
  if (found == known.end()) refuse(file, line, "\"expected\" is proved, refuted, undecided or rejected, not " + text);
  return found->second;
}

std::string id_of(const Source& file, std::size_t line, const Json& object) {
  const auto id = object.find("id");
  if (id == object.end()) refuse(file, line, "there is no \"id\"");
  if (id->is_number_integer()) return id->dump();
  if (!id->is_string()) refuse(file, line, "\"id\" is neither a text nor an integer");
  return id->get<std::string>();
}

std::vector<Problem> from_json_lines(const Source& file) {
  std::vector<Problem> problems;
  Ids ids(file);
  for_lines(file.text, [&](std::size_t line, std::string_view text) {
    if (trimmed(text).empty()) return;
    Json object;
    try {
      object = Json::parse(text);
    } catch (const Json::parse_error& error) {
      refuse(file, line, "this is not JSON, from column " + std::to_string(error.byte) + " on");
    }
    if (!object.is_object()) refuse(file, line, "expected an object: {\"id\": ..., \"problem\": ...}");
    const std::string id = id_of(file, line, object);
    ids.add(id, line);
    const auto problem = object.find("problem");
    if (problem == object.end() || !problem->is_string()) refuse(file, line, "there is no text \"problem\"");
    problems.push_back({id, compose({id, problem->get<std::string>()}, {}),
                        verdict_expected(file, line, object.value("expected", Json()))});
  });
  return problems;
}

/// The name in a line `problem NAME`.
std::optional<std::string> section_name(std::string_view line) {
  constexpr std::string_view keyword = "problem";
  line = trimmed(line.substr(0, line.find('#')));
  if (!line.starts_with(keyword)) return {};
  line.remove_prefix(keyword.size());
  if (!line.empty() && blanks.find(line.front()) == blanks.npos) return {};
  return std::string(trimmed(line));
}

/// One section of a problem file; messages about it count lines from the start of the file.
struct Section {
  std::string id;
  std::size_t first_line;
  std::string text;
};

std::vector<Problem> from_sections(const Source& file) {
  std::vector<Section> sections;
  Ids ids(file);
  std::size_t text_before = 0;
  std::string all;
  for_lines(file.text, [&](std::size_t line, std::string_view text) {
    if (const auto name = section_name(text)) {
      if (text_before != 0) refuse(file, text_before, "this stands before the first 'problem'");
      ids.add(*name, line);
      sections.push_back({*name, line + 1, {}});
      return;
    }
    const bool says_something = !trimmed(text.substr(0, text.find('#'))).empty();
    if (sections.empty() && says_something && text_before == 0) text_before = line;
    (sections.empty() ? all : sections.back().text).append(text).append("\n");
  });
  if (sections.empty() && text_before != 0)
    sections.push_back({std::filesystem::path(file.name).stem().string(), 1, all});
  std::vector<Problem> problems;
  for (const Section& section : sections) {
    Problem problem{section.id, compose({file.name, section.text}, {}), {}};
    for (TypedLine& line : problem.statement.lines) line.number += section.first_line - 1;
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace

std::vector<Problem> problem_list(const Source& file) {
  const std::size_t start = file.text.find_first_not_of(" \t\r\f\v\n");
  return start != file.text.npos && file.text[start] == '{' ? from_json_lines(file) : from_sections(file);
}

std::string fingerprint(const Problem& problem) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : problem.statement.text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  std::string text(16, '0');
  for (std::size_t i = text.size(); i-- > 0; hash >>= 4) text[i] = "0123456789abcdef"[hash & 15];
  return text;
}

}  // namespace geq::cli
