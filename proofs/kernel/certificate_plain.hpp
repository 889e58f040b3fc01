// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a certificate says without polynomials: steps, and lines of a cone tree. Each function throws Bad
/// (certificate_words.hpp) for what it cannot read.

#include <string_view>

#include "proofs/kernel/step.hpp"

namespace geq::proofs {

/// "a b c; 0 3; 1/2: 1 2 3; 2: 1": the variables, the facts, the columns.
PlaneCells plane_cells(std::string_view data);
/// "2; a b c d": how many values, the variables.
HalfDegree half_degree(std::string_view data);
/// "leaf", "open", "split 1 1 0" or "same 3; 1 0 2".
ConeNode cone_node(std::string_view line);

}  // namespace geq::proofs
