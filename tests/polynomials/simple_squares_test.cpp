// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/simple_squares.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iostream>
#include <random>

#include "squares_questions.hpp"

using namespace geq::polynomials;
using namespace geq::polynomials::squares_questions;

namespace {

SquaresIdentity required(const SquaresQuestion& question) {
  const auto found = simple_squares(question, {}, {});
  BOOST_TEST_REQUIRE(found.has_value(), question.goal.text());
  BOOST_TEST(answers(*found, question), question.goal.text());
  return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(simple_sums_of_squares)

BOOST_AUTO_TEST_CASE(the_symmetry_of_the_question_is_kept) {
  const Polynomial goal = x().pow(2) + y().pow(2) + z().pow(2) - x() * y() - y() * z() - z() * x();
  const SquaresIdentity identity = required(plain(goal));
  BOOST_TEST(identity.summands.size() == 3U);
  for (const auto& summand : identity.summands) {
    BOOST_TEST((summand.coefficient == *Rational::from_text("1/2")));
    BOOST_TEST(summand.root.length() == 2U);
  }
  // One term to read.
  BOOST_TEST(reading_length(identity) < 10U);
}

BOOST_AUTO_TEST_CASE(equations_and_multipliers_are_used) {
  // With x + y + z = 3 on x, y, z >= 0: x (x - 1)^2 + x^2 - x and so on.
  const Polynomial goal = x().pow(3) + y().pow(3) + z().pow(3) - x().pow(2) - y().pow(2) - z().pow(2);
  const SquaresQuestion question{
      goal, {constant(1), x(), y(), z()}, std::vector<bool>(4, false), {x() + y() + z() - constant(3)}, 4, false};
  required(question);
}

BOOST_AUTO_TEST_CASE(none_where_two_or_three_terms_do_not_suffice) {
  const Polynomial squares = x() * x() + y() * y() + z() * z();
  const Polynomial cycle = x().pow(3) * y() + y().pow(3) * z() + z().pow(3) * x();
  BOOST_TEST(!simple_squares(plain(squares.pow(2) - cycle.scaled(Rational(3))), {}, {}).has_value());
  BOOST_TEST(!simple_squares(plain(x() * y()), {}, {}).has_value());
  BOOST_TEST(!simple_squares(plain(x().pow(2) - constant(1)), {}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(random_sums_of_simple_squares_are_found) {
  const unsigned seed = std::random_device()();
  std::cout << "simple squares: seed " << seed << std::endl;
  std::mt19937 random(seed);
  const std::vector<Polynomial> monomials{constant(1), x(), y(), z(), x() * y(), y() * z(), x() * x()};
  const auto any = [&]() -> const Polynomial& { return monomials[random() % monomials.size()]; };
  for (int i = 0; i < 20; ++i) {
    Polynomial goal(ring);
    for (int square = 0; square < 6; ++square)
      goal = goal + (any() - any()).pow(2).scaled(Rational(1 + static_cast<long>(random() % 5)));
    required(plain(goal));
  }
}

BOOST_AUTO_TEST_SUITE_END()
