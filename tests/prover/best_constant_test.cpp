// SPDX-License-Identifier: GPL-3.0-or-later
#define BOOST_TEST_MODULE best_constant
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/language/parser.hpp"
#include "prover/best/ratio.hpp"
#include "prover/best/simplest_rational.hpp"

namespace geq::prover {
namespace {

using proofs::Rational;

ConstantStatement statement(const std::string& text) {
  return ConstantStatement::of(proofs::parse_statement(text).value(), "k").value();
}

std::string reason(const std::string& text) {
  const auto result = ConstantStatement::of(proofs::parse_statement(text).value(), "k");
  return result ? "accepted" : result.error();
}

/// By trying every denominator.
Rational simplest_by_search(const Rational& low, const Rational& high) {
  for (long denominator = 1;; ++denominator) {
    Rational best;
    bool found = false;
    for (cln::cl_I p = cln::ceiling1(low * denominator); p <= cln::floor1(high * denominator); p = p + 1) {
      const Rational value = p / cln::cl_I(denominator);
      if (!found || cln::abs(value) < cln::abs(best)) best = value;
      found = true;
    }
    if (found) return best;
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_simplest_fraction_is_that_of_a_search) {
  for (long a = -40; a <= 40; a += 3) {
    for (long b = a; b <= a + 9; ++b) {
      const Rational low = Rational(a) / 23;
      const Rational high = Rational(b) / 23;
      BOOST_TEST(proofs::to_text(simplest_within(low, high)) == proofs::to_text(simplest_by_search(low, high)));
    }
  }
  BOOST_TEST(proofs::to_text(simplest_near(3.14159265, 0.002)) == "22/7");
  BOOST_CHECK_THROW(simplest_within(1, 0), std::invalid_argument);
  BOOST_CHECK_THROW(exactly(1.0 / 0.0), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(where_the_constant_may_occur) {
  BOOST_TEST(reason("x^2 >= k") == "accepted");
  BOOST_TEST(reason("let k : real\nprove x^2 >= k") == "accepted");
  BOOST_TEST(reason("x^2 >= 0").find("does not occur") != std::string::npos);
  BOOST_TEST(reason("let k > 0\nprove x^2 >= k").find("domain") != std::string::npos);
  BOOST_TEST(reason("assume k > x\nprove x^2 >= k").find("assumption") != std::string::npos);
  BOOST_TEST(reason("x^2 = k").find("inequality") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(affine_or_not) {
  BOOST_TEST(statement("x^2 + k*x >= k").is_affine());
  BOOST_TEST(statement("let x > 0\nprove k/x <= 2").is_affine());
  BOOST_TEST(!statement("x^2 >= k^2").is_affine());
  BOOST_TEST(!statement("sqrt(x^2 + k) >= 1").is_affine());
  BOOST_TEST(!statement("1/(x^2 + k) >= 1").is_affine());
}

BOOST_AUTO_TEST_CASE(a_value_is_put_in_and_reads_back) {
  const auto at = statement("let x : real\nlet k : real\nprove k*x <= x^2 + k").at(Rational(-3) / 2);
  BOOST_TEST(at.variables.size() == 1U);
  BOOST_TEST((proofs::parse_statement("let x : real\nprove (-3/2)*x <= x^2 + (-3/2)").value() == at));
}

BOOST_AUTO_TEST_CASE(a_point_bounds_the_constant) {
  const ConstantStatement text = statement("let x, y > 0\nprove x^2 + y^2 >= k*x*y");
  const Ratio above(text, true);
  BOOST_TEST(proofs::to_text(above.exact({1, 2})->value) == "5/2");
  BOOST_TEST(above.exact({1, 2})->is_inside);
  BOOST_TEST(!above.exact({-1, 2}).has_value());
  BOOST_TEST(!above.exact({0, 1}).has_value());  // asks for nothing
  const Ratio below(text, false);
  BOOST_TEST(!below.exact({1, 2}).has_value());
  const auto minimum = minimise(above, [] { return false; });
  BOOST_REQUIRE(minimum.has_value());
  BOOST_TEST(proofs::to_text(minimum->inside->value) == "2");
}

}  // namespace geq::prover
