// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// A statement of which another one is the case that a new variable, an integer, is a number.
struct LongerStatement {
  proofs::Statement statement;
  std::string variable;
  proofs::Rational length;
};

/// With a variable for the length of a declared sequence or vector, in all ranges of that length; perhaps also where
/// else the number stands, or its square, or the number before it. Some are false. None without such a length.
std::vector<LongerStatement> for_any_length(const proofs::Statement&);

/// A goal of a statement about sequences of known length, by one about sequences of any length: for a search that is at
/// its start. Source for the idea: G. Polya, How to Solve It (1945), "inventor's paradox".
std::optional<Steps> any_length(const proofs::Sequent&, const Origin&, Effort, Search&);

}  // namespace geq::prover
