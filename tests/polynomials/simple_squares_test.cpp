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

std::optional<SquaresIdentity> simple(const SquaresQuestion& question) {
  const auto blocks = possible_blocks(question, {});
  return blocks ? simple_squares(question, *blocks, {}) : std::nullopt;
}

SquaresIdentity required(const SquaresQuestion& question) {
  const auto found = simple(question);
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
  BOOST_TEST(reading_length(identity, plain(goal)) < 10U);
}

BOOST_AUTO_TEST_CASE(a_part_of_a_cycle_is_read_in_full) {
  const Rational one(1);
  const SquaresQuestion question = plain(x() * x());
  const SquaresIdentity cycle{{{one, 0, x() - y()}, {one, 0, y() - z()}, {one, 0, z() - x()}}, {}};
  const SquaresIdentity part{{{one, 0, x() - y()}, {one, 0, y() - z()}}, {}};
  const SquaresIdentity single{{{one, 0, x() - y()}}, {}};
  BOOST_TEST(reading_length(cycle, question) == reading_length(single, question));
  BOOST_TEST(reading_length(part, question) == 2 * reading_length(single, question));
}

BOOST_AUTO_TEST_CASE(multipliers_are_read_too) {
  const SquaresQuestion question{x() * x(), {constant(1), x() - y()}, {false, false}, {}, 3, true};
  const SquaresIdentity plain_square{{{Rational(1), 0, z()}}, {}}, multiple{{{Rational(1), 1, z()}}, {}};
  BOOST_TEST(reading_length(plain_square, question) < reading_length(multiple, question));
}

BOOST_AUTO_TEST_CASE(a_wanted_constant_is_among_the_summands) {
  // x^2 + y^2 + 1 - x y - x = ((x - y)^2 + (x - 1)^2 + y^2 + 1)/2, and more than a square where the constant is taken.
  const Polynomial goal = x() * x() + y() * y() + constant(1) - x() * y() - x();
  const SquaresQuestion question{goal, {constant(1)}, {true}, {}, 2, false};
  const SquaresIdentity identity = required(question);
  BOOST_TEST(std::any_of(identity.summands.begin(), identity.summands.end(),
                         [](const auto& summand) { return summand.root.is_constant(); }));
  // With a zero at (1, 1) no constant is left.
  const Polynomial touching = x() * x() + y() * y() + constant(1) - x() * y() - x() - y();
  BOOST_TEST(!simple({touching, {constant(1)}, {true}, {}, 2, false}).has_value());
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
  BOOST_TEST(!simple(plain(squares.pow(2) - cycle.scaled(Rational(3)))).has_value());
  BOOST_TEST(!simple(plain(x() * y())).has_value());
  BOOST_TEST(!simple(plain(x().pow(2) - constant(1))).has_value());
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
