// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/best/simplest_rational.hpp"

#include <cln/dfloat.h>
#include <cln/real.h>

#include <cmath>
#include <stdexcept>

namespace geq::prover {

using proofs::Integer;
using proofs::Rational;

Rational simplest_within(const Rational& low, const Rational& high) {
  if (low > high) throw std::invalid_argument("simplest_within: the interval is empty");
  if (proofs::sign(low) <= 0 && proofs::sign(high) >= 0) return 0;
  if (proofs::sign(high) < 0) return -simplest_within(-high, -low);
  // The partial quotients that both ends share, then the least integer that is possible.
  Rational p = 0, q = 1, r = 1, s = 0;  // result = (p + r x) / (q + s x) with x in [a, b]
  Rational a = low, b = high;
  for (;;) {
    const Integer whole = cln::floor1(a);
    const Rational next = a == whole ? Rational(whole) : Rational(whole + 1);
    if (next <= b) return (p + r * next) / (q + s * next);
    // whole < a <= b < whole + 1: x = whole + 1/y with y in [1/(b - whole), 1/(a - whole)]
    const Rational new_r = p + r * whole;
    const Rational new_s = q + s * whole;
    p = r;
    q = s;
    r = new_r;
    s = new_s;
    const Rational low_y = 1 / (b - whole);
    b = 1 / (a - whole);
    a = low_y;
  }
}

Rational exactly(double value) {
  if (!std::isfinite(value)) throw std::invalid_argument("exactly: not a number");
  return cln::rational(cln::cl_R(value));
}

Rational simplest_near(double value, double tolerance) {
  return simplest_within(exactly(value - tolerance), exactly(value + tolerance));
}

}  // namespace geq::prover
