// SPDX-License-Identifier: GPL-3.0-or-later
/// Input of any size ends soon, in a statement or in a refusal.
#define BOOST_TEST_DYN_LINK
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "proofs/kernel/language/lexer.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/limits.hpp"

namespace {

using namespace geq::proofs;

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// Refused as too large, in a few seconds even under sanitizers; the message is the refusal.
std::string refusal(const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  const auto statement = parse_statement(text);
  BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds(20)));
  if (statement) return "accepted";
  if (statement.error().kind != ParseError::Kind::too_large) return "not too large: " + statement.error().message;
  return describe(statement.error(), "").size() < 1000 ? "refused" : "long message";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(nesting) {
  const std::size_t many = 100000;
  BOOST_TEST(refusal("prove " + repeated("(", many) + "x" + repeated(")", many) + " > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("-", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove x*" + repeated("-", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("^x", many) + " > 0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("^-x", many) + " > 0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("/x", many) + " > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("|", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("sqrt(", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("\\frac{", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("\\sqrt ", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("\u221A(", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("let x > 0\nprove " + repeated("\\sum_{cyc}", many) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("cyc(a,b:", many) + "x > 0") == "refused");
}

BOOST_AUTO_TEST_CASE(depth_is_named) {
  const auto message = [](const std::string& text) { return parse_statement(text).error().message; };
  BOOST_TEST(message("prove " + repeated("(", 500) + "x" + repeated(")", 500) + " > 0") ==
             "nested too deeply: more than 410 brackets, signs and exponents inside each other");
  BOOST_TEST(message("prove x" + repeated("/x", 300) + " > 0") ==
             "nested too deeply: more than 200 operations inside each other");
}

/// Terms of the full depth print to text that can be read.
BOOST_AUTO_TEST_CASE(depth_round_trip) {
  const Term x = Term::variable("x");
  const std::vector<Operator> unary{Operator::negation, Operator::abs};
  for (const Operator op : {Operator::negation, Operator::abs, Operator::power, Operator::quotient, Operator::sum,
                            Operator::product, Operator::max}) {
    for (const bool alternate : {false, true}) {
      Term term = x;
      while (term.depth() < max_depth) {
        const bool negate = alternate && term.op() != Operator::negation;
        const Operator next = negate ? Operator::negation : op;
        const bool single = next == Operator::negation || next == Operator::abs;
        term = Term::apply(next, single ? std::vector<Term>{term} : std::vector<Term>{x, term});
      }
      const auto read = parse_term(to_text(term), {"x"});
      BOOST_TEST(read.has_value());
      if (read) BOOST_TEST((read.value() == term));
    }
  }
}

BOOST_AUTO_TEST_CASE(size) {
  BOOST_TEST(refusal(std::string(max_input_bytes + 1, ' ')) == "refused");
  BOOST_TEST(refusal("prove x" + repeated("+x", (max_input_bytes - 20) / 2) + ">0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("x", max_input_bytes - 20) + ">0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("x", max_name_length - 1) + ">0") == "accepted");
  BOOST_TEST(refusal("prove x" + repeated("x", max_name_length) + ">0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated(" xyzabc", max_input_bytes / 8) + ">0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("+1", max_term_nodes / 2) + ">0") == "accepted");
  BOOST_TEST(refusal("prove x" + repeated("+1", max_term_nodes) + ">0") == "refused");
  BOOST_TEST(refusal("prove x>0 #" + std::string(max_input_bytes - 20, '(')) == "accepted");
  BOOST_TEST(refusal("prove " + repeated("(", max_input_bytes - 6)) == "refused");
  BOOST_TEST(refusal(std::string(max_input_bytes, '@')) == "not too large: unexpected character '@'");
  BOOST_TEST(refusal("prove " + repeated("x\n", 2000000) + ">0") == "refused");
}

BOOST_AUTO_TEST_CASE(numbers) {
  BOOST_TEST(refusal("prove x > 1" + std::string(max_digits - 1, '0')) == "accepted");
  BOOST_TEST(refusal("prove x > 1" + std::string(max_digits, '0')) == "refused");
  BOOST_TEST(refusal("prove x > " + std::string(4000000, '9')) == "refused");
  BOOST_TEST(refusal("prove x > 0." + std::string(max_digits - 1, '7')) == "accepted");
  BOOST_TEST(refusal("prove x^100000 > 0") == "accepted");
  BOOST_TEST(refusal("prove x^100001 > 0") == "refused");
  BOOST_TEST(refusal("prove x^-100001 > 0") == "refused");
  BOOST_TEST(refusal("prove x^(100001.0) > 0") == "refused");
  BOOST_TEST(refusal("prove x^(10^5) > 0") == "accepted");
  BOOST_TEST(refusal("prove x^(10^9) > 0") == "refused");
  BOOST_TEST(refusal("prove x^-(10^5 + 1) > 0") == "refused");
  BOOST_TEST(refusal("prove x^(2*10^5/4) > 0") == "accepted");
  BOOST_TEST(refusal("prove x^(9^99999^99999) > 0") == "refused");
  BOOST_TEST(refusal("prove x^(1/100000) > 0") == "accepted");
  BOOST_TEST(refusal("prove x^(1/100001) > 0") == "refused");
  BOOST_TEST(refusal("prove x^0.1234567 > 0") == "refused");
  BOOST_TEST(refusal("prove x^(10^9*t) > 0") == "accepted");
  BOOST_TEST(refusal("prove x^4294967296 > 0") == "refused");
  BOOST_TEST(refusal("prove x^18446744073709551618 > 0") == "refused");
  BOOST_TEST(refusal("prove x" + repeated("\u00B9", 30) + " > 0") == "refused");
  BOOST_TEST(refusal("prove x^99999999999999999999999999 > 0") == "refused");
}

BOOST_AUTO_TEST_CASE(long_decimals_round_trip) {
  const std::string digits = "0." + repeated("1234567", 1428);
  const auto term = parse_term(digits, {});
  BOOST_REQUIRE(term.has_value());
  BOOST_TEST(to_text(term.value()) == digits);
}

BOOST_AUTO_TEST_CASE(written_out) {
  const std::string twelve = "a, b, c, d, f, g, h, i, j, k, l, m";
  BOOST_TEST(refusal("prove sym(" + twelve + ": a) > 0") == "refused");
  BOOST_TEST(refusal("let " + twelve + " > 0\n\\sum_{sym} a > 0") == "refused");
  BOOST_TEST(refusal("prove sym(a, b, c, d, f, g, h: a) > 0") == "accepted");
  BOOST_TEST(refusal("prove sum(i in 1..100000, x) > 0") == "accepted");
  BOOST_TEST(refusal("prove sum(i in 1..100000, x + x + x + x) > 0") == "refused");
  BOOST_TEST(refusal("prove sum(i in 1..100000, sum(j in 1..100000, x)) > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("sum(i in 1..90000, x) + ", 100) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove " + repeated("sum(i in 1..90000, i) - ", 100) + "x > 0") == "refused");
  BOOST_TEST(refusal("prove sum(i in 1..90000, 0." + std::string(9000, '7') + ") > 0") == "refused");
  std::string nested = "x";
  for (char index = 'a'; index < 'w'; ++index) nested = std::string("sum(") + index + " in 1..9, " + nested + ")";
  BOOST_TEST(refusal("prove " + nested + " > 0") == "refused");
}

BOOST_AUTO_TEST_CASE(variables) {
  std::string names = "x1";
  std::string sum = "x1";
  for (std::size_t i = 2; i <= max_variables; ++i) {
    names += ", x" + std::to_string(i);
    sum += " + x" + std::to_string(i);
  }
  BOOST_TEST(refusal("let " + names + " > 0\nprove " + sum + " > 0") == "accepted");
  BOOST_TEST(refusal("prove " + sum + " > 0") == "accepted");
  BOOST_TEST(refusal("prove " + sum + " + x > 0") == "refused");
  BOOST_TEST(refusal("let " + names + " > 0\nprove " + sum + " + x > 0") == "refused");
  BOOST_TEST(refusal("let " + names + ", x > 0\nprove x > 0") == "refused");
}

BOOST_AUTO_TEST_SUITE_END()
