// SPDX-License-Identifier: GPL-3.0-or-later
#define BOOST_TEST_MODULE plot
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <sstream>

#include "proofs/kernel/language/parser.hpp"
#include "prover/plot/difference.hpp"
#include "prover/plot/mesh.hpp"
#include "prover/plot/proof_cones.hpp"
#include "prover/plot/ramp.hpp"
#include "prover/plot/svg.hpp"
#include "prover/prover.hpp"

namespace geq::plot {
namespace {

/// The area inside path data made of "Mx yLx yLx yZ", signs ignored.
double area(const std::string& data) {
  double sum = 0;
  std::istringstream in(data);
  std::string piece;
  while (std::getline(in, piece, 'Z')) {
    for (char& c : piece) {
      if (c == 'M' || c == 'L') c = ' ';
    }
    std::istringstream numbers(piece);
    std::vector<Place> corners;
    for (Place place{}; numbers >> place.x >> place.y;) corners.push_back(place);
    double twice = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const Place& next = corners[(i + 1) % corners.size()];
      twice += corners[i].x * next.y - corners[i].y * next.x;
    }
    sum += std::fabs(twice) / 2;
  }
  return sum;
}

Place draw(double a, double b) { return {1000 * a, 1000 * b}; }

Difference difference(const std::string& text) { return Difference(proofs::parse_statement(text).value()); }

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_and_texts) {
  BOOST_TEST(number(1.5) == "1.5");
  BOOST_TEST(number(-0.001) == "0");
  BOOST_TEST(number(100) == "100");
  BOOST_TEST(number(std::nan("")) == "0");
  BOOST_TEST(escaped("a < b & \"c\" > \x01") == "a &lt; b &amp; &quot;c&quot; &gt; ?");
}

BOOST_AUTO_TEST_CASE(levels_increase_through_zero) {
  for (const auto& [least, greatest] : {std::pair{-2.0, 5.0}, {0.0, 1.0}, {-3.0, -1.0}, {0.0, 0.0}, {2.0, 7.0}}) {
    const Ramp ramp = ramp_for(least, greatest);
    BOOST_TEST(ramp.levels.size() == ramp.colours.size() + 1);
    BOOST_TEST(std::is_sorted(ramp.levels.begin(), ramp.levels.end()));
    BOOST_TEST((std::count(ramp.levels.begin(), ramp.levels.end(), 0.0) == 1));
  }
}

BOOST_AUTO_TEST_CASE(the_regions_between_levels_cover_the_triangle) {
  const Mesh mesh(12, [](double a, double b, double c) { return a * a - b * c + 0.1 * a; });
  const std::vector<double> levels{-10, -0.1, -0.03, 0, 0.02, 0.3, 10};
  double sum = 0;
  for (std::size_t i = 0; i + 1 < levels.size(); ++i) sum += area(mesh.between(levels[i], levels[i + 1], draw));
  BOOST_TEST(std::fabs(sum - 500000) < 300);  // numbers have two decimals
  // A plane is drawn without error: a < 1/4 leaves 9/16 of the triangle above.
  const Mesh plane(10, [](double a, double, double) { return a; });
  BOOST_TEST(std::fabs(area(plane.between(0.25, 2, draw)) - 500000 * 9.0 / 16) < 300);
  BOOST_TEST(plane.contour(0.25, draw).find("250 ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_has_no_value_is_left_out) {
  const Mesh mesh(10, [](double a, double, double) { return a > 0.55 ? std::nan("") : a; });
  BOOST_TEST(std::fabs(area(mesh.without_value(draw)) - 500000 * 0.25) < 300);
  BOOST_TEST(!mesh.is_local_minimum(10, 0));
  BOOST_TEST(mesh.is_local_minimum(0, 3));
}

BOOST_AUTO_TEST_CASE(differences) {
  const Difference schur = difference("let a, b, c > 0\nprove a^2*b <= a^3 + c^3");
  BOOST_TEST(schur.is_homogeneous());
  BOOST_TEST(schur.at({1, 2, 3}) == 26);
  BOOST_TEST(std::isnan(schur.at({-1, 2, 3})));
  BOOST_TEST(proofs::to_text(*schur.exact({1, 2, 3})) == "26");
  BOOST_TEST(!difference("a^2 + b >= 0").is_homogeneous());
  BOOST_TEST(!difference("assume a <= 3\nprove a^2 >= a*b").is_homogeneous());
  BOOST_TEST(difference("assume x + y = 1\nprove x*y <= 1").free().size() == 1U);
}

BOOST_AUTO_TEST_CASE(cones_of_a_proof_lie_in_the_simplex) {
  for (const char* text : {"let a, b, c >= 0\nprove a^3+b^3+c^3+3*a*b*c >= a^2*b+b^2*c+c^2*a+a*b^2+b*c^2+c*a^2",
                           "let a, b, c >= 0\nprove (a^2+b^2+c^2)^2 >= 3*(a^3*b+b^3*c+c^3*a) - a*b*c*(a+b+c)/10"}) {
    const auto statement = proofs::parse_statement(text).value();
    const auto answer = prover::prove(statement, {});
    const auto& settled = std::get<prover::Settled>(answer.outcome);
    const auto cones = proof_cones(statement, std::get<proofs::Proof>(settled.certificate), {"a", "b", "c"});
    BOOST_TEST(!cones.empty());
    for (const Triangle& cone : cones) {
      for (const Corner& corner : cone) {
        BOOST_TEST(std::fabs(corner[0] + corner[1] + corner[2] - 1) < 1e-9);
        BOOST_TEST((corner[0] >= 0 && corner[1] >= 0 && corner[2] >= 0));
      }
    }
  }
}

}  // namespace geq::plot
