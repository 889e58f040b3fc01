// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "proofs/render/narrative.hpp"

namespace geq::render {

/// Steps one after another that only name roots (p = sqrt(a)) and put them in (a = p^2) become one step: what roots
/// are, all names, all values, and what the goal has become in the end.
void join_renamings(std::vector<Item>& items);

}  // namespace geq::render
