// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Points at which a difference touches zero, to be marked.

#include <functional>
#include <string>
#include <vector>

#include "prover/plot/difference.hpp"

namespace geq::plot {

struct Zero {
  std::vector<double> point;        ///< the parameters of the picture
  std::vector<std::string> labels;  ///< of the free variables: "1/2", or "0.3473..." where it is only near
};

/// Goes down from `start` in the parameters of the picture and tells where it arrives, if the value there is zero:
/// exactly at a rational point near by, or as far as floating point tells. `place` gives the free variables; `scale` is
/// the size of the values in the picture.
std::optional<Zero> zero_near(const Difference& difference, std::vector<double> start,
                              const std::function<std::vector<double>(const std::vector<double>&)>& place, double step,
                              double scale);

/// Drops zeros closer than `distance` to an earlier one.
void drop_repetitions(std::vector<Zero>& zeros, double distance);

}  // namespace geq::plot
