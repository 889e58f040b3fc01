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

BOOST_AUTO_TEST_CASE(rejections_say_why_in_the_language_of_the_report) {
  struct Case {
    const char *statement, *english, *chinese;
  };
  for (const Case& c : {
           Case{"1/(x - x) > 0", "an expression of the statement is not defined for any values",
                "\u547d\u9898\u4e2d\u6709\u8868\u8fbe\u5f0f\u5904\u5904\u65e0\u5b9a\u4e49"},
           Case{"let x > 1\nassume x < 0\nprove x > 0\n",
                "the assumptions contradict each other: ", "\u5047\u8bbe\u4e92\u76f8\u77db\u76fe\uff1a"},
           Case{"lim(n -> oo, n^2) = 1",
                "the limit lim(n -> oo, n^2) does not exist: its expression grows beyond every bound",
                "\u6781\u9650 lim(n -> oo, n^2) \u4e0d\u5b58\u5728\uff1a"
                "\u5176\u8868\u8fbe\u5f0f\u7684\u503c\u53ef\u8d85\u8fc7\u4efb\u4f55\u754c"},
           Case{"let a > 0\nprove lim(n -> oo, -a*n) = 1\n",
                "the limit lim(n -> oo, -a*n) does not exist, where a = 1: its expression falls below every bound",
                "\u6781\u9650 lim(n -> oo, -a*n) \u4e0d\u5b58\u5728\uff08\u5176\u4e2d a = 1\uff09\uff1a"
                "\u5176\u8868\u8fbe\u5f0f\u7684\u503c\u53ef\u4f4e\u4e8e\u4efb\u4f55\u754c"},
           Case{"lim(x -> 0, 1/x) = 1",
                "the limit lim(x -> 0, 1/x) does not exist: its expression grows beyond every bound from above",
                "\u6781\u9650 lim(x -> 0, 1/x) \u4e0d\u5b58\u5728\uff1a\u4ece\u53f3\u4fa7\u8d8b\u8fd1"},
           Case{"lim(x -> oo, cos(x)) = 0",
                "the limit lim(x -> oo, cos(x)) does not exist: for integers n its expression is at least 1 at 2*n*pi",
                "\u6781\u9650 lim(x -> oo, cos(x)) \u4e0d\u5b58\u5728\uff1a\u5bf9\u6574\u6570 n\uff0c"},
           Case{"int(x in 1..oo, 1/x) = 1",
                "the integral int(x in 1..oo, 1/x) diverges: near an end its integrand is at least the derivative of ",
                "\u79ef\u5206 int(x in 1..oo, 1/x) \u53d1\u6563\uff1a"
                "\u5728\u7aef\u70b9\u9644\u8fd1\uff0c\u88ab\u79ef\u51fd\u6570\u4e0d\u5c0f\u4e8e "},
           Case{
               "int(x in 0..1, -1/x) = 1",
               "the integral int(x in 0..1, -1/x) diverges: near an end minus its integrand is at least the derivative",
               "\u79ef\u5206 int(x in 0..1, -1/x) \u53d1\u6563\uff1a\u5728\u7aef\u70b9\u9644\u8fd1\uff0c"
               "\u88ab\u79ef\u51fd\u6570\u7684\u76f8\u53cd\u6570\u4e0d\u5c0f\u4e8e "},
       }) {
    const Answer answer = answer_to(prove(c.statement));
    for (const auto& [language, reason] : {std::pair(Language::english, c.english), {Language::chinese, c.chinese}}) {
      const std::string text = answer.report(Format::text, language);
      BOOST_TEST(text.starts_with(std::string("rejected: ") + reason), text);
      const Json json = Json::parse(answer.report(Format::json, language));
      BOOST_TEST(json["detail"].get<std::string>().starts_with(reason), json["detail"]);
    }
  }
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

/// What these lack is beyond the methods there are, or does not hold without its being shown.
BOOST_AUTO_TEST_CASE(missing_hypotheses_are_named) {
  struct Case {
    const char *statement, *hypothesis, *of, *sentence;
  };
  const std::vector<Case> cases{
      {"prove lim(n -> oo integer, sin(n)) = 0", "limit", "lim(n -> oo integer, sin(n))",
       "that lim(n -> oo integer, sin(n)) exists was not shown"},
      {"prove int(x in 0..1, sin(1/x)) <= 1", "integrable_at_lower_end", "int(x in 0..1, sin(1/x))",
       "that int(x in 0..1, sin(1/x)) exists near its lower end was not shown"},
      {"prove int(x in 1..oo, sin(x^2)/x) <= 1", "integrable_at_upper_end", "int(x in 1..oo, sin(x^2)/x)",
       "that int(x in 1..oo, sin(x^2)/x) exists near its upper end was not shown"},
      {"prove lim(n -> oo, int(x in 0..oo, sin(n*x)/(1+x))) = 0", "pointwise_limit", "(1/(x + 1))*sin(n*x)",
       "no limit of (1/(x + 1))*sin(n*x) at every point was found"},
      {"prove dominated(arctan(n*x)/(1+x), n, x in 0..oo)", "dominator", "(1/(x + 1))*arctan(n*x)",
       "no integrable function was found that bounds (1/(x + 1))*arctan(n*x) for all members"},
  };
  for (const Case& one : cases) {
    const Answer answer = answer_to(prove(one.statement));
    BOOST_TEST((answer.verdict() == Verdict::undecided), one.statement);
    const Json missing = json_of(answer)["missing"];
    BOOST_TEST_REQUIRE(missing.size() == 1, one.statement);
    BOOST_TEST(missing[0]["hypothesis"] == one.hypothesis, one.statement);
    BOOST_TEST(missing[0]["of"] == one.of, one.statement);
    const auto has = [&](Language language, const char* text) {
      return answer.report(Format::text, language).find(text) != std::string::npos;
    };
    BOOST_TEST(has(Language::english, one.sentence), one.statement);
    BOOST_TEST(has(Language::chinese, one.of), one.statement);
    BOOST_TEST(!has(Language::chinese, one.sentence), one.statement);
  }
  BOOST_TEST(json_of(answer_to(prove("prove ceil(x) >= 0\n")))["missing"].empty());
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
