// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/plot/ramp.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geq::plot {
namespace {

struct Colour {
  double red, green, blue;
};

std::string mixed(const Colour& from, const Colour& to, double share) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text = "#";
  for (const double value : {from.red + share * (to.red - from.red), from.green + share * (to.green - from.green),
                             from.blue + share * (to.blue - from.blue)}) {
    const auto byte = static_cast<unsigned>(std::lround(std::clamp(value, 0.0, 255.0)));
    text += {digits[byte >> 4], digits[byte & 15]};
  }
  return text;
}

constexpr Colour pale_blue{235, 243, 251}, dark_blue{8, 64, 129};
constexpr Colour pale_orange{254, 230, 206}, dark_orange{230, 110, 20};

}  // namespace

Ramp ramp_for(double least, double greatest) {
  constexpr int above = 8, below = 4;
  Ramp ramp;
  if (!(greatest > least)) greatest = least + std::max(std::fabs(least), 1.0) * 1e-3;
  if (least < 0) {
    for (int i = below; i > 0; --i) {
      ramp.levels.push_back(least * i * i / (below * below));
      ramp.colours.push_back(mixed(pale_orange, dark_orange, (i - 1.0) / (below - 1)));
    }
  }
  ramp.levels.push_back(0);
  if (greatest > 0) {
    for (int i = 1; i <= above; ++i) {
      ramp.levels.push_back(greatest * i * i / (above * above));
      ramp.colours.push_back(mixed(pale_blue, dark_blue, (i - 1.0) / (above - 1)));
    }
  }
  return ramp;
}

}  // namespace geq::plot
