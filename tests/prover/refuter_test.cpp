// SPDX-License-Identifier: GPL-3.0-or-later
#define BOOST_TEST_MODULE refuter
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "prover/contradiction.hpp"
#include "prover/equation_solver.hpp"
#include "prover/refutation/fractions.hpp"
#include "prover/refutation/line_search.hpp"

namespace geq::prover {

namespace {

using proofs::Rational;

proofs::Statement statement(const std::string& text) { return proofs::parse_statement(text).value(); }

std::string conflict(const std::string& text) {
  const auto goals = proofs::sequents_of(statement(text)).value();
  const auto found = contradiction_among(goals.front().facts);
  if (!found) return "none";
  std::string result;
  for (const std::size_t index : *found) result += std::to_string(index) + ' ';
  return result;
}

std::optional<proofs::Refutation> on_line(const std::string& text, const std::vector<Rational>& origin,
                                          const std::vector<Rational>& direction) {
  const proofs::Statement given = statement(text);
  const EquationSolver solver(given);
  const FloatStatement floats(given);
  return LineSearch(given, solver, floats).refutation_on(origin, direction);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fractions)

BOOST_AUTO_TEST_CASE(simplest_between_is_the_first_by_denominator) {
  for (long a = -30; a <= 30; ++a)
    for (long b = 1; b <= 12; ++b) {
      const Rational lower = Rational(a) / 7;
      const Rational upper = lower + Rational(b) / 13;
      // By trying all denominators, and numerators from the least absolute value.
      std::optional<Rational> expected;
      for (long q = 1; !expected; ++q)
        for (long p = 0; !expected && p <= 100 * q; ++p)
          for (const long sign : {1L, -1L})
            if (const Rational value = Rational(sign * p) / q; lower < value && value < upper) expected = value;
      BOOST_TEST((simplest_between(lower, upper) == *expected));
    }
}

BOOST_AUTO_TEST_CASE(simple_values_lie_in_the_interval) {
  const proofs::Interval narrow{proofs::Interval::End{Rational(7) / 5, true},
                                proofs::Interval::End{Rational(3) / 2, false}};
  const auto values = simple_values(narrow, 6);
  BOOST_TEST(values.size() >= 4U);
  for (const Rational& value : values) BOOST_TEST(contains(narrow, value));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(contradictions)

BOOST_AUTO_TEST_CASE(name_what_conflicts) {
  BOOST_TEST(conflict("let x > 1\nlet y > 0\nassume x < 0\nprove x > y\n") == "0 2 ");
  BOOST_TEST(conflict("assume x + y >= 3\nassume x <= 1\nassume y <= 1\nassume z > 0\nprove z > x\n") == "0 1 2 ");
  BOOST_TEST(conflict("assume x = y\nassume y = z + 1\nassume x = z\nprove z > x\n") == "0 1 2 ");
  BOOST_TEST(conflict("assume x^2 - 3*x + 2 < 0\nassume x >= 2\nprove x > 5\n") == "0 1 ");
}

BOOST_AUTO_TEST_CASE(are_not_seen_where_there_is_a_point) {
  BOOST_TEST(conflict("let x >= 1\nassume x <= 1\nprove x > 3\n") == "none");
  BOOST_TEST(conflict("assume x + y >= 2\nassume x <= 1\nassume y <= 1\nprove x > 3\n") == "none");
  BOOST_TEST(conflict("assume x^2 >= 4\nassume x^2 <= 4\nprove x > 3\n") == "none");
  BOOST_TEST(conflict("let a, b, c > 0\nassume a*b*c = 1\nassume a + b + c = 3\nprove a > 3\n") == "none");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(lines)

BOOST_AUTO_TEST_CASE(find_a_gap_however_narrow) {
  const std::string gap = "prove (x^2 - 2)^2 >= 1/10^30\n";
  BOOST_TEST(on_line(gap, {0}, {1}).has_value());
  BOOST_TEST(!on_line("prove (x^2 - 2)^2 >= 0\n", {0}, {1}).has_value());
}

BOOST_AUTO_TEST_CASE(find_irrational_points) {
  const auto found = on_line("assume x^2 + y^2 = 3\nprove x != y\n", {0, 0}, {1, 1});
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST(found->root.has_value());
  BOOST_TEST(found->in_root.size() == 2U);
}

BOOST_AUTO_TEST_CASE(complete_by_the_equations_that_were_solved) {
  const auto found = on_line("let x, y > 0\nassume x*y = 1\nassume x^2 = 2\nprove y > 1\n", {0}, {1});
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST(found->root.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::prover
