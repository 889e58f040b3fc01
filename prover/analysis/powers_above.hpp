// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// c u^v + R >= 0 for a number c > 0, where R has exponentials: with t = 1 - u, u^v is at least exp(w) for w = -v (t +
/// t^2) (where t <= 1/2) or w = v (1 - 1/u), and exp(w) lies above its tangent at the argument of an exponential of R.
/// Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), section 4.2.
std::optional<Steps> power_above_exponential(const proofs::Sequent& sequent, const proofs::Atom& power,
                                             const Origin& origin, Search& search);

}  // namespace geq::prover
