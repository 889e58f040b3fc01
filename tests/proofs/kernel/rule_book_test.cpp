// SPDX-License-Identifier: GPL-3.0-or-later
/// The rule book and the code tell of the same rules: structs in step.hpp, rows in rules/README.md, examples on disk.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <map>
#include <set>

#include "tests/proofs/kernel/cases.hpp"

namespace geq::proofs {

namespace {

const fs::path kernel = GEQ_KERNEL_SOURCES;
const fs::path cases = GEQ_KERNEL_CASES;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The alternatives of the variant `Rule`, as written in step.hpp.
std::vector<std::string> rules_in_code() {
  const std::string text = contents(kernel / "step.hpp");
  const std::string opening = "std::variant<";
  const auto from = text.find(opening, text.find("using Rule =")) + opening.size();
  std::vector<std::string> rules(1);
  for (auto place = from; text.at(place) != '>'; ++place) {
    if (text[place] == ',') rules.emplace_back();
    if (std::isalpha(static_cast<unsigned char>(text[place])) != 0) rules.back() += text[place];
  }
  return rules;
}

/// OneVariable -> one-variable (in certificates), one_variable (in names of files).
std::string with_separator(const std::string& rule, char separator) {
  std::string text;
  for (const char c : rule) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !text.empty()) text += separator;
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

std::vector<std::string> words_in_backquotes(const std::string& text) {
  std::vector<std::string> words;
  for (auto place = text.find('`'); place != std::string::npos; place = text.find('`', place + 1)) {
    const auto end = text.find('`', place + 1);
    if (end == std::string::npos) break;
    words.push_back(text.substr(place + 1, end - place - 1));
    place = end;
  }
  return words;
}

/// rule -> the folders in its row, from "| `Rule` | premises | conclusion | side conditions | `folder` ... | sentence
/// |".
std::map<std::string, std::vector<std::string>> rows() {
  std::map<std::string, std::vector<std::string>> result;
  for (const std::string& line : lines_of(contents(kernel / "rules" / "README.md"))) {
    if (!line.starts_with("| `")) continue;
    std::vector<std::string> cells;
    std::istringstream stream(line.substr(1));
    for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(cell);
    BOOST_TEST(cells.size() == 6U, line);
    if (cells.size() != 6) continue;
    const auto rule = words_in_backquotes(cells[0]);
    BOOST_TEST(rule.size() == 1U, line);
    BOOST_TEST(!result.contains(rule.at(0)), "two rows for " + rule.at(0));
    BOOST_TEST(cells[5].find_first_not_of(' ') != std::string::npos, "no sentence for " + rule.at(0));
    result[rule.at(0)] = words_in_backquotes(cells[4]);
  }
  return result;
}

/// Is there a refused case of the rule in the folder?
bool has_case(const std::string& rule, const std::string& reason) {
  const auto found = cases_under(cases / "rejected" / reason);
  return std::any_of(found.begin(), found.end(), [&](const Case& one) {
    return one.certificate.filename().string().starts_with(with_separator(rule, '_'));
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_book)

BOOST_AUTO_TEST_CASE(every_rule_has_a_row_and_every_row_a_rule) {
  const auto book = rows();
  const auto code = rules_in_code();
  BOOST_TEST(code.size() == std::variant_size_v<Rule>);
  for (const std::string& rule : code) BOOST_TEST(book.contains(rule), "no row for " + rule);
  for (const auto& [rule, folders] : book)
    BOOST_TEST((std::find(code.begin(), code.end(), rule) != code.end()), "a row for " + rule + ", which is no rule");
}

BOOST_AUTO_TEST_CASE(every_folder_in_the_book_has_a_case_of_the_rule) {
  for (const auto& [rule, folders] : rows())
    for (const std::string& folder : folders) BOOST_TEST(has_case(rule, folder), rule + " in rejected/" + folder);
}

BOOST_AUTO_TEST_CASE(every_case_of_a_rule_is_in_the_book) {
  const auto book = rows();
  for (const std::string& rule : rules_in_code())
    for (const std::string& reason : reasons())
      if (has_case(rule, reason) && book.contains(rule)) {
        const auto& folders = book.at(rule);
        BOOST_TEST((std::find(folders.begin(), folders.end(), reason) != folders.end()),
                   rule + " has a case in rejected/" + reason + ", which its row does not mention");
      }
}

/// Every reason that the source of a rule can give stands in its row: read from the code between its `apply` and the
/// next.
BOOST_AUTO_TEST_CASE(every_reason_that_a_rule_gives_is_in_its_row) {
  const auto book = rows();
  for (const auto& entry : fs::directory_iterator(kernel / "rules")) {
    if (entry.path().extension() != ".cpp") continue;
    const bool cones = entry.path().stem() == "cones";
    std::string rule = cones ? "Cones" : "";
    for (const std::string& line : lines_of(contents(entry.path()))) {
      const std::string opening = "Outcome apply(const ";
      if (line.starts_with(opening)) rule = line.substr(opening.size(), line.find('&') - opening.size());
      for (auto place = line.find("Reason::"); place != std::string::npos; place = line.find("Reason::", place + 1)) {
        const auto from = place + 8;
        const std::string reason =
            line.substr(from, line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", from) - from);
        const auto& folders = book.at(rule);
        BOOST_TEST((std::find(folders.begin(), folders.end(), reason) != folders.end()),
                   rule + " can give " + reason + ", which its row does not mention");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_rule_occurs_in_a_proof) {
  std::set<std::string> used;
  for (const Case& one : cases_under(cases / "proved"))
    for (const std::string& line : lines_of(contents(one.certificate))) used.insert(keyword(line));
  for (const std::string& rule : rules_in_code()) {
    const std::string word = with_separator(rule, '-');
    BOOST_TEST(used.contains(word), "no proved case has a step '" + word + "'");
  }
  for (const std::string word : {"leaf", "open", "split", "same"}) BOOST_TEST(used.contains(word), word);
}

BOOST_AUTO_TEST_CASE(every_rule_occurs_in_the_format) {
  const std::string format = contents(kernel / "certificate.md");
  for (const std::string& rule : rules_in_code()) {
    const std::string word = "`" + with_separator(rule, '-');
    BOOST_TEST(format.find(word) != std::string::npos, "certificate.md does not describe " + word);
  }
}

BOOST_AUTO_TEST_CASE(every_refused_folder_is_a_reason) {
  const auto names = reasons();
  for (const auto& entry : fs::directory_iterator(cases / "rejected")) {
    const std::string folder = entry.path().filename().string();
    BOOST_TEST((std::find(names.begin(), names.end(), folder) != names.end()), folder + " is no reason");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
