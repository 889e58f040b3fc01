// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The sign of a polynomial in one variable on an interval, decided exactly by square-free parts and Sturm's theorem.
/// Source: S. Basu, R. Pollack, M.-F. Roy, Algorithms in Real Algebraic Geometry, section 2.2.2 (Sturm) and 10.1
/// (square-free part). Cost: polynomial in the degree; degrees beyond max_univariate_degree throw LimitExceeded.

#include <optional>
#include <vector>

#include "proofs/kernel/sequent.hpp"

namespace geq::proofs {

/// Coefficients, constant first; the last one is not zero. Empty: zero.
using Univariate = std::vector<Rational>;

/// An interval of the real line; an absent end is infinite.
struct Interval {
  struct End {
    Rational value;
    bool open;
  };
  std::optional<End> lower, upper;
};

bool is_empty(const Interval& interval);

/// The values of the variable that the facts of the form c1 * variable + c0 (>=, >, =) 0 allow.
Interval bounds(const Atom& variable, const std::vector<Fact>& facts);

/// The polynomial in one variable, if no other atom occurs in it.
std::optional<Univariate> univariate(const ExactPolynomial& polynomial, const Atom& variable);

/// The same as a polynomial over the variable.
ExactPolynomial in_variable(const Univariate& polynomial, const std::string& variable);

Rational evaluate(const Univariate& polynomial, const Rational& point);

struct Division {
  Univariate quotient, remainder;
};

/// polynomial = quotient * divisor + remainder, the remainder of lower degree. The divisor is not zero.
Division divide(Univariate polynomial, const Univariate& divisor);

/// A greatest common divisor with coprime integer coefficients; of zero and zero: zero.
Univariate gcd(Univariate p, Univariate q);

/// Every root once. The polynomial is not zero.
Univariate square_free_part(const Univariate& polynomial);

/// Sturm's sequence of a square-free polynomial that is not zero: counts roots.
class SturmSequence {
 public:
  explicit SturmSequence(const Univariate& square_free);
  /// Roots strictly between the ends; an absent end is infinite.
  std::size_t roots_between(const std::optional<Rational>& lower, const std::optional<Rational>& upper) const;

 private:
  std::vector<Univariate> sequence_;
};

/// polynomial (sign) 0 at every point of the interval. True for an empty interval.
bool holds_on(const Univariate& polynomial, Sign sign, const Interval& interval);

}  // namespace geq::proofs
