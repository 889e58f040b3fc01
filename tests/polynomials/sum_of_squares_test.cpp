// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/sum_of_squares.hpp"

#include <boost/test/unit_test.hpp>
#include <iostream>
#include <random>

#include "polynomials/semidefinite_program.hpp"
#include "squares_questions.hpp"

using namespace geq::polynomials;
using namespace geq::polynomials::squares_questions;

namespace {

void require_identity(const SquaresQuestion& question) {
  const auto found = weighted_sum_of_squares(question, {}, {});
  BOOST_TEST_REQUIRE(found.has_value(), question.goal.text());
  BOOST_TEST(answers(*found, question), question.goal.text());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sums_of_squares)

BOOST_AUTO_TEST_CASE(random_sums_of_squares_are_found) {
  const unsigned seed = std::random_device()();
  std::cout << "sums of squares: seed " << seed << std::endl;
  std::mt19937 random(seed);
  const auto small = [&] { return static_cast<long>(random() % 7) - 3; };
  const std::vector<Polynomial> monomials{constant(1), x(), y(), z(), x() * y(), y() * z(), x() * x()};
  for (int i = 0; i < 20; ++i) {
    Polynomial goal(ring);
    for (int square = 0; square < 8; ++square) {
      Polynomial root(ring);
      for (const Polynomial& monomial : monomials) root = root + monomial.scaled(Rational(small()));
      goal = goal + root.pow(2);
    }
    require_identity(plain(goal));
  }
}

BOOST_AUTO_TEST_CASE(zeros_confine_the_matrices) {
  // V. Cirtoaje's quartic has irrational zeros besides (1, 1, 1).
  const Polynomial squares = x() * x() + y() * y() + z() * z();
  const Polynomial cycle = x().pow(3) * y() + y().pow(3) * z() + z().pow(3) * x();
  require_identity(plain(squares.pow(2) - cycle.scaled(Rational(3))));
}

BOOST_AUTO_TEST_CASE(motzkin_is_no_sum_of_squares) {
  const Polynomial motzkin =
      x().pow(4) * y().pow(2) + x().pow(2) * y().pow(4) + z().pow(6) - (x() * y() * z()).pow(2).scaled(Rational(3));
  BOOST_TEST(!weighted_sum_of_squares(plain(motzkin), {}, {}).has_value());
  SquaresQuestion multiplied = plain(motzkin * (x() * x() + y() * y() + z() * z()));
  require_identity(multiplied);
}

BOOST_AUTO_TEST_CASE(negative_somewhere_is_never_found) {
  BOOST_TEST(!weighted_sum_of_squares(plain(x() * x() - y() * y()), {}, {}).has_value());
  BOOST_TEST(!weighted_sum_of_squares(plain(x().pow(4) - constant(1)), {}, {}).has_value());
  BOOST_TEST(!weighted_sum_of_squares(plain(x().pow(3)), {}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(multipliers_equations_and_strictness) {
  // x (1 - x) <= 1/4, strictly below 1/2, where x >= 0 and 1 - x >= 0 are known.
  SquaresQuestion question{constant(1) - (x() * (constant(1) - x())).scaled(Rational(2)),
                           {constant(1), x(), constant(1) - x()},
                           {true, false, false},
                           {},
                           2,
                           false};
  require_identity(question);
  // x + y = 2 gives 1 - x y >= 0.
  question = {constant(1) - x() * y(), {constant(1)}, {false}, {x() + y() - constant(2)}, 2, false};
  require_identity(question);
  // ... but not 1 - x y > 0.
  question.constant_wanted = {true};
  BOOST_TEST(!weighted_sum_of_squares(question, {}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(questions_that_do_not_fit_are_refused) {
  SquaresQuestion question = plain(x() * x());
  question.constant_wanted.clear();
  BOOST_CHECK_THROW(weighted_sum_of_squares(question, {}, {}), std::invalid_argument);
  question = plain(x() * x());
  question.multipliers = {Polynomial::variable(make_ring({"a"}), 0)};
  BOOST_CHECK_THROW(weighted_sum_of_squares(question, {}, {}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(questions_with_billions_of_monomials_are_not_taken_up) {
  const RingPointer ring = make_ring({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"});
  const Polynomial a = Polynomial::variable(ring, 0);
  const Polynomial one(ring, Rational(1));
  const SquaresQuestion inhomogeneous{a * a, {one}, {false}, {}, 40, false};
  BOOST_TEST(!weighted_sum_of_squares(inhomogeneous, {}, {}).has_value());
  const SquaresQuestion with_equation{a * a, {one}, {false}, {a - one}, 40, false};
  BOOST_TEST(!weighted_sum_of_squares(with_equation, {}, {}).has_value());
  const SquaresQuestion form{a * a, {one}, {false}, {}, 38, true};
  BOOST_TEST(!weighted_sum_of_squares(form, {}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(centres_and_infeasible_programs) {
  // X of order 2 with x11 + x22 = 2: the centre is the unit matrix.
  SemidefiniteProgram program{{2}, {{{0, 0, 0, 1}, {0, 1, 1, 1}}}, {2}};
  const Centre centre = find_centre(program, {});
  BOOST_TEST_REQUIRE((centre.status == CentreStatus::interior));
  BOOST_TEST(centre.blocks[0].at(0, 0) == 1.0, boost::test_tools::tolerance(0.05));
  program.right = {-2};
  BOOST_TEST((find_centre(program, {}).status == CentreStatus::infeasible));
  // x11 = 0 leaves a matrix of rank 1.
  program = {{2}, {{{0, 0, 0, 1}}, {{0, 1, 1, 1}}}, {0, 1}};
  BOOST_TEST((find_centre(program, {}).status == CentreStatus::boundary));
}

BOOST_AUTO_TEST_CASE(scalars_stand_for_numbers_and_do_not_count_in_degrees) {
  // z = sqrt(3)
  const auto question = [](const Polynomial& goal) {
    return SquaresQuestion{goal, {constant(1), z()}, {false, false}, {}, 2, true, {{2, 2, constant(3)}}};
  };
  const Polynomial squares = x() * x() + y() * y();
  require_identity(question(squares - z() * x() * y()));
  require_identity(question(x() * x() + y() * y().scaled(Rational(3)) - (z() * x() * y()).scaled(Rational(2))));
  // Nonnegative for z = sqrt(3), not for its conjugate.
  require_identity(question(z() * squares - squares));
  require_identity(question(squares.scaled(Rational(2)) - z().pow(3) * x() * x() + (x() * x()).scaled(Rational(4))));
  // sqrt(3) < 2
  require_identity(question(squares.scaled(Rational(2)) - z() * squares));
  BOOST_TEST(!weighted_sum_of_squares(question(z() * squares - squares.scaled(Rational(2))), {}, {}).has_value());
  BOOST_TEST(!weighted_sum_of_squares(question(squares - (z() * x() * y()).scaled(Rational(2))), {}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(zeros_with_quadratic_irrational_ratios_are_imposed_with_their_conjugates) {
  // Zeros where x is (3 + sqrt(5))/2 or its conjugate; x - 1 is positive at the former only. Real squares with c > 0,
  // q^2 - c (x - 1)(x - (3 + sqrt(5))/2)^2 and the like, need not vanish at the conjugate, rational ones do.
  const Polynomial q = x() * x() - x().scaled(Rational(3)) + constant(1);
  const std::vector<Polynomial> multipliers{constant(1), x() - constant(1)};
  require_identity({q.pow(2) * x(), multipliers, {false, false}, {}, 6, false});
  require_identity({q.pow(2) * (x() * x() + x() - constant(1)), multipliers, {false, false}, {}, 6, false});
}

BOOST_AUTO_TEST_SUITE_END()
