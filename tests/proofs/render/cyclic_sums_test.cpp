// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/cyclic_sums.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iostream>
#include <random>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/render/latex_formula.hpp"
#include "proofs/render/text.hpp"

using namespace geq;
using namespace geq::render;

namespace {

const std::vector<std::string> abc{"a", "b", "c"}, abcd{"a", "b", "c", "d"};

Summand summand(const std::string& text) {
  const proofs::Term term = proofs::parse_term(text, abcd).value();
  return {term, proofs::normal_form(term)};
}

std::vector<Summand> all(const std::vector<std::string>& texts) {
  std::vector<Summand> result;
  for (const std::string& text : texts) result.push_back(summand(text));
  return result;
}

std::string text(const std::vector<std::string>& summands, const std::vector<std::string>& variables) {
  return to_text(with_cyclic_sums(all(summands), variables));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cyclic_sums)

BOOST_AUTO_TEST_CASE(cycles_are_one_term) {
  BOOST_TEST(text({"(b - c)^2", "(a - c)^2", "(a - b)^2"}, abc) == "cyc(a, b, c: (a - b)^2)");
  BOOST_TEST(text({"c^2*a", "5*d", "a^2*b", "b^2*c", "1/2"}, abc) == "cyc(a, b, c: a^2*b) + 5*d + 1/2");
  BOOST_TEST(text({"a*b", "b*c", "c*d", "d*a", "a^2", "b^2", "c^2"}, abcd) ==
             "cyc(a, b, c, d: a*b) + cyc(a, b, c: a^2)");
}

BOOST_AUTO_TEST_CASE(what_is_no_cycle_stays) {
  BOOST_TEST(text({"a^2*b", "b^2*c", "2*c^2*a"}, abc).empty());
  BOOST_TEST(text({"a^2", "b^2"}, abc).empty());
  BOOST_TEST(text({"a*b*c", "1"}, abc).empty());
  BOOST_TEST(text({"2*d", "2*d", "2*d"}, abc).empty());
  BOOST_TEST(text({"a^2", "b^2"}, {"a", "b"}).empty());
  // Each summand is used once.
  BOOST_TEST(text({"a", "a", "b", "c"}, abc) == "cyc(a, b, c: a) + a");
}

BOOST_AUTO_TEST_CASE(in_latex_the_variables_are_named) {
  BOOST_TEST(latex_formula(with_cyclic_sums(all({"a*(b-c)^2", "b*(c-a)^2", "c*(a-b)^2"}), abc), NameStyle::indices) ==
             "\\sum_{\\mathrm{cyc}(a, b, c)} a\\allowbreak (b - c)^{2}");
}

BOOST_AUTO_TEST_CASE(random_sums_read_back_as_they_were) {
  const unsigned seed = std::random_device()();
  std::cout << "cyclic sums: seed " << seed << std::endl;
  std::mt19937 random(seed);
  std::size_t folded = 0;
  for (int i = 0; i < 300; ++i) {
    std::vector<std::string> texts;
    for (std::size_t k = 1 + random() % 9; k > 0; --k) {
      std::string product = std::to_string(1 + random() % 2);
      for (std::size_t factor = 1 + random() % 2; factor > 0; --factor) product += "*" + abcd[random() % 4] + "^2";
      texts.push_back(product);
    }
    const std::vector<Summand> summands = all(texts);
    proofs::ExactPolynomial sum;
    for (const Summand& one : summands) sum = sum + one.value;
    const Formula formula = with_cyclic_sums(summands, random() % 2 == 0 ? abc : abcd);
    if (formula.empty()) continue;
    ++folded;
    const auto read = proofs::parse_statement("let a, b, c, d : real\nprove " + to_text(formula) + " >= 0");
    BOOST_TEST_REQUIRE(read.has_value(), to_text(formula));
    BOOST_TEST((proofs::normal_form(goals(read.value()).front().left) == sum), to_text(formula));
  }
  BOOST_TEST(folded > 20U);
}

BOOST_AUTO_TEST_SUITE_END()
