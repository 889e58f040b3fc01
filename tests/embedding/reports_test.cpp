// SPDX-License-Identifier: GPL-3.0-or-later

/// Reports in every format and language. What proofs look like is tested with the renderers.

#include <nlohmann/json.hpp>

#include "tests/embedding/statements.hpp"

namespace geq::tests {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> keys{"geq",        "verdict",  "method",   "cones",      "times",    "statement",
                                    "conditions", "witness",  "equality", "proof",      "obstacle", "detail",
                                    "missing",    "attempts", "trace",    "certificate"};

Json json_of(const Answer& answer, Times times = Times::shown) {
  return Json::parse(answer.report(Format::json, Language::english, times));
}

std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> result;
  for (const auto& [key, value] : json.items()) result.push_back(key);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reports)

BOOST_AUTO_TEST_CASE(the_first_line_is_the_verdict) {
  BOOST_TEST(answer_to(prove(nesbitt)).report().starts_with("proved"));
  BOOST_TEST(answer_to(prove("x >= 0")).report().starts_with("refuted"));
  BOOST_TEST(answer_to(prove("prove ceil(x) >= 0\n")).report().starts_with("undecided"));
  BOOST_TEST(answer_to(prove("1/(x - x) > 0")).report().starts_with("rejected"));
}

BOOST_AUTO_TEST_CASE(json_has_all_keys_in_order_for_every_verdict) {
  for (const char* statement : {nesbitt, "x >= 0", "prove ceil(x) >= 0\n", "1/(x - x) > 0"})
    BOOST_TEST(keys_of(json_of(answer_to(prove(statement)))) == keys, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(json_of_a_proof) {
  const Answer answer = answer_to(prove(nesbitt));
  const Json json = json_of(answer);
  BOOST_TEST(json["verdict"] == "proved");
  BOOST_TEST(json["certificate"] == answer.certificate());
  BOOST_TEST(json["statement"] == answer.statement());
  BOOST_TEST(json["times"]["search_ms"].is_number());
  BOOST_TEST(!json["proof"].empty());
  BOOST_TEST(json["equality"].is_string());
  BOOST_TEST(json["witness"].is_null());
  BOOST_TEST(json_of(answer, Times::hidden)["times"].is_null());
}

BOOST_AUTO_TEST_CASE(json_of_a_refutation) {
  const Json json = json_of(answer_to(prove("let x <= 0\nprove x >= -1\n")));
  BOOST_TEST(json["verdict"] == "refuted");
  BOOST_TEST(json["witness"]["x"].is_string());
  BOOST_TEST(json["proof"].is_null());
}

BOOST_AUTO_TEST_CASE(json_of_an_undecided_statement) {
  const Json json = json_of(answer_to(prove("prove ceil(x) >= 0\n")));
  BOOST_TEST(json["obstacle"] == "not_supported");
  BOOST_TEST(json["statement"].is_null());
}

BOOST_AUTO_TEST_CASE(latex_is_a_document) {
  for (const char* statement : {nesbitt, "x >= 0", "prove ceil(x) >= 0\n", "1/(x - x) > 0"}) {
    for (const Language language : {Language::english, Language::chinese}) {
      const std::string document = answer_to(prove(statement)).report(Format::latex, language);
      BOOST_TEST(document.find("\\documentclass") != std::string::npos);
      BOOST_TEST(document.ends_with("\\end{document}\n"));
    }
  }
}

BOOST_AUTO_TEST_CASE(languages_differ) {
  const Answer answer = answer_to(prove(nesbitt));
  BOOST_TEST(answer.report(Format::text, Language::english, Times::hidden) !=
             answer.report(Format::text, Language::chinese, Times::hidden));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::tests
