// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>

#include "samples.hpp"

using namespace geq::render;
using namespace geq::render::samples;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(the_sample_of_the_language_description) {
  Report report = report_of(squares);
  report.method = "difference-substitution";
  report.cones = 1;
  report.milliseconds = 0.4;
  BOOST_TEST(text_report(report, Language::english) ==
             "proved   difference substitution, 1 cone, 0.4 ms\n"
             "\n"
             "  Let f = a^2 + b^2 + c^2 - a*b - b*c - c*a.  We show f >= 0 for a, b, c >= 0.\n"
             "  1. f is symmetric in a, b, c, so let a >= b >= c.\n"
             "  2. Put a = c + u + v, b = c + v with u, v >= 0. Then f = u^2 + u*v + v^2.\n"
             "  3. Every coefficient is >= 0 and u, v, c >= 0, hence f >= 0.\n"
             "  Equality: exactly when a = b = c.\n");
}

BOOST_AUTO_TEST_CASE(the_refuted_sample) {
  BOOST_TEST(english(on_reals) == "refuted\n\n  At a = -1, b = -1, c = 0:  left = -2,  right = 0.\n");
}

BOOST_AUTO_TEST_CASE(six_orders) {
  const std::string text = english(example_1);
  BOOST_TEST(says(text, "lies in one of 6 cones:"));
  BOOST_TEST(says(text,
                  "- If a <= b <= c, put b = a + u, c = a + u + v with u, v >= 0; then f = 3*a*u^2 + 3*a*u*v + "
                  "3*a*v^2 + 2*u^3 + 3*u^2*v + 3*u*v^2 + v^3."));
  BOOST_TEST(says(text, "- If c <= b <= a, put"));
  BOOST_TEST(says(text, "Every coefficient on these cones is >= 0, hence f >= 0."));
}

BOOST_AUTO_TEST_CASE(the_expansion_of_the_article) {
  // THEORIES section 8, Ex 2.
  BOOST_TEST(says(
      english(example_2),
      "9*a^4*u^2 + 9*a^4*u*v + 9*a^4*v^2 + 26*a^3*u^3 + 39*a^3*u^2*v + 33*a^3*u*v^2 + 10*a^3*v^3 + 27*a^2*u^4 + "
      "54*a^2*u^3*v + 48*a^2*u^2*v^2 + 21*a^2*u*v^3 + 3*a^2*v^4 + 12*a*u^5 + 30*a*u^4*v + 30*a*u^3*v^2 + 15*a*u^2*v^3 "
      "+ 3*a*u*v^4 + 2*u^6 + 6*u^5*v + 7*u^4*v^2 + 4*u^3*v^3 + u^2*v^4."));
}

BOOST_AUTO_TEST_CASE(a_limit_is_found_once) {
  const std::string text = english(leading_terms);
  BOOST_TEST(says(text, "The leading terms of n^3/(n^4 + 1) give lim(n -> oo, n^3/(n^4 + 1)) = 0."));
  BOOST_TEST(says(text, "As shown above, lim(n -> oo, n^3/(n^4 + 1)) = 0."));
  BOOST_TEST(!says(text, "lies between"));
  BOOST_TEST(says(chinese(leading_terms), "如上所证，"));
}

BOOST_AUTO_TEST_CASE(cyclic_with_coefficients_in_two_variables) {
  const std::string text = english(example_3);
  BOOST_TEST(says(text, "1. f is unchanged by a -> b -> c -> a, so let a be the smallest of a, b, c."));
  BOOST_TEST(says(text,
                  "By powers of a, f = g*a + h, where g = 9*u^2 - 9*u*v + 9*v^2 and h = 4*u^3 + 12*u^2*v - "
                  "15*u*v^2 + 4*v^3. As a >= 0, it is enough that no coefficient is negative."));
  BOOST_TEST(says(text, "With x = u/v we have h = v^3*p(x), where p(x) = 4*x^3 + 12*x^2 - 15*x + 4."));
  BOOST_TEST(says(text, "Hence f >= 0."));
}

BOOST_AUTO_TEST_CASE(numbers_of_steps_go_on_through_cases) {
  const std::string text = english(example_3_cones);
  BOOST_TEST(says(text, "- If u <= v, put a = p, u = q, v = q + r with p, q, r >= 0; then f ="));
  BOOST_TEST(says(text, " 4. By powers of p,"));
  BOOST_TEST(says(text, " 5. We have g = 5*q*(q - r)^2 + 4*r*(q - r)^2, where q >= 0 and r >= 0;"));
  BOOST_TEST(says(text, "On the other cones every coefficient is >= 0, hence f >= 0."));
}

BOOST_AUTO_TEST_CASE(long_sums_are_folded) {
  const std::string text = english(long_expansion);
  BOOST_TEST(says(text,
                  "f = P_1 (161 terms, all coefficients positive, the smallest 8, the largest 2496; see the "
                  "appendix)."));
  BOOST_TEST(says(text,
                  "Appendix P_1 (161 terms, all coefficients positive, the smallest 8, the largest 2496): P_1 = "
                  "8*a^7*b + "));
}

BOOST_AUTO_TEST_CASE(lines_are_not_too_long) {
  for (const Sample& sample : proofs_of_all_kinds()) {
    const std::string text = english(sample);
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = text.find('\n', start);
      BOOST_TEST(end - start <= text_width, sample.name);
      start = end + 1;
    }
  }
}

BOOST_AUTO_TEST_CASE(same_report_same_bytes) {
  for (const Sample& sample : proofs_of_all_kinds()) BOOST_TEST(english(sample) == english(sample));
}

BOOST_AUTO_TEST_CASE(refutations) {
  BOOST_TEST(says(english(irrational),
                  "At a = 1, b = 2:  left = 2.414213... (irrational),  right = 2.449489... "
                  "(irrational). The assumptions hold there: a + b = 3.") == false);
  BOOST_TEST(says(english(irrational),
                  "At a = 1, b = 2: left = 2.414213... (irrational), right = 2.449489... "
                  "(irrational). The assumptions hold there: a + b = 3."));
  BOOST_TEST(says(english(broken_chain),
                  "At a = 1, b = 1, c = 1/2 the claim a + b + c <= 2*a + 1/4 fails: left = 5/2, "
                  "right = 9/4."));
}

/// Values of more than forty digits are told by the first ones.
BOOST_AUTO_TEST_CASE(long_values) {
  const auto told = [](const std::string& left, const std::string& x) {
    const std::string statement = "prove " + left + " <= 0", certificate = "refute\nx = " + x + "\n";
    return english(Sample{"long", statement.c_str(), certificate.c_str()});
  };
  BOOST_TEST(says(told("x^80", "7"), "left = 4.053621...*10^67, right = 0."));
  BOOST_TEST(says(told("x^20", "7"), "left = 79792266297612001, right = 0."));
  BOOST_TEST(says(told("x^20*(1+1/7^60)", "7"), "left = 7.979226...*10^16, right = 0."));
  BOOST_TEST(says(told("x^9*(1+1/7^60)", "7"), "left = 40353607.0..., right = 0."));
  BOOST_TEST(says(told("x^80", "1/7"), "left = 2.466929...*10^-68, right = 0."));
  BOOST_TEST(says(told("x + 1/3^99", "1/7"), "left = 0.1428571..., right = 0."));
}

BOOST_AUTO_TEST_CASE(undecided) {
  Report report = report_of(squares);
  report.certificate.reset();
  report.verdict = Verdict::undecided;
  report.obstacle = "time is up";
  report.attempts = {{"difference-substitution", "12,000 cones, 311 open"}, {"grouping", ""}};
  report.notes = {"Read as: a*b"};
  BOOST_TEST(text_report(report, Language::english) ==
             "undecided   time is up\n\n  Tried difference-substitution: 12,000 cones, 311 open\n  Tried grouping\n"
             "  Read as: a*b\n");
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_statement_is_a_bug_of_the_caller) {
  Report report = report_of(squares);
  report.statement = report_of(on_reals).statement;
  BOOST_CHECK_THROW(text_report(report, Language::english), std::invalid_argument);
  Report refuted = report_of(on_reals);
  refuted.verdict = Verdict::proved;
  BOOST_CHECK_THROW(text_report(refuted, Language::english), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(outline_for_other_formats) {
  const auto outline = proof_outline(report_of(squares), Language::english);
  BOOST_TEST_REQUIRE(outline.size() == 5U);
  BOOST_TEST(outline[1].label == "1.");
  BOOST_TEST(outline[1].rule == "smallest");
  BOOST_TEST(outline[2].rule == "put");
  BOOST_TEST(outline[3].sentence == "Every coefficient is >= 0 and u, v, c >= 0, hence f >= 0.");
  BOOST_TEST(outline[4].sentence == "Equality: exactly when a = b = c.");
}

BOOST_AUTO_TEST_SUITE_END()
