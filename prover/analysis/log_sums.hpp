// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proofs/kernel/polynomial.hpp"

namespace geq::prover {

/// Two bounds of a body c log(exp(m g_1) + ... + exp(m g_n)) + r, in which the g_i do not mention the variable: with
/// the greatest of them, c m max(g) + r, and this with c log(n) added. They hold where c and m are positive. Sums over
/// a range as well. None where the body is something else. Source: log-sum-exp between the maximum and the maximum and
/// log(n), S. Boyd, L. Vandenberghe, Convex Optimization (2004), section 3.1.5.
struct LogSumBounds {
  proofs::ExactPolynomial lower, upper;
};
std::optional<LogSumBounds> log_sum_bounds(const proofs::ExactPolynomial& body, const std::string& variable);

}  // namespace geq::prover
