// SPDX-License-Identifier: GPL-3.0-or-later
/// What is read is what is printed: input -> the problem file that comes out, which must come out of itself again.
#define BOOST_TEST_DYN_LINK
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"

namespace {

using geq::proofs::parse_statement;
using geq::proofs::parse_term;
using geq::proofs::to_text;

struct Case {
  std::string input;
  std::string printed;
};

std::string printed(const std::string& input) {
  const auto statement = parse_statement(input);
  if (!statement) return describe(statement.error(), "input");
  return to_text(statement.value());
}

void check(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    BOOST_TEST_CONTEXT(each.input) {
      BOOST_TEST(printed(each.input) == each.printed);
      BOOST_TEST(printed(each.printed) == each.printed);
    }
  }
}

/// Expressions in a, b, c, d, x, y, as the left side of a goal.
void check_expressions(const std::vector<Case>& cases) {
  const std::string variables = "let a, b, c, d, x, y : real\n";
  for (const Case& each : cases) {
    BOOST_TEST_CONTEXT(each.input) {
      BOOST_TEST(printed(variables + "prove " + each.input + " >= 0") ==
                 variables + "prove " + each.printed + " >= 0\n");
      const auto term = parse_term(each.printed, {"a", "b", "c", "d", "x", "y"});
      BOOST_TEST(term.has_value());
      if (term) BOOST_TEST(to_text(term.value()) == each.printed);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(printed_form)

BOOST_AUTO_TEST_CASE(problem_files) {
  check({
      {"# Nesbitt\nlet a, b, c > 0   # sides\nprove a/(b+c) + b/(c+a) + c/(a+b) >= 3/2",
       "let a, b, c > 0\nprove a/(b + c) + b/(c + a) + c/(a + b) >= 3/2\n"},
      {"a^2+b^2 >= 2ab", "let a, b : real\nprove a^2 + b^2 >= 2*a*b\n"},
      {"let a>0\nlet b : real\na+c>b", "let a > 0\nlet b : real\nlet c : real\nprove a + c > b\n"},
      {"let a > 0 let b < 1 assume a<b prove a < 1", "let a > 0\nlet b < 1\nassume a < b\nprove a < 1\n"},
      {"assume a > 0, b > 0 and c >= d\nassume a = b\nprove a <= b <= c and c != 0",
       "let a, b, c, d : real\nassume a > 0\nassume b > 0\nassume c >= d\nassume a = b\nprove a <= b <= c and c != "
       "0\n"},
      {"prove a +\n  b >=\n# in between\n c\n + d", "let a, b, c, d : real\nprove a + b >= c + d\n"},
      {"prove x >= 1\r\nassume x > 2\r\n", "let x : real\nassume x > 2\nprove x >= 1\n"},
      {"prove x^2 in [0, y + 1)", "let x, y : real\nprove 0 <= x^2 < y + 1\n"},
      {"assume x \\in (-oo, 3], y in (0, oo)\nprove x y in (-oo, 7]",
       "let x, y : real\nassume x <= 3\nassume 0 < y\nprove x*y <= 7\n"},
      {"prove exchange(n x^n, n, x in 0..1)",
       "prove lim(n -> oo integer, int(x in 0..1, n*x^n)) = int(x in 0..1, lim(n -> oo integer, n*x^n))\n"},
      {"prove e^x >= 1 + x", "let x : real\nprove e^x >= 1 + x\n"},
      {"let e >= 0\nprove e^x >= 0", "let e >= 0\nlet x : real\nprove e^x >= 0\n"},
      {"prove e > 0\nlet e > 0", "let e > 0\nprove e > 0\n"},
      {"prove 1 > 0", "prove 1 > 0\n"},
  });
}

BOOST_AUTO_TEST_CASE(declarations) {
  check({
      {"let x in [0, 1)\nprove x<1", "let x in [0, 1)\nprove x < 1\n"},
      {"let x, y in (-1/2, sqrt(2)]\nprove x<9", "let x, y in (-1/2, sqrt(2)]\nprove x < 9\n"},
      {"let x in [0, oo)\nprove x>=0", "let x >= 0\nprove x >= 0\n"},
      {"let x in (-oo, 2.52)\nprove x<3", "let x < 2.52\nprove x < 3\n"},
      {"let x in (-oo, +oo)\nprove x<3", "let x : real\nprove x < 3\n"},
      {"let x \\in (0, \\infty)\nprove x>0", "let x > 0\nprove x > 0\n"},
      {"let x != -1\nlet y = pi\nprove y>x", "let x != -1\nlet y = pi\nprove y > x\n"},
      {"let triangle a, b, c\nprove a+b>c", "let triangle a, b, c\nprove a + b > c\n"},
      {"let pi_v, x1, y_2, foo : real\nprove foo > 0", "let pi_v, x1, y_2, foo : real\nprove foo > 0\n"},
      {"let mod, sec > 0\nprove mod sec > 0", "let mod, sec > 0\nprove mod*sec > 0\n"},
  });
}

BOOST_AUTO_TEST_CASE(functions_of_the_statement) {
  check({
      {"let f, g : convex let h:concave\nprove f(x)g(h(2y)) > 0",
       "let f, g : convex\nlet h : concave\nlet x, y : real\nprove f(x)*g(h(2*y)) > 0\n"},
      {"let f : convex\nprove f \\left(\\frac{x+y}{2}\\right) \\le xf(x)",
       "let f : convex\nlet x, y : real\nprove f((x + y)/2) <= x*f(x)\n"},
      {"let f : convex\nlet a, b : real\nprove cyc(a, b: f(a - b)) + f(x)^2 > -f(-x)",
       "let f : convex\nlet a, b : real\nlet x : real\nprove (f(a - b) + f(b - a)) + f(x)^2 > -f(-x)\n"},
      {"let f : convex\nlet a, b : real\nprove \\sum_{cyc} f(a) > 0",
       "let f : convex\nlet a, b : real\nprove f(a) + f(b) > 0\n"},
      {"let f : convex\nlet x[n] : real\nprove f(mean(x)) <= mean(f(x))",
       "let n : integer >= 1\nlet f : convex\nlet x[n] : real\nprove f(mean(x)) <= mean(f(x))\n"},
  });
}

BOOST_AUTO_TEST_CASE(precedence) {
  check_expressions({
      {"-x^2", "-x^2"},
      {"(-x)^2", "(-x)^2"},
      {"-a*b", "-a*b"},
      {"(-a)*b", "(-a)*b"},
      {"a*-b*c", "a*(-b)*c"},
      {"a/-b", "a/(-b)"},
      {"a - -b", "a - (-b)"},
      {"a + -b*c", "a - b*c"},
      {"+a", "a"},
      {"--a", "-(-a)"},
      {"2^-1", "2^(-1)"},
      {"2^-x^2", "2^(-x^2)"},
      {"a^b^c", "a^b^c"},
      {"(a^b)^c", "(a^b)^c"},
      {"a/b/c", "a/b/c"},
      {"a/(b/c)", "a/(b/c)"},
      {"a/b*c", "a/b*c"},
      {"a*b/c*d", "a*b/c*d"},
      {"a*(b/c)", "a*(b/c)"},
      {"a/(b*c)", "a/(b*c)"},
      {"a+b+c", "a + b + c"},
      {"(a+b)+c", "(a + b) + c"},
      {"a+(b+c)", "a + (b + c)"},
      {"a-(b-c)", "a - (b - c)"},
      {"a*b*c", "a*b*c"},
      {"(a*b)*c", "(a*b)*c"},
      {"a*(b*c)", "a*(b*c)"},
      {"((a))", "a"},
      {"(3/2)^2", "(3/2)^2"},
      {"3/2^2", "3/2^2"},
      {"(-1)^2", "(-1)^2"},
      {"x^(1/3)", "x^(1/3)"},
      {"-(a+b)", "-(a + b)"},
      {"x/x", "x/x"},
      {"0*y+1", "0*y + 1"},
  });
}

BOOST_AUTO_TEST_CASE(numbers_and_functions) {
  check_expressions({
      {"0.25", "0.25"},
      {"10.50", "10.5"},
      {"0.001", "0.001"},
      {"3.0", "3"},
      {"007", "7"},
      {"sqrt(2)", "sqrt(2)"},
      {"root(2, x)", "sqrt(x)"},
      {"cbrt(x)", "cbrt(x)"},
      {"root(5, x + 1)", "root(5, x + 1)"},
      {"ln(x)", "log(x)"},
      {"max(a, b, -c)", "max(a, b, -c)"},
      {"min(a)", "min(a)"},
      {"abs(a-b)^2", "abs(a - b)^2"},
      {"exp(x)*sin(x)+cos(x)-tan(x)", "exp(x)*sin(x) + cos(x) - tan(x)"},
      {"arctan(x)+sinh(x)+cosh(x)+tanh(x)", "arctan(x) + sinh(x) + cosh(x) + tanh(x)"},
      {"pi*e", "pi*e"},
  });
}

BOOST_AUTO_TEST_CASE(implicit_products) {
  check_expressions({
      {"2ab", "2*a*b"},
      {"3(a+b)", "3*(a + b)"},
      {"(a+b)(b+c)", "(a + b)*(b + c)"},
      {"a b", "a*b"},
      {"ab^2", "a*b^2"},
      {"x^2y", "x^2*y"},
      {"a(b)", "a*b"},
      {"a/bc", "a/b*c"},
      {"1/2a", "1/2*a"},
      {"2pi", "2*pi"},
      {"2sqrt(x)y", "2*sqrt(x)*y"},
      {"2e", "2*e"},
      {"2e - 3", "2*e - 3"},
      {"2 [a+b]", "2*(a + b)"},
      {"(2ab)c", "(2*a*b)*c"},
      {"x^2(a+b)", "x^2*(a + b)"},
  });
}

BOOST_AUTO_TEST_CASE(declared_names_win) {
  check({
      {"let ab, c > 0\nprove ab c >= 2ab", "let ab, c > 0\nprove ab*c >= 2*ab\n"},
      {"let pi > 3\nprove 2pi > 6", "let pi > 3\nprove 2*pi > 6\n"},
      {"let s, i, n > 0\nprove s i n > 0", "let s, i, n > 0\nprove s*i*n > 0\n"},
      {"let a, b, c, d, e > 0\nprove 3abcde + 2e-3 > 0", "let a, b, c, d, e > 0\nprove 3*a*b*c*d*e + 2*e - 3 > 0\n"},
      {"let e5 > 0\nprove 1e5 > 0", "let e5 > 0\nprove 1*e5 > 0\n"},
      {"let xi, x, i > 0\nprove xi > 0", "let xi, x, i > 0\nprove xi > 0\n"},
  });
}

BOOST_AUTO_TEST_CASE(absolute_values) {
  check_expressions({
      {"|x|", "abs(x)"},
      {"2|x|", "2*abs(x)"},
      {"|a||b|", "abs(a)*abs(b)"},
      {"|a(b|c|)|", "abs(a*(b*abs(c)))"},
      {"|max(a, b|c|)|", "abs(max(a, b*abs(c)))"},
      {"|a-b| - ||a|-|b||", "abs(a - b) - abs(abs(a) - abs(b))"},
  });
}

BOOST_AUTO_TEST_CASE(unicode) {
  check({
      {"x\u00B2 + y\u00B2 \u2265 2\u00B7x\u00D7y \u2212 a\u00F7b",
       "let x, y, a, b : real\nprove x^2 + y^2 >= 2*x*y - a/b\n"},
      {"x\u00B9\u00B2 \u2260 \u221A2 + \u221A(x+1)", "let x : real\nprove x^12 != sqrt(2) + sqrt(x + 1)\n"},
      {"2\u03B1\u03B2 \u2264 \u03B1\u00B2 + \u03B2\u00B2",
       "let alpha, beta : real\nprove 2*alpha*beta <= alpha^2 + beta^2\n"},
      {"\u03B11 + \u03B1_1 > \u03C0", "let alpha1, alpha_1 : real\nprove alpha1 + alpha_1 > pi\n"},
      {"let \u03BB \u2208 [0, \u221E)\n\u03BB \u2265 0", "let lambda >= 0\nprove lambda >= 0\n"},
      {"let a,b,c>0\n\u03A3_cyc a/b \u2265 3", "let a, b, c > 0\nprove a/b + b/c + c/a >= 3\n"},
      {"\uFEFFprove\u00A0x > 0", "let x : real\nprove x > 0\n"},
  });
}

BOOST_AUTO_TEST_CASE(latex) {
  check({
      {R"($\frac{a}{b} + \dfrac{1}{2}\,x \geqslant \tfrac12$)", "let a, b, x : real\nprove a/b + 1/2*x >= 1/2\n"},
      {R"(\frac ab + \frac{a}2 + \frac\pi3 \le \frac{1}{\frac12})",
       "let a, b : real\nprove a/b + a/2 + pi/3 <= 1/(1/2)\n"},
      {R"(\left(\frac{a}{b}\right)^{2} \ge \bigl[ a - 1 \bigr])", "let a, b : real\nprove (a/b)^2 >= a - 1\n"},
      {R"(\sqrt{x} + \sqrt[3]{x} + \sqrt2 + \sqrt x y \ne 0)",
       "let x, y : real\nprove sqrt(x) + cbrt(x) + sqrt(2) + sqrt(x)*y != 0\n"},
      {R"(x_{1} x_2 + a_{12}b \cdot c \times d \div 2 < 0)",
       "let x_1, x_2, a_12, b, c, d : real\nprove x_1*x_2 + a_12*b*c*d/2 < 0\n"},
      {R"(\ln(x) + \exp{x} - \max\{x, y\} \leq \left| x \right| + \lvert y \rvert)",
       "let x, y : real\nprove log(x) + exp(x) - max(x, y) <= abs(x) + abs(y)\n"},
      {R"(\alpha\beta + \varepsilon_1 \lt \pi)",
       "let alpha, beta, varepsilon_1 : real\nprove alpha*beta + varepsilon_1 < pi\n"},
      {"let a, b, c > 0\n"
       R"(\( \sum_{cyc} \frac{a}{b+c} \ge \frac{3}{2} \))",
       "let a, b, c > 0\nprove a/(b + c) + b/(c + a) + c/(a + b) >= 3/2\n"},
      {"let a, b, c > 0\n"
       R"(\sum\limits_{\text{sym}} a^2 b + 3abc \ge 2\prod_{cyc}(a+b))",
       "let a, b, c > 0\nprove (a^2*b + a^2*c + b^2*a + b^2*c + c^2*a + c^2*b) + 3*a*b*c >= 2*((a + b)*(b + c)*(c + "
       "a))\n"},
      {"let a, b > 0\n"
       R"(prove a > 0 \land b > 0)",
       "let a, b > 0\nprove a > 0 and b > 0\n"},
  });
}

BOOST_AUTO_TEST_CASE(written_out) {
  check({
      {"prove cyc(a,b,c: a/(b+c)) >= 3/2", "let a, b, c : real\nprove a/(b + c) + b/(c + a) + c/(a + b) >= 3/2\n"},
      {"prove sym(a,b,c: a^2*b) >= 6abc",
       "let a, b, c : real\nprove a^2*b + a^2*c + b^2*a + b^2*c + c^2*a + c^2*b >= 6*a*b*c\n"},
      {"prove cycprod(x,y: x+1) >= symprod(x,y: x-y)", "let x, y : real\nprove (x + 1)*(y + 1) >= (x - y)*(y - x)\n"},
      {"prove 2cyc(a,b: a) >= cyc(a: a)", "let a, b : real\nprove 2*(a + b) >= a\n"},
      {"prove cyc(a,b: cyc(b,c: a*b)) >= 0", "let a, b, c : real\nprove (a*b + a*c) + (b*a + b*c) >= 0\n"},
      {"prove sum(i in 1..3, x^i) >= prod(k in 0..1, x+k)", "let x : real\nprove x^1 + x^2 + x^3 >= (x + 0)*(x + 1)\n"},
      {"prove sum(i in -1..1, i*x) >= 0", "let x : real\nprove (-1)*x + 0*x + 1*x >= 0\n"},
      {"prove max(i in 1..2, x/i) >= min(i in 1..1, x)", "let x : real\nprove max(x/1, x/2) >= min(x)\n"},
      {"prove sum(i in 2..1, x) >= prod(i in 2..1, x)", "let x : real\nprove 0 >= 1\n"},
      {"prove sum(i in 1..2, sum(j in 1..2, x^(i*j))) >= 0",
       "let x : real\nprove (x^(1*1) + x^(1*2)) + (x^(2*1) + x^(2*2)) >= 0\n"},
      {"prove sum(e in 1..2, e) >= e", "prove 1 + 2 >= e\n"},
  });
}

/// Numbers that the parser never makes, as the prover may: they print as something of the same value.
BOOST_AUTO_TEST_CASE(numbers_of_the_prover) {
  using geq::proofs::Operator;
  using geq::proofs::Term;
  const Term third = Term::number(geq::proofs::Rational(-2) / 3);
  const Term x = Term::variable("x");
  BOOST_TEST(to_text(third) == "-2/3");
  BOOST_TEST(to_text(Term::apply(Operator::power, {third, Term::number(-2)})) == "(-2/3)^(-2)");
  BOOST_TEST(to_text(Term::apply(Operator::product, {x, third})) == "x*(-2/3)");
  BOOST_TEST(to_text(Term::apply(Operator::sum, {x, third})) == "x - 2/3");
  BOOST_TEST(to_text(Term::number(geq::proofs::Rational(-1) / 4)) == "-0.25");
}

BOOST_AUTO_TEST_SUITE_END()
