// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/hoelder_sums.hpp"

#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;

namespace {

/// The product with common factors above and below the line cancelled, if there are some. The root of a number may
/// stand before it.
ExactPolynomial cancelled(const ExactPolynomial& coefficient, const ExactPolynomial& factor) {
  ExactPolynomial product = coefficient * factor;
  if (reciprocals(product).empty()) return product;
  for (const Atom& atom : atoms(product))
    if (root_degree(atom) && atom.arguments()[1].constant()) {
      const std::vector<ExactPolynomial> c = coefficients_in(atom, coefficient);
      if (c.size() != 2 || !c[0].is_zero()) return product;
      return ExactPolynomial(atom) * cancelled(c[1], factor);
    }
  const auto factors = factors_of(product);
  if (!factors) return product;
  ExactPolynomial result(factors->constant);
  for (const auto& [base, exponent] : factors->powers) {
    const ExactPolynomial one = exponent > 0 ? base : reciprocal(base);
    result = result * power(one, static_cast<unsigned long>(exponent > 0 ? exponent : -exponent));
  }
  return reciprocals(result).size() < reciprocals(product).size() ? result : product;
}

}  // namespace

WeightedSum::WeightedSum(const RootSum& given, const RootWeights& given_weights) : sum(given), weights(given_weights) {
  for (std::size_t i = 0; i < sum.terms.size(); ++i) {
    const RootTerm& term = sum.terms[i];
    const ExactPolynomial& c = term.coefficient;
    const ExactPolynomial w = weights[i].numerator * reciprocal(weights[i].denominator);
    const ExactPolynomial inverse_w = weights[i].denominator * reciprocal(weights[i].numerator);
    each.push_back(hoelder_pair<ExactPolynomial>(
        sum.upper, term.inverted, sum.degree, term.radicand(), w, inverse_w,
        [](const ExactPolynomial& x) { return reciprocal(x); },
        [](const ExactPolynomial& x, unsigned long e) { return power(x, e); }));
    scaled.push_back({cancelled(c, each.back().p), cancelled(c, each.back().q)});
    total.p = total.p + scaled.back().p;
    total.q = total.q + scaled.back().q;
  }
}

ExactPolynomial WeightedSum::remaining() const {
  const unsigned long k = sum.degree;
  if (sum.upper) return power(sum.rest, k) - power(total.q, k - 1) * total.p;
  return power(total.p, k + 1) - power(sum.rest, k) * total.q;
}

}  // namespace geq::prover
