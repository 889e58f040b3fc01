// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The standard triangle { (a, b, c) : a, b, c >= 0, a + b + c = 1 }, cut into small triangles with values at the
/// corners, and the regions between two levels.

#include <functional>
#include <string>
#include <vector>

#include "prover/plot/svg.hpp"

namespace geq::plot {

class Mesh {
 public:
  /// Corners at multiples of 1/count; `value` may be NaN.
  Mesh(int count, const std::function<double(double, double, double)>& value);

  int count() const noexcept { return count_; }
  /// At a = i/count, b = j/count.
  double value(int i, int j) const { return values_[place(i, j)]; }

  /// Corner i, j is below none of its neighbours in the mesh.
  bool is_local_minimum(int i, int j) const;

  /// Where low <= value < high, by linear interpolation, as path data. `draw` maps (a, b) to the picture. Neighbouring
  /// triangles that lie inside as a whole are drawn as one.
  std::string between(double low, double high, const std::function<Place(double, double)>& draw) const;
  /// Where there are no values.
  std::string without_value(const std::function<Place(double, double)>& draw) const;
  /// The line on which the value is `level`.
  std::string contour(double level, const std::function<Place(double, double)>& draw) const;

 private:
  struct Corner {
    double a, b, value;
  };
  std::size_t place(int i, int j) const;
  Corner corner(int i, int j) const;
  /// The triangles of the row between a = i/count and a = (i + 1)/count, in order, as triples of corners.
  void for_triangles(int row, const std::function<void(const std::vector<Corner>&)>& look) const;

  int count_;
  std::vector<double> values_;
};

}  // namespace geq::plot
