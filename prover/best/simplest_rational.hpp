// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The rational number with the least denominator in an interval, by the Stern-Brocot tree (R. Graham, D. Knuth,
/// O. Patashnik, Concrete Mathematics, section 4.5).

#include "proofs/kernel/rational.hpp"

namespace geq::prover {

/// low <= result <= high (`simplest_between` of refutation/fractions.hpp excludes the ends); among those with the least
/// denominator the one closest to zero. Throws std::invalid_argument when low > high. Cost: the continued fraction of
/// the ends.
proofs::Rational simplest_within(const proofs::Rational& low, const proofs::Rational& high);

/// Exactly this double. Throws std::invalid_argument when it is not finite.
proofs::Rational exactly(double value);

/// A rational with a small denominator within `tolerance`.
proofs::Rational simplest_near(double value, double tolerance);

}  // namespace geq::prover
