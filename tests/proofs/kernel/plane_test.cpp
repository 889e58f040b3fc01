// SPDX-License-Identifier: GPL-3.0-or-later

/// Resultants and samples against polynomials whose roots are known.

#include <boost/test/unit_test.hpp>

#include "proofs/kernel/plane.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

const Atom x = Atom::variable("x"), y = Atom::variable("y");

ExactPolynomial constant(int value) { return ExactPolynomial(Rational(value)); }
int small(RandomSource& random) { return static_cast<int>(random.below(7)) - 3; }

/// y - (a x + b) for random a, b.
ExactPolynomial random_line(RandomSource& random) {
  return ExactPolynomial(y) - constant(small(random)) * ExactPolynomial(x) - constant(small(random));
}

}  // namespace

BOOST_AUTO_TEST_CASE(resultants_are_products_of_differences_of_roots) {
  RandomSource random("resultants");
  for (int round = 0; round < 60; ++round) {
    std::vector<ExactPolynomial> left, right;
    for (std::size_t i = 1 + random.below(3); i > 0; --i) left.push_back(random_line(random));
    for (std::size_t i = 1 + random.below(3); i > 0; --i) right.push_back(random_line(random));
    // Leading coefficients in x as well: lc(p)^deg(q) lc(q)^deg(p) times the product.
    const ExactPolynomial p_leading = ExactPolynomial(x) - constant(small(random));
    ExactPolynomial p = p_leading, q = constant(2), expected = power(constant(2), left.size());
    for (const ExactPolynomial& factor : left) p = p * factor;
    for (const ExactPolynomial& factor : right) q = q * factor;
    for (const ExactPolynomial& a : left)
      for (const ExactPolynomial& b : right) expected = expected * (b - a);  // root of a minus root of b
    expected = expected * power(p_leading, right.size());
    const Univariate found = resultant(*bivariate(p, x, y), *bivariate(q, x, y));
    BOOST_TEST((in_variable(found, "x") == expected), to_text(p) << " and " << to_text(q));
  }
}

BOOST_AUTO_TEST_CASE(no_projection_with_square_or_common_factors) {
  const ExactPolynomial X(x), Y(y);
  BOOST_TEST(!projection({*bivariate((X - Y) * (X - Y), x, y)}));
  BOOST_TEST(!projection({*bivariate(X * Y - constant(1), x, y), *bivariate((X * Y - constant(1)) * (X + Y), x, y)}));
  BOOST_TEST(!projection({Bivariate{}}));
  BOOST_TEST(!bivariate(X + ExactPolynomial::variable("z"), x, y));
  // A circle and a line: x = -1, 1 and x^2 + (x - 1)^2 = 1.
  const auto walls = projection({*bivariate(X * X + Y * Y - constant(1), x, y), *bivariate(Y - X + constant(1), x, y)});
  BOOST_REQUIRE(walls);
  ExactPolynomial product = constant(1);
  for (const Univariate& wall : *walls) product = product * in_variable(wall, "x");
  const auto roots = univariate(product, x);
  for (const int root : {-1, 0, 1}) BOOST_TEST(zerop(evaluate(*roots, Rational(root))));
  BOOST_TEST(roots->size() == 4U);  // 1 once
}

BOOST_AUTO_TEST_CASE(parts_between_known_roots) {
  RandomSource random("parts");
  std::size_t accepted = 0;
  for (int round = 0; round < 400; ++round) {
    std::set<int> roots;
    std::vector<Univariate> polynomials;
    for (std::size_t i = random.below(4); i > 0; --i) {
      const int root = small(random);
      if (roots.insert(root).second) polynomials.push_back({Rational(-root), Rational(1)});
    }
    Interval interval;
    if (random.chance(2)) interval.lower = Interval::End{-2, random.chance(2)};
    if (random.chance(2)) interval.upper = Interval::End{2, random.chance(2)};
    std::set<int> chosen;  // in halves
    for (std::size_t i = random.below(6); i > 0; --i) chosen.insert(static_cast<int>(random.below(17)) - 8);
    std::vector<Rational> points;
    for (const int point : chosen) points.push_back(Rational(point) / 2);
    // By hand: on a grid of halves shifted by a quarter, every place has a chosen point that no root separates from it.
    bool expected = !points.empty();
    for (const Rational& point : points) {
      for (const int root : roots) expected = expected && point != Rational(root);
      expected = expected && (!interval.lower || point > -2) && (!interval.upper || point < 2);
    }
    for (int place = -21; place <= 21; place += 2) {
      const Rational at = Rational(place) / 4;
      if ((interval.lower && at < -2) || (interval.upper && at > 2)) continue;
      bool reached = false;
      for (const Rational& point : points) {
        bool apart = false;
        for (const int root : roots) apart = apart || (point < Rational(root)) != (at < Rational(root));
        reached = reached || !apart;
      }
      expected = expected && reached;
    }
    const bool found = meets_every_part(points, polynomials, interval);
    // With more points than one in a part all is well, so both agree exactly.
    BOOST_TEST(found == expected);
    accepted += found ? 1 : 0;
  }
  BOOST_TEST(accepted >= 20U);
}

}  // namespace geq::proofs
