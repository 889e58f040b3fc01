// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Exact identities  p = sum of c_k m_k r_k^2 + sum of h_j e_j  with rational c_k > 0: sums of squares, weighted by given
/// multipliers m_k and modulo given equations e_j = 0.
///
/// Sources: P. Parrilo (Math. Program. B 96, 2003) for Gram matrices; H. Peyrl and P. Parrilo (Theor. Comput. Sci. 409,
/// 2008) for exact rounding; D. Monniaux and P. Corbineau (ITP 2011) for the rational face of the cone on which the Gram
/// matrices lie when p has zeros. Squares are first separated by the signs that change nothing (J. Loefberg, IEEE
/// Trans. Autom. Control 54, 2009) and by the diagonal rule that stands for Newton's polytope.
///
/// Untrusted: the identity is exact by construction, and the kernel multiplies it out again.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "polynomials/polynomial.hpp"
#include "polynomials/stop_signal.hpp"

namespace geq::polynomials {

/// A variable that stands for a number: variable^degree = value, in which only scalars before this one occur. It does
/// not count in degrees, and higher powers of it are replaced everywhere.
struct Scalar {
  std::size_t variable;
  std::uint32_t degree;
  Polynomial value;
};

struct SquaresQuestion {
  Polynomial goal;
  std::vector<Polynomial> multipliers;  ///< m_k; usually the first is 1
  std::vector<bool> constant_wanted;    ///< for each multiplier: whether c * m_k alone, c > 0, is to be a summand
  std::vector<Polynomial> equations;    ///< e_j
  std::uint32_t degree;                 ///< of all products m_k r_k^2 and h_j e_j
  bool homogeneous;                     ///< all of the above are forms: only products of exactly that degree
  std::vector<Scalar> scalars = {};     ///< e.g. s with s^2 = 3; then s is to be among the multipliers where it is > 0
};

struct SquaresIdentity {
  struct Summand {
    Rational coefficient;  ///< > 0
    std::size_t multiplier;
    Polynomial root;  ///< r_k; 1 for the summands that were wanted
  };
  std::vector<Summand> summands;
  std::vector<std::pair<std::size_t, Polynomial>> multiples;  ///< equation, h_j
  std::vector<std::pair<std::size_t, Polynomial>> scalar_multiples = {};  ///< scalar, multiple of its equation
};

/// How large the questions may be that are taken up: Gram entries, and equations between them.
struct SquaresLimits {
  std::size_t entries = 4000;
  std::size_t equations = 600;
};

/// None when there is no identity of this kind, or none was found.
/// Throws std::invalid_argument unless all polynomials share a ring and the counts agree.
std::optional<SquaresIdentity> weighted_sum_of_squares(const SquaresQuestion& question, const SquaresLimits& limits,
                                                       const StopSignal& stop);
/// Throws std::invalid_argument unless all polynomials share a ring and the counts agree.
void require_agreement(const SquaresQuestion& question);

}  // namespace geq::polynomials
