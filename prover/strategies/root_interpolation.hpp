// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What to compare roots with where equality holds at several points: s = N/D with sqrt(u) = s at all of them, and near
/// sqrt(u) elsewhere in the sense of least squares.
///
/// Untrusted: the points and the least squares are floating point; that the comparison helps is proved elsewhere.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using ExactPoint = std::map<std::string, proofs::Rational>;

/// Points at which the goal vanishes and the facts hold: multiples of vectors of the whole numbers 0, ..., 4, scaled to
/// the equations of the sequent where these are forms of constant value. At most `most`; none for more than 4
/// variables.
std::vector<ExactPoint> zeros_of_goal(const proofs::Sequent& sequent, std::size_t most);

/// How N/D is chosen: D is 1 or the sum of the variables; the coefficients that the zeros leave free are rounded to
/// multiples of 1/grid.
struct InterpolationChoice {
  bool over_sum;
  long grid;
};
const std::vector<InterpolationChoice>& interpolation_choices();

/// For the root of u with the given factor in the goal; zeros where the factor vanishes do not count. None where the
/// values at the zeros have no common radical or are no values of such an N/D, or u is not polynomial.
std::optional<RootMultiplier> interpolated_multiplier(
    const InterpolationChoice& choice, const proofs::ExactPolynomial& u, const proofs::ExactPolynomial& factor,
    const std::vector<std::string>& names, const std::vector<ExactPoint>& zeros, const SamplePoints& samples);

}  // namespace geq::prover
