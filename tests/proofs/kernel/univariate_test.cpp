// SPDX-License-Identifier: GPL-3.0-or-later
/// Signs on intervals: products with known roots, where the answer can be read off, and Sturm's theorem must agree.
#include "proofs/kernel/univariate.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "proofs/kernel/limits.hpp"
#include "tests/proofs/kernel/random_source.hpp"

namespace geq::proofs {

namespace {

struct Known {
  Univariate polynomial{Rational(1)};
  std::vector<Rational> roots;
};

Univariate times(const Univariate& p, const Univariate& q) {
  Univariate result(p.size() + q.size() - 1, Rational(0));
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < q.size(); ++j) result[i + j] = result[i + j] + p[i] * q[j];
  return result;
}

/// c * product of (x - r)^m * product of x^2 + b x + c without real roots.
Known random_product(RandomSource& random) {
  Known known;
  const Rational scale = random.rational();
  known.polynomial = {zerop(scale) ? Rational(1) : scale};
  const std::size_t roots = random.below(5);
  for (std::size_t i = 0; i < roots; ++i) {
    Rational root = random.small_rational();
    if (random.chance(4))
      root = root + Rational(random.between(-1, 1)) / power(Rational(2), 60);  // roots close together
    known.roots.push_back(root);
    const std::size_t multiplicity = 1 + random.below(4);
    for (std::size_t m = 0; m < multiplicity; ++m) known.polynomial = times(known.polynomial, {-root, 1});
  }
  if (random.chance(2)) {
    const Rational b = random.small_rational();
    const Univariate positive{b * b / 4 + (random.chance(3) ? 1 / power(Rational(2), 50) : Rational(1)), b, 1};
    known.polynomial = times(known.polynomial, random.chance(2) ? times(positive, positive) : positive);
  }
  std::sort(known.roots.begin(), known.roots.end());
  return known;
}

Interval random_interval(RandomSource& random, const Known& known) {
  const auto end = [&]() -> std::optional<Interval::End> {
    if (random.chance(4)) return {};
    const bool at_root = !known.roots.empty() && random.chance(2);
    return Interval::End{at_root ? random.one_of(known.roots) : random.small_rational(), random.chance(2)};
  };
  return {end(), end()};
}

bool contains(const Interval& interval, const Rational& point) {
  const auto& [lower, upper] = interval;
  if (lower && (point < lower->value || (lower->open && point == lower->value))) return false;
  return !upper || point < upper->value || (!upper->open && point == upper->value);
}

/// The roots, the ends, and a point in every gap between them.
std::vector<Rational> deciding_points(const Known& known, const Interval& interval) {
  std::vector<Rational> marks = known.roots;
  if (interval.lower) marks.push_back(interval.lower->value);
  if (interval.upper) marks.push_back(interval.upper->value);
  if (marks.empty()) marks.push_back(0);
  std::sort(marks.begin(), marks.end());
  std::vector<Rational> points = marks;
  for (std::size_t i = 0; i + 1 < marks.size(); ++i) points.push_back((marks[i] + marks[i + 1]) / 2);
  points.push_back(marks.front() - 1);
  points.push_back(marks.back() + 1);
  return points;
}

bool has(const Rational& value, Sign wanted) {
  switch (wanted) {
    case Sign::zero:
      return sign(value) == 0;
    case Sign::nonnegative:
      return sign(value) >= 0;
    case Sign::positive:
      return sign(value) > 0;
    case Sign::nonzero:
      return sign(value) != 0;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(one_variable)

BOOST_AUTO_TEST_CASE(signs_on_intervals_of_products_with_known_roots) {
  RandomSource random("univariate");
  std::size_t yes = 0;
  constexpr std::size_t rounds = 4000;
  for (std::size_t i = 0; i < rounds; ++i) {
    const Known known = random_product(random);
    const Interval interval = random_interval(random, known);
    for (const Sign wanted : {Sign::zero, Sign::nonnegative, Sign::positive, Sign::nonzero}) {
      bool expected = true;
      for (const Rational& point : deciding_points(known, interval))
        if (contains(interval, point) && !has(evaluate(known.polynomial, point), wanted)) expected = false;
      BOOST_TEST(holds_on(known.polynomial, wanted, interval) == expected);
      yes += expected ? 1 : 0;
    }
  }
  BOOST_TEST_MESSAGE(yes << " of " << 4 * rounds << " hold");
  BOOST_TEST(yes > rounds / 4);
}

BOOST_AUTO_TEST_CASE(zero_and_constants) {
  const Interval line;
  BOOST_TEST(holds_on({}, Sign::zero, line));
  BOOST_TEST(holds_on({}, Sign::nonnegative, line));
  BOOST_TEST(!holds_on({}, Sign::positive, line));
  BOOST_TEST(!holds_on({}, Sign::nonzero, line));
  BOOST_TEST(holds_on({Rational(3)}, Sign::positive, line));
  BOOST_TEST(!holds_on({Rational(-3)}, Sign::nonnegative, line));
  BOOST_TEST(holds_on({Rational(-3)}, Sign::nonzero, line));
  const Interval empty{Interval::End{1, true}, Interval::End{1, false}};
  BOOST_TEST(holds_on({Rational(-3)}, Sign::positive, empty));
}

BOOST_AUTO_TEST_CASE(wilkinson_polynomial) {
  Univariate p{Rational(1)};
  for (long root = 1; root <= 20; ++root) p = times(p, {Rational(-root), 1});
  BOOST_TEST(holds_on(p, Sign::positive, {Interval::End{20, true}, {}}));
  BOOST_TEST(holds_on(p, Sign::nonnegative, {Interval::End{20, false}, {}}));
  BOOST_TEST(!holds_on(p, Sign::nonnegative, {Interval::End{Rational(199) / 10, false}, {}}));
  BOOST_TEST(holds_on(p, Sign::positive, {Interval::End{Rational(18), true}, Interval::End{19, true}}));
}

BOOST_AUTO_TEST_CASE(degrees_are_limited) {
  const Atom x = Atom::variable("x");
  const ExactPolynomial p = power(ExactPolynomial(x), max_univariate_degree + 1);
  BOOST_CHECK_THROW((void)univariate(p, x), LimitExceeded);
  BOOST_TEST((!univariate(ExactPolynomial(x) * ExactPolynomial::variable("y"), x).has_value()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::proofs
