// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What root_tangents compares a square root with, and a cheap look at whether a comparison can succeed.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "prover/search.hpp"

namespace geq::prover {

/// s = sqrt(radical) * rational / denominator, near sqrt(u) and equal to it where equality is suspected. `radical` is a
/// positive whole number without a square factor, 1 for a rational s.
struct RootMultiplier {
  proofs::Rational radical = 1;
  proofs::ExactPolynomial rational;
  proofs::ExactPolynomial denominator = proofs::ExactPolynomial(proofs::Rational(1));

  /// s and its square, times the denominator and its square.
  proofs::ExactPolynomial value() const { return proofs::root(2, proofs::ExactPolynomial(radical)) * rational; }
  proofs::ExactPolynomial square() const { return proofs::ExactPolynomial(radical) * rational * rational; }
};

/// How s is chosen. Every s touches the root to first order, so its slope is free: `blend` mixes the tangent (0) with a
/// multiple of the sum of the variables (1); for symmetric u of degree 4 or more `symmetric` mixes powers of the sum
/// (0) with the sum of products of two variables (1), times what fills up the degree. `denominator` takes what the goal
/// divides the root by: sqrt(u)/d is compared with a number.
struct MultiplierChoice {
  enum class Kind { plain_factor, factor, denominator, blend, symmetric, constant } kind;
  proofs::Rational blend = 0;
};

/// In the order in which they are worth a try.
const std::vector<MultiplierChoice>& multiplier_choices();

/// All variables of the polynomial have this value.
proofs::ExactPolynomial value_at(const proofs::ExactPolynomial& polynomial, const proofs::Rational& all);

/// For the root of u with the given factor in the goal; `sum` is that of the goal's variables. None where the choice
/// makes no sense for u, or u is not positive there.
std::optional<RootMultiplier> multiplier(const MultiplierChoice& choice, const proofs::ExactPolynomial& u,
                                         const proofs::ExactPolynomial& factor, const proofs::Rational& point,
                                         const proofs::ExactPolynomial& sum);

/// NaN where a function has no value that is computed here.
double evaluate(const proofs::ExactPolynomial& polynomial, const std::map<std::string, double>& point);

/// Points at which the facts hold, in floating point: they choose what is worth a try and decide nothing.
class SamplePoints {
 public:
  explicit SamplePoints(const proofs::Sequent& sequent);
  /// The polynomial is clearly negative at one of the points.
  bool is_negative_somewhere(const proofs::ExactPolynomial& polynomial) const;
  const std::vector<std::map<std::string, double>>& points() const noexcept { return points_; }

 private:
  std::vector<std::map<std::string, double>> points_;
};

}  // namespace geq::prover
