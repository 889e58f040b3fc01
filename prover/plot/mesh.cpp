// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/mesh.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geq::plot {

namespace {

/// The part of the polygon where sign * (value - level) >= 0.
template <class Corner>
std::vector<Corner> clipped(const std::vector<Corner>& polygon, double level, double sign) {
  std::vector<Corner> result;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Corner& here = polygon[i];
    const Corner& next = polygon[(i + 1) % polygon.size()];
    const double at_here = sign * (here.value - level);
    const double at_next = sign * (next.value - level);
    if (at_here >= 0) result.push_back(here);
    if ((at_here >= 0) != (at_next >= 0)) {
      const double share = at_here / (at_here - at_next);
      result.push_back({here.a + share * (next.a - here.a), here.b + share * (next.b - here.b), level});
    }
  }
  return result;
}

template <class Corner>
std::string drawn(const std::vector<Corner>& polygon, const std::function<Place(double, double)>& draw) {
  if (polygon.size() < 3) return {};
  std::vector<Place> places;
  places.reserve(polygon.size());
  for (const Corner& corner : polygon) places.push_back(draw(corner.a, corner.b));
  return polygon_data(places);
}

}  // namespace

Mesh::Mesh(int count, const std::function<double(double, double, double)>& value) : count_(count) {
  for (int i = 0; i <= count; ++i) {
    for (int j = 0; i + j <= count; ++j)
      values_.push_back(value(double(i) / count, double(j) / count, double(count - i - j) / count));
  }
}

std::size_t Mesh::place(int i, int j) const {
  const long row = i, all = count_;
  return static_cast<std::size_t>(row * (all + 1) - row * (row - 1) / 2 + j);
}

Mesh::Corner Mesh::corner(int i, int j) const { return {double(i) / count_, double(j) / count_, value(i, j)}; }

bool Mesh::is_local_minimum(int i, int j) const {
  const double here = value(i, j);
  if (std::isnan(here)) return false;
  for (const auto& [di, dj] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, -1}, {-1, 1}}) {
    const int ni = i + di, nj = j + dj;
    if (ni < 0 || nj < 0 || ni + nj > count_) continue;
    if (value(ni, nj) < here) return false;
  }
  return true;
}

void Mesh::for_triangles(int row, const std::function<void(const std::vector<Corner>&)>& look) const {
  for (int j = 0; row + j < count_; ++j) {
    look({corner(row, j), corner(row, j + 1), corner(row + 1, j)});
    if (row + j + 1 < count_) look({corner(row, j + 1), corner(row + 1, j + 1), corner(row + 1, j)});
  }
}

std::string Mesh::between(double low, double high, const std::function<Place(double, double)>& draw) const {
  std::string data;
  for (int row = 0; row < count_; ++row) {
    std::vector<Corner> lower, upper;  // of the run of whole triangles
    const auto end_run = [&] {
      lower.insert(lower.end(), upper.rbegin(), upper.rend());
      data += drawn(lower, draw);
      lower.clear();
      upper.clear();
    };
    for_triangles(row, [&](const std::vector<Corner>& triangle) {
      const bool is_defined =
          std::none_of(triangle.begin(), triangle.end(), [](const Corner& c) { return std::isnan(c.value); });
      const bool is_whole = is_defined && std::all_of(triangle.begin(), triangle.end(), [&](const Corner& c) {
                              return c.value >= low && c.value < high;
                            });
      if (!is_whole) {
        end_run();
        if (is_defined) data += drawn(clipped(clipped(triangle, low, 1), high, -1), draw);
        return;
      }
      for (const Corner& c : triangle) {
        std::vector<Corner>& side = std::lround(c.a * count_) == row ? lower : upper;
        const bool is_new = std::none_of(side.begin(), side.end(), [&](const Corner& other) { return other.b == c.b; });
        if (is_new) side.push_back(c);
      }
      for (std::vector<Corner>* side : {&lower, &upper})
        std::sort(side->begin(), side->end(), [](const Corner& x, const Corner& y) { return x.b < y.b; });
    });
    end_run();
  }
  return data;
}

std::string Mesh::without_value(const std::function<Place(double, double)>& draw) const {
  std::string data;
  for (int row = 0; row < count_; ++row) {
    for_triangles(row, [&](const std::vector<Corner>& triangle) {
      if (std::any_of(triangle.begin(), triangle.end(), [](const Corner& c) { return std::isnan(c.value); }))
        data += drawn(triangle, draw);
    });
  }
  return data;
}

std::string Mesh::contour(double level, const std::function<Place(double, double)>& draw) const {
  std::string data;
  for (int row = 0; row < count_; ++row) {
    for_triangles(row, [&](const std::vector<Corner>& triangle) {
      std::vector<Place> ends;
      for (std::size_t i = 0; i < 3; ++i) {
        const Corner& here = triangle[i];
        const Corner& next = triangle[(i + 1) % 3];
        if (std::isnan(here.value) || std::isnan(next.value) || (here.value < level) == (next.value < level)) continue;
        const double share = (level - here.value) / (next.value - here.value);
        ends.push_back(draw(here.a + share * (next.a - here.a), here.b + share * (next.b - here.b)));
      }
      if (ends.size() == 2) data += polyline_data(ends);
    });
  }
  return data;
}

}  // namespace geq::plot
