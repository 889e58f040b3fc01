// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prover/search.hpp"

namespace geq::prover {

/// k (A + B z^q) >= C z^p with a root k of a rational number, such as 27^(1/4): the inequality of the weighted means
/// with the greatest constant, which is irrational in general. Denominators are multiplied out, and roots of variables
/// become variables first. As the rule of means takes rational coefficients only, each term is multiplied by a power
/// of k^q / kappa = 1 so that the powers of k agree as those of z do.
/// Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), section 2.5.
std::optional<Steps> sharp_mean(const proofs::Sequent& sequent, const Origin& origin, Search& search);

/// The same as a strategy, for goals in which a root of a number stands: others are left to the inequality of the means
/// with rational coefficients.
std::optional<Steps> sharp_means(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
