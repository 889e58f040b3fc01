// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Products of exponentials as one, as the table of integrals has them: cosh(a x) exp(-x^2) as half of
/// exp(a x - x^2) + exp(-a x - x^2).

#include <optional>

#include "proofs/kernel/polynomial.hpp"

namespace geq::prover {

/// The polynomial with hyperbolic cosines and products of exponentials so written, which has the same values; none if
/// that changes nothing.
std::optional<proofs::ExactPolynomial> with_merged_exponentials(const proofs::ExactPolynomial& polynomial);

}  // namespace geq::prover
