// SPDX-License-Identifier: GPL-3.0-or-later

/// Best constants that are known, with the proofs and points that come with them.

#include "tests/embedding/statements.hpp"

namespace geq::tests {
namespace {

BestConstant best_of(const std::string& statement, std::optional<Direction> direction = {}) {
  BestOptions options;
  options.search.timeout = std::chrono::milliseconds(20000);
  options.direction = direction;
  const BestOutcome outcome = best_constant(statement, "k", options);
  if (const auto* error = std::get_if<InputError>(&outcome)) BOOST_FAIL(error->message);
  return std::get<BestConstant>(outcome);
}

/// Both certificates are accepted for the statements that they come with.
void require_both_sides(const BestConstant& best) {
  BOOST_REQUIRE(best.holds && best.fails);
  BOOST_TEST(to_text(answer_to(check(best.holds->statement(), best.holds->certificate())).verdict()) == "proved");
  BOOST_TEST(to_text(answer_to(check(best.fails->statement(), best.fails->certificate())).verdict()) == "refuted");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(best)

BOOST_AUTO_TEST_CASE(attained) {
  struct Known {
    const char* statement;
    Direction direction;
    const char* value;
  };
  for (const auto& [statement, direction, value] :
       {Known{"let a, b, c > 0\nprove a/(b+c) + b/(c+a) + c/(a+b) >= k", Direction::largest, "3/2"},
        Known{"let a, b, c >= 0\nprove (a^2+b^2+c^2)^2 >= k*(a^3*b+b^3*c+c^3*a)", Direction::largest, "3"},
        Known{"let a, b >= 0\nprove sqrt(a*b) <= k*(a+b)", Direction::smallest, "1/2"},
        Known{"let a, b, c > 0\nassume a + b + c = 3\nprove 1/a + 1/b + 1/c >= k", Direction::largest, "3"},
        Known{"let a, b, c >= 0\nprove a^2*b + b^2*c + c^2*a + k*a*b*c <= 4/27*(a+b+c)^3", Direction::largest, "1"},
        Known{"x^4 + 3 >= k*x", Direction::largest, "4"}}) {
    const bool is_two_sided = std::string(statement).starts_with("x^4");
    const BestConstant best = best_of(statement, is_two_sided ? std::optional(direction) : std::nullopt);
    BOOST_TEST(to_text(best.kind) == "attained", statement);
    BOOST_TEST((best.direction == direction));
    BOOST_TEST(best.value == value);
    BOOST_TEST(!best.equality.empty());
    BOOST_TEST(best.is_monotone == !is_two_sided);
    require_both_sides(best);
  }
}

BOOST_AUTO_TEST_CASE(an_irrational_constant_is_enclosed) {
  const BestConstant best = best_of("let x, y >= 0\nprove x^2 + 2*y^2 >= k*x*y");  // 2 sqrt(2)
  BOOST_TEST(to_text(best.kind) == "bracket");
  BOOST_TEST(best.value == "28284271/10000000");
  BOOST_TEST(best.beyond == "1767767/625000");
  BOOST_TEST(best.equality.empty());
  require_both_sides(best);
}

BOOST_AUTO_TEST_CASE(a_constant_that_is_only_approached) {
  const BestConstant best = best_of("let triangle a, b, c\nprove a^2 + b^2 + c^2 < k*(a*b + b*c + c*a)");
  BOOST_TEST(to_text(best.kind) == "bracket");
  BOOST_TEST(best.value == "2");
  BOOST_TEST(best.beyond == "1999999/1000000");
  BOOST_TEST(best.limit.size() == 3U);
  require_both_sides(best);
}

BOOST_AUTO_TEST_CASE(a_strict_goal_fails_at_its_best_constant) {
  const BestConstant best = best_of("let x > 0\nprove x + 1/x > k");
  BOOST_TEST(to_text(best.kind) == "bracket");
  BOOST_TEST(best.beyond == "2");
  require_both_sides(best);
}

BOOST_AUTO_TEST_CASE(a_constant_that_is_not_linear_is_enclosed_by_trials) {
  const BestConstant best = best_of("let a, b >= 0\nprove a^2 + b^2 >= k^2*a*b");
  BOOST_TEST(to_text(best.kind) == "bracket");
  BOOST_TEST(!best.is_affine);
  require_both_sides(best);
}

BOOST_AUTO_TEST_CASE(what_is_bounded_on_both_sides_needs_a_direction) {
  const std::string statement = "x^2 + k*x*y + y^2 >= 0";
  BOOST_TEST(to_text(best_of(statement).kind) == "undecided");
  BOOST_TEST(best_of(statement, Direction::largest).value == "2");
  BOOST_TEST(best_of(statement, Direction::smallest).value == "-2");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told) {
  BOOST_TEST((std::get<InputError>(best_constant("x^2 >= 0", "k")).line == 0U));
  BOOST_TEST((std::get<InputError>(best_constant("x^2 >=", "k")).line == 1U));
  BestOptions options;
  options.width = "-1";
  BOOST_CHECK_THROW(best_constant("x^2 >= k", "k", options), std::invalid_argument);
  const BestConstant best = best_of("prove ceil(x) >= k");
  BOOST_TEST(best.detail.find("ceil") != std::string::npos);
  BOOST_TEST(best.report().starts_with("undecided   "));
  BOOST_CHECK_THROW(best.report(Format::latex), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::tests
