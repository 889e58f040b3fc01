// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a certificate says mostly without polynomials: steps, and lines of a cone tree. Each function throws Bad
/// (certificate_words.hpp) for what it cannot read.

#include <functional>
#include <string_view>

#include "proofs/kernel/step.hpp"

namespace geq::proofs {

/// "b; (a b c)(d e)": the variable that is the smallest, the symmetries as cycles.
Smallest smallest(std::string_view data);
/// "positive squared": how denominators become positive.
Clear clear(std::string_view data);
/// "a b c / t; 0 3; wall a - b; thin a^2 + b^2; 1/2 0: 1 2 3; 2 1: 1": the variables, and that of a form which is put
/// to 1; the facts; the polynomials in which the cells have their walls; the columns.
OpenCells open_cells(std::string_view data, const std::function<ExactPolynomial(std::string_view)>& polynomial);
/// "2; a b c d": how many values, the variables.
HalfDegree half_degree(std::string_view data);
/// "x . y . .": a tree in preorder, . for a part that is not halved.
Subdivide subdivide(std::string_view data);
/// "leaf", "open", "split 1 1 0" or "same 3; 1 0 2".
ConeNode cone_node(std::string_view line);

}  // namespace geq::proofs
