// SPDX-License-Identifier: GPL-3.0-or-later
/// Problems that nobody on this project wrote: each is read and comes out of its own printed form, or is reported as
/// unsupported. Skipped where the files are absent.
#define BOOST_TEST_DYN_LINK
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"

namespace {

using namespace geq::proofs;

void check_problem(const std::string& id, const std::string& text, std::map<std::string, std::size_t>& unsupported) {
  BOOST_TEST_CONTEXT(id << "\n" << text) {
    const auto statement = parse_statement(text);
    if (!statement) {
      BOOST_TEST((statement.error().kind == ParseError::Kind::unsupported), describe(statement.error(), id));
      ++unsupported[statement.error().message];
      return;
    }
    const std::string printed = to_text(statement.value());
    const auto again = parse_statement(printed);
    BOOST_TEST(again.has_value());
    if (again) BOOST_TEST(to_text(again.value()) == printed);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(problems)

BOOST_AUTO_TEST_CASE(collected_problems) {
  const char* configured = std::getenv("GEQ_PROBLEMS");
  const std::filesystem::path folder = configured ? configured : GEQ_PROBLEMS_FOLDER;
  for (const std::string name : {"forms.jsonl", "moint.jsonl", "public.jsonl"}) {
    std::ifstream file(folder / name);
    if (!file) {
      BOOST_TEST_MESSAGE("skipped: no " << (folder / name));
      continue;
    }
    std::size_t problems = 0;
    std::map<std::string, std::size_t> unsupported;
    for (std::string line; std::getline(file, line); ++problems) {
      const auto problem = nlohmann::json::parse(line);
      check_problem(problem.at("id"), problem.at("problem"), unsupported);
    }
    BOOST_TEST_MESSAGE(name << ": " << problems << " problems");
    for (const auto& [message, count] : unsupported) BOOST_TEST_MESSAGE("  " << count << " unsupported: " << message);
  }
}

BOOST_AUTO_TEST_SUITE_END()
