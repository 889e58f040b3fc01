// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "proofs/kernel/step.hpp"

namespace geq::proofs {

/// "a b c; 0 3; 1/2: 1 2 3; 2: 1": the variables, the facts, the columns. Throws Bad (certificate_words.hpp).
PlaneCells plane_cells(std::string_view data);

}  // namespace geq::proofs
