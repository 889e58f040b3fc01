// SPDX-License-Identifier: GPL-3.0-or-later

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "polynomials/rational.hpp"

namespace {

using namespace geq::polynomials;

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(text_round_trips) {
  for (const char* text : {"0", "-1", "7", "123456789012345678901234567890", "-99999999999999999999"}) {
    BOOST_TEST(Integer::from_text(text)->text() == text);
    BOOST_TEST(Rational::from_text(text)->text() == text);
  }
  BOOST_TEST(Rational::from_text("-3/2")->text() == "-3/2");
  BOOST_TEST(Rational::from_text("6/4")->text() == "3/2");
}

BOOST_AUTO_TEST_CASE(other_text_is_refused) {
  for (const char* text : {"", "-", "+1", " 1", "1 ", "0x10", "1.5", "1e3", "--1"}) {
    BOOST_TEST(!Integer::from_text(text).has_value(), text);
  }
  for (const char* text : {"1/0", "1/-2", "1/", "/2", "1/2/3", "1 / 2"}) {
    BOOST_TEST(!Rational::from_text(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(division_by_zero_is_no_abort) {
  BOOST_CHECK_THROW(Rational(Integer(1), Integer(0)), std::domain_error);
  BOOST_TEST(!Rational(1).divided_by(Rational(0)).has_value());
  BOOST_TEST(!Integer(1).divided_by(Integer(0)).has_value());
  BOOST_TEST(!Integer(7).divided_by(Integer(2)).has_value());
  BOOST_TEST((Integer(-8).divided_by(Integer(2)) == Integer(-4)));
}

BOOST_AUTO_TEST_CASE(arithmetic_and_order) {
  const Rational half(Integer(1), Integer(2));
  const Rational third(Integer(1), Integer(3));
  BOOST_TEST((half + third).text() == "5/6");
  BOOST_TEST((half - third).text() == "1/6");
  BOOST_TEST((-half * third).text() == "-1/6");
  BOOST_TEST((third < half));
  BOOST_TEST((gcd(Integer(-12), Integer(18)) == Integer(6)));
  BOOST_TEST((lcm(Integer(-4), Integer(6)) == Integer(12)));
  BOOST_TEST((Integer(2).pow(100) > Integer::factorial(20)));
  BOOST_TEST((Integer::from_words(-1, 5) == Integer(5) - Integer(2).pow(64)));
  BOOST_TEST(!Integer(2).pow(63).to_long().has_value());
  BOOST_TEST((Rational(Integer(2).pow(3000), Integer(2).pow(3001)).to_double() == 0.5));
}

BOOST_AUTO_TEST_CASE(copies_are_independent_and_self_assignment_keeps_the_value) {
  Integer a = Integer(2).pow(200);
  Integer b = a;
  b += Integer(1);
  const Integer& same = a;
  a = same;
  BOOST_TEST((a == Integer(2).pow(200)));
  BOOST_TEST((b - a == Integer(1)));
  a *= a;
  BOOST_TEST((a == Integer(2).pow(400)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
