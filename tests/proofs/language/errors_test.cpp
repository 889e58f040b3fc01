// SPDX-License-Identifier: GPL-3.0-or-later
/// What is not a statement: input -> message, kind and place.
#define BOOST_TEST_DYN_LINK
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"

namespace {

using geq::proofs::parse_statement;
using geq::proofs::parse_term;
using Kind = geq::proofs::ParseError::Kind;

struct Case {
  std::string input;
  std::size_t line;
  std::size_t column;
  std::string message;  ///< its beginning
};

void check(Kind kind, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    BOOST_TEST_CONTEXT(each.input) {
      const auto statement = parse_statement(each.input);
      BOOST_TEST(!statement.has_value());
      if (statement) {
        BOOST_TEST_MESSAGE(to_text(statement.value()));
        continue;
      }
      BOOST_TEST(statement.error().message.substr(0, each.message.size()) == each.message);
      BOOST_TEST(statement.error().line == each.line);
      BOOST_TEST(statement.error().column == each.column);
      BOOST_TEST((statement.error().kind == kind));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(expressions) {
  check(Kind::malformed, {
                             {"a + >= 2", 1, 5, "expected an expression after '+'"},
                             {"prove a >= (b + c", 1, 18, "expected ')' to close the '(' at column 12"},
                             {"prove a >= (b\n+ c", 2, 4, "expected ')' to close the '(' at line 1, column 12"},
                             {"prove a >= (b\nassume a > 0", 1, 14, "expected ')' to close the '(' at column 12"},
                             {"let a >\nprove a >= 0", 1, 8, "expected an expression after '>'"},
                             {"assume a >= b +  # more\n\nprove a > 0", 1, 16, "expected an expression after '+'"},
                             {"prove a >=\n", 1, 11, "expected an expression after '>='"},
                             {"prove a >= b)", 1, 13, "expected an operator or the end of the line before ')'"},
                             {"prove {a+b) >= 0", 1, 11, "expected '}' to close the '{' at column 7"},
                             {"prove >= 0", 1, 7, "expected an expression after 'prove'"},
                             {"prove a*/b >= 0", 1, 9, "expected an expression after '*'"},
                             {"prove x 2 > 0", 1, 9, "expected a relation"},
                             {"prove 1 2 > 0", 1, 9, "expected a relation"},
                             {"prove x^ > 0", 1, 10, "expected an expression after '^'"},
                             {"prove x\u00B2^3 > 0", 1, 9, "write parentheses"},
                             {"prove oo > 0", 1, 7, "expected an expression before the keyword 'oo'"},
                             {"prove a and b", 1, 9, "expected a relation (>=, >, <=, <, =, !=) after 'a'"},
                             {"prove a = = b", 1, 11, "expected an expression after '='"},
                             {"prove 3. > 0", 1, 8, "a decimal point needs digits on both sides"},
                             {"prove .5 > 0", 1, 7, "a decimal point needs digits on both sides"},
                             {"prove a @ b > 0", 1, 9, "unexpected character '@'"},
                             {"prove |a > 0", 1, 10, "expected '|' to close the '|' at column 7"},
                             {"prove |a|b|c| > 0", 1, 10, "write '*' between '|' and 'b'"},
                             {"prove || > 0", 1, 10, "expected an expression after '|'"},
                         });
}

BOOST_AUTO_TEST_CASE(logic) {
  check(Kind::malformed,
        {
            {"prove a >= b or b >= a", 1, 14,
             "'or' is not a word of the language: a problem claims each of its relations"},
            {"let o > 0\nprove a >= b or b >= a", 2, 14, "'or' is not a word of the language"},
            {"prove not a > b", 1, 7, "'not' is not a word of the language: write the opposite relation"},
            {"prove a > 0 implies a^2 > 0", 1, 13, "'implies' is not a word of the language: write what is given with"},
            {"if a > 0 then a^2 > 0", 1, 1, "'if' is not a word of the language: write what is given with 'assume'"},
            {"prove forall x > 0", 1, 7, "'forall' is not a word of the language: a variable stands for all"},
            {"prove a > 0 => a^2 > 0", 1, 13, "'=>' is not in the language: 'at least' is '>='; what is given is"},
            {"prove a > 0 ==> a^2 > 0", 1, 13, "'==>' is not in the language: write what is given with 'assume'"},
            {"prove a > 0 <=> a^2 > 0", 1, 13, "'<=>' is not in the language: write what is given with 'assume'"},
            {"prove a > 0 -> a^2 > 0", 1, 13, "'->' is not a relation: write what is given with 'assume'"},
            {"prove a =< b", 1, 9, "'=<' is not in the language: 'at most' is '<='"},
            {"prove a == b", 1, 9, "'==' is not in the language: 'equal' is '='"},
            {R"(prove a > 0 \implies a^2 > 0)", 1, 13, "'\\implies' is not in the language: write what is given with"},
            {"prove a > 0 \u21D2 a^2 > 0", 1, 13, "'\u21D2' is not in the language: write what is given with 'assume'"},
            {"prove a > 0 \u2228 b > 0", 1, 13,
             "'\u2228' is not in the language: a problem claims each of its relations"},
        });
  BOOST_TEST(to_text(parse_statement("let o, r > 0\nprove 2or > 0").value()) == "let o, r > 0\nprove 2*o*r > 0\n");
}

BOOST_AUTO_TEST_CASE(names) {
  check(Kind::malformed, {
                             {"let ab, c > 0\nprove 2abc >= 0", 2, 8, "'abc' is not declared and contains 'ab'"},
                             {"prove xsin(x) > 0", 1, 7, "'xsin' is not declared and contains 'sin'"},
                             {"prove 2pir > 0", 1, 8, "'pir' is not declared and contains 'pi'"},
                             {"let x1, x2 > 0\nprove x1x2 > 0", 2, 7, "'x1x2' is not declared: declare it"},
                             {"prove a_1b > 0", 1, 7, "'a_1b' is not declared"},
                             {"prove ab1 > 0", 1, 7, "'ab1' is not declared"},
                             {"prove x > sqrt2", 1, 11, "'sqrt2' is not declared; a function needs parentheses"},
                             {"prove log_2(x) > 0", 1, 7, "'log_2' is not declared; a function needs parentheses"},
                             {"let x, i : real\nprove xi > 0", 2, 7, "'xi' may be the Greek letter or a product"},
                             {"prove sin x > 0", 1, 11, "expected '(' after 'sin'"},
                             {"prove sin^2(x) > 0", 1, 10, "expected '(' after 'sin'"},
                             {"prove sqrt(x, y) > 0", 1, 7, "'sqrt' takes one argument"},
                             {"prove exp(x, y) > 0", 1, 7, "'exp' takes one argument"},
                             {"prove max() > 0", 1, 11, "expected an expression after '('"},
                             {"prove root(x, 2) > 0", 1, 12, "the degree of a root is an integer from 2 to 100000"},
                             {"prove root(1, x) > 0", 1, 12, "the degree of a root is an integer from 2 to 100000"},
                             {"prove root(2) > 0", 1, 13, "expected ','"},
                             {"prove x^ab > 0", 1, 9, "an exponent of several letters"},
                             {"prove 1e5 > x", 1, 7, "'1e5': write 10^n"},
                             {"prove 1e-5 > x", 1, 7, "'1e': write 10^n"},
                             {"prove x_ > 0", 1, 8, "a subscript is made of letters and digits"},
                             {"prove x_{n+1} > 0", 1, 8, "a subscript is made of letters and digits"},
                             {"prove x_{1}_2 > 0", 1, 12, "expected a relation"},
                         });
}

BOOST_AUTO_TEST_CASE(statements) {
  check(Kind::malformed, {
                             {"", 1, 1, "expected a goal"},
                             {"  # nothing\n", 2, 1, "expected a goal"},
                             {"let a > 0", 1, 10, "expected a goal"},
                             {"prove a > 0\nprove b > 0", 2, 1, "a second goal"},
                             {"prove a > 0\nb > 0", 2, 1, "a second goal"},
                             {"prove", 1, 6, "expected an expression after 'prove'"},
                             {"prove a > 0, b > 0", 1, 12, "expected an operator or the end of the line before ','"},
                             {"let a, a > 0\nprove a > 0", 1, 8, "'a' is declared twice"},
                             {"let a > 0\nlet a : real\nprove a > 0", 2, 5, "'a' is declared twice"},
                             {"let a > b\nprove a > 0", 1, 9, "the bound of a declaration is a number"},
                             {"let 0 < a\nprove a > 0", 1, 5, "expected a name after 'let'"},
                             {"let a b > 0\nprove a > 0", 1, 7, "expected ',', a relation and a number"},
                             {"let max > 0\nprove max > 0", 1, 5, "'max' is a word of the language"},
                             {"let sum > 0\nprove sum > 0", 1, 5, "'sum' is a word of the language"},
                             {"let triangle a, b\nprove a > 0", 2, 1, "a triangle has three sides"},
                             {"let x : complex\nprove x > 0", 1, 9,
                              "expected real, integer, vector(d), matrix(m, n), convex or concave"},
                             {"let x in 0, 1\nprove x > 0", 1, 10, "expected an interval"},
                             {"let x in [0 1]\nprove x > 0", 1, 13, "expected ',' after '0'"},
                             {"let x in [0, oo]\nprove x > 0", 1, 16, "an interval is open at oo"},
                             {"let x in [-oo, 0]\nprove x > 0", 1, 10, "an interval is open at -oo"},
                             {"let x in (oo, 0]\nprove x > 0", 1, 11, "expected -oo or a number"},
                             {"problem P1\nprove x > 0", 1, 1, "'problem' lines separate"},
                         });
}

BOOST_AUTO_TEST_CASE(written_out) {
  check(Kind::malformed, {
                             {"prove cyc(a, b) > 0", 1, 15, "expected ':' after 'b'"},
                             {"prove cyc(a, a: a) > 0", 1, 14, "'a' stands here twice"},
                             {"prove cyc(2: a) > 0", 1, 11, "expected a variable after '('"},
                             {"prove cyc(ab: a) > 0", 1, 11, "expected ',' between the variables"},
                             {"prove cyc(a, b: a, b) > 0", 1, 7, "'cyc' takes one expression"},
                             {"let i > 0\nprove sum(i in 1..2, i) > 0", 2, 11, "'i' is a variable already"},
                             {"prove sum(i in 1..2, sum(i in 1..2, i)) > 0", 1, 26, "'i' is a variable already"},
                             {"prove sum(i in 1..2, cyc(i, a: a)) > 0", 1, 26, "'i' is the index of a range"},
                             {"prove sum(i in 1..2) > 0", 1, 20, "expected ',' after '2'"},
                             {"prove sum(i in 1.5..2, i) > 0", 1, 16, "expected an integer here"},
                             {"prove sum(idx in 1..2, idx) > 0", 1, 11, "an index is one letter"},
                             {"prove max(i in 2..1, i) > 0", 1, 7, "'max' over no integers at all"},
                             {R"(\sum_{cyc} a > 0)", 1, 1, "'\\sum' runs over the declared variables"},
                             {R"(\sum a > 0)", 1, 1, "expected _{cyc} or _{sym} after '\\sum'"},
                         });
}

BOOST_AUTO_TEST_CASE(latex_and_unicode) {
  check(Kind::malformed, {
                             {R"(\frac{a} > 0)", 1, 10, "expected '{' after '}'"},
                             {R"(\frac123 > 0)", 1, 6, "put the argument of '\\frac' in braces"},
                             {R"(\sqrt12 > 0)", 1, 6, "put the argument of '\\sqrt' in braces"},
                             {R"(\foo > 0)", 1, 1, "unknown command '\\foo'"},
                             {"x \u2265 \u221Aab", 1, 5, "write parentheses to show how far the root goes"},
                             {"x \u2265 \u221Ax^2", 1, 5, "write parentheses to show how far the root goes"},
                             {"x \u2265 \u221A2x", 1, 5, "write parentheses to show how far the root goes"},
                             {"\u00E9 > 0", 1, 1, "unexpected character '\u00E9'"},
                             {"\u03B1\u03B2 > \x01", 1, 6, "unexpected invisible character"},
                             {"x > \xC0\x80", 1, 5, "invalid UTF-8"},
                             {"x > \xE0\x80\x80", 1, 5, "invalid UTF-8"},
                             {"x > \xF0\x80\x80\x80", 1, 5, "invalid UTF-8"},
                             {"x > \xED\xA0\x80", 1, 5, "invalid UTF-8"},
                             {"x > \xF5\x80\x80\x80", 1, 5, "invalid UTF-8"},
                             {"x\u00B2 > \xE2\x89", 1, 6, "invalid UTF-8"},
                         });
}

BOOST_AUTO_TEST_CASE(unsupported) {
  check(Kind::unsupported, {
                               {"prove ceil(x) > 0", 1, 7, "the function 'ceil' is not supported"},
                           });
}

BOOST_AUTO_TEST_CASE(integrals_and_limits) {
  check(Kind::malformed, {
                             {"prove int(x, x) > 0", 1, 12, "expected 'in'"},
                             {"prove int(x in 0, x) > 0", 1, 17, "expected '..'"},
                             {"prove int(x in 0..1) > 0", 1, 20, "expected ','"},
                             {"let x > 0\nprove int(x in 0..1, x) > 0", 2, 11, "'x' is a variable already"},
                             {"prove int(x in 0..1, sum(i in 1..x, i)) > 0", 1, 34, "expected an integer here"},
                             {"prove lim(n, 1/n) >= 0", 1, 12, "expected '->'"},
                             {"prove lim(t -> 0+, sum(i in 1..t, i)) >= 0", 1, 32, "expected an integer here"},
                             {"prove dominated(x, n) > 0", 1, 7, "'dominated' takes a function"},
                             {"prove exchange(x, n)", 1, 7, "'exchange' takes a function"},
                             {"prove 1 + exchange(x, n, x in 0..1) > 0", 1, 11, "'exchange' is a question by itself"},
                             {"prove x in 0, 1", 1, 12, "expected an interval"},
                             {"prove x in [0, oo]", 1, 12, "an interval is open at oo"},
                             {"prove x in (-oo, oo)", 1, 12, "expected an interval with an end"},
                             {"prove dominated(x, n, x in 0..1) = x[1]", 1, 36, "'x' is not a sequence"},
                         });
}

BOOST_AUTO_TEST_CASE(sequences) {
  check(
      Kind::malformed,
      {
          {"prove x[1] > 0", 1, 7, "'x' is not a sequence: declare it before"},
          {"let n >= 1\nprove sum(i in 1..n, i) > 0", 2, 19, "expected an integer here"},
          {"prove sum(x) > 0", 1, 7, "'sum' takes a range"},
          {"prove prod(x) > 0", 1, 7, "'prod' takes a range, as in prod(i in 1..5, f), or a sequence"},
          {"prove sum(i in 1..2, x_i) > 0", 1, 22, "'x_i' under a range over its subscript"},
          {"prove sum(j in n..22, s)*j > 0", 1, 26, "'j' was an index before: take another name"},
          {"prove j*sum(j in n..22, s) > 0", 1, 13, "'j' is a variable already: take another index"},
          {"prove i + sum(i in 1..2, i) >= 0", 1, 15, "'i' is a variable already: take another index"},
          {"prove int(x in 0..1, x) <= x", 1, 28, "'x' was an index before: take another name"},
          {"let x[n] : real\nassume x[i] > 0 for i in 1..n\nprove i >= x[1]", 3, 7, "'i' was an index before"},
          {"prove logsumexp(x) > 0", 1, 7, "logsumexp takes a sequence, not a number"},
          {"prove norm(x, oo) > 0", 1, 7, "norm takes a sequence, not a number"},
          {"let u : vector(d)\nlet v : vector(m)\nprove dot(u, v) > 0", 3, 7, "the lengths of the sequences"},
          {"let u : vector(d)\nprove u > 0", 2, 7, "a sequence where a number is due"},
          {"let u : vector(d)\nprove u = 0", 2, 7, "a sequence where a number is due"},
          {"let u : vector(d)\nlet v : vector(m)\nprove u = v", 3, 11, "the lengths of the sequences"},
          {"let u : vector(d, d)\nprove norm(u) > 0", 1, 9, "a vector has one size"},
          {"let A : matrix(d)\nprove 1 > 0", 1, 9, "a matrix has two sizes"},
          {"let A : matrix(m, n)\nlet u : vector(m)\nprove norm(A*u) > 0", 3, 7,
           "the sizes of the matrices do not fit"},
          {"let n : natural\nprove n > 0", 1, 9, "expected real, integer, vector(d), matrix(m, n), convex or concave"},
          {"let x[n][m][k][l] : real\nprove 1 > 0", 2, 1, "sequences of sequences of matrices are not supported"},
          {"let W[l] : matrix(m, n)\nprove frobenius(W) > 0", 2, 7, "a sequence of matrices: write one of them"},
          {"let W[l] : matrix(m, n)\nassume W = W\nprove 1 > 0", 2, 8, "a sequence of matrices: write one of them"},
          {"let i > 0\nlet x[n] : real\nassume x[i] > 0 for i in 1..n\nprove 1 > 0", 3, 21,
           "'i' is a variable already"},
          {"prove \\sum_{i=1} i > 0", 1, 18, "expected '^'"},
      });
}

BOOST_AUTO_TEST_CASE(elements) {
  check(
      Kind::malformed,
      {
          {"let x[3] : real\nprove x[4] <= max(x)", 2, 9, "x has 3 elements, and 4 is beyond them"},
          {"let x[1] : real\nprove x[2] <= 0", 2, 9, "x has 1 element, and 2 is beyond it"},
          {"let x[3] : real\nprove sum(i in 1..4, x[i]) = 0", 2, 24,
           "x has 3 elements, and i is beyond them for i = 4"},
          {"let x[n] : real\nprove x[n+1] <= max(x)", 2, 9, "x has n elements, and n + 1 is beyond them"},
          {"let x[n] : real\nprove x[0] <= max(x)", 2, 9, "indices begin at 1"},
          {"let x[n] : real\nprove x[-1] <= max(x)", 2, 9, "indices begin at 1"},
          {"let x[n] : real\nprove x[3/2] <= max(x)", 2, 9, "an index is an integer"},
          {"let x[n] > 0\nassume x[i] >= x[i+1] for i in 1..n\nprove x[1] >= x[n]", 2, 18,
           "x has n elements, and i + 1 is beyond them for i = n"},
          {"let x[n] > 0\nprove x[i] >= x[i-1] for i in 1..n", 2, 17,
           "indices begin at 1, and i - 1 is below it for i = 1"},
          {"let x[n] : real\nprove max(i in 1..n, x[n-i]) >= 0", 2, 24,
           "indices begin at 1, and n - i is below it for i = n"},
          {"let x[n] : real\nprove \\sum_{i=0}^{n} x[i] >= 0", 2, 24,
           "indices begin at 1, and i is below it for i = 0"},
          {"let x[n] : real\nprove prod(i in 1..n, sum(j in 1..i, x[j+1])) >= 0", 2, 40,
           "x has n elements, and j + 1 is beyond them for j = n"},
          {"let x[2*n] : real\nprove sum(i in 1..n, x[2*i+1]) >= 0", 2, 24,
           "x has 2*n elements, and 2*i + 1 is beyond them for i = n"},
          {"let x[n][d] : real\nassume x[i, k+1] > 0 for i in 1..n, k in 1..d\nprove 1 > 0", 2, 13,
           "x has d elements, and k + 1 is beyond them for k = d"},
          {"let x[n] : real\nassume x[n+1] = x[1]\nprove sum(i in 1..n, x[i+2]) <= x[n+1]", 3, 24,
           "x has n elements, and i + 2 is beyond them for i = n"},
          {"let x[n] : real\nassume x[n+1] >= x[1]\nprove x[1] <= 1", 2, 10, "x has n elements, and n + 1 is"},
          {"let A : matrix(m, n)\nprove A[1][n+1] >= 0", 2, 12, "A[1] has n elements, and n + 1 is beyond them"},
          {"let W[l] : matrix(m, n)\nprove norm(W[l+1]) >= 0", 2, 14, "W has l elements, and l + 1 is beyond them"},
          {"let x[n] : real\nprove softmax(x)[n+1] >= 0", 2, 18, "softmax(x) has n elements, and n + 1 is beyond them"},
      });
}

/// No place is seen where the index is beyond the ends.
BOOST_AUTO_TEST_CASE(elements_that_may_be_there) {
  for (const std::string text : {
           "let x[n] : real\nprove x[k] >= x[n-1]",
           "let x[n] : real\nprove x[2] >= 0",
           "let n : integer >= 0\nlet x[n] : real\nprove x[1] >= 0",
           "let x[n+1] : real\nprove sum(i in 1..n, x[i+1] - x[i]) >= 0",
           "let x[n] : real\nprove sum(i in 1..n, x[n+1-i]) >= 0",
           "let x[n] : real\nprove sum(i in 1..n, sum(j in i+1..n, x[i+1]*x[j])) >= 0",
           "let x[3] : real\nprove sum(i in 2..1, x[i+5]) >= 0",
           "let x[n] : real\nprove x[i] >= 0 for i in n+1..n",
           "let W[l] : matrix(m, n)\nprove W[l][m][n] >= 0",
           "let x[n] : real\nassume x[n+1] = x[1]\nprove sum(i in 1..n, x[i]*x[i+1]) <= dot(x, x)",
           "let x[n] : real\nprove x[1] >= sum(i in 1..n, x[i-1])\nassume 0 = x[0]",
           "let x[n] : real\nassume s*x[1] >= 0 for s in (0, 9)\nprove x[n] >= 0",
       }) {
    BOOST_TEST_CONTEXT(text) {
      const auto statement = parse_statement(text);
      BOOST_TEST(statement.has_value());
      if (!statement) BOOST_TEST_MESSAGE(statement.error().message);
    }
  }
}

BOOST_AUTO_TEST_CASE(functions_of_the_statement) {
  check(Kind::malformed,
        {
            {"let f : convex\nprove f >= 0", 2, 7, "'f' is a function: write its argument, as in f(x)"},
            {"let f : convex\nprove 2f + x >= 0", 2, 8, "'f' is a function: write its argument"},
            {"let f : convex\nprove f^2(x) >= 0", 2, 7, "'f' is a function: write its argument"},
            {"let f : convex\nprove f[1] >= 0", 2, 7, "'f' is a function: write its argument"},
            {"let f : convex\nprove f\n(x) >= 0", 2, 7, "'f' is a function: write its argument"},
            {"let f : convex\nprove f(x, y) >= 0", 2, 7, "'f' takes one argument"},
            {"let f : concave\nprove f() >= 0", 2, 9, "expected an expression after '('"},
            {"let f : concave\nprove f(x >= 0", 2, 11, "expected ')' to close the '(' at column 8"},
            {"let convex > 0\nprove convex > 0", 1, 5, "'convex' is a word of the language"},
            {"let f : convex\nlet f : concave\nprove f(x) >= 0", 2, 5, "'f' is declared twice"},
            {"let f : convex\nlet f > 0\nprove f(x) >= 0", 2, 5, "'f' is declared twice"},
            {"let f[n] : convex\nprove f(x) >= 0", 1, 12, "a sequence of functions is not supported"},
            {"let f : convex >= 0\nprove f(x) >= 0", 1, 16, "a function is given on the whole line, without bounds"},
            {"let f : concave in [0, 1]\nprove f(x) >= 0", 1, 17, "a function is given on the whole line"},
            {"let f : convex on (0, oo)\nprove f(x) >= 0", 1, 16, "expected an operator or the end of the line"},
            {"prove f(x) >= 0\nlet f : convex", 2, 9, "'f' was read as a number before: declare a function before"},
            {"let f : convex\nprove cyc(f, g: f(x)) >= 0", 2, 11, "'f' is a function, not a variable"},
            {"let f : convex\nlet x[f] : real\nprove x[1] >= 0", 2, 7, "'f' is a function: write its argument"},
            {"let f : convex\nprove sum(f in 1..n, f(x)) >= 0", 2, 11, "'f' is a variable already"},
            {"let f : convex\nlet u : vector(d)\nprove f(u) >= 0", 3, 7, "a sequence where a number is due"},
        });
}

BOOST_AUTO_TEST_CASE(strict_terms) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a(b, b)", "'a' takes one argument"},
      {"a*z", "'z' is not one of the variables"},
      {"2a", "expected an operator before 'a'"},
      {"a b", "expected an operator before 'b'"},
      {"ab", "'ab' is not one of the variables"},
      {"\\frac12", "unexpected character '\\'"},
      {"a\u00B2", "unexpected character '\u00B2'"},
      {"|a|", "expected an expression"},
      {"{a}", "expected an expression"},
      {"sqrt{a}", "expected '(' after 'sqrt'"},
      {"cyc(a, b: a)", "a certificate has no cyclic"},
      {"sum(a)", "'sum' takes a range"},
      {"logsumexp(a)", "'logsumexp' is written out in a certificate"},
      {"a >= 0", "expected an operator before '>='"},
      {"", "expected an expression"},
  };
  for (const auto& [input, message] : cases) {
    BOOST_TEST_CONTEXT(input) {
      const auto term = parse_term(input, {"a", "b"});
      BOOST_TEST(!term.has_value());
      if (!term) BOOST_TEST(term.error().message.substr(0, message.size()) == message);
    }
  }
}

BOOST_AUTO_TEST_CASE(descriptions) {
  const auto described = [](const std::string& input) {
    return describe(parse_statement(input).error(), "problem.geq");
  };
  BOOST_TEST(described("let a > 0\r\nprove a + >= 2\r\n") ==
             "problem.geq:2:11: expected an expression after '+'\nprove a + >= 2\n          ^");
  BOOST_TEST(described("prove\t\u03B1 @") == "problem.geq:1:9: unexpected character '@'\nprove \u03B1 @\n        ^");
  BOOST_TEST(described("prove a\n+") == "problem.geq:2:2: expected an expression after '+'\n+\n ^");
  const std::string ones = std::string(300, '1');
  const std::string sum = ones + " @ " + ones;
  BOOST_TEST(described(sum) == "problem.geq:1:302: unexpected character '@'\n..." + std::string(49, '1') + " @ " +
                                   std::string(49, '1') + "...\n" + std::string(53, ' ') + "^");
}

BOOST_AUTO_TEST_SUITE_END()
