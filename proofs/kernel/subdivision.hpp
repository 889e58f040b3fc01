// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Polynomials over atoms on boxes: what the rule Subdivide checks on every part.

#include <optional>

#include "proofs/kernel/enclosure.hpp"
#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

/// The values of the polynomial at all points of the box. None where some function is not defined on all of the box, or
/// that cannot be seen. Throws LimitExceeded.
std::optional<Enclosure> enclose(const ExactPolynomial& polynomial, const Box& box, unsigned long bits);

/// An interval with rational ends for every variable of the goal, from the facts c x + d (>=, >, =) 0 and
/// d - c abs(x) >= 0 with numbers c and d without variables, such as pi/2. None when some variable is not bounded so on
/// both sides.
std::optional<Box> box_of(const Sequent& sequent);

/// The enclosure of the polynomial on the box shows the sign.
bool is_seen_on(const Box& box, const Fact& goal);

/// The two halves of the box in this direction, which it has.
std::pair<Box, Box> halves(const Box& box, const std::string& variable);

}  // namespace geq::proofs
