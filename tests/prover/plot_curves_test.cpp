// SPDX-License-Identifier: GPL-3.0-or-later
/// Pictures of integrals and of sequences of functions: their parts, and the points of their curves, read back from the
/// SVG by its axes, against values that are computed here in another way.
#define BOOST_TEST_MODULE plot_curves
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <regex>
#include <sstream>

#include "proofs/kernel/language/parser.hpp"
#include "prover/plot/picture.hpp"
#include "prover/plot/svg.hpp"

namespace geq::plot {
namespace {

using Curve = std::vector<Place>;

/// A straight axis: places in the picture and the numbers beside them.
class Axis {
 public:
  void add(double place, double value) { marks_.emplace(place, value); }
  std::size_t size() const { return marks_.size(); }
  double value(double place) const {
    const auto [first, low] = *marks_.begin();
    const auto [last, high] = *marks_.rbegin();
    return low + (place - first) / (last - first) * (high - low);
  }

 private:
  std::map<double, double> marks_;
};

struct Read {
  std::vector<Curve> curves;  ///< in the numbers of the axes
  std::vector<bool> dashed;
  std::vector<std::string> strokes;  ///< their colours
  std::string svg;
};

std::vector<std::smatch> matches(const std::string& text, const std::regex& expression) {
  return {std::sregex_iterator(text.begin(), text.end(), expression), std::sregex_iterator()};
}

Read read(const std::string& statement) {
  const auto drawn = picture(proofs::parse_statement(statement).value(), {});
  BOOST_TEST_REQUIRE(std::holds_alternative<std::string>(drawn), statement);
  Read result{{}, {}, {}, std::get<std::string>(drawn)};
  Axis across, up;
  const std::regex tick(
      R"re(<line x1="([-\d.]+)" y1="([-\d.]+)" x2="([-\d.]+)" y2="([-\d.]+)"[^>]*>\s*<text [^>]*>([-\d.e+]+)</text>)re");
  for (const std::smatch& found : matches(result.svg, tick)) {
    const bool vertical = found[1] == found[3];
    if (vertical)
      across.add(std::stod(found[1]), std::stod(found[5]));
    else
      up.add(std::stod(found[2]), std::stod(found[5]));
  }
  BOOST_TEST_REQUIRE((across.size() >= 2 && up.size() >= 2));
  const std::regex path(R"re(<path d="([^"]+)" fill="none" stroke="(#[0-9a-f]+)" stroke-width="2.2"([^>]*)>)re");
  for (const std::smatch& found : matches(result.svg, path)) {
    std::string data = found[1];
    for (char& c : data)
      if (c == 'M' || c == 'L') c = ' ';
    std::istringstream in(data);
    Curve curve;
    for (Place place{}; in >> place.x >> place.y;) curve.push_back({across.value(place.x), up.value(place.y)});
    result.curves.push_back(curve);
    result.strokes.push_back(found[2]);
    result.dashed.push_back(found[3].str().find("dasharray") != std::string::npos);
  }
  return result;
}

/// The greatest distance of the curve from the function; numbers in the picture have two decimals, of about 500.
double distance(const Curve& curve, const std::function<double(double)>& function) {
  double most = 0;
  for (const Place& place : curve) most = std::max(most, std::fabs(place.y - function(place.x)));
  return most;
}

/// The trapezoidal rule, which for functions like exp(-x^2) on the line has all digits.
double over_the_line(const std::function<double(double)>& function) {
  constexpr double step = 1.0 / 64;
  double sum = 0;
  for (int i = -1000; i <= 1000; ++i) sum += function(i * step);
  return sum * step;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_integral_and_its_variational_bound) {
  const Read read_back = read(
      "let q >= 0\nprove int(x in -oo..oo, exp(-x^2-q*x^4)) >= "
      "sqrt(2*pi/(1+sqrt(1+12q)))*exp(3q/(1+sqrt(1+12q))^2)");
  BOOST_TEST_REQUIRE(read_back.curves.size() == 2U);
  BOOST_TEST(read_back.strokes[0] != read_back.strokes[1]);
  BOOST_TEST((!read_back.dashed[0] && !read_back.dashed[1]));
  for (const Curve& curve : read_back.curves) BOOST_TEST(curve.size() > 50U);
  const auto integral = [](double q) {
    return over_the_line([&](double x) { return std::exp(-x * x - q * x * x * x * x); });
  };
  const auto bound = [](double q) {
    const double root = 1 + std::sqrt(1 + 12 * q);
    return std::sqrt(2 * std::numbers::pi / root) * std::exp(3 * q / (root * root));
  };
  BOOST_TEST(distance(read_back.curves[0], integral) < 1e-3);
  BOOST_TEST(distance(read_back.curves[1], bound) < 1e-3);
  // The two are apart by more than that, so neither stands for the other.
  BOOST_TEST(distance(read_back.curves[1], integral) > 1e-2);
}

BOOST_AUTO_TEST_CASE(an_integral_over_an_interval_with_a_parameter) {
  const Read read_back = read("let q >= 0\nprove int(x in 0..1, exp(-q*x)) >= 1 - q/2");
  BOOST_TEST_REQUIRE(read_back.curves.size() == 2U);
  const auto integral = [](double q) { return q < 1e-9 ? 1 : -std::expm1(-q) / q; };
  BOOST_TEST(distance(read_back.curves[0], integral) < 1e-2);
  BOOST_TEST(distance(read_back.curves[1], [](double q) { return 1 - q / 2; }) < 1e-2);
}

BOOST_AUTO_TEST_CASE(members_of_a_sequence_and_their_dominator) {
  const Read read_back = read("prove dominated(n^3*x/(1+n^4*x^2), n, x in 0..1)");
  BOOST_TEST_REQUIRE(read_back.curves.size() >= 3U);
  BOOST_TEST(std::count(read_back.dashed.begin(), read_back.dashed.end(), true) == 1);
  BOOST_TEST(read_back.dashed.back());
  const auto member = [](double n) { return [n](double x) { return n * n * n * x / (1 + n * n * n * n * x * x); }; };
  std::vector<double> shown;
  for (std::size_t i = 0; i + 1 < read_back.curves.size(); ++i) {
    for (double n = 1; n <= 100; ++n)
      if (distance(read_back.curves[i], member(n)) < 0.03) {
        shown.push_back(n);
        BOOST_TEST(read_back.svg.find("n = " + std::to_string(static_cast<int>(n))) != std::string::npos);
        break;
      }
    BOOST_TEST(shown.size() == i + 1, "curve " << i << " is no member");
  }
  BOOST_TEST((std::is_sorted(shown.begin(), shown.end()) && shown.front() < shown.back()));
  const double least = std::pow(27, 0.25) / 4;
  BOOST_TEST(distance(read_back.curves.back(), [&](double x) { return least / std::sqrt(x); }) < 0.03);
}

BOOST_AUTO_TEST_CASE(members_without_a_dominator_have_no_dashed_curve) {
  const Read read_back = read("prove exchange(n^2*x/(1+n^4*x^4), n, x in 0..1)");
  BOOST_TEST(read_back.curves.size() >= 3U);
  for (std::size_t i = 0; i < read_back.curves.size(); ++i)
    if (read_back.dashed[i])
      for (const Place& place : read_back.curves[i]) BOOST_TEST(place.y * place.x > 0.4);
}

}  // namespace geq::plot
