// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A statement as a picture: an SVG document, the same for the same statement.
///
/// Three variables, homogeneous: the simplex where they add up to 1, coloured by value (triangle_picture.cpp). Two
/// variables, homogeneous: the segment where they add up to 1, or half a circle of directions where they may be
/// negative; one variable: its domain, or a part of it (line_picture.cpp). Integrals with
/// one parameter, and sequences of functions, as curves (curves.cpp). Variables that equations give do not count.
/// Pictures decide nothing: values are floating point, and what lies between two samples is not seen.

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "proofs/kernel/statement.hpp"
#include "prover/plot/difference.hpp"
#include "prover/plot/proof_cones.hpp"
#include "prover/plot/svg.hpp"
#include "prover/plot/zeros.hpp"

namespace geq::plot {

struct NoPicture {
  std::string reason;
};

/// `cones` are drawn on the simplex; elsewhere they are left out.
std::variant<std::string, NoPicture> picture(const proofs::Statement& statement, const std::vector<Triangle>& cones);

// The parts of a picture.

inline constexpr double picture_width = 960;
inline constexpr double picture_height = 660;
inline constexpr double legend_left = 690;

std::string triangle_picture(const std::string& title, const Difference& difference,
                             const std::vector<Triangle>& cones);

/// What is drawn along a line.
struct LineView {
  double from, to;
  std::function<std::vector<double>(double)> place;  ///< the free variables
  std::string axis;
  bool is_angle;
};
std::string line_picture(const std::string& title, const Difference& difference, const LineView& view);

/// The heading, the definition of the hatching, and nothing else.
inline constexpr const char* difference_of_sides =
    "greater side minus smaller side: the statement says that it is never below zero";
Svg empty_picture(const std::string& title, const std::string& meaning = difference_of_sides);

/// 1, 2 or 5 times a power of ten, so that about `wanted` steps fill the range.
double tick_step(double range, int wanted);

/// Lines of text with a mark before them, from the top down.
class Legend {
 public:
  Legend(Svg& svg, double top) : svg_(svg), y_(top) {}

  void heading(const std::string& words);
  /// Long lines are broken.
  void words(const std::string& words);
  void swatch(std::string_view style, const std::string& words);
  void zeros(const std::vector<Zero>& zeros, const std::vector<std::string>& names, bool is_ratio);
  /// The value at a sample, exactly if that is short.
  void sample(const std::string& what, const Difference& difference, const std::vector<proofs::Rational>& point,
              double value);

 private:
  Svg& svg_;
  double y_;
};

/// More zeros than this are dots without numbers: they fill lines.
inline constexpr std::size_t most_numbered = 8;
/// `shift`: where the number stands, from the mark.
void mark_zero(Svg& svg, Place at, Place shift, std::size_t index, std::size_t count);

}  // namespace geq::plot
