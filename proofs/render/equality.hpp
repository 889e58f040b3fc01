// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Where a proved inequality f >= 0 is an equation, read off its proof.
///
/// Every rule that closes a branch says where its goal vanishes (a sum of nonnegative terms, a polynomial in one
/// variable, a form on a cone); the steps before it carry those points back to the variables of the statement. Points
/// that the domain or an assumption excludes are dropped, and every family that remains is evaluated in the statement
/// itself. What cannot be solved exactly makes the answer incomplete: then small points are tried as well, and the
/// report says that there may be others.
/// Cost: for trees of cones, one look at every leaf; otherwise small.

#include <optional>
#include <string>
#include <vector>

#include "proofs/render/narrative.hpp"
#include "proofs/render/trace.hpp"
#include "proofs/render/zeros.hpp"

namespace geq::render {

struct EqualityCases {
  std::vector<std::string> variables;  ///< of the statement
  std::vector<proofs::Fact> facts;     ///< hypotheses and conditions
  Zeros zeros;
  bool at_origin = false;  ///< equality where all variables are 0, and nowhere else
};

/// For the goal of that number. None if it is not of the form f >= 0.
std::optional<EqualityCases> equality_of(const proofs::Statement& statement, const Trace& trace, std::size_t goal);

/// In words, f being called `name`.
Equality describe(const EqualityCases& cases, const std::string& name);

/// The zeros of the goal of every node of the trace, as families over its variables.
std::vector<Zeros> zeros_of_nodes(const Trace& trace);

/// All points: a parameter for each variable.
Family everything(const proofs::Sequent& sequent);

/// The zeros of a form on its cones.
Zeros zeros_of_cones(const proofs::Cones& step, const proofs::Sequent& sequent, const std::vector<Zeros>& open);

}  // namespace geq::render
