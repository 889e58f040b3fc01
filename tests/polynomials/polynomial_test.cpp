// SPDX-License-Identifier: GPL-3.0-or-later

#include <boost/test/unit_test.hpp>

#include <random>
#include <stdexcept>

#include "polynomial_text.hpp"
#include "polynomials/factorisation.hpp"
#include "random_forms.hpp"

namespace {

using namespace geq::polynomials;

const std::vector<std::string> names = {"x", "y", "z"};

Polynomial read(const char* text) { return parse_expanded(make_ring(names), text); }

BOOST_AUTO_TEST_SUITE(polynomial)

BOOST_AUTO_TEST_CASE(terms_round_trip) {
  const Polynomial p = read("3*x^2*y - 7*z + 2 + 4*z - 2");
  BOOST_TEST(p.length() == 2U);
  BOOST_TEST((Polynomial::from_terms(p.ring(), p.terms()) == p));
  BOOST_TEST(p.text() == "3*x^2*y - 3*z");
  BOOST_CHECK_THROW(Polynomial::from_terms(p.ring(), {{{1, 2}, Rational(1)}}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(rings_are_not_mixed) {
  const Polynomial p = read("x");
  const Polynomial q = parse_expanded(make_ring({"x", "y", "w"}), "x");
  BOOST_CHECK_THROW(p + q, std::invalid_argument);
  BOOST_CHECK_THROW(Ring({"x", "x"}), std::invalid_argument);
  BOOST_CHECK_THROW(Ring({}), std::invalid_argument);
  BOOST_TEST((p == parse_expanded(make_ring(names), "x")));
}

BOOST_AUTO_TEST_CASE(degrees_and_coefficients) {
  const Polynomial p = read("x^3*y + 2*x^3 - y*z^2 + 5");
  BOOST_TEST((p.degree() == 4U));
  BOOST_TEST((p.degree_in(2) == 2U));
  BOOST_TEST(!p.is_homogeneous());
  BOOST_TEST(read("x*y - z^2").is_homogeneous());
  BOOST_TEST(!Polynomial(p.ring()).degree().has_value());
  const std::vector<Polynomial> by_x = p.coefficients_in(0);
  BOOST_REQUIRE(by_x.size() == 4U);
  BOOST_TEST((by_x[3] == read("y + 2")));
  BOOST_TEST((by_x[1] == read("0")));
  BOOST_TEST((by_x[0] == read("5 - y*z^2")));
  BOOST_TEST((p.constant_term() == Rational(5)));
}

BOOST_AUTO_TEST_CASE(evaluation_agrees_with_composition) {
  const unsigned seed = std::random_device{}();
  RandomForms random(seed);
  const RingPointer ring = RandomForms::ring(3);
  for (int round = 0; round < 50; ++round) {
    const Polynomial p = random.form(ring, random.below(6), 40, 1) + random.form(ring, random.below(4), 40, 1);
    std::vector<Rational> point;
    std::vector<Polynomial> constants;
    for (int k = 0; k < 3; ++k) {
      point.emplace_back(random.integer(20), Integer(static_cast<long>(1 + random.below(50))));
      constants.emplace_back(ring, point.back());
    }
    BOOST_TEST((Polynomial(ring, p.evaluate(point)) == p.compose(constants)), "seed " << seed);
    BOOST_TEST((p.evaluate(1, point[1]) ==
                p.compose({Polynomial::variable(ring, 0), constants[1], Polynomial::variable(ring, 2)})));
  }
}

BOOST_AUTO_TEST_CASE(factors_multiply_back) {
  const unsigned seed = std::random_device{}();
  RandomForms random(seed);
  const RingPointer ring = RandomForms::ring(3);
  for (int round = 0; round < 30; ++round) {
    const Polynomial a = random.form(ring, random.below(3), 3, 1);
    const Polynomial b = random.form(ring, random.below(3), 3, 1);
    const Polynomial p = (a * a * b).scaled(Rational(Integer(-3), Integer(7)));
    for (const auto& factorisation : {square_free_factorisation(p), irreducible_factorisation(p)}) {
      BOOST_REQUIRE(factorisation.has_value());
      Polynomial product(ring, factorisation->constant);
      for (const Factor& factor : factorisation->factors) {
        product = product * factor.base.pow(factor.exponent);
        BOOST_TEST((factor.base.content() == Rational(1)));
        BOOST_TEST(factor.base.terms().front().coefficient.sign() > 0);
      }
      BOOST_TEST((product == p), "seed " << seed);
    }
  }
}

BOOST_AUTO_TEST_CASE(division_discriminant_resultant) {
  BOOST_TEST((read("x^2 - y^2").divided_by(read("x - y")) == read("x + y")));
  BOOST_TEST(!read("x^2 + y^2").divided_by(read("x - y")).has_value());
  BOOST_TEST(!read("x").divided_by(read("0")).has_value());
  BOOST_TEST((discriminant(read("x*z^2 + y*z + 3*x"), 2) == read("y^2 - 12*x^2")));
  BOOST_TEST((discriminant(read("x*z + y"), 2) == read("1")));
  BOOST_TEST(!discriminant(read("x + y"), 2).has_value());
  BOOST_TEST((resultant(read("z - x"), read("z - y"), 2) == read("x - y")));
  BOOST_TEST((gcd(read("2*x^2 - 2*y^2"), read("x*z - y*z")) == read("x - y")));
  BOOST_TEST((read("6*x - 4*y").content() == Rational(2)));
  BOOST_TEST((read("-6*x + 4*y").primitive_part() == read("-3*x + 2*y")));
  BOOST_TEST((read("x^2*y").derivative(0) == read("2*x*y")));
}

BOOST_AUTO_TEST_CASE(huge_powers_are_refused) {
  BOOST_CHECK_THROW(read("x + y").pow(4'000'000'000U), std::length_error);
  BOOST_TEST((read("x + y").pow(3) == read("x^3 + 3*x^2*y + 3*x*y^2 + y^3")));
  BOOST_TEST((read("x").pow(4'000'000'000U).degree() == 4'000'000'000U));
  BOOST_CHECK_THROW(read("x").pow(4'000'000'000U).pow(2).degree(), std::length_error);
}

BOOST_AUTO_TEST_CASE(copies_moves_and_self_assignment) {
  Polynomial p = read("x + y");
  Polynomial q = p;
  const Polynomial& same = p;
  p = same;
  BOOST_TEST((p == q));
  q = std::move(p);
  BOOST_TEST((q == read("x + y")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
