// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Writes SVG 1.1: well-formed, escaped, with numbers in a fixed form, so that the same picture has the same bytes.

#include <string>
#include <string_view>
#include <vector>

namespace geq::plot {

struct Place {
  double x, y;
};

/// At most two decimals, no trailing zeros, no "-0".
std::string number(double value);
/// A value for people: about four digits.
std::string short_number(double value);
/// For text and attributes; characters that XML does not allow become '?'.
std::string escaped(std::string_view text);

class Svg {
 public:
  Svg(double width, double height);

  /// `style` is a list of attributes: `fill="#fff" stroke="none"`.
  void line(Place from, Place to, std::string_view style);
  void circle(Place centre, double radius, std::string_view style);
  void rectangle(Place corner, double width, double height, std::string_view style);
  void path(std::string_view data, std::string_view style);
  /// `anchor`: start, middle or end.
  void text(Place at, std::string_view words, std::string_view anchor, int size, std::string_view style = {});
  /// As it is: definitions.
  void raw(std::string_view element) { body_ += element; }

  /// The document, with a title for readers that do not see it.
  std::string document(std::string_view title) const;

 private:
  double width_, height_;
  std::string body_;
};

/// "M1 2L3 4L5 6Z" for a polygon.
std::string polygon_data(const std::vector<Place>& corners);
/// The same, open.
std::string polyline_data(const std::vector<Place>& points);

}  // namespace geq::plot
