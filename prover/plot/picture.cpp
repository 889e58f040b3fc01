// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/picture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "proofs/kernel/language/printer.hpp"
#include "prover/plot/curves.hpp"

namespace geq::plot {
namespace {

constexpr std::size_t most_title = 82;
constexpr std::size_t legend_columns = 34;

/// The goals, shortened.
std::string title_of(const proofs::Statement& statement) {
  std::string title;
  for (const proofs::Chain& goal : statement.goals) title += (title.empty() ? "" : " and ") + proofs::to_text(goal);
  if (title.size() > most_title) title.replace(most_title - 3, std::string::npos, "...");
  return title;
}

/// The part of the line to be drawn: what the domain leaves of it, or the neighbourhood of zero.
std::pair<double, double> range_of(const Difference& difference) {
  for (const double reach : {10.0, 1000.0, 100000.0}) {
    double least = std::numeric_limits<double>::infinity(), greatest = -least;
    for (int i = -4000; i <= 4000; ++i) {
      const double x = reach * i / 4000;
      if (std::isnan(difference.at({x}))) continue;
      least = std::min(least, x);
      greatest = std::max(greatest, x);
    }
    if (!(least < greatest)) continue;
    const bool is_open_below = least <= -0.99 * reach, is_open_above = greatest >= 0.99 * reach;
    if (is_open_below && is_open_above) return {-0.3 * reach, 0.3 * reach};
    if (is_open_above) return {least, std::min(least + 0.4 * reach, greatest)};
    if (is_open_below) return {std::max(greatest - 0.4 * reach, least), greatest};
    return {least, greatest};
  }
  return {-3, 3};
}

}  // namespace

std::variant<std::string, NoPicture> picture(const proofs::Statement& statement, const std::vector<Triangle>& cones) {
  if (auto curves = curves_picture(title_of(statement), statement)) return std::move(*curves);
  const Difference difference(statement);
  const std::vector<std::string>& free = difference.free();
  const std::string title = title_of(statement);
  if (free.size() == 1) {
    const auto [from, to] = range_of(difference);
    return line_picture(title, difference, {from, to, [](double x) { return std::vector<double>{x}; }, free[0], false});
  }
  if (free.size() != 2 && free.size() != 3)
    return NoPicture{"there is a picture for one, two or three free variables, not for " + std::to_string(free.size())};
  if (!difference.is_homogeneous())
    return NoPicture{"with " + std::to_string(free.size()) +
                     " free variables there is a picture only where both sides are homogeneous of the same degree"};
  if (free.size() == 3) return triangle_picture(title, difference, cones);
  if (std::isnan(difference.at({-1, 1})) && std::isnan(difference.at({1, -1})))
    return line_picture(title, difference,
                        {0, 1,
                         [](double x) {
                           return std::vector<double>{x, 1 - x};
                         },
                         free[0] + ", where " + free[0] + " + " + free[1] + " = 1", false});
  return line_picture(title, difference,
                      {0, std::numbers::pi,
                       [](double x) {
                         return std::vector<double>{std::cos(x), std::sin(x)};
                       },
                       "direction of (" + free[0] + ", " + free[1] + ") on the unit circle", true});
}

double tick_step(double range, int wanted) {
  const double rough = range / wanted;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) return factor * power;
  return 10 * power;
}

Svg empty_picture(const std::string& title, const std::string& meaning) {
  Svg svg(picture_width, picture_height);
  svg.raw(
      "<defs><pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\" stroke=\"#5b1e02\" "
      "stroke-width=\"1.6\"/></pattern></defs>\n");
  svg.text({30, 38}, title, "start", 17, "font-weight=\"bold\"");
  svg.text({30, 60}, meaning, "start", 13, "fill=\"#555\"");
  return svg;
}

void Legend::heading(const std::string& words) {
  y_ += 8;
  svg_.text({legend_left, y_}, words, "start", 14, "font-weight=\"bold\"");
  y_ += 22;
}

void Legend::words(const std::string& words) {
  std::string rest = words;
  while (!rest.empty()) {
    std::size_t end = rest.size();
    if (end > legend_columns) {
      end = rest.rfind(' ', legend_columns);
      if (end == rest.npos || end == 0) end = legend_columns;
    }
    svg_.text({legend_left, y_}, rest.substr(0, end), "start", 13);
    y_ += 18;
    rest.erase(0, std::min(end + 1, rest.size()));
  }
}

void Legend::swatch(std::string_view style, const std::string& words) {
  svg_.rectangle({legend_left, y_ - 12}, 22, 14, style);
  svg_.text({legend_left + 32, y_}, words, "start", 13);
  y_ += 21;
}

void Legend::zeros(const std::vector<Zero>& zeros, const std::vector<std::string>& names, bool is_ratio) {
  if (zeros.empty()) {
    words("no isolated zeros found");
    return;
  }
  if (zeros.size() > most_numbered) {
    mark_zero(svg_, {legend_left + 11, y_ - 5}, {}, 0, zeros.size());
    svg_.text({legend_left + 32, y_}, "zeros, which fill lines", "start", 13);
    y_ += 21;
    return;
  }
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : is_ratio ? " : " : ", ") + name;
  heading("Zeros at " + joined);
  for (std::size_t i = 0; i < zeros.size(); ++i) {
    std::string values;
    for (const std::string& label : zeros[i].labels) values += (values.empty() ? "" : is_ratio ? " : " : ", ") + label;
    mark_zero(svg_, {legend_left + 8, y_ - 5}, {16, 0}, i, zeros.size());
    svg_.text({legend_left + 40, y_}, values, "start", 13);
    y_ += 21;
  }
}

void Legend::sample(const std::string& what, const Difference& difference, const std::vector<proofs::Rational>& point,
                    double value) {
  const auto exact = difference.exact(point);
  const std::string text = exact ? proofs::to_text(*exact) : "";
  std::string place;
  for (std::size_t i = 0; i < point.size(); ++i)
    place += (i == 0 ? "" : ", ") + difference.free()[i] + " = " + proofs::to_text(point[i]);
  words(what + (exact && text.size() <= 16 ? text : "\xE2\x89\x88 " + short_number(value)));
  words("  at " + place);
}

void mark_zero(Svg& svg, Place at, Place shift, std::size_t index, std::size_t count) {
  if (count > most_numbered) {
    svg.circle(at, 2.2, "fill=\"#111\" stroke=\"#fff\" stroke-width=\"0.8\"");
    return;
  }
  svg.circle(at, 5.5, "fill=\"#fff\" stroke=\"#111\" stroke-width=\"2\"");
  svg.text({at.x + shift.x, at.y + shift.y + 5}, std::to_string(index + 1), "middle", 13,
           "font-weight=\"bold\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\"");
}

}  // namespace geq::plot
