// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Levels and their colours: blue above zero, orange below, pale near zero, darker away from it. Blue and orange are
/// told apart by people who do not see red or green, and the shades by people who see no colours.

#include <string>
#include <vector>

namespace geq::plot {

/// The values between levels[i] and levels[i + 1] have one colour.
struct Ramp {
  std::vector<double> levels;        ///< strictly increasing; zero is one of them
  std::vector<std::string> colours;  ///< one fewer
};

/// Levels grow with the square of their number, so that the neighbourhood of zero shows.
Ramp ramp_for(double least, double greatest);

inline constexpr const char* outside_colour = "#e4e4e4";

}  // namespace geq::plot
