// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// Integrals: their existence by Gaussian and other bounds; their values by the Gaussian integral and by
/// antiderivatives; bounds below by Jensen's inequality for exp with a Gaussian weight, of which the mean and the rate
/// are read off the goal or chosen by trial; comparison of integrands. Then limits, by leading terms and between
/// bounds. Sources: R. P. Feynman, A. R. Hibbs, Quantum Mechanics and Path Integrals (1965), chapter 11 (the
/// variational bound); W. Rudin, Real and Complex Analysis (1987), chapters 1 and 7.
std::optional<Steps> integrals_and_limits(const proofs::Sequent&, const Origin&, Effort, Search&);

/// The goal's polynomial with values in place of its integrals and limits; none where one has none that is found.
std::optional<proofs::ExactPolynomial> with_values(const proofs::Sequent&, const Origin&, Search&);

}  // namespace geq::prover
