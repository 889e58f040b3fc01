// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/statement_text.hpp"

#include <boost/test/unit_test.hpp>
#include <variant>

namespace geq::cli {
namespace {

std::string text(const std::string& statement, const std::vector<std::string>& where = {}) {
  return compose({"statement", statement}, where).text;
}

std::string message(const std::string& statement, const std::vector<std::string>& where) {
  const StatementText composed = compose({"statement", statement}, where);
  const Outcome outcome = geq::prove(composed.text);
  const auto* error = std::get_if<InputError>(&outcome);
  return error != nullptr ? located(composed, *error) : "no error in: " + composed.text;
}

/// A caret stands under the `count`th character.
bool caret_at(const std::string& message, std::size_t count) {
  return message.ends_with("\n" + std::string(count - 1, ' ') + "^");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statement_text)

BOOST_AUTO_TEST_CASE(a_relation_becomes_the_goal) {
  BOOST_TEST(text("a >= b") == "prove\na >= b\n");
  BOOST_TEST(text("# note\n\n  a >= b") == "# note\n\nprove\n  a >= b\n");
  BOOST_TEST(text("") == "prove \n");
}

BOOST_AUTO_TEST_CASE(a_problem_stays_as_it_is) {
  BOOST_TEST(text("let a > 0\nprove a > -1\n") == "let a > 0\nprove a > -1\n");
  BOOST_TEST(text("  prove a > -1") == "  prove a > -1\n");
  BOOST_TEST(text("lettuce >= 0") == "prove\nlettuce >= 0\n");
}

BOOST_AUTO_TEST_CASE(relations_become_domains_and_assumptions) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a >= 0", "let a >= 0\n"},
      {"a, b, c >= 0", "let a, b, c >= 0\n"},
      {" a,b , c>0 ", "let a,b , c>0\n"},
      {"x1, x_2 > 1/2", "let x1, x_2 > 1/2\n"},
      {"x in [0, 1)", "let x in [0, 1)\n"},
      {"x, y in (0, oo)", "let x, y in (0, oo)\n"},
      {"x : real", "let x : real\n"},
      {"triangle a, b, c", "let triangle a, b, c\n"},
      {"triangle a, b, c; a + b = 1", "let triangle a, b, c\nassume a + b = 1\n"},
      {"a + b + c = 1", "assume a + b + c = 1\n"},
      {"abc = 1", "assume abc = 1\n"},
      {"abc >= 1", "assume abc >= 1\n"},
      {"a = 1", "assume a = 1\n"},
      {"a != 0", "assume a != 0\n"},
      {"a >= b", "assume a >= b\n"},
      {"a >= sqrt(2)", "let a >= sqrt(2)\n"},
      {"a >= pi/2", "let a >= pi/2\n"},
      {"0 <= a", "assume 0 <= a\n"},
      {"0 <= a <= 1", "assume 0 <= a <= 1\n"},
      {"max(a, b) <= 1, c > 0", "assume max(a, b) <= 1\nlet c > 0\n"},
      {"a, b > 0, a + b = 1", "let a, b > 0\nassume a + b = 1\n"},
      {"a, b > 0 and a + b = 1", "let a, b > 0\nassume a + b = 1\n"},
      {"a > 0; b > 0\nc > 0", "let a > 0\nlet b > 0\nlet c > 0\n"},
      {"let a > 0", "let a > 0\n"},
      {"assume a > b", "assume a > b\n"},
      {"a \\ge 0", "let a \\ge 0\n"},
      {"a \xE2\x89\xA5 0", "let a \xE2\x89\xA5 0\n"},
      {"\xCE\xB1 > 0", "let \xCE\xB1 > 0\n"},
      {"0 <= a, b, c <= 1", "assume 0 <= a, b, c <= 1\n"},  // for the library to refuse
      {"a > 0, b >", "let a > 0\nlet b >\n"},
      {"", ""},
      {",", "assume ,\n"},
  };
  for (const auto& [where, expected] : cases) {
    BOOST_TEST_CONTEXT(where) { BOOST_TEST(text("prove z >= 0", {where}) == expected + "prove z >= 0\n"); }
  }
}

BOOST_AUTO_TEST_CASE(what_is_said_twice_is_an_assumption_the_second_time) {
  BOOST_TEST(text("prove x >= 0", {"x >= 0, x <= 1"}) == "let x >= 0\nassume x <= 1\nprove x >= 0\n");
  BOOST_TEST(text("prove x >= 0", {"x >= 0", "x, y <= 1"}) ==
             "let x >= 0\nassume x <= 1\nassume y <= 1\nprove x >= 0\n");
  BOOST_TEST(text("let x, y : real\nprove x >= 0", {"x >= 0"}) == "assume x >= 0\nlet x, y : real\nprove x >= 0\n");
}

BOOST_AUTO_TEST_CASE(errors_are_located_in_what_was_typed) {
  BOOST_TEST(message("a +* b >= 0", {}).starts_with("statement:1:4: "));
  BOOST_TEST(caret_at(message("a +* b >= 0", {}), 4));
  BOOST_TEST(message("a >= 0", {"b, c > 0", "b >= 0, c + * 2 = 1"}).starts_with("--where:1:13: "));
  BOOST_TEST(caret_at(message("a >= 0", {"b, c > 0", "b >= 0, c + * 2 = 1"}), 13));
  BOOST_TEST(message("let a > 0\nprove a >= +\n", {"b > 0"}).starts_with("statement:2:"));
  BOOST_TEST(message("a >= 0", {"0 <= b, c, d <= 1"}).starts_with("--where:1:10: "));
  BOOST_TEST(message("", {}).starts_with("statement:1:1: "));
  BOOST_TEST(message("a >= 0", {"\xCE\xB1 > 0, b ) 1"}).starts_with("--where:1:10: "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::cli
