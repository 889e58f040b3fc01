// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// T + U >= M for products T, U, M of powers whose exponents may be parameters: the weighted inequality of the means
/// with its greatest constant, such as 1 + X >= t^-t (1 - t)^(t - 1) X^t. With weights N/D and N'/D, N + N' = D, that
/// make the exponents agree, the tangents of log at (T + U)/D, taken at T/N and U/N', contradict M > T + U. A quotient
/// M/(T + U) against K comes to this with K T + K U. Only the greatest constant itself is found.
/// Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), sections 2.5 and 2.14.
std::optional<Steps> symbolic_mean(const proofs::Sequent& sequent, const Origin& origin, Search& search);

}  // namespace geq::prover
