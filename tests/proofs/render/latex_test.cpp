// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/render/latex_formula.hpp"
#include "samples.hpp"

using namespace geq;
using namespace geq::render;
using namespace geq::render::samples;

namespace {

/// Braces match, dollars come in pairs, environments close in order; no character outside ASCII in English documents.
void check_structure(const std::string& text, bool ascii, const char* name) {
  int depth = 0;
  std::size_t dollars = 0;
  std::vector<std::string> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (ascii) BOOST_TEST(static_cast<unsigned char>(c) < 0x80U, name);
    if (c == '\\') {
      for (const std::string word : {"begin{", "end{"})
        if (text.compare(i + 1, word.size(), word) == 0) {
          const std::string environment = text.substr(i + 1 + word.size(), text.find('}', i) - i - 1 - word.size());
          if (word == "begin{") {
            open.push_back(environment);
          } else {
            BOOST_TEST_REQUIRE(!open.empty(), name);
            BOOST_TEST(open.back() == environment, name);
            open.pop_back();
          }
        }
      ++i;
      continue;
    }
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    dollars += c == '$' ? 1U : 0U;
    BOOST_TEST_REQUIRE(depth >= 0, name);
  }
  BOOST_TEST(depth == 0, name);
  BOOST_TEST(dollars % 2 == 0U, name);
  BOOST_TEST(open.empty(), name);
}

std::string formula(const std::string& text, const std::vector<std::string>& names) {
  return latex_formula(Formula(proofs::parse_term(text, names).value()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(latex)

BOOST_AUTO_TEST_CASE(structure_of_every_sample) {
  for (const Sample& sample : proofs_of_all_kinds()) {
    check_structure(latex_report(report_of(sample), Language::english), true, sample.name);
    check_structure(latex_report(report_of(sample), Language::chinese), false, sample.name);
  }
  for (const Sample& sample : samples::refutations()) {
    check_structure(latex_report(report_of(sample), Language::english), true, sample.name);
    check_structure(latex_report(report_of(sample), Language::chinese), false, sample.name);
  }
}

BOOST_AUTO_TEST_CASE(names) {
  BOOST_TEST(latex_name("x") == "x");
  BOOST_TEST(latex_name("x_1") == "x_{1}");
  BOOST_TEST(latex_name("alpha") == "\\alpha ");
  BOOST_TEST(latex_name("alpha_2") == "\\alpha _{2}");
  BOOST_TEST(latex_name("speed") == "\\mathit{speed}");
  BOOST_TEST(latex_name("foo_bar_2") == "\\mathit{foo}_{\\mathit{bar\\_2}}");
  BOOST_TEST(latex_name("_") == "\\mathit{\\_}");
  BOOST_TEST(latex_name("x1") == "x_{1}");
  BOOST_TEST((style_for({"x1", "x2", "y_1"}) == NameStyle::indices));
  BOOST_TEST((style_for({"x1", "x_1"}) == NameStyle::literal));
  BOOST_TEST(latex_name("x1", NameStyle::literal) != latex_name("x_1", NameStyle::literal));
}

BOOST_AUTO_TEST_CASE(terms) {
  const std::vector<std::string> names{"a", "b", "speed"};
  BOOST_TEST(formula("a/(b + 1)", names) == "\\frac{a}{b + 1}");
  BOOST_TEST(formula("sqrt(a) + root(5, b)", names) == "\\sqrt{a} + \\sqrt[5]{b}");
  BOOST_TEST(formula("2*a*(a - b)^2", names) == "2a\\allowbreak (a - b)^{2}");
  BOOST_TEST(formula("(a*b)^2*3", names) == "(ab)^{2} \\cdot 3");
  BOOST_TEST(formula("1/2*a", names) == "\\tfrac{1}{2}a");
  BOOST_TEST(formula("(a/b)^2", names) == "\\left(\\frac{a}{b}\\right)^{2}");
  BOOST_TEST(formula("sqrt(a)^2", names) == "\\left(\\sqrt{a}\\right)^{2}");
  BOOST_TEST(formula("-a^2", names) == "-a^{2}");
  BOOST_TEST(formula("(-a)^2", names) == "(-a)^{2}");
  BOOST_TEST(formula("a - (b - 1)", names) == "a - (b - 1)");
}

BOOST_AUTO_TEST_CASE(words_are_escaped) {
  BOOST_TEST(latex_words("100% of $5 & #1_a {b} ~^\\", Language::english) ==
             "100\\% of \\$5 \\& \\#1\\_a \\{b\\} \\textasciitilde{}\\textasciicircum{}\\textbackslash{}");
  BOOST_TEST(latex_words("\xE8\xAF\x81!", Language::english) == "?!");
  BOOST_TEST(latex_words("a\x01"
                         "b",
                         Language::english) == "ab");
  Report report = report_of(squares);
  report.method = "no_such%method$";
  report.notes = {"\\input{secret} $ % # & _ { } ~ ^ \" < > | `` --"};
  const std::string text = latex_report(report, Language::english);
  check_structure(text, true, "notes");
  BOOST_TEST(text.find("\\input{secret}") == std::string::npos);
  BOOST_TEST(text.find("no\\_such\\%method\\$") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(long_numbers_can_break) {
  const std::string text = formula("1" + std::string(60, '0'), {});
  BOOST_TEST(text.find("\\allowbreak") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
