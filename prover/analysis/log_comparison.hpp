// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Two products of exponentials, roots and powers, one of which is said to be the greater: the sum of their logarithms'
/// terms is (log(P) - log(Q))/m + U, which is at most (P/Q - 1)/m + U. It finds the greatest value of
/// sqrt(pi/p) exp(u(p)) where the place of the greatest value is known from the other side.
///
/// Source: the tangent of log at 1; the same as exp(z - 1) >= z. Limits: m is tried up to four times the least one for
/// which P and Q have whole exponents. Cost: a few small searches for what is left without logarithms.

#include "prover/search.hpp"

namespace geq::prover {

std::optional<Steps> compare_logarithms(const proofs::Sequent& sequent, const Origin& origin, Search& search);

}  // namespace geq::prover
