// SPDX-License-Identifier: GPL-3.0-or-later

/// Resultants and samples against polynomials whose roots are known.

#include <boost/test/unit_test.hpp>
#include <set>

#include "proofs/kernel/open_cells.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

const Atom x = Atom::variable("x"), y = Atom::variable("y"), z = Atom::variable("z");
const ExactPolynomial X(x), Y(y), Z(z);

ExactPolynomial constant(int value) { return ExactPolynomial(Rational(value)); }
int small(RandomSource& random) { return static_cast<int>(random.below(7)) - 3; }

/// a x + b y + c for random a, b, c; y where it is wanted.
ExactPolynomial random_plane(RandomSource& random, bool with_y) {
  ExactPolynomial result = constant(small(random)) * X + constant(small(random));
  return with_y ? result + constant(small(random)) * Y : result;
}

Result<std::vector<Univariate>, Reason> cuts(std::vector<ExactPolynomial> cutting,
                                             std::vector<ExactPolynomial> thin = {},
                                             std::vector<Atom> variables = {x, y}) {
  return first_walls({std::move(variables), std::move(cutting), std::move(thin)});
}

/// The polynomials' product has exactly these roots, all simple.
void check_roots(const Result<std::vector<Univariate>, Reason>& walls, const std::set<int>& roots) {
  BOOST_REQUIRE(walls);
  ExactPolynomial product = constant(1);
  for (const Univariate& wall : walls.value()) product = product * in_variable(wall, "x");
  const auto in_x = univariate(product, x);
  for (const int root : roots) BOOST_TEST(zerop(evaluate(*in_x, Rational(root))));
  BOOST_TEST(in_x->size() == roots.size() + 1);
}

}  // namespace

BOOST_AUTO_TEST_CASE(resultants_are_products_of_differences_of_roots) {
  RandomSource random("resultants");
  for (int round = 0; round < 120; ++round) {
    const bool in_space = round % 2 == 1;
    const ExactPolynomial last = in_space ? Z : Y;
    std::vector<ExactPolynomial> left, right;  // roots in the last variable
    for (std::size_t i = 1 + random.below(3); i > 0; --i) left.push_back(random_plane(random, in_space));
    for (std::size_t i = 1 + random.below(3); i > 0; --i) right.push_back(random_plane(random, in_space));
    // Leading coefficients as well: lc(p)^deg(q) lc(q)^deg(p) times the product.
    const ExactPolynomial p_leading = (in_space ? Y : X) - constant(small(random));
    ExactPolynomial p = p_leading, q = constant(2), expected = power(constant(2), left.size());
    for (const ExactPolynomial& root : left) p = p * (last - root);
    for (const ExactPolynomial& root : right) q = q * (last - root);
    for (const ExactPolynomial& a : left)
      for (const ExactPolynomial& b : right) expected = expected * (a - b);
    expected = expected * power(p_leading, right.size());
    const std::vector<Atom> variables = in_space ? std::vector<Atom>{x, y, z} : std::vector<Atom>{x, y};
    BOOST_TEST((resultant(p, q, variables) == expected), to_text(p) << " and " << to_text(q));
  }
}

BOOST_AUTO_TEST_CASE(quotients_are_exact_or_none) {
  RandomSource random("quotients");
  for (int round = 0; round < 100; ++round) {
    const ExactPolynomial a = random_plane(random, true) * random_plane(random, true) + constant(small(random)) * Z;
    const ExactPolynomial b = random_plane(random, true) + Z * Y + constant(1);
    const auto found = exact_quotient(a * b, b);
    BOOST_REQUIRE(found);
    BOOST_TEST((*found == a));
    BOOST_TEST(!exact_quotient(a * b + constant(1), b));
  }
  BOOST_TEST((*exact_quotient(X * Y, constant(2)) == ExactPolynomial(Rational(1) / 2) * X * Y));
  BOOST_TEST(exact_quotient(ExactPolynomial(), X)->is_zero());
  BOOST_TEST(!exact_quotient(Y * Y, X));
}

BOOST_AUTO_TEST_CASE(common_factors_in_some_of_the_variables) {
  const std::vector<Atom> space{x, y, z};
  const ExactPolynomial sphere = X * X + Y * Y + Z * Z - constant(1);
  BOOST_TEST(are_coprime({sphere, Z}, space));
  BOOST_TEST(are_coprime({sphere * X, sphere * Y, X * Y}, space));
  BOOST_TEST(are_coprime({ExactPolynomial(), constant(3)}, space));
  BOOST_TEST(!are_coprime({sphere * Y, Y * Z}, space));                                  // y
  BOOST_TEST(!are_coprime({(X - constant(1)) * sphere, (X - constant(1)) * Z}, space));  // x - 1
  BOOST_TEST(!are_coprime({sphere * X, sphere * Y}, space));
  BOOST_TEST(!are_coprime({sphere}, space));
  BOOST_TEST(!are_coprime({ExactPolynomial()}, space));
  BOOST_TEST(!are_coprime({X * X - constant(1), X + constant(1)}, {x}));
}

BOOST_AUTO_TEST_CASE(no_walls_with_square_or_common_factors) {
  BOOST_TEST((cuts({(X - Y) * (X - Y)}).error() == Reason::not_square_free));
  const ExactPolynomial hyperbola = X * Y - constant(1);
  BOOST_TEST((cuts({hyperbola, hyperbola * (X + Y)}).error() == Reason::not_square_free));
  // A circle and a line: x = -1, 1 and x^2 + (x - 1)^2 = 1, whose roots are 0 and 1.
  check_roots(cuts({X * X + Y * Y - constant(1), Y - X + constant(1)}), {-1, 0, 1});
}

BOOST_AUTO_TEST_CASE(walls_of_walls) {
  // The sphere ends over a circle, which has its ends at x = -1 and 1.
  const ExactPolynomial sphere = X * X + Y * Y + Z * Z - constant(1), circle = X * X + Y * Y - constant(1);
  check_roots(cuts({sphere, circle}, {}, {x, y, z}), {-1, 1});
  BOOST_TEST((cuts({sphere}, {}, {x, y, z}).error() == Reason::wall_missing));
  // y^2 + x^2 divides the discriminant, and cuts nothing; what it is multiplied with is in x.
  const ExactPolynomial thin = X * X + Y * Y, cone = Z * Z - (X - constant(2)) * thin;
  check_roots(cuts({cone}, {thin}, {x, y, z}), {2});
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
