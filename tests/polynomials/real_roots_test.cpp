// SPDX-License-Identifier: GPL-3.0-or-later

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <stdexcept>

#include "polynomials/real_roots.hpp"
#include "random_forms.hpp"

namespace {

using namespace geq::polynomials;

UnivariateCoefficients times(const UnivariateCoefficients& a, const UnivariateCoefficients& b) {
  UnivariateCoefficients product(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) product[i + j] += a[i] * b[j];
  }
  return product;
}

Rational value(const UnivariateCoefficients& p, const Rational& x) {
  Rational sum;
  for (std::size_t k = p.size(); k-- > 0;) sum = sum * x + p[k];
  return sum;
}

bool contains(const Interval& interval, const Rational& x) {
  const bool above = !interval.lower || (interval.lower_closed ? *interval.lower <= x : *interval.lower < x);
  const bool below = !interval.upper || (interval.upper_closed ? x <= *interval.upper : x < *interval.upper);
  return above && below;
}

BOOST_AUTO_TEST_SUITE(real_roots)

BOOST_AUTO_TEST_CASE(known_signs) {
  const Interval line;
  const Interval positive{Rational(0), std::nullopt};
  const UnivariateCoefficients square = {Rational(1), Rational(-2), Rational(1)};  // (x-1)^2
  BOOST_TEST(is_nonnegative_on(square, line));
  BOOST_TEST(!is_positive_on(square, line));
  BOOST_TEST(is_positive_on(square, {Rational(1), std::nullopt, false, true}));
  BOOST_TEST(!is_positive_on(square, {Rational(1), std::nullopt, true, true}));
  const UnivariateCoefficients cube = {Rational(0), Rational(0), Rational(0), Rational(1)};
  BOOST_TEST(is_nonnegative_on(cube, positive));
  BOOST_TEST(!is_nonnegative_on(cube, line));
  BOOST_TEST(is_nonnegative_on({}, line));
  BOOST_TEST(!is_positive_on({}, line));
  BOOST_TEST(is_nonnegative_on({Rational(-1)}, {Rational(2), Rational(1)}));
  BOOST_TEST(!is_nonnegative_on({Rational(-1)}, {Rational(1), Rational(1)}));
  BOOST_CHECK_THROW(count_roots({}, line), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(far_and_near_roots) {
  const Rational far(Integer(10).pow(60));
  const UnivariateCoefficients p =
      times({-far, Rational(1)}, {-far - Rational(Integer(1), Integer(10).pow(60)), Rational(1)});
  BOOST_TEST(!is_nonnegative_on(p, {Rational(0), std::nullopt}));
  const auto point = negative_point(p, {Rational(0), std::nullopt});
  BOOST_REQUIRE(point.has_value());
  BOOST_TEST(value(p, *point).sign() < 0);
}

/// Products of linear factors with known rational roots, times squares and a positive quadratic.
BOOST_AUTO_TEST_CASE(agrees_with_known_roots) {
  const unsigned seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  RandomForms random(seed);
  const auto small = [&] {
    return Rational(Integer(static_cast<long>(random.below(9)) - 4), Integer(static_cast<long>(1 + random.below(3))));
  };
  for (int round = 0; round < 500; ++round) {
    UnivariateCoefficients p = {Rational(random.below(2) == 0 ? 1 : -1)};
    std::set<Rational> roots;
    for (std::size_t k = random.below(6); k > 0; --k) {
      const Rational root = small();
      roots.insert(root);
      p = times(p, {-root, Rational(1)});
    }
    if (random.below(2) == 0) p = times(p, {Rational(2), Rational(1), Rational(1)});
    Interval interval;
    if (random.below(3) > 0) interval.lower = small();
    if (random.below(3) > 0) interval.upper = small();
    interval.lower_closed = random.below(2) == 0;
    interval.upper_closed = random.below(2) == 0;
    const auto inside =
        std::count_if(roots.begin(), roots.end(), [&](const Rational& r) { return contains(interval, r); });
    BOOST_TEST_CONTEXT("seed " << seed << " round " << round) {
      BOOST_TEST(count_roots(p, interval) == static_cast<std::size_t>(inside));
      // Between and beside the roots, and at them, the sign is everything there is to know.
      std::set<Rational> probes(roots);
      for (const auto& end : {interval.lower, interval.upper}) {
        if (end) probes.insert(*end);
      }
      std::vector<Rational> all(probes.begin(), probes.end());
      if (all.empty()) all.emplace_back(0);
      const std::size_t count = all.size();
      for (std::size_t i = 0; i + 1 < count; ++i) {
        all.push_back((all[i] + all[i + 1]) * Rational(Integer(1), Integer(2)));
      }
      all.push_back(all.front() - Rational(1));
      all.push_back(all[count - 1] + Rational(1));
      bool nonnegative = true;
      bool positive = true;
      for (const Rational& x : all) {
        if (!contains(interval, x)) continue;
        nonnegative = nonnegative && value(p, x).sign() >= 0;
        positive = positive && value(p, x).sign() > 0;
      }
      BOOST_TEST(is_nonnegative_on(p, interval) == nonnegative);
      BOOST_TEST(is_positive_on(p, interval) == positive);
      const auto point = negative_point(p, interval);
      BOOST_TEST(point.has_value() == !nonnegative);
      if (point) BOOST_TEST((contains(interval, *point) && value(p, *point).sign() < 0));
    }
  }
}

BOOST_AUTO_TEST_CASE(forms_in_two_variables) {
  const UnivariateCoefficients product = {Rational(0), Rational(1), Rational(0)};  // u v
  BOOST_TEST(is_nonnegative_form(product, PlaneRegion::quadrant));
  BOOST_TEST(!is_nonnegative_form(product, PlaneRegion::half_plane));
  const UnivariateCoefficients line = {Rational(1), Rational(0)};  // v
  BOOST_TEST(is_nonnegative_form(line, PlaneRegion::half_plane));
  BOOST_TEST(!is_nonnegative_form(line, PlaneRegion::plane));
  const auto point = negative_point_of_form(line, PlaneRegion::plane);
  BOOST_TEST(point->second.sign() < 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
