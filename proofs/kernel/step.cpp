// What every holder of steps would otherwise instantiate for itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/step.hpp"

namespace geq::proofs {

Step::Step(const Step& other) = default;
Step::Step(Step&& other) noexcept = default;
Step& Step::operator=(const Step& other) = default;
Step& Step::operator=(Step&& other) noexcept = default;
Step::~Step() = default;

}  // namespace geq::proofs
