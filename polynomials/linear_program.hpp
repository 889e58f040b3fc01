// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Linear programs, exactly: is there x >= 0 with A x = b?
///
/// Method: the first phase of the simplex method in rational arithmetic, columns by the most negative reduced cost,
/// and by Bland's rule (R. G. Bland, Math. Oper. Res. 2, 1977) once it stalls, so that it ends. Certificates need the
/// exact point; libraries for exact linear programs hand back rounded numbers, which is why this is done here.
/// Cost: a pivot is linear in the size of the table. Same input, same point.

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "polynomials/rational.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// One column of A: row, value.
using SparseColumn = std::vector<std::pair<std::size_t, Rational>>;

/// A vertex of { x >= 0 : A x = b }, one value for each column. None if it is empty, after `max_pivots`, or when
/// stopped. Throws std::invalid_argument when a row does not exist.
std::optional<std::vector<Rational>> feasible_point(const std::vector<SparseColumn>& columns,
                                                    const std::vector<Rational>& right, std::size_t max_pivots,
                                                    const StopSignal& stop);

}  // namespace geq::polynomials
