// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Simplicial cones { V t : t >= 0 } in words: which comparisons of the coordinates describe them.

#include <optional>
#include <string>
#include <vector>

#include "proofs/render/formula.hpp"

namespace geq::render {

/// The place of the only entry that is not zero, if it is 1.
std::optional<std::size_t> lone_unit(const std::vector<proofs::Rational>& row);

/// The inequalities of the cone's facets, beyond those of the orthant: "a <= b <= c" for the cone of an order. Empty
/// when the matrix is singular or an inequality has more than `max_facet_terms` terms. Rows of the matrix are
/// coordinates.
Formula region_of(const Matrix& matrix, const std::vector<std::string>& names);

inline constexpr std::size_t max_facet_terms = 4;

/// The inverse by Gauss and Jordan; none for a singular matrix.
std::optional<std::vector<std::vector<proofs::Rational>>> inverse(std::vector<std::vector<proofs::Rational>> matrix);

}  // namespace geq::render
