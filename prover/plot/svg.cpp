// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/svg.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace geq::plot {
namespace {

std::string formatted(double value, std::chars_format format, int precision) {
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, precision);
  return {buffer.data(), end.ptr};
}

std::string joined(const std::vector<Place>& points) {
  std::string data;
  for (const Place& point : points) data += (data.empty() ? "M" : "L") + number(point.x) + " " + number(point.y);
  return data;
}

}  // namespace

std::string number(double value) {
  if (!std::isfinite(value)) return "0";
  std::string text = formatted(value, std::chars_format::fixed, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string short_number(double value) {
  if (!std::isfinite(value)) return "?";
  return formatted(value == 0 ? 0 : value, std::chars_format::general, 4);
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else {
      result += byte < 0x20 && c != '\n' && c != '\t' ? '?' : c;
    }
  }
  return result;
}

Svg::Svg(double width, double height) : width_(width), height_(height) {}

void Svg::line(Place from, Place to, std::string_view style) {
  body_ += "<line x1=\"" + number(from.x) + "\" y1=\"" + number(from.y) + "\" x2=\"" + number(to.x) + "\" y2=\"" +
           number(to.y) + "\" " + std::string(style) + "/>\n";
}

void Svg::circle(Place centre, double radius, std::string_view style) {
  body_ += "<circle cx=\"" + number(centre.x) + "\" cy=\"" + number(centre.y) + "\" r=\"" + number(radius) + "\" " +
           std::string(style) + "/>\n";
}

void Svg::rectangle(Place corner, double width, double height, std::string_view style) {
  body_ += "<rect x=\"" + number(corner.x) + "\" y=\"" + number(corner.y) + "\" width=\"" + number(width) +
           "\" height=\"" + number(height) + "\" " + std::string(style) + "/>\n";
}

void Svg::path(std::string_view data, std::string_view style) {
  if (data.empty()) return;
  body_ += "<path d=\"" + std::string(data) + "\" " + std::string(style) + "/>\n";
}

void Svg::text(Place at, std::string_view words, std::string_view anchor, int size, std::string_view style) {
  body_ += "<text x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" text-anchor=\"" + std::string(anchor) +
           "\" font-size=\"" + std::to_string(size) + "\" " + std::string(style) + ">" + escaped(words) + "</text>\n";
}

std::string Svg::document(std::string_view title) const {
  const std::string size = number(width_) + "\" height=\"" + number(height_);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size +
         "\" viewBox=\"0 0 " + number(width_) + " " + number(height_) +
         "\" font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" fill=\"#222\">\n<title>" + escaped(title) +
         "</title>\n<rect width=\"" + size + "\" fill=\"#fff\"/>\n" + body_ + "</svg>\n";
}

std::string polygon_data(const std::vector<Place>& corners) {
  return corners.empty() ? std::string() : joined(corners) + "Z";
}

std::string polyline_data(const std::vector<Place>& points) { return joined(points); }

}  // namespace geq::plot
