// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>

#include "proofs/render/narrator.hpp"
#include "proofs/render/text.hpp"
#include "samples.hpp"

using namespace geq::render;
using namespace geq::render::samples;

BOOST_AUTO_TEST_SUITE(chinese_reports)

BOOST_AUTO_TEST_CASE(the_sample) {
  Report report = report_of(squares);
  report.method = "差分代换";
  report.cones = 1;
  report.milliseconds = 0.4;
  BOOST_TEST(text_report(report, Language::chinese) ==
             "proved   差分代换，1 个锥，0.4 毫秒\n"
             "\n"
             "  设 f = a^2 + b^2 + c^2 - a*b - b*c - c*a。已知 a, b, c >= 0，求证 f >= 0。\n"
             "  1. 由于 f 关于 a, b, c 对称，不失一般性，设 a >= b >= c。\n"
             "  2. 令 a = c + u + v，b = c + v，其中 u, v >= 0。则 f = u^2 + u*v + v^2。\n"
             "  3. 各项系数均非负，且 u, v, c >= 0，故 f >= 0。\n"
             "  等号成立当且仅当 a = b = c。\n");
}

BOOST_AUTO_TEST_CASE(no_english_words_are_left) {
  for (const Sample& sample : proofs_of_all_kinds()) {
    const std::string text = chinese(sample);
    for (const char* word : {" the ", " with ", " hence", "Put ", "Let ", " is ", " where", "Equality", "terms"})
      BOOST_TEST(text.find(word) == std::string::npos, sample.name << ": " << word);
  }
}

BOOST_AUTO_TEST_CASE(refuted) {
  BOOST_TEST(chinese(on_reals) == "refuted\n\n  取 a = -1，b = -1，c = 0，左边 = -2，右边 = 0。\n");
}

BOOST_AUTO_TEST_CASE(membership_has_its_sign) {
  const Sample in_an_interval{"interval", "let t in (0, 1)\nprove t > 2", "refute\nt = 1/2\n"};
  Report report = report_of(in_an_interval);
  BOOST_TEST(to_text(domain_of(report.statement).ranges.front(), Language::chinese) == "t ∈ (0, 1)");
  BOOST_TEST(to_text(domain_of(report.statement).ranges.front(), Language::english) == "t in (0, 1)");
}

BOOST_AUTO_TEST_SUITE_END()
