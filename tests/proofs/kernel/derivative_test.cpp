// SPDX-License-Identifier: GPL-3.0-or-later
// Derivatives against difference quotients, in enclosures of exact arithmetic.
#include "proofs/kernel/derivative.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/subdivision.hpp"

namespace geq::proofs {

namespace {

ExactPolynomial polynomial(const std::string& text) {
  auto term = parse_term(text, {"x", "y"});
  if (!term) BOOST_FAIL(describe(term.error(), text));
  return normal_form(term.value());
}

Rational value(const ExactPolynomial& function, const Rational& x) {
  const Rational y = Rational(3) / 7;
  const auto enclosed = enclose(function, Box{{"x", {x, x}}, {"y", {y, y}}}, 256);
  if (!enclosed) BOOST_FAIL("not defined: " << to_text(function));
  return enclosed->lower;
}

/// (f(x + h) - f(x - h)) / 2h differs from f'(x) by about h^2.
void check_at(const std::string& text, const Rational& x) {
  BOOST_TEST_CONTEXT(text << " at " << to_text(x)) {
    const ExactPolynomial function = polynomial(text);
    const auto slope = derivative(function, "x");
    BOOST_REQUIRE(slope.has_value());
    const Rational h = Rational(1) / 1000000;
    const Rational quotient = (value(function, x + h) - value(function, x - h)) / (2 * h);
    BOOST_TEST((cln::abs(quotient - value(slope->value, x)) < Rational(1) / 100000000));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derivatives)

BOOST_AUTO_TEST_CASE(agree_with_difference_quotients) {
  const std::vector<std::string> functions{
      "x^3*y - 2*x",        "1/(x + 2*y)",      "sqrt(1 + x^2)",
      "cbrt(x + y)",        "exp(2*x - y)",     "log(3 + x*y)",
      "sin(x^2)",           "cos(2*x + y)",     "tan(x/2)",
      "arctan(3*x)",        "sinh(x)*y",        "cosh(x - y)",
      "tanh(x*y)",          "x*log(x)*exp(-x)", "(1 + x)^y",
      "(2 + x)^(x*y)",      "sin(cos(x))^2",    "x^4/(1 + x^2)",
      "log(sqrt(x) + 1)^3", "exp(y)*y",         "exp(sin(x))/(x + 1)^2",
      "root(5, 1 + x)*x",   "pi*x^2 + e*x",     "1/tan(x)",
      "exp(1/x)",
  };
  for (const std::string& function : functions)
    for (const Rational& x : {Rational(1) / 3, Rational(7) / 5}) check_at(function, x);
}

BOOST_AUTO_TEST_CASE(where_they_are_derivatives) {
  const auto conditions = [](const std::string& text) {
    const auto slope = derivative(polynomial(text), "x");
    BOOST_REQUIRE(slope.has_value());
    std::string result;
    for (const Fact& fact : slope->conditions) result += (result.empty() ? "" : ", ") + to_text(fact);
    return result;
  };
  BOOST_TEST(conditions("x^2*exp(x)") == "");
  BOOST_TEST(conditions("log(y)") == "");  // it does not vary
  BOOST_TEST(conditions("log(x)/(x + 1)") == "x + 1 != 0, x > 0");
  BOOST_TEST(conditions("sqrt(x - y)") == "x - y > 0");
  BOOST_TEST(conditions("tan(x)") == "cos(x) != 0");
  BOOST_TEST(conditions("x^y") == "x > 0");
}

BOOST_AUTO_TEST_CASE(no_derivative) {
  for (const char* text : {"abs(x)", "max(x, y)", "min(x, 1)", "floor(x)", "factorial(x)", "y[x]", "sum(i in 1..x, i)"})
    BOOST_TEST(!derivative(polynomial(text), "x").has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
