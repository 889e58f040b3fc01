// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/root_isolation.hpp"

#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>

#include <algorithm>
#include <stdexcept>

namespace geq::polynomials {

namespace {

Rational half(const Rational& value) { return value * Rational(Integer(1), Integer(2)); }

Rational value_at(const UnivariateCoefficients& p, const Rational& x) {
  Rational result;
  for (auto c = p.rbegin(); c != p.rend(); ++c) result = result * x + *c;
  return result;
}

/// The irreducible factors that are not constant, integer coefficients.
std::vector<UnivariateCoefficients> irreducible_factors(const UnivariateCoefficients& polynomial) {
  Integer denominator(1);
  for (const Rational& c : polynomial) denominator = lcm(denominator, c.denominator());
  fmpz_poly_t whole;
  fmpz_poly_init(whole);
  for (std::size_t k = 0; k < polynomial.size(); ++k) {
    const Rational cleared = polynomial[k] * Rational(denominator);
    fmpz_poly_set_coeff_fmpz(whole, static_cast<slong>(k), cleared.numerator().handle());
  }
  std::vector<UnivariateCoefficients> result;
  if (fmpz_poly_degree(whole) > 0) {
    fmpz_poly_factor_t factors;
    fmpz_poly_factor_init(factors);
    fmpz_poly_factor(factors, whole);
    for (slong i = 0; i < factors->num; ++i) {
      UnivariateCoefficients factor;
      for (slong k = 0; k <= fmpz_poly_degree(factors->p + i); ++k) {
        Rational c;
        fmpz_poly_get_coeff_fmpz(fmpq_numref(c.handle()), factors->p + i, k);
        factor.push_back(c);
      }
      result.push_back(std::move(factor));
    }
    fmpz_poly_factor_clear(factors);
  }
  fmpz_poly_clear(whole);
  return result;
}

/// A power of two that no root of the polynomial reaches in absolute value (Cauchy).
Rational root_bound(const UnivariateCoefficients& p) {
  Rational greatest;
  for (const Rational& c : p) greatest = std::max(greatest, c.abs());
  const Rational bound = Rational(1) + *greatest.divided_by(p.back().abs());
  Rational power(1);
  while (power <= bound) power += power;
  return power;
}

void isolate_between(const UnivariateCoefficients& factor, const Rational& lower, const Rational& upper,
                     std::vector<IsolatedRoot>& roots) {
  // Irreducible of degree at least 2: no rational end is a root.
  const std::size_t count = count_roots(factor, {lower, upper});
  if (count == 0) return;
  if (count == 1) {
    roots.push_back({factor, lower, upper});
    return;
  }
  const Rational middle = half(lower + upper);
  isolate_between(factor, lower, middle, roots);
  isolate_between(factor, middle, upper, roots);
}

/// Makes neighbours disjoint; they are different numbers, so this ends.
void separate(std::vector<IsolatedRoot>& roots) {
  const auto before = [](const IsolatedRoot& a, const IsolatedRoot& b) {
    return a.lower + a.upper < b.lower + b.upper;
  };
  for (bool again = true; again;) {
    again = false;
    std::sort(roots.begin(), roots.end(), before);
    for (std::size_t i = 0; i < roots.size(); ++i)
      for (std::size_t j = i + 1; j < roots.size(); ++j)
        if (roots[i].lower <= roots[j].upper && roots[j].lower <= roots[i].upper) {
          roots[i].refine();
          roots[j].refine();
          again = true;
        }
  }
}

}  // namespace

void IsolatedRoot::refine() {
  if (is_rational()) return;
  const Rational middle = half(lower + upper);
  (value_at(factor, middle).sign() == value_at(factor, lower).sign() ? lower : upper) = middle;
}

std::vector<IsolatedRoot> isolate_roots(const UnivariateCoefficients& polynomial) {
  if (std::all_of(polynomial.begin(), polynomial.end(), [](const Rational& c) { return c.is_zero(); }))
    throw std::invalid_argument("isolate_roots: the zero polynomial");
  std::vector<IsolatedRoot> roots;
  for (const UnivariateCoefficients& factor : irreducible_factors(polynomial)) {
    if (factor.size() == 2) {
      const Rational root = *(-factor[0]).divided_by(factor[1]);
      roots.push_back({factor, root, root});
      continue;
    }
    const Rational bound = root_bound(factor);
    isolate_between(factor, -bound, bound, roots);
  }
  separate(roots);
  return roots;
}

}  // namespace geq::polynomials
