// SPDX-License-Identifier: GPL-3.0-or-later
/// A theorem is made by `check` and by nothing else; and what a caller of the library could try instead.
#include <boost/test/unit_test.hpp>
#include <type_traits>

#include "proofs/kernel/certificate.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/work.hpp"

namespace geq::proofs {

static_assert(!std::is_default_constructible_v<Theorem>);
static_assert(!std::is_aggregate_v<Theorem>);
static_assert(!std::is_constructible_v<Theorem, Statement>);
static_assert(!std::is_constructible_v<Theorem, const Statement&>);
static_assert(!std::is_constructible_v<Theorem, Statement, Theorem::Kind>);
static_assert(!std::is_constructible_v<Theorem, const Statement&, Theorem::Kind>);
static_assert(!std::is_constructible_v<Theorem, const Statement&, const Certificate&>);
static_assert(!std::is_convertible_v<Statement, Theorem>);
static_assert(std::is_const_v<std::remove_reference_t<decltype(std::declval<Theorem&>().statement())>>);
static_assert(std::is_same_v<decltype(check(std::declval<const Statement&>(), std::declval<const Certificate&>())),
                             Result<Theorem, Rejection>>);

namespace {

std::string verdict(const Statement& statement, const Certificate& certificate) {
  const auto theorem = check(statement, certificate);
  if (!theorem) return describe(theorem.error());
  return theorem.value().kind() == Theorem::Kind::proved ? "proved" : "refuted";
}

Statement statement(const std::string& text) { return parse_statement(text).value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(theorems)

BOOST_AUTO_TEST_CASE(a_theorem_is_about_the_statement_given) {
  const Statement given = statement("let x >= 0\nprove x^3 + x/1 >= 0\n");
  const auto theorem = check(given, Proof{{Visible{}}});
  BOOST_TEST_REQUIRE(theorem.has_value());
  BOOST_TEST((theorem.value().statement() == given));
}

/// A variable that is used but not listed could be taken for a new one, which is positive.
BOOST_AUTO_TEST_CASE(variables_that_are_not_listed) {
  Statement given = statement("prove x + 1 >= 0\n");
  BOOST_TEST(verdict(given, Proof{{Homogenise{"t"}, Visible{}}}) == "not_visible at step 2");
  given.variables.clear();
  BOOST_TEST(verdict(given, Proof{{Homogenise{"x"}, Visible{}}}) == "unknown_variable");
  BOOST_TEST(verdict(given, Refutation{}) == "point_not_evaluated");
}

BOOST_AUTO_TEST_CASE(hypotheses_are_closed_too) {
  Statement given = statement("let x : real\nassume y >= 0\nprove x^2 >= 0\n");
  given.variables = {"x"};
  BOOST_TEST(verdict(given, Proof{{Visible{}}}) == "unknown_variable");
}

/// What a search made up in memory has to be what a reader of its certificate accepts.
BOOST_AUTO_TEST_CASE(new_names_are_names_that_a_certificate_can_hold) {
  const Statement given = statement("let x >= 0\nprove x >= 0\n");
  for (const std::string name : {"1", "", "a b", "x[1]", "a-b", "sqrt", "sum", "let", "x"}) {
    BOOST_TEST(verdict(given, Proof{{Homogenise{name}, Visible{}}}) == "name_not_fresh at step 1", name);
    const Put put{{{name, ExactPolynomial::variable("x")}}, {}};
    BOOST_TEST(verdict(given, Proof{{put, Visible{}}}) == "name_not_fresh at step 1", name);
  }
  BOOST_TEST(verdict(given, Proof{{Homogenise{"t_1"}, Visible{}}}) == "proved");
}

BOOST_AUTO_TEST_CASE(open_goals_are_limited) {
  const Statement given = statement("prove x >= 0\n");
  Proof proof;
  for (int i = 0; i < 20000; ++i) proof.steps.emplace_back(Cases{ExactPolynomial::variable("x")});
  const auto theorem = check(given, proof);
  BOOST_TEST_REQUIRE(!theorem.has_value());
  BOOST_TEST((theorem.error().reason == Reason::limit_exceeded));
}

BOOST_AUTO_TEST_CASE(names_in_scope_are_limited) {
  const Statement given = statement("prove x >= 0\n");
  Put put;
  for (std::size_t i = 0; i < max_scope; ++i)
    put.definitions.emplace_back("n" + std::to_string(i), ExactPolynomial::variable("x"));
  BOOST_TEST(verdict(given, Proof{{put}}) == "limit_exceeded at step 1");
  put.definitions.pop_back();
  BOOST_TEST(verdict(given, Proof{{put, Homogenise{"t"}}}) == "limit_exceeded at step 2");
}

BOOST_AUTO_TEST_CASE(hypotheses_times_goals_are_limited) {
  std::string text = "let x >= 0\nprove x >= 0";
  for (int i = 0; i < 4000; ++i) text = "assume x >= -" + std::to_string(i + 1) + "\n" + text + " and x >= 0";
  BOOST_TEST(verdict(statement(text), Proof{{Visible{}}}) == "limit_exceeded");
}

BOOST_AUTO_TEST_CASE(nested_functions_are_limited) {
  // Every step puts the innermost radicand one level deeper: sqrt(a), sqrt(t0 - sqrt(b)), sqrt(t0 - sqrt(t1 -
  // sqrt(s0))).
  const Statement given = statement("let a, b >= 0\nprove sqrt(a) >= 0\n");
  Proof proof;
  std::string last = "a";
  std::string inner = "b";
  for (std::size_t i = 0; i <= max_atom_depth; ++i) {
    const std::string next = "t" + std::to_string(i);
    const std::string copy = "s" + std::to_string(i);
    const ExactPolynomial shift = root(2, ExactPolynomial::variable(inner));
    Put put;
    put.definitions.emplace_back(next, ExactPolynomial::variable(last) + shift);
    put.definitions.emplace_back(copy, ExactPolynomial::variable(inner));
    put.replacements.emplace_back(last, ExactPolynomial::variable(next) - shift);
    proof.steps.emplace_back(put);
    last = inner;
    inner = copy;
  }
  const auto theorem = check(given, proof);
  BOOST_TEST_REQUIRE(!theorem.has_value());
  BOOST_TEST((theorem.error().reason == Reason::limit_exceeded));
}

BOOST_AUTO_TEST_CASE(work_is_limited_and_limits_nest) {
  const WorkLimit outer(1000);
  {
    const WorkLimit inner(100000);
    WorkLimit::spend(600);
    BOOST_CHECK_THROW(WorkLimit::spend(500), LimitExceeded);
  }
  WorkLimit::spend(400);
  BOOST_CHECK_THROW(WorkLimit::spend(1), LimitExceeded);
  const auto theorem = check(statement("let x >= 0\nprove x >= 0\n"), Proof{{Visible{}}});
  BOOST_TEST_REQUIRE(!theorem.has_value());
  BOOST_TEST((theorem.error().reason == Reason::limit_exceeded));
}

BOOST_AUTO_TEST_CASE(work_ends_when_its_question_says_so) {
  bool is_over = false;
  const WorkLimit outer(10'000'000'000, [&] { return is_over; });
  const WorkLimit inner(5'000'000'000);
  WorkLimit::spend(2'000'000);
  is_over = true;
  BOOST_CHECK_THROW(WorkLimit::spend(2'000'000), LimitExceeded);
  BOOST_CHECK_THROW(WorkLimit::spend(1), LimitExceeded);
  const auto theorem = check(statement("let x >= 0\nprove x >= 0\n"), Proof{{Visible{}}});
  BOOST_TEST_REQUIRE(!theorem.has_value());
  BOOST_TEST((theorem.error().reason == Reason::limit_exceeded));
}

BOOST_AUTO_TEST_CASE(odd_certificates_of_callers) {
  const Statement given = statement("let a, b >= 0\nprove a*b >= 0\n");
  BOOST_TEST(verdict(given, Proof{}) == "proof_unfinished");
  BOOST_TEST(verdict(given, Proof{{Smallest{"a", {{}}}}}) == "not_a_permutation at step 1");
  BOOST_TEST(verdict(given, Proof{{Smallest{"a", {{{"a", "b"}}}}}}) == "not_a_permutation at step 1");
  BOOST_TEST(verdict(given, Proof{{Smallest{"a", {{{"a", "b"}, {"b", "b"}}}}}}) == "not_a_permutation at step 1");
  BOOST_TEST(verdict(given, Proof{{Smallest{"a", {{{"a", "b"}, {"a", "b"}, {"b", "a"}}}}}}) ==
             "not_a_permutation at step 1");
  const Cones no_names{{"a", "b"}, {}, {ConeOpen{}}};
  BOOST_TEST(verdict(given, Proof{{no_names}}) == "tree_malformed at step 1");
  const Cones huge_index{{"a", "b"}, {}, {ConeSame{~std::size_t{0}, {0, 1}}}};
  BOOST_TEST(verdict(given, Proof{{huge_index}}) == "same_too_early at step 1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
