// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// The inequalities of Hoelder and Jensen for sums of any length, with whole exponents: sum(z) <= product of
/// sum(u_l)^(a_l/q) where z^q = product of u_l^(a_l) and the a_l, which are positive, add up to q; and sum(z) <=
/// sum(u)^(r/p) where z^p = u^r and r >= p. Sums of the goal are z and u; their roots are those of the goal, or new.
/// Then the goal from these, or from powers of both sides: with (x + y)^p multiplied out that is the inequality of
/// Minkowski. Source: G. H. Hardy, J. E. Littlewood, G. Polya, Inequalities, sections 2.7 to 2.11. Limits: z and u are
/// products of powers of what is known to be nonnegative; three sums u; exponents up to 8.
std::optional<Steps> by_hoelder_of_sums(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
