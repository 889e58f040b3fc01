// SPDX-License-Identifier: GPL-3.0-or-later
/// Certificates as text: what is written is read back as the same certificate.
#include <boost/test/unit_test.hpp>

#include "tests/proofs/kernel/cases.hpp"

namespace geq::proofs {

BOOST_AUTO_TEST_SUITE(certificate_text)

BOOST_AUTO_TEST_CASE(every_certificate_is_written_and_read_back) {
  std::size_t count = 0;
  for (const Case& one : cases_under(GEQ_KERNEL_CASES)) {
    const auto statement = parse_statement(contents(one.statement));
    if (!statement) continue;
    const auto& variables = statement.value().variables;
    const auto certificate = read_certificate(contents(one.certificate), variables);
    if (!certificate) continue;
    const std::string text = to_text(certificate.value());
    const auto again = read_certificate(text, variables);
    BOOST_TEST_REQUIRE(again.has_value(), one.certificate.string());
    BOOST_TEST(to_text(again.value()) == text);
    const auto theorem = check(statement.value(), certificate.value());
    const auto theorem_again = check(statement.value(), again.value());
    BOOST_TEST(theorem.has_value() == theorem_again.has_value());
    if (theorem.has_value() || theorem_again.has_value()) continue;
    BOOST_TEST(describe(theorem.error()) == describe(theorem_again.error()));
    ++count;
  }
  BOOST_TEST(count > 150U);
}

BOOST_AUTO_TEST_CASE(comments_blanks_and_line_ends_do_not_matter) {
  const std::string statement = "let x >= 0\nprove x^3 >= 0\n";
  BOOST_TEST(verdict(statement, "geq certificate 1\nprove\nvisible") == "proved");
  BOOST_TEST(verdict(statement, "# first\r\n\r\n  geq certificate 1 # second\r\n\tprove\r\n visible # third\r\n") ==
             "proved");
}

BOOST_AUTO_TEST_CASE(errors_name_the_line) {
  const auto read = read_certificate("geq certificate 1\n# comment\nprove\n\nvisible\ncases z\n", {"x"});
  BOOST_TEST_REQUIRE(!read.has_value());
  BOOST_TEST(read.error().line == 6U);
  BOOST_TEST(describe(read.error()) == "line 6: 'z' is not one of the variables");
}

BOOST_AUTO_TEST_CASE(any_bytes_are_refused) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  BOOST_TEST(!read_certificate(bytes, {"x"}).has_value());
  for (int i = 0; i < 256; ++i) {
    const std::string text =
        std::string("geq certificate 1\nprove\ncases x") + static_cast<char>(i) + "\nnegate x" + static_cast<char>(i);
    (void)read_certificate(text, {"x"});
  }
}

BOOST_AUTO_TEST_CASE(polynomials_of_a_certificate_are_limited_together) {
  std::string text = "geq certificate 1\nprove\n";
  for (int i = 0; i < 6000; ++i) text += "rewrite 0; (2^100000)^20*x\n";
  const auto read = read_certificate(text, {"x"});
  BOOST_TEST_REQUIRE(!read.has_value());
  BOOST_TEST(read.error().message.find("too") != std::string::npos, read.error().message);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
