// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Functions that grow beyond every bound near an end of an interval: what the rules Diverge and Undominated share.

#include <string>
#include <vector>

#include "proofs/kernel/integrals.hpp"

namespace geq::proofs {

/// A function of a variable that is not in scope, near an end.
struct NearEnd {
  const std::string& variable;
  const ExactPolynomial& function;
  const ExactPolynomial& from;  ///< how far from a finite end, or from where on
  bool upper;                   ///< the end
};

struct Growing {
  Sequent there;          ///< with the variable near the end; the goal is to be set
  ExactPolynomial slope;  ///< the derivative, which is >= 0 there
};

/// The function goes to oo at the upper end, or to -oo at the lower one, by its leading term. Appends what must hold so
/// that it has a derivative >= 0 near that end. Reasons: unknown_variable, not_differentiable, no_limit.
/// Throws LimitExceeded.
Result<Growing, Reason> growing(const NearEnd& near, const RealInterval& interval, const Sequent& sequent,
                                std::vector<Sequent>& remaining);

}  // namespace geq::proofs
