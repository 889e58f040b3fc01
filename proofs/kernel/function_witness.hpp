// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Functions that stand for those a statement declares, in a refutation.

#include <string>
#include <vector>

#include "proofs/kernel/rejection.hpp"
#include "proofs/kernel/result.hpp"
#include "proofs/kernel/statement.hpp"

namespace geq::proofs {

/// name(t) = body, where t is the variable of a binder around the body.
struct FunctionWitness {
  std::string name;
  Term body;
  friend bool operator==(const FunctionWitness&, const FunctionWitness&) = default;
};

/// Whether the body is seen to be a convex (concave) function of the line: made of numbers and the argument by sums,
/// multiples, maxima (minima), and absolute values and even powers of what is affine.
bool is_visibly_convex(const Term& body);
bool is_visibly_concave(const Term& body);

/// The statement about these functions, in terms of the core: no function is left to declare. point_incomplete unless
/// each of them is given once and no other is; not_convex where one is not seen to be what was declared.
Result<Statement, Reason> with_functions(const Statement& statement, const std::vector<FunctionWitness>& functions);

}  // namespace geq::proofs
