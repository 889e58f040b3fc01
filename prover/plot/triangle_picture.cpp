// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "prover/plot/mesh.hpp"
#include "prover/plot/picture.hpp"
#include "prover/plot/ramp.hpp"

namespace geq::plot {
namespace {

constexpr int mesh_count = 72;  // a multiple of 2, 3, 4, 6, 8 and 9
constexpr Place corner_a{90, 590}, corner_b{630, 590}, corner_c{360, 122.35};

Place at(double a, double b) {
  const double c = 1 - a - b;
  return {a * corner_a.x + b * corner_b.x + c * corner_c.x, a * corner_a.y + b * corner_b.y + c * corner_c.y};
}

class TrianglePicture {
 public:
  TrianglePicture(const std::string& title, const Difference& difference, const std::vector<Triangle>& cones)
      : difference_(difference),
        cones_(cones),
        mesh_(mesh_count,
              [&](double a, double b, double c) {
                return difference.at({a, b, c});
              }),
        svg_(empty_picture(title)) {}

  std::string draw(const std::string& title) {
    if (find_extremes()) {
      ramp_ = ramp_for(least_, greatest_);
      fill();
      find_zeros();
    }
    svg_.path(mesh_.without_value(at),
              "fill=\"" + std::string(outside_colour) + "\" stroke=\"" + outside_colour + "\" stroke-width=\"0.5\"");
    draw_cones();
    draw_frame();
    for (std::size_t i = 0; i < zeros_.size(); ++i) mark(at(zeros_[i].point[0], zeros_[i].point[1]), i);
    draw_legend();
    return svg_.document(title);
  }

 private:
  /// False if there are no values.
  bool find_extremes() {
    for (int i = 0; i <= mesh_count; ++i) {
      for (int j = 0; i + j <= mesh_count; ++j) {
        const double value = mesh_.value(i, j);
        if (std::isnan(value)) {
          has_gaps_ = true;
          continue;
        }
        if (!(value >= least_)) least_ = value, least_at_ = {i, j};
        if (!(value <= greatest_)) greatest_ = value, greatest_at_ = {i, j};
      }
    }
    // Rounding below zero is no value below zero.
    if (least_ < 0 && least_ > -1e-12 * greatest_) least_ = 0;
    return least_ <= greatest_;
  }

  void fill() {
    for (std::size_t i = 0; i < ramp_.colours.size(); ++i) {
      // The first and last colours take what rounding leaves outside.
      const double low = i == 0 ? -std::numeric_limits<double>::max() : ramp_.levels[i];
      const double high = i + 1 == ramp_.colours.size() ? std::numeric_limits<double>::max() : ramp_.levels[i + 1];
      const std::string colour = ramp_.colours[i];
      std::string style = "fill=\"";
      style.append(colour).append("\" stroke=\"").append(colour);
      style.append("\" stroke-width=\"0.6\" stroke-linejoin=\"round\"");
      svg_.path(mesh_.between(low, high, at), style);
    }
    if (least_ >= 0) return;
    svg_.path(mesh_.between(-std::numeric_limits<double>::max(), 0, at), "fill=\"url(#hatch)\" stroke=\"none\"");
    svg_.path(mesh_.contour(0, at), "fill=\"none\" stroke=\"#111\" stroke-width=\"2\" stroke-linecap=\"round\"");
  }

  void find_zeros() {
    const double scale = std::max(std::fabs(least_), std::fabs(greatest_));
    const auto place = [](const std::vector<double>& p) {
      const double c = 1 - p[0] - p[1];
      const bool is_inside = p[0] >= -1e-12 && p[1] >= -1e-12 && c >= -1e-12;
      return is_inside ? std::vector<double>{std::max(p[0], 0.0), std::max(p[1], 0.0), std::max(c, 0.0)}
                       : std::vector<double>(3, std::nan(""));
    };
    for (int i = 0; i <= mesh_count; ++i) {
      for (int j = 0; i + j <= mesh_count; ++j) {
        if (!mesh_.is_local_minimum(i, j) || mesh_.value(i, j) < -1e-12 * scale) continue;
        const std::vector<double> start{double(i) / mesh_count, double(j) / mesh_count};
        auto zero = zero_near(difference_, start, place, 0.5 / mesh_count, scale);
        if (!zero || std::hypot(zero->point[0] - start[0], zero->point[1] - start[1]) > 3.0 / mesh_count) continue;
        zeros_.push_back(std::move(*zero));
      }
    }
    drop_repetitions(zeros_, 1.2 / mesh_count);
  }

  /// The number stands towards the middle, where no label of an edge is.
  void mark(Place place, std::size_t i) {
    const Place middle = at(1.0 / 3, 1.0 / 3);
    const double distance = std::hypot(middle.x - place.x, middle.y - place.y);
    const Place shift = distance < 30
                            ? Place{12, -10}
                            : Place{17 * (middle.x - place.x) / distance, 17 * (middle.y - place.y) / distance};
    mark_zero(svg_, place, shift, i, zeros_.size());
  }

  void draw_cones() {
    std::string data;
    for (const Triangle& cone : cones_) {
      std::vector<Place> corners;
      for (const Corner& corner : cone) corners.push_back(at(corner[0], corner[1]));
      data += polygon_data(corners);
    }
    svg_.path(data, "fill=\"none\" stroke=\"#fff\" stroke-width=\"2.6\" stroke-linejoin=\"round\"");
    svg_.path(data, "fill=\"none\" stroke=\"#b3006b\" stroke-width=\"1.2\" stroke-linejoin=\"round\"");
  }

  void draw_frame() {
    svg_.path(polygon_data({corner_a, corner_b, corner_c}), "fill=\"none\" stroke=\"#222\" stroke-width=\"1.5\"");
    const auto& names = difference_.free();
    svg_.text({corner_a.x - 14, corner_a.y + 26}, names[0] + " = 1", "middle", 14);
    svg_.text({corner_b.x + 14, corner_b.y + 26}, names[1] + " = 1", "middle", 14);
    svg_.text({corner_c.x, corner_c.y - 12}, names[2] + " = 1", "middle", 14);
    for (const double t : {0.25, 0.5, 0.75}) {
      tick(at(1 - t, t), {0, 1}, t, "middle", {0, 20});
      tick(at(0, 1 - t), {0.866, -0.5}, t, "start", {12, -2});
      tick(at(t, 0), {-0.866, -0.5}, t, "end", {-12, -2});
    }
    svg_.text({360, 634}, names[1] + ", where " + names[2] + " = 0", "middle", 13, "fill=\"#555\"");
    svg_.text({0, 0}, names[2] + ", where " + names[0] + " = 0", "middle", 13,
              "fill=\"#555\" transform=\"translate(553 327) rotate(60)\"");
    svg_.text({0, 0}, names[0] + ", where " + names[1] + " = 0", "middle", 13,
              "fill=\"#555\" transform=\"translate(167 327) rotate(-60)\"");
  }

  void tick(Place from, Place direction, double value, const char* anchor, Place shift) {
    svg_.line(from, {from.x + 6 * direction.x, from.y + 6 * direction.y}, "stroke=\"#222\" stroke-width=\"1.2\"");
    svg_.text({from.x + shift.x, from.y + shift.y}, number(value), anchor, 12);
  }

  void draw_legend() {
    const auto& names = difference_.free();
    const bool has_values = !ramp_.colours.empty();
    Legend legend(svg_, 104);
    legend.heading("Value where " + names[0] + " + " + names[1] + " + " + names[2] + " = 1");
    constexpr double height = 19;
    const double top = 124;
    const std::size_t count = ramp_.colours.size();
    for (std::size_t i = 0; i < count; ++i) {
      const double y = top + height * static_cast<double>(count - 1 - i);
      svg_.rectangle({legend_left, y}, 26, height, "fill=\"" + ramp_.colours[i] + "\" stroke=\"none\"");
      if (ramp_.levels[i + 1] <= 0)
        svg_.rectangle({legend_left, y}, 26, height, "fill=\"url(#hatch)\" stroke=\"none\"");
    }
    for (std::size_t i = 0; has_values && i < ramp_.levels.size(); ++i) {
      const double y = top + height * static_cast<double>(count - i);
      svg_.line({legend_left + 26, y}, {legend_left + 31, y}, "stroke=\"#222\" stroke-width=\"1\"");
      svg_.text({legend_left + 36, y + 4}, short_number(ramp_.levels[i]), "start", 12);
    }
    Legend rest(svg_, top + height * static_cast<double>(count) + 28);
    if (has_values) {
      rest.sample("least sample ", difference_, point(least_at_), least_);
      rest.sample("greatest sample ", difference_, point(greatest_at_), greatest_);
    }
    if (least_ < 0) rest.swatch("fill=\"url(#hatch)\" stroke=\"#111\" stroke-width=\"1.5\"", "below zero");
    if (has_gaps_)
      rest.swatch("fill=\"" + std::string(outside_colour) + "\" stroke=\"#999\" stroke-width=\"0.8\"",
                  "outside, or not defined");
    if (!cones_.empty()) rest.swatch("fill=\"#fff\" stroke=\"#b3006b\" stroke-width=\"1.4\"", "cones of the proof");
    rest.zeros(zeros_, names, true);
  }

  static std::vector<proofs::Rational> point(std::pair<int, int> place) {
    const auto part = [](int count) { return proofs::Rational(count) / mesh_count; };
    return {part(place.first), part(place.second), part(mesh_count - place.first - place.second)};
  }

  const Difference& difference_;
  const std::vector<Triangle>& cones_;
  Mesh mesh_;
  Svg svg_;
  Ramp ramp_;
  std::vector<Zero> zeros_;
  double least_ = std::nan(""), greatest_ = std::nan("");
  std::pair<int, int> least_at_, greatest_at_;
  bool has_gaps_ = false;
};

}  // namespace

std::string triangle_picture(const std::string& title, const Difference& difference,
                             const std::vector<Triangle>& cones) {
  return TrianglePicture(title, difference, cones).draw(title);
}

}  // namespace geq::plot
