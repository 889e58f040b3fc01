// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/reductions/derivation.hpp"

namespace geq::prover {

/// An equation p = c r with a number c and a root r that occurs nowhere else (a + b + c = 4 root(3, a b c)) becomes
/// p^k = c^k u, and p/c >= 0 where that is known of r; none if there are none. For odd k nothing is lost. Commits.
std::optional<Derivation> raise_root_equations(const proofs::Sequent& sequent, const Origin& origin);

}  // namespace geq::prover
