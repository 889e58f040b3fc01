// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Polynomials over the open cells of a cylindrical decomposition of space.
///
/// Source: G. E. Collins, LNCS 33 (1975), 134-183; open cells alone: A. Strzebonski, J. Symb. Comput. 29 (2000),
/// 471-480; factors without a change of sign: J. Han, Z. Jin, B. Xia, J. Symb. Comput. 75 (2016), 32-64. Cost: a
/// resultant of degree N in each of k variables takes N^k values, each by Euclid's algorithm. Degrees beyond
/// max_univariate_degree throw LimitExceeded.

#include <cstddef>
#include <optional>
#include <vector>

#include "proofs/kernel/rejection.hpp"
#include "proofs/kernel/univariate.hpp"

namespace geq::proofs {

/// The first k + 1 of these variables are enough for the polynomial, k not: k, counted from 0. None for a constant.
/// All its atoms are among the variables.
std::optional<std::size_t> level_of(const ExactPolynomial& polynomial, const std::vector<Atom>& variables);

/// The polynomial divided by a divisor that is not zero; none if a remainder is left.
std::optional<ExactPolynomial> exact_quotient(const ExactPolynomial& polynomial, const ExactPolynomial& divisor);

ExactPolynomial derivative_in(const Atom& variable, const ExactPolynomial& polynomial);

/// The resultant with respect to the last of the variables, of polynomials of degree at least 1 in it; the variables,
/// two or more, are all that occur.
ExactPolynomial resultant(const ExactPolynomial& p, const ExactPolynomial& q, const std::vector<Atom>& variables);

/// Polynomials in these variables, not all zero, that only constants divide all of. A false answer may be wrong.
bool are_coprime(const std::vector<ExactPolynomial>& polynomials, const std::vector<Atom>& variables);

/// Polynomials in some variables, by the last of these that occurs in them. Those that `thin` lists are not negative
/// anywhere in the region, and coprime to their derivative in that variable: their zeros are zeros of the gradient, and
/// so few that they cut nothing.
struct Walls {
  std::vector<Atom> variables;           ///< at least two
  std::vector<ExactPolynomial> cutting;  ///< none is constant
  std::vector<ExactPolynomial> thin;     ///< in at least two variables
};

/// Where the real roots, in its last variable, of the cutting polynomials begin, end, meet or go to infinity as the
/// variables before it vary, a cutting polynomial of fewer variables or a thin one vanishes, or one of the polynomials
/// in the first variable that are returned: these are square-free, pairwise coprime and not constant. not_square_free,
/// if a cutting polynomial has a square factor, or two have a common one, with that variable in it; wall_missing.
Result<std::vector<Univariate>, Reason> first_walls(const Walls& walls);

/// The points are in increasing order inside the interval, no polynomial vanishes at one of them, and one of them lies
/// in every part into which the roots of the polynomials cut the interval's inside.
bool meets_every_part(const std::vector<Rational>& points, const std::vector<Univariate>& polynomials,
                      const Interval& interval);

}  // namespace geq::proofs
