// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The values of a refutation, as exactly as they can be printed.

#include <string>
#include <vector>

#include "proofs/kernel/check.hpp"
#include "proofs/kernel/enclosure.hpp"
#include "proofs/render/narrative.hpp"

namespace geq::render {

/// A rational number; or the digits that are certain followed by "...", also of a rational number of more than forty
/// digits.
struct Value {
  Formula formula;
  bool irrational;  ///< known to be
};

/// The sentences that state a refutation. The point has been accepted by the kernel.
std::vector<Sentence> counterexample(const proofs::Statement& statement, const proofs::Refutation& refutation);

std::optional<Value> value_at(const proofs::Term& term, const proofs::AlgebraicPoint& point, unsigned long digits);

/// The value at the point with about `digits` digits if it is not rational. None if it cannot be enclosed.
std::optional<Value> value_at(const proofs::Term& term, const proofs::Point& point, unsigned long digits);

}  // namespace geq::render
