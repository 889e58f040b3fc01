// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Numbers between which an integral without parameters lies: quadrature on a bounded interval, and bounds of what is
/// left outside.

#include "prover/analysis/side_conditions.hpp"

namespace geq::prover {

/// Facts of the chain's sequent that were appended: integral - lower >= 0 and upper - integral >= 0.
struct Enclosed {
  std::size_t lower, upper;
};

/// Appends what shows such facts; the integral is known to exist. What lies beyond infinite ends is cut off where the
/// integrand is below the tolerance. `find_value` appends the value of a simple integral.
std::optional<Enclosed> enclose_integral(
    SideChain& chain, const proofs::ExactPolynomial& integral, std::uint32_t pieces, double tolerance,
    const std::function<bool(SideChain&, const proofs::ExactPolynomial&)>& find_value);

}  // namespace geq::prover
