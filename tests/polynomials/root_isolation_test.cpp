// SPDX-License-Identifier: GPL-3.0-or-later

#include <boost/test/unit_test.hpp>

#include <random>
#include <stdexcept>

#include "polynomials/root_isolation.hpp"

namespace {

using namespace geq::polynomials;

UnivariateCoefficients times(const UnivariateCoefficients& a, const UnivariateCoefficients& b) {
  UnivariateCoefficients product(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) product[i + j] += a[i] * b[j];
  return product;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(root_isolation)

BOOST_AUTO_TEST_CASE(rational_and_irrational_roots_in_order) {
  // (2x - 1)^2 (x^2 - 2)(x^2 + 1)
  const auto roots = isolate_roots(times(times({1, -4, 4}, {-2, 0, 1}), {1, 0, 1}));
  BOOST_TEST_REQUIRE(roots.size() == 3U);
  BOOST_TEST(!roots[0].is_rational());
  BOOST_TEST((roots[1].lower == Rational(Integer(1), Integer(2))));
  BOOST_TEST((roots[2].factor == UnivariateCoefficients{-2, 0, 1}));
}

BOOST_AUTO_TEST_CASE(as_many_as_sturm_counts_and_apart) {
  std::mt19937 random(20);
  for (int round = 0; round < 300; ++round) {
    UnivariateCoefficients p{Rational(1)};
    for (int factor = 0; factor < 3; ++factor) {
      UnivariateCoefficients q;
      for (unsigned k = 0; k <= 1 + random() % 3; ++k) q.push_back(Rational(static_cast<long>(random() % 9) - 4));
      q.push_back(Rational(1));
      p = times(p, q);
    }
    const auto roots = isolate_roots(p);
    BOOST_TEST(roots.size() == count_roots(p, {}));
    for (std::size_t i = 0; i < roots.size(); ++i) {
      BOOST_TEST(count_roots(p, {roots[i].lower, roots[i].upper}) == 1U);
      if (i > 0) BOOST_TEST((roots[i - 1].upper < roots[i].lower));
    }
  }
}

BOOST_AUTO_TEST_CASE(zero_is_refused) { BOOST_CHECK_THROW(isolate_roots({Rational(0)}), std::invalid_argument); }

BOOST_AUTO_TEST_SUITE_END()
