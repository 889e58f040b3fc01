// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Do the facts exclude every point, in a way that can be seen at once? Then a statement claims nothing.
///
/// Source: elimination of inequalities one unknown at a time (J. B. J. Fourier 1826, T. S. Motzkin 1936), every
/// monomial an unknown of its own, even ones known to be nonnegative; and Sturm's theorem where one variable occurs
/// alone. Complete for linear facts within the limit on rows; most other contradictions are not found.

#include <cstddef>
#include <optional>
#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::prover {

/// Indices of facts that no point satisfies together, none of which can be left out as far as this method sees; in
/// increasing order. None if no contradiction is found.
std::optional<std::vector<std::size_t>> contradiction_among(const std::vector<proofs::Fact>& facts);

}  // namespace geq::prover
