// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Bounds of variables by numbers, from linear facts.

#include <map>
#include <string>

#include "prover/reductions/derivation.hpp"

namespace geq::prover {

/// A fact scale * (x - at) >= 0, or scale * (at - x) >= 0.
struct Bound {
  proofs::Rational at;
  proofs::Rational scale;
  std::size_t fact;
};

struct Side {
  std::optional<Bound> lower, upper;
};
using Box = std::map<std::string, Side>;

/// ">= 0" or "> 0".
bool has_sign(const proofs::Fact& fact);

/// c * product of powers of facts.
proofs::Combination::Summand product(const proofs::Rational& c,
                                     std::vector<std::pair<std::size_t, std::uint32_t>> facts);

/// The bounds that facts in a single variable give.
Box direct_bounds(const proofs::Sequent& sequent);

/// The box that the facts give. A variable without a bound of its own has it from linear facts that tie it to others;
/// such bounds are added to the facts.
Box box_of(Derivation& way);

}  // namespace geq::prover
