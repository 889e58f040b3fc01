// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The facts that steps of a proof name by their numbers.

#include <cstddef>
#include <functional>
#include <vector>

#include "proofs/kernel/step.hpp"

namespace geq::prover {

/// Calls `use` with every number of a fact in the step.
void for_each_fact_number(proofs::Step& step, const std::function<void(std::size_t&)>& use);

/// The facts that the step needs; not those that it forgets.
std::vector<std::size_t> facts_needed(proofs::Step step);

}  // namespace geq::prover
