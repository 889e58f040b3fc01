// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Sums of one function of the elements of a sequence whose sum is known: the function lies above (or below) its
/// tangent at the mean of the elements, which is shown for one index and added up; then every sum is a variable.
/// Source: J. M. Steele, The Cauchy-Schwarz Master Class (2004), chapter 6; the tangent line trick.
/// Limits: one range at a time; the tangent must lie on one side wherever the facts let the element be.
std::optional<Steps> mean_tangents(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
