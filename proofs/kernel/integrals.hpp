// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the atoms of integrals and limits mean, taken apart.
///
/// `int` is the Lebesgue integral of the body over the interval from `lower` to `upper`. It exists when lower <= upper
/// and the integral of the body's absolute value is finite; else `integrable` is 0 and the integral is 0. Every body is
/// a Borel function, as it is made of such.
///
/// `lim` is the limit of the body as its variable goes to oo through the real numbers or the integers, or to a point
/// from above, from below or from both sides without reaching it. It exists when it is a real number; else `convergent`
/// is 0 and the limit is 0.
///
/// `everywhere` is 1 when the body has the sign for all numbers strictly between the ends, and `eventually` when it has
/// it for all numbers beyond some number (nearer to the point than some distance); else they are 0.
///
/// `dominated` is 1 when lower <= upper and an integrable function F with |body| <= F exists for all integers n >= 1
/// and all numbers strictly between the ends.
///
/// A statement claims that each of its integrals and limits exists, wherever its assumptions hold.

#include <optional>
#include <string_view>
#include <vector>

#include "proofs/kernel/rejection.hpp"
#include "proofs/kernel/sequent.hpp"
#include "proofs/kernel/step.hpp"

namespace geq::proofs {

/// Which ends of an interval are infinite; such an end is written 0.
enum class Ends { finite, above, below, line };
/// How a variable goes to its limit.
enum class Way { from_above, from_below, from_both_sides, to_infinity, through_integers };

struct RealInterval {
  Ends ends;
  ExactPolynomial lower, upper;
  friend bool operator==(const RealInterval&, const RealInterval&) = default;
};
struct Approach {
  Way way;
  ExactPolynomial point;
};

/// An atom over an interval; the body has one bound variable.
struct OverInterval {
  RealInterval interval;
  ExactPolynomial body;
};
struct NearPoint {
  Approach approach;
  ExactPolynomial body;
};

/// The polynomial as one atom of that kind (integral, integrable, everywhere, dominated), with coefficient 1.
std::optional<OverInterval> over_interval(const ExactPolynomial& polynomial, Operator op);
/// The same for limit, convergent, eventually.
std::optional<NearPoint> near_point(const ExactPolynomial& polynomial, Operator op);
/// Of `everywhere` and `eventually`: the sign that is claimed.
std::optional<Sign> claimed_sign(const ExactPolynomial& polynomial);

ExactPolynomial atom_over(Operator op, const OverInterval& of);
ExactPolynomial atom_near(Operator op, const NearPoint& of);
/// body `sign` 0 strictly between the ends, or near the point, as a fact.
Fact everywhere(const RealInterval& interval, const Fact& body);
Fact eventually(const Approach& approach, const Fact& body);

/// That the integral, or the limit, exists, as a fact.
Fact exists(const ExactPolynomial& integral);
/// The integral is known to exist.
bool is_known_to_exist(const ExactPolynomial& integral, const std::vector<Fact>& facts);

/// Claims that an integral or a limit exists, or that a part of one is defined.
bool is_about_existence(const ExactPolynomial& polynomial);

/// The variable lies strictly between the ends.
std::vector<Fact> inside(const RealInterval& interval, const ExactPolynomial& variable);
/// The same, and the sign of the variable where an end that is a number shows it.
std::vector<Fact> inside_with_sign(const RealInterval& interval, const ExactPolynomial& variable);
/// The variable lies beyond `from`, or nearer to the point than `from`; for integers, that it is one.
std::vector<Fact> beyond(const Approach& approach, const ExactPolynomial& from, const ExactPolynomial& variable);

/// Numbers times integrals that are known to exist, over one interval, as one sum; the integrand is one in the
/// variable.
struct IntegralSum {
  RealInterval interval;
  ExactPolynomial integrand, integral;
};
Result<IntegralSum, Reason> sum_of_integrals(const std::vector<IntegralPart>& parts, const std::string& variable,
                                             const Sequent& sequent);

/// The variable of a limit has to be an integer for the body to make sense: an end of a range, an index, n!.
bool needs_integer(const Term& body);

}  // namespace geq::proofs
