// SPDX-License-Identifier: GPL-3.0-or-later
/// Relations at points in one root, against arithmetic in the pairs a + b*sqrt(d) whose signs are decided by squaring.
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/algebraic_point.hpp"
#include "proofs/kernel/language/parser.hpp"
#include "proofs/kernel/limits.hpp"
#include "tests/proofs/kernel/random_terms.hpp"

namespace geq::proofs {

namespace {

/// a + b*sqrt(d), d not a square.
struct Pair {
  Rational a, b;
};

int sign_of(const Pair& x, const Rational& d) {
  const int squares = sign(x.a * x.a - d * x.b * x.b);
  if (sign(x.a) * sign(x.b) >= 0) return sign(x.a) != 0 ? sign(x.a) : sign(x.b);
  return squares > 0 ? sign(x.a) : sign(x.b);
}

Pair product(const Pair& x, const Pair& y, const Rational& d) {
  return {x.a * y.a + d * x.b * y.b, x.a * y.b + x.b * y.a};
}

std::optional<Pair> value_of(const Term& term, const std::map<std::string, Pair>& values, const Rational& d) {
  if (term.op() == Operator::number) return Pair{term.value(), 0};
  if (term.op() == Operator::variable) return values.at(term.name());
  std::vector<Pair> arguments;
  const std::size_t evaluated = term.op() == Operator::power ? 1 : term.arguments().size();
  for (std::size_t i = 0; i < evaluated; ++i) {
    const auto known = value_of(term.arguments()[i], values, d);
    if (!known) return {};
    arguments.push_back(*known);
  }
  const auto inverse = [&](const Pair& x) -> std::optional<Pair> {
    const Rational norm = x.a * x.a - d * x.b * x.b;
    if (sign(norm) == 0) return {};
    return Pair{x.a / norm, -x.b / norm};
  };
  switch (term.op()) {
    case Operator::sum:
      return Pair{arguments[0].a + arguments[1].a, arguments[0].b + arguments[1].b};
    case Operator::negation:
      return Pair{-arguments[0].a, -arguments[0].b};
    case Operator::product:
      return product(arguments[0], arguments[1], d);
    case Operator::quotient: {
      const auto inverted = inverse(arguments[1]);
      return inverted ? std::optional(product(arguments[0], *inverted, d)) : std::nullopt;
    }
    case Operator::power: {
      const auto exponent = integer_between(term.arguments()[1].value(), -3, 3);
      if (!exponent) return {};
      const auto base = *exponent < 0 ? inverse(arguments[0]) : std::optional(arguments[0]);
      if (!base) return {};
      Pair result{1, 0};
      for (long i = 0; i < std::abs(*exponent); ++i) result = product(result, *base, d);
      return result;
    }
    default:
      return {};
  }
}

Term term(const std::string& text) { return parse_term(text, {"x", "y"}).value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(algebraic_points)

BOOST_AUTO_TEST_CASE(agrees_with_arithmetic_in_quadratic_fields) {
  RandomSource random("algebraic points");
  std::size_t exact = 0, decided = 0;
  for (int round = 0; round < 3000; ++round) {
    const Rational d = random.one_of(std::vector<Rational>{2, 3, 5, Rational(7) / 3});
    const bool negative = random.chance(3);
    const Root root{"r", {-d, 0, 1}, negative ? Rational(-8) : Rational(1), negative ? Rational(-1) : Rational(8)};
    std::map<std::string, Pair> pairs;
    AlgebraicPoint::Values values;
    for (const std::string name : {"x", "y", "z"}) {
      const Pair pair{random.small_rational(), random.small_rational()};
      values[name] = {pair.a, pair.b};
      pairs[name] = {pair.a, negative ? Rational(-pair.b) : pair.b};
    }
    const AlgebraicPoint point(root, values);
    BOOST_TEST_REQUIRE(point.has_root());
    const Term left = random_term(random, 3);
    const Term right = random.chance(4) ? left : random_term(random, 2);
    const auto first = value_of(left, pairs, d);
    const auto second = value_of(right, pairs, d);
    if (const auto known = point.value(left); known && first) {
      Univariate padded = *known;
      padded.resize(2, Rational(0));
      BOOST_TEST((padded[0] == first->a));
      BOOST_TEST((padded[1] == (negative ? Rational(-first->b) : first->b)));
      ++exact;
    }
    BOOST_TEST((!first || point.value(left).has_value()));
    if (!first || !second) continue;
    const int order = sign_of({first->a - second->a, first->b - second->b}, d);
    const std::map<Comparison, bool> expected{
        {Comparison::greater_equal, order >= 0}, {Comparison::greater, order > 0}, {Comparison::less_equal, order <= 0},
        {Comparison::less, order < 0},           {Comparison::equal, order == 0},  {Comparison::not_equal, order != 0}};
    for (const auto& [comparison, truth] : expected) {
      const auto held = holds_at({left, comparison, right}, point);
      BOOST_TEST_REQUIRE(held.has_value());
      BOOST_TEST(*held == truth);
      ++decided;
    }
  }
  BOOST_TEST(exact > 500U);
  BOOST_TEST(decided > 3000U);
}

BOOST_AUTO_TEST_CASE(encloses_the_root_that_halving_keeps) {
  // Roots 1, 2, 3: halving [0, 7] goes to 3.5, then keeps [0, 3.5], 1.75, and [1.75, 3.5] has no change of sign.
  const Root root{"r", {-6, 11, -6, 1}, 0, 7};
  const Enclosure place = AlgebraicPoint(root, {}).root(64);
  BOOST_TEST((place.lower <= 1));
  BOOST_TEST((place.upper >= 1));
  BOOST_TEST((place.upper - place.lower < Rational(1) / 1000000));
}

BOOST_AUTO_TEST_CASE(a_rational_root_met_on_the_way_is_exact) {
  const Enclosure place = AlgebraicPoint({"r", {-4, 0, 1}, 0, 4}, {}).root(64);
  BOOST_TEST((place.lower == 2));
  BOOST_TEST((place.upper == 2));
}

BOOST_AUTO_TEST_CASE(divisors_of_zero_have_no_inverse) {
  const AlgebraicPoint point({"r", {2, -3, 1}, 0, Rational(3) / 2}, {{"x", {-2, 1}}, {"y", {0, 1}}});
  BOOST_TEST(!point.value(term("1/x")).has_value());
  BOOST_TEST(point.value(term("1/y")).has_value());
}

BOOST_AUTO_TEST_CASE(trailing_zeros_do_not_matter) {
  const AlgebraicPoint point({"r", {-2, 0, 1, 0}, 1, 2}, {{"x", {0, 1, 0}}, {"y", {0}}});
  BOOST_TEST(point.has_root());
  BOOST_TEST((holds_at({term("x^2 + y"), Comparison::equal, term("2")}, point) == true));
}

BOOST_AUTO_TEST_CASE(degrees_are_limited) {
  BOOST_CHECK_THROW(AlgebraicPoint({"r", Univariate(max_root_degree + 2, Rational(1)), 0, 1}, {}), LimitExceeded);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
