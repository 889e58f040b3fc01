// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sums that rotating the variables does not change, written as one term: (a-b)^2 + (b-c)^2 + (c-a)^2 as
/// cyc(a, b, c: (a - b)^2).

#include <string>
#include <vector>

#include "proofs/render/formula.hpp"

namespace geq::render {

inline constexpr std::size_t max_folded_summands = 200;  ///< more are left as they are

/// A summand as it is read, and what it is.
struct Summand {
  proofs::Term term;
  proofs::ExactPolynomial value;
};

/// The sum of the summands: first those that form cycles under the rotation of `variables` (three or more), one term
/// for each cycle, then the others in their order. Empty if there is no cycle.
/// Cost: quadratic in the number of summands, for each rotation.
Formula with_cyclic_sums(const std::vector<Summand>& summands, const std::vector<std::string>& variables);

}  // namespace geq::render
