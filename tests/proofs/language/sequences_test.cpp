// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences, vectors, matrices and integers: how they print, what they mean.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/language/printer.hpp"
#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

namespace {

Statement read(const std::string& text) {
  auto statement = parse_statement(text);
  if (!statement) BOOST_FAIL(describe(statement.error(), text));
  return std::move(statement).value();
}

/// The first goal at the point.
bool holds(const std::string& text, const Point& point) { return holds_at(goals(read(text)).front(), point).value(); }

std::string goal_in_normal_form(const std::string& text) {
  return to_text(sequents_of(read(text)).value().front().goal);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sequences)

BOOST_AUTO_TEST_CASE(what_is_printed_reads_back) {
  const std::vector<std::string> texts{
      "let n : integer >= 1\nlet x[n] : real\nlet p[n] >= 0\nassume sum(i in 1..n, p[i]) = 1\n"
      "prove logsumexp(x) >= sum(i in 1..n, p[i]*x[i]) - sum(i in 1..n, p[i]*log(p[i]))\n",
      "let n : integer\nlet x[n], y[n] in [0, 1]\nassume x[i] <= x[i + 1] for i in 1..n - 1\n"
      "prove max(x) + min(y) + mean(x*y) >= norm(x, oo) - norm(x, 3)\n",
      "let n : integer >= 1\nlet x[n] >= 0\nprove prod(x) <= mean(x)^n\n",
      "let d : integer >= 1\nlet u, v : vector(d)\nprove dot(u, v) + cos(u, v) <= norm(u - v)\n",
      "let m, n : integer >= 1\nlet A : matrix(m, n)\nlet u : vector(n)\nprove norm(A*u) <= frobenius(A)*norm(u)\n",
      "let m, n : integer >= 1\nlet A, B : matrix(m, n)\nprove norm(A - B)^2 <= norm(A*transpose(B))\n",
      "let l, n : integer >= 1\nlet W[l] : matrix(n, n)\nassume norm(W[t]) > 0 for t in 1..l\n"
      "prove norm(W[1]) >= frobenius(W[l])\n",
      "let b, a : real\nassume a*s + b*s^2 >= 0 for s in (0, a)\nprove b >= 0\n",
      "let T, d : integer >= 1\nlet theta[T] : vector(d)\nprove sum(t in 1..T, norm(theta[t])) >= 0\n",
      "let n : integer >= 1\nlet a[n + 1] : real\nassume a[i] - a[j] >= 0 for i in 1..n, j in 1..i\nprove a[1] >= "
      "floor(a[n])\n",
      "let n : integer >= 1\nlet x[n] : real\nprove softmax(x)[1] <= n!\n",
  };
  for (const std::string& text : texts) {
    BOOST_TEST(to_text(read(text)) == text);
    BOOST_TEST((read(to_text(read(text))) == read(text)));
  }
}

BOOST_AUTO_TEST_CASE(spellings) {
  BOOST_TEST(to_text(read("let x[n] : real\nprove \\sum_{i=1}^{n} x[i] >= 0")) ==
             "let n : integer >= 1\nlet x[n] : real\nprove sum(i in 1..n, x[i]) >= 0\n");
  BOOST_TEST(to_text(read("let A : matrix(m, n)\nprove A[1, 2] >= 0")) ==
             "let m, n : integer >= 1\nlet A : matrix(m, n)\nprove A[1][2] >= 0\n");
  // A goal for all indices is one about an integer.
  BOOST_TEST(to_text(read("let x[n] : real\nprove x[i] <= max(x) for i in 1..n")) ==
             "let n : integer >= 1\nlet x[n] : real\nlet i : integer\nassume 1 <= i <= n\nprove x[i] <= max(x)\n");
  // An equation between sequences is one between their elements; indices have names that nothing else has.
  BOOST_TEST(
      to_text(read("let i : real\nlet u[T], v[T] : vector(d)\nassume u[t] = i*v[t] for t in 1..T\nprove i > 0")) ==
      "let T, d : integer >= 1\nlet i : real\nlet u[T], v[T] : vector(d)\n"
      "assume u[t][i1] = (i*v[t])[i1] for t in 1..T, i1 in 1..d\nprove i > 0\n");
  BOOST_TEST(to_text(read("let u, v : vector(d)\nprove u - v = u")) ==
             "let d : integer >= 1\nlet u, v : vector(d)\nlet i : integer\nassume 1 <= i <= d\n"
             "prove (u - v)[i] = u[i]\n");
}

BOOST_AUTO_TEST_CASE(an_index_is_never_captured) {
  // i is a variable here, so the sum needs another name for its index when it is opened or printed.
  const Statement statement =
      read("let n : integer >= 1\nlet x[n] : real\nprove x[i] <= sum(j in 1..n, x[j]*x[i]) for i in 1..n");
  BOOST_TEST(to_text(sequents_of(statement).value().front().goal) == "x[i]*sum(j in 1..n, x[j]) - x[i] >= 0");
  BOOST_TEST(goal_in_normal_form(
                 "let n : integer >= 1\nlet x[n] : real\nprove sum(i in 1..n, sum(j in 1..i, x[i]*x[j])) >= 0") ==
             "sum(i in 1..n, x[i]*sum(j in 1..i, x[j])) >= 0");
}

BOOST_AUTO_TEST_CASE(normal_forms) {
  const std::string x = "let n : integer >= 1\nlet x[n], y[n] : real\n";
  BOOST_TEST(goal_in_normal_form(x + "prove sum(i in 1..n, (x[i] + 2*y[i])^2) >= 0") ==
             "4*sum(i in 1..n, x[i]*y[i]) + sum(i in 1..n, x[i]^2) + 4*sum(i in 1..n, y[i]^2) >= 0");
  BOOST_TEST(goal_in_normal_form(x + "prove sum(i in 1..n, sum(j in 1..n, x[i]*y[j])) = sum(x)*sum(y)") == "0 = 0");
  BOOST_TEST(goal_in_normal_form("let u, v : vector(d)\nprove norm(u + v)^2 - norm(u - v)^2 = 4*dot(u, v)") !=
             "0 = 0");  // roots stay roots: squares of roots are for the rules
  BOOST_TEST(goal_in_normal_form("let u, v : vector(d)\nprove dot(u + v, u + v) - dot(u - v, u - v) = 4*dot(u, v)") ==
             "0 = 0");
  BOOST_TEST(
      goal_in_normal_form(
          "let A : matrix(m, n)\nlet u : vector(n)\nlet w : vector(m)\nprove dot(w, A*u) = dot(transpose(A)*w, u)") !=
      "0 = 0");  // the order of summation matters to the normal form
  BOOST_TEST(goal_in_normal_form("let x[3] : real\nprove sum(x) >= 0") == "x[1] + x[2] + x[3] >= 0");
}

BOOST_AUTO_TEST_CASE(values) {
  const Point point{{"n", 3}, {"x[1]", 1}, {"x[2]", 2}, {"x[3]", -4}};
  const std::string x = "let n : integer >= 1\nlet x[n] : real\n";
  BOOST_TEST(holds(x + "prove sum(x) = -1", point));
  BOOST_TEST(holds(x + "prove prod(i in 1..n, x[i]) = -8", point));
  BOOST_TEST(holds(x + "prove prod(x) = -8", point));
  BOOST_TEST(holds(x + "prove prod(2*x) = -64", point));
  BOOST_TEST(holds(x + "prove max(x) = 2", point));
  BOOST_TEST(holds(x + "prove min(i in 1..n, x[i]^2) = 1", point));
  BOOST_TEST(holds(x + "prove norm(x, oo) = 4", point));
  BOOST_TEST(holds(x + "prove mean(x) = -1/3", point));
  BOOST_TEST(holds(x + "prove dot(x, x) = 21", point));
  BOOST_TEST(holds(x + "prove sum(i in 1..n, sum(j in 1..i, x[j])) = 3", point));
  BOOST_TEST(holds(x + "prove sum(i in 2..1, x[i]) = 0", point));
  BOOST_TEST(holds(x + "prove n! = 6", point));
  const Point matrix{{"m", 2},       {"n", 2},       {"A[1][1]", 1}, {"A[1][2]", 2},
                     {"A[2][1]", 3}, {"A[2][2]", 4}, {"u[1]", 1},    {"u[2]", -1}};
  const std::string a = "let A : matrix(m, n)\nlet u : vector(n)\n";
  BOOST_TEST(holds(a + "prove (A*u)[1] = -1", matrix));
  BOOST_TEST(holds(a + "prove (A*u)[2] = -1", matrix));
  BOOST_TEST(holds(a + "prove (transpose(A)*A)[1][2] = 14", matrix));
  BOOST_TEST(holds(a + "prove outer(u, u)[1][2] = -1", matrix));
  BOOST_TEST(holds(a + "prove frobenius(A)^2 >= 30 - 1/1000", matrix));
  BOOST_TEST(holds(a + "prove (2*A - A)[2][1] = 3", matrix));
  BOOST_TEST(holds(a + "prove norm(A) > 54649/10000", matrix));  // the root of 15 + sqrt(221) is 5.464985...
  BOOST_TEST(holds(a + "prove norm(A) < 54650/10000", matrix));
  BOOST_TEST(holds(a + "prove norm(A*transpose(A)) > 298660/10000", matrix));  // 15 + sqrt(221)
  BOOST_TEST(holds(a + "prove norm(A*transpose(A)) < 298661/10000", matrix));
  BOOST_TEST(holds(a + "prove norm(outer(u, u)) = 2", matrix));
}

BOOST_AUTO_TEST_CASE(hypotheses_for_all_indices) {
  const Statement statement =
      read("let n : integer >= 1\nlet x[n] > 0\nassume x[i] <= x[i+1] for i in 1..n-1\nprove x[1] > 0");
  const auto all = hypotheses(statement);
  BOOST_TEST(all.size() == 4U);  // n is an integer, n >= 1, x > 0, x increases
  const auto hold = [&](const Point& point) {
    return std::all_of(all.begin(), all.end(),
                       [&](const Relation& relation) { return holds_at(relation, point) == true; });
  };
  BOOST_TEST(hold({{"n", 2}, {"x[1]", 1}, {"x[2]", 2}}));
  BOOST_TEST(!hold({{"n", 2}, {"x[1]", 2}, {"x[2]", 1}}));
  BOOST_TEST(!hold({{"n", 2}, {"x[1]", 0}, {"x[2]", 1}}));
  BOOST_TEST(!hold({{"n", Rational(3) / 2}, {"x[1]", 1}, {"x[2]", 1}}));
  BOOST_TEST(!hold({{"n", 0}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
