// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "polynomials/coefficient_array.hpp"
#include "polynomials/shift_table.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// The star split of a form on a cone, all children at once: the inner loop of the search.
///
/// A form f of degree d on the cone of v_1, ..., v_n is kept as its *polar coefficients*
///     b(a) = d! B(v_1, ..., v_1, v_2, ..., v_n)       (v_k taken a_k times, a_1 + ... + a_n = d),
/// B the symmetric multilinear form with B(x, ..., x) = f(x); so f(t_1 v_1 + ...) = sum of b(a)/a! t^a, and b(a) is a!
/// times the coefficient of t^a: the same signs, and integers when those are.
/// For w = sum of l_k v_k the *pyramid* has on level r the numbers d! B(w, ..., w, v_1, ...) with w taken r times. Each
/// is sum over k of l_k times an entry one level below, so a pyramid costs |S| - 1 additions an entry when the weights
/// are 1 (S: the support of l), and every child of the split is a selection of its entries: in child i, t_i^r belongs
/// to level r. The children share the work; no binomial coefficient appears.
///
/// Source: P. de Casteljau's algorithm for Bernstein forms on simplices, as in G. Farin, "Triangular Bernstein-Bezier
/// patches", Computer Aided Geometric Design 3 (1986). That the children cover the cone: given
/// x = V t take the i of the support with the smallest t_i / l_i.
/// Cost: C(n+d, n) * (|S| - 1) additions and |S| * C(n+d-1, d) moves.

/// Positive integers on the support S, zero elsewhere; one per column.
using Weights = std::span<const std::uint32_t>;

struct SplitChild {
  std::size_t column = 0;    ///< the column replaced by w
  bool nonnegative = false;  ///< all coefficients are >= 0
  CoefficientArray form;     ///< empty when nonnegative, unless all forms were asked for
};

struct SplitOutcome {
  std::vector<SplitChild> children;  ///< in column order of the support
  int vertex_sign = 0;               ///< sign of f(w)
};

/// Buffers reused from split to split by one thread.
struct SplitScratch {
  std::vector<std::int64_t> narrow;
  std::vector<Int128> middle;
  std::vector<Integer> wide;
};

enum class KeepForms { open_only, all };

/// The children of one cone. Arithmetic in the narrowest width that a bound shows to be safe. Children of weights that
/// are not all 1 are divided by their content. None when `stop` asks for it.
/// Needs: array.size() == table.entries(), weights.size() == table.variables(), at least two positive weights.
std::optional<SplitOutcome> star_split(const ShiftTable& table, const CoefficientArray& array, Weights weights,
                                       SplitScratch& scratch, const StopSignal& stop, KeepForms keep);

/// Only the additions: the pyramid of one cone in `scratch.narrow`. For the benchmark. Needs: 64 bits are enough.
void fill_pyramid(const ShiftTable& table, const CoefficientArray& array, Weights weights, SplitScratch& scratch);

}  // namespace geq::polynomials
