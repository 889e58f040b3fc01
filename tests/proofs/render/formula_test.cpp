// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/render/cone_geometry.hpp"
#include "proofs/render/formula.hpp"
#include "proofs/render/text.hpp"

using namespace geq;
using namespace geq::render;

namespace {

const std::vector<std::string> abc{"a", "b", "c"};

proofs::ExactPolynomial polynomial(const std::string& text) {
  return proofs::normal_form(proofs::parse_term(text, abc).value());
}

std::string written(const std::string& text) { return proofs::to_text(as_term(polynomial(text))); }

std::string region(std::vector<std::vector<proofs::Rational>> rows) {
  return to_text(region_of(Matrix{std::move(rows)}, abc));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formulas)

BOOST_AUTO_TEST_CASE(polynomials_as_they_are_read) {
  BOOST_TEST(written("1 - b") == "1 - b");
  BOOST_TEST(written("1/2*a^2 - b/3") == "1/2*a^2 - 1/3*b");
  BOOST_TEST(written("3*a/(2*(b + c))") == "3*a/(2*(b + c))");
  BOOST_TEST(written("1/4*a") == "1/4*a");
  BOOST_TEST(written("0*a") == "0");
  BOOST_TEST(written("sqrt(a)*b - root(5, c)") == "b*sqrt(a) - root(5, c)");
}

BOOST_AUTO_TEST_CASE(what_is_printed_reads_back) {
  for (const char* text :
       {"a^2*b/(b + c)^2 - 3/7*c + sqrt(a + b)*c - 5", "1/(a*b) + 2/3", "-a - b", "root(3, a - b)^2"})
    BOOST_TEST((polynomial(written(text)) == polynomial(text)), text);
}

BOOST_AUTO_TEST_CASE(relations) {
  BOOST_TEST(to_text(as_relation({polynomial("a - b"), proofs::Sign::nonnegative})) == "a >= b");
  BOOST_TEST(to_text(as_relation({polynomial("3 - a"), proofs::Sign::positive})) == "a < 3");
  BOOST_TEST(to_text(as_relation({polynomial("a + b + c - 1"), proofs::Sign::zero})) == "a + b + c = 1");
  BOOST_TEST(to_text(as_relation({polynomial("-a"), proofs::Sign::nonnegative})) == "a <= 0");
}

BOOST_AUTO_TEST_CASE(regions_of_cones) {
  BOOST_TEST(region({{1, 0, 0}, {1, 1, 0}, {1, 1, 1}}) == "a <= b <= c");
  BOOST_TEST(region({{2, 0, 0}, {2, 1, 5}, {2, 0, 5}}) == "a <= c <= b");
  BOOST_TEST(region({{1, 0, 0}, {1, 1, 0}, {1, 0, 1}}) == "a <= b, a <= c");
  BOOST_TEST(region({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) == "");
  BOOST_TEST(region({{1, 0, 0}, {2, 1, 0}, {0, 0, 1}}) == "b >= 2*a");
  BOOST_TEST(region({{1, 1, 0}, {1, 1, 0}, {0, 0, 1}}) == "");
}

BOOST_AUTO_TEST_CASE(long_chinese_lines_break_between_characters) {
  std::string words;
  for (int i = 0; i < 100; ++i) words += "\xE8\xAF\x81";
  const std::string text = wrapped(say(words), 2, "", 40);
  BOOST_TEST(text.substr(0, text.find('\n')).size() == 2U + 3U * 19U);
}

BOOST_AUTO_TEST_SUITE_END()
