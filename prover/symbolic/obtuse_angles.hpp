// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Assumptions dot(a, b) <= 0, also for all indices of a range: in the triangle with sides a, b and a - b the side
/// opposite the obtuse angle is the longest, so norm(b)^2 <= norm(a - b)^2. Two assumptions with a common vector are
/// added up first: dot(a, b) <= 0 and dot(c, -b) <= 0 say dot(a - c, b) <= 0. Those for all indices are replaced by
/// what they say of lengths; searches among inner products and iterations go on from there.
/// Source: R. T. Rockafellar, Convex Analysis (1970), section 31 (nearest points of convex sets).
/// Limits: inner products that are factors over the rationals as polynomials in the elements.
/// Cost: one factorisation for each assumption, few kernel steps for each fact added.
std::optional<Steps> obtuse_angles(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
