// SPDX-License-Identifier: GPL-3.0-or-later

/// Every combination of signs that polynomials have at a point off their curves, they have at a sample.

#include "polynomials/open_cells.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>
#include <set>

#include "polynomials/factorisation.hpp"

namespace geq::polynomials {

namespace {

std::vector<int> signs_at(const std::vector<Polynomial>& polynomials, const Rational& x, const Rational& y) {
  std::vector<int> result;
  for (const Polynomial& polynomial : polynomials) result.push_back(polynomial.evaluate({x, y}).sign());
  return result;
}

int no_sign(const Polynomial&) { return 0; }

}  // namespace

BOOST_AUTO_TEST_SUITE(open_cells_test)

BOOST_AUTO_TEST_CASE(samples_have_all_signs) {
  const unsigned seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 engine(seed);
  const auto below = [&](unsigned n) { return static_cast<long>(engine() % n); };
  const RingPointer ring = make_ring({"x", "y"});
  std::size_t decomposed = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<Polynomial> polynomials;
    for (long count = 1 + below(2); count > 0; --count) {
      std::vector<Term> terms;
      for (std::uint32_t i = 0; i <= 3; ++i)
        for (std::uint32_t j = 0; i + j <= 3; ++j)
          if (below(2) == 0) terms.push_back({{i, j}, Rational(below(9) - 4)});
      polynomials.push_back(Polynomial::from_terms(ring, terms));
    }
    Interval across, up;
    if (below(2) == 0) across.lower = Rational(below(3) - 1);
    if (below(2) == 0) up.lower = Rational(0);
    if (below(3) == 0) up.upper = Rational(2);
    const auto cells = open_cells(polynomials, {across, up}, no_sign, {});
    if (!cells) continue;  // square or common factors
    ++decomposed;
    std::set<std::vector<int>> seen;
    for (const SampleColumn& column : cells->columns)
      for (const Rational& height : column.heights) {
        BOOST_TEST((!across.lower || *across.lower < column.at.front()));
        BOOST_TEST((!up.lower || *up.lower < height));
        BOOST_TEST((!up.upper || height < *up.upper));
        seen.insert(signs_at(polynomials, column.at.front(), height));
      }
    for (int point = 0; point < 200; ++point) {
      const Rational x(Integer(below(161) - 80), Integer(17)), y(Integer(below(161) - 80), Integer(19));
      if ((across.lower && x <= *across.lower) || (up.lower && y <= *up.lower) || (up.upper && y >= *up.upper))
        continue;
      const std::vector<int> signs = signs_at(polynomials, x, y);
      if (std::find(signs.begin(), signs.end(), 0) != signs.end()) continue;
      BOOST_TEST(seen.contains(signs), "at " << x.text() << ", " << y.text() << " of " << polynomials[0].text());
    }
  }
  BOOST_TEST(decomposed >= 15U);
}

BOOST_AUTO_TEST_CASE(an_interval_that_begins_where_isolation_halves) {
  // x^3 - 2 has its root isolated in an interval with an end at 0.
  const RingPointer ring = make_ring({"x", "y"});
  const Polynomial x = Polynomial::variable(ring, 0), y = Polynomial::variable(ring, 1);
  const Polynomial curve = y * y + x * x * x - Polynomial(ring, Rational(2));
  const Interval from_zero{Rational(0), {}};
  const auto cells = open_cells({curve}, {from_zero, from_zero}, no_sign, {});
  BOOST_REQUIRE(cells);
  BOOST_TEST(cells->columns.size() == 2U);
  BOOST_TEST(cells->columns.front().heights.size() == 2U);
}

BOOST_AUTO_TEST_CASE(square_and_common_factors_are_refused) {
  const RingPointer ring = make_ring({"x", "y"});
  const Polynomial x = Polynomial::variable(ring, 0), y = Polynomial::variable(ring, 1);
  BOOST_TEST(!open_cells({(x - y) * (x - y)}, {{}, {}}, no_sign, {}));
  BOOST_TEST(!open_cells({x * y, y}, {{}, {}}, no_sign, {}));
  BOOST_TEST(!open_cells({Polynomial(ring)}, {{}, {}}, no_sign, {}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace geq::polynomials
