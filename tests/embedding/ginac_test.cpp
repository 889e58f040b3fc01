// SPDX-License-Identifier: GPL-3.0-or-later
#define BOOST_TEST_MODULE ginac
#include <boost/test/unit_test.hpp>
#include <geq/ginac.hpp>
#include <stdexcept>

namespace geq::tests {
namespace {

using GiNaC::ex;
using GiNaC::lst;
using GiNaC::numeric;
using GiNaC::possymbol;
using GiNaC::realsymbol;
using GiNaC::symbol;

/// The statement that is made; the search is cut short.
std::string statement_of(const ex& goal, const lst& assumptions = {}) {
  Options options;
  options.timeout = std::chrono::milliseconds(0);
  std::string statement = prove(goal, assumptions, options).statement();
  BOOST_TEST_MESSAGE(statement);
  return statement;
}

}  // namespace

BOOST_AUTO_TEST_CASE(proves_under_positive_symbols) {
  const possymbol a("a"), b("b"), c("c");
  const GinacAnswer found = prove(a / (b + c) + b / (c + a) + c / (a + b) >= numeric(3, 2));
  BOOST_TEST(to_text(found.answer().verdict()) == "proved");
  BOOST_TEST(found.witness().nops() == 0U);
  BOOST_TEST(std::holds_alternative<Answer>(check(found.statement(), found.answer().certificate())));
  BOOST_TEST(to_text(std::get<Answer>(check(found.statement(), found.answer().certificate())).verdict()) == "proved");
}

BOOST_AUTO_TEST_CASE(gives_the_witness_back_in_its_own_symbols) {
  const realsymbol x("x"), y("y");
  const ex left = pow(x, 3) + pow(y, 3);
  const GinacAnswer found = prove(left >= x * y, {x >= -2, y >= -2});
  BOOST_REQUIRE(to_text(found.answer().verdict()) == "refuted");
  BOOST_REQUIRE_EQUAL(found.witness().nops(), 2U);
  const ex difference = (left - x * y).subs(found.witness());
  BOOST_REQUIRE(GiNaC::is_a<numeric>(difference));
  BOOST_TEST(GiNaC::ex_to<numeric>(difference).is_negative());
}

BOOST_AUTO_TEST_CASE(symbols_with_equal_names_stay_apart) {
  const realsymbol first("x"), second("x"), strange("my variable");
  const GinacAnswer found = refute(first + strange >= second, {first >= 0, strange >= 0});
  BOOST_REQUIRE(to_text(found.answer().verdict()) == "refuted");
  const ex difference = (first + strange - second).subs(found.witness());
  BOOST_REQUIRE(GiNaC::is_a<numeric>(difference));
  BOOST_TEST(GiNaC::ex_to<numeric>(difference).is_negative());
  BOOST_TEST(found.names().size() == 3U);
}

BOOST_AUTO_TEST_CASE(prints_statements) {
  const realsymbol x("x"), y("y"), other("x"), rate("rate");
  const possymbol p("p");
  BOOST_TEST(statement_of(pow(x, 2) - 2 * x * y + pow(y, 2) >= 0) ==
             "let x : real\nlet y : real\nprove x^2 - 2*x*y + y^2 >= 0\n");
  BOOST_TEST(statement_of(-x / 3 + 5 < y, {x >= numeric(-1, 2), x + y == 1}) ==
             "let x >= -1/2\nlet y : real\nassume x + y = 1\nprove -1/3*x + 5 < y\n");
  BOOST_TEST(statement_of(sqrt(p) + pow(p, numeric(3, 2)) / (x + 1) > pow(p, -2)) ==
             "let p > 0\nlet x : real\nprove p^(3/2)/(x + 1) + sqrt(p) > 1/p^2\n");
  BOOST_TEST(statement_of(exp(x) >= 1 + x + abs(y) * log(p) - atan(x) * GiNaC::Pi) ==
             "let p > 0\nlet x : real\nlet y : real\nprove exp(x) >= x + abs(y)*log(p) - arctan(x)*pi + 1\n");
  BOOST_TEST(statement_of(x + other + rate != 0) ==
             "let r1 : real\nlet x : real\nlet x1 : real\nprove r1 + x + x1 != 0\n");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_stated_is_refused) {
  const realsymbol x("x");
  const symbol z("z");
  BOOST_CHECK_THROW((void)prove(x + 1), std::invalid_argument);
  BOOST_CHECK_THROW((void)prove(z * z >= 0), std::invalid_argument);
  BOOST_CHECK_THROW((void)prove(x >= 0, {x + 1}), std::invalid_argument);
  BOOST_CHECK_THROW((void)prove(x >= numeric(0.5)), std::invalid_argument);
  BOOST_CHECK_THROW((void)prove(x * GiNaC::I >= 0), std::invalid_argument);
  BOOST_CHECK_THROW((void)prove(GiNaC::tgamma(x) >= 0), std::invalid_argument);
  BOOST_CHECK_THROW((void)prove(x >= GiNaC::Euler), std::invalid_argument);
  Options options;
  options.threads = 0;
  BOOST_CHECK_THROW((void)prove(x >= 0, {}, options), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(an_order_makes_a_plain_symbol_real) {
  const symbol z("z");
  BOOST_TEST(to_text(prove(z * z + z >= 0, {z >= 0}).answer().verdict()) == "proved");
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_undecided) {
  const realsymbol x("x");
  const GinacAnswer answer = prove(pow(x, 10000000) >= 0);
  BOOST_TEST(to_text(answer.answer().verdict()) == "undecided");
  BOOST_TEST((answer.answer().obstacle() == Obstacle::too_large));
}

}  // namespace geq::tests
