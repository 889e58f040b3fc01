// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Positive semidefinite matrices X_1, ..., X_b with <A_k, X> = c_k for every k: numerically, near the analytic centre of
/// all such matrices, so that ranks are as large as they can be.
///
/// Source: the infeasible primal-dual method with the direction of Helmberg, Rendl, Vanderbei and Wolkowicz (SIAM J.
/// Optim. 6, 1996) with Mehrotra's predictor and corrector, without an objective. Own code rather than CSDP (Common
/// Public License, which the GPL does not admit) or SDPA (ends the process on errors, prints, keeps global state).
///
/// Sizes: block orders n_i, m equations. Cost of an iteration: (sum n_i^2) n^2 + m^3 / 3 operations.
/// Untrusted: machine numbers; what is found is rounded and checked exactly by whoever asked.

#include <cstddef>
#include <vector>

#include "polynomials/dense_matrix.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// One entry of a symmetric matrix A_k; the mirror image is meant as well.
struct SymmetricEntry {
  std::size_t block, row, column;  ///< row <= column
  double value;
};

struct SemidefiniteProgram {
  std::vector<std::size_t> orders;                       ///< of the blocks
  std::vector<std::vector<SymmetricEntry>> constraints;  ///< A_k, linearly independent
  std::vector<double> right;                             ///< c_k
};

enum class CentreStatus {
  interior,     ///< all blocks are clearly positive definite
  boundary,     ///< the equations hold, and some eigenvalues are close to 0: perhaps in all solutions
  infeasible,   ///< there seems to be none
  inconclusive  ///< stopped, or the numbers gave out
};

struct Centre {
  CentreStatus status;
  std::vector<DenseMatrix> blocks;
};

Centre find_centre(const SemidefiniteProgram& program, const StopSignal& stop);

}  // namespace geq::polynomials
