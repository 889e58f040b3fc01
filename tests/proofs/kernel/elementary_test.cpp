// SPDX-License-Identifier: GPL-3.0-or-later
/// Elementary functions on intervals, compared with the standard library, with known digits, and with functional
/// equations at high precision.
#include "proofs/kernel/elementary.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "proofs/kernel/limits.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"
#include "tests/proofs/kernel/float_values.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

struct Known {
  Operator op;
  double (*value)(double);
};

const std::vector<Known> known{
    {Operator::exp, [](double x) { return std::exp(x); }},   {Operator::log, [](double x) { return std::log(x); }},
    {Operator::sin, [](double x) { return std::sin(x); }},   {Operator::cos, [](double x) { return std::cos(x); }},
    {Operator::tan, [](double x) { return std::tan(x); }},   {Operator::arctan, [](double x) { return std::atan(x); }},
    {Operator::sinh, [](double x) { return std::sinh(x); }}, {Operator::cosh, [](double x) { return std::cosh(x); }},
    {Operator::tanh, [](double x) { return std::tanh(x); }},
};

/// A number that a double holds exactly.
Rational dyadic(RandomSource& random) {
  return Rational(random.between(-4096, 4096)) / power(Rational(2), static_cast<unsigned long>(random.between(4, 14)));
}

Enclosure at(Operator op, const Rational& x, unsigned long bits) { return elementary(op, {{x, x}}, bits).value(); }

bool has(const Enclosure& enclosure, const Rational& value) {
  return enclosure.lower <= value && value <= enclosure.upper;
}

Enclosure sum(const Enclosure& a, const Enclosure& b) { return {a.lower + b.lower, a.upper + b.upper}; }

bool meet(const Enclosure& a, const Enclosure& b) { return a.lower <= b.upper && b.lower <= a.upper; }

/// Not wider than 2^-bits times a number that no value of these tests needs more of.
bool is_narrow(const Enclosure& value, unsigned long bits) {
  const Rational size = std::max(Rational(1), std::max(cln::abs(value.lower), cln::abs(value.upper)));
  return (value.upper - value.lower) * power(Rational(2), bits) <= 4096 * size;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(elementary_functions)

BOOST_AUTO_TEST_CASE(values_agree_with_the_standard_library) {
  RandomSource random("elementary values");
  for (int i = 0; i < 4000; ++i) {
    const Known& function = random.one_of(known);
    Rational x = dyadic(random);
    if (function.op == Operator::log) x = cln::abs(x) + Rational(1) / 1024;
    if (function.op != Operator::log && function.op != Operator::arctan && cln::abs(x) > 30) x = x / 16;
    const double expected = function.value(cln::double_approx(x));
    const Enclosure value = at(function.op, x, 80);
    const double slack = 1e-12 * std::max(1.0, std::fabs(expected) * std::fabs(expected));
    BOOST_TEST(cln::double_approx(value.lower) <= expected + slack);
    BOOST_TEST(cln::double_approx(value.upper) >= expected - slack);
    BOOST_TEST(cln::double_approx(value.upper - value.lower) <= slack);
  }
}

BOOST_AUTO_TEST_CASE(functional_equations_hold_at_high_precision) {
  RandomSource random("functional equations");
  for (int i = 0; i < 200; ++i) {
    const auto bits = static_cast<unsigned long>(random.between(40, 900));
    const Rational x = dyadic(random) / 16;
    const Rational y = dyadic(random) / 16;
    BOOST_TEST(has(multiply(at(Operator::exp, x, bits), at(Operator::exp, -x, bits)), 1));
    BOOST_TEST(meet(at(Operator::exp, x + y, bits), multiply(at(Operator::exp, x, bits), at(Operator::exp, y, bits))));
    const Enclosure back = elementary(Operator::log, {at(Operator::exp, x, bits)}, bits).value();
    BOOST_TEST(has(back, x));
    BOOST_TEST(is_narrow(back, bits));
    const Enclosure s = at(Operator::sin, x, bits);
    const Enclosure c = at(Operator::cos, x, bits);
    const Enclosure one = sum(multiply(s, s), multiply(c, c));
    BOOST_TEST((has(one, 1) && is_narrow(one, bits)));
    BOOST_TEST(meet(at(Operator::sin, 2 * x, bits), multiply({2, 2}, multiply(s, c))));
    BOOST_TEST(meet(at(Operator::tan, x, bits), multiply(s, {1 / c.upper, 1 / c.lower})));
    const auto there = elementary(Operator::tan, {at(Operator::arctan, x, bits)}, bits);
    BOOST_TEST((there && has(*there, x)));
    const Enclosure sh = at(Operator::sinh, x, bits);
    const Enclosure ch = at(Operator::cosh, x, bits);
    BOOST_TEST(meet(at(Operator::exp, x, bits), sum(sh, ch)));
    BOOST_TEST(meet(at(Operator::tanh, x, bits), multiply(sh, {1 / ch.upper, 1 / ch.lower})));
  }
}

BOOST_AUTO_TEST_CASE(known_digits) {
  const auto digits = [](const char* text) { return rational_from_text(text).value(); };
  const Rational pi = digits("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");
  const Rational e = digits("2.71828182845904523536028747135266249775724709369995957496696762772407663035354759");
  const Rational log_2 = digits("0.69314718055994530941723212145817656807550013436025525412068000949339362196969471");
  const Rational last = 1 / power(Rational(10), 79);
  const auto near = [&](const std::optional<Enclosure>& value, const Rational& wanted) {
    return value && value->lower <= wanted + last && value->upper >= wanted &&
           value->upper - value->lower < power(Rational(1) / 2, 200);
  };
  BOOST_TEST(near(elementary(Operator::pi, {}, 250), pi));
  BOOST_TEST(near(elementary(Operator::e, {}, 250), e));
  BOOST_TEST(near(elementary(Operator::log, {{2, 2}}, 250), log_2));
}

BOOST_AUTO_TEST_CASE(an_interval_has_the_values_of_its_points) {
  RandomSource random("values inside");
  std::size_t defined = 0;
  for (int i = 0; i < 3000; ++i) {
    const Known& function = random.one_of(known);
    Rational a = dyadic(random) / 8;
    Rational b = a + cln::abs(dyadic(random)) / 32;
    const auto whole = elementary(function.op, {{a, b}}, 64);
    if (!whole) continue;
    ++defined;
    for (int part = 0; part <= 8; ++part) {
      const Enclosure value = at(function.op, a + (b - a) * part / 8, 64);
      BOOST_TEST_REQUIRE((whole->lower <= value.upper && whole->upper >= value.lower),
                         shape(function.op).name << " on " << to_text(a) << " .. " << to_text(b));
    }
  }
  BOOST_TEST(defined > 1500U);
}

BOOST_AUTO_TEST_CASE(what_is_not_defined_has_no_value) {
  BOOST_TEST(!elementary(Operator::log, {{0, 1}}, 64));
  BOOST_TEST(!elementary(Operator::log, {{-1, 1}}, 64));
  BOOST_TEST(!elementary(Operator::tan, {{1, 2}}, 64));
  BOOST_TEST(!real_power({0, 1}, {2, 2}, 64));
  BOOST_TEST(!elementary(Operator::abs, {{1, 2}}, 64));
}

BOOST_AUTO_TEST_CASE(large_arguments) {
  const Rational large = power(Rational(10), 40);
  BOOST_CHECK_THROW(elementary(Operator::exp, {{large, large}}, 64), LimitExceeded);
  const Enclosure tiny = at(Operator::exp, -large, 64);
  BOOST_TEST((sign(tiny.lower) == 0 && sign(tiny.upper) > 0));
  const Enclosure s = at(Operator::sin, large, 64);
  const Enclosure c = at(Operator::cos, large, 64);
  BOOST_TEST(has(sum(multiply(s, s), multiply(c, c)), 1));
  BOOST_TEST(is_narrow(s, 64));
}

BOOST_AUTO_TEST_CASE(real_powers) {
  RandomSource random("real powers");
  for (int i = 0; i < 300; ++i) {
    const long numerator = random.between(-9, 9);
    const long denominator = random.between(1, 9);
    const Rational base = cln::abs(random.small_rational()) + Rational(1) / 3;
    const Rational exponent = Rational(numerator) / denominator;
    const Enclosure value = real_power({base, base}, {exponent, exponent}, 120).value();
    // value^denominator = base^numerator
    const Rational exact = numerator >= 0 ? power(base, static_cast<unsigned long>(numerator))
                                          : 1 / power(base, static_cast<unsigned long>(-numerator));
    BOOST_TEST((power(value.lower, static_cast<unsigned long>(denominator)) <= exact));
    BOOST_TEST((power(value.upper, static_cast<unsigned long>(denominator)) >= exact));
    BOOST_TEST(is_narrow(value, 100));
  }
}

BOOST_AUTO_TEST_CASE(values_at_twelfths_of_pi) {
  const ExactPolynomial pi(Atom::application(Operator::pi, {}));
  for (int count = -50; count <= 50; ++count) {
    const ExactPolynomial angle = ExactPolynomial(Rational(count) / 12) * pi;
    for (const Operator op : {Operator::sin, Operator::cos, Operator::tan}) {
      const auto identity = equal_of({application(op, {angle}), 1});
      // The values of sin(0), cos(0) and tan(0) are in the normal form.
      if (count == 0) BOOST_TEST(!identity);
      if (count == 0) continue;
      BOOST_TEST_REQUIRE(static_cast<bool>(identity), count);
      const Equal& equal = identity.value();
      const bool pole = op == Operator::tan && count % 12 != 0 && count % 6 == 0;
      BOOST_TEST((equal.premises.empty() != pole), count);
      if (pole) continue;
      const double x = count * std::numbers::pi / 12;
      const double expected = op == Operator::sin ? std::sin(x) : op == Operator::cos ? std::cos(x) : std::tan(x);
      BOOST_TEST(std::fabs(value(equal.value, 0) - expected) < 1e-9, count);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
