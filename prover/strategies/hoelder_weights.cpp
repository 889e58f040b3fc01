// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/hoelder_weights.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "prover/reductions/functions.hpp"
#include "prover/strategies/root_multipliers.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;

namespace {

using Exponents = std::vector<std::uint32_t>;
using Image = std::vector<std::size_t>;

ExactPolynomial monomial(const Exponents& exponents, const std::vector<std::string>& names, const Image& image) {
  ExactPolynomial result(Rational(1));
  for (std::size_t i = 0; i < names.size(); ++i)
    result = result * power(ExactPolynomial::variable(names[image[i]]), exponents[i]);
  return result;
}

/// Monomials of degree 1 or 2 in so many variables.
std::vector<Exponents> monomials(std::size_t count, unsigned degree) {
  std::vector<Exponents> result;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = degree == 1 ? i : 0; j <= i; ++j) {
      Exponents exponents(count, 0);
      ++exponents[i];
      if (degree == 2) ++exponents[j];
      result.push_back(std::move(exponents));
    }
  return result;
}

/// Sums of monomials that look alike: one coefficient for each sum.
using Orbits = std::vector<std::vector<Exponents>>;

/// Permutations of the variables that change neither the first term nor the rest of the sum's variables.
std::vector<Image> stabiliser(const RootSum& sum) {
  std::vector<Image> result;
  const std::size_t count = sum.variables.size();
  if (count > 4) return result;
  Image image(count);
  std::iota(image.begin(), image.end(), std::size_t{0});
  while (std::next_permutation(image.begin(), image.end())) {
    proofs::Substitution substitution;
    for (std::size_t i = 0; i < count; ++i)
      substitution.emplace(sum.variables[i], ExactPolynomial::variable(sum.variables[image[i]]));
    const RootTerm& first = sum.terms.front();
    if (substitute(first.radicand(), substitution) == first.radicand() &&
        substitute(first.coefficient, substitution) == first.coefficient)
      result.push_back(image);
  }
  return result;
}

Orbits orbits(const RootSum& sum, unsigned degree) {
  const std::vector<Image> symmetries = stabiliser(sum);
  Orbits result;
  std::vector<Exponents> left = monomials(sum.variables.size(), degree);
  while (!left.empty()) {
    std::vector<Exponents> orbit{left.front()};
    for (const Image& image : symmetries) {
      Exponents moved(image.size(), 0);
      for (std::size_t i = 0; i < image.size(); ++i) moved[image[i]] = left.front()[i];
      if (std::find(orbit.begin(), orbit.end(), moved) == orbit.end()) orbit.push_back(std::move(moved));
    }
    std::erase_if(left, [&](const Exponents& e) { return std::find(orbit.begin(), orbit.end(), e) != orbit.end(); });
    result.push_back(std::move(orbit));
  }
  return result;
}

/// A weight by the coefficients of the orbits.
struct Shape {
  const Orbits* orbits;
  std::vector<unsigned> coefficients;
  bool below;             ///< 1/w is the form
  bool with_coefficient;  ///< times the coefficient of the term
};

/// One sample point as the formulas see it.
struct Sample {
  struct Term {
    double coefficient, radicand;
    std::vector<double> values;  ///< of the variables, moved to the first term
  };
  std::vector<Term> terms;
  double rest;
};

std::vector<Sample> samples(const RootSum& sum, const Sequent& sequent) {
  const SamplePoints points(sequent);
  std::vector<Sample> result;
  for (const auto& point : points.points()) {
    Sample sample{{}, evaluate(sum.rest, point)};
    for (const RootTerm& term : sum.terms) {
      Sample::Term numbers{evaluate(term.coefficient, point), evaluate(term.radicand(), point), {}};
      for (std::size_t i = 0; i < sum.variables.size(); ++i)
        numbers.values.push_back(point.at(sum.variables[term.image.empty() ? i : term.image[i]]));
      sample.terms.push_back(std::move(numbers));
    }
    result.push_back(std::move(sample));
  }
  return result;
}

double value(const Shape& shape, const Sample::Term& term) {
  double sum = 0;
  for (std::size_t i = 0; i < shape.coefficients.size(); ++i) {
    if (shape.coefficients[i] == 0) continue;
    double orbit = 0;
    for (const Exponents& exponents : (*shape.orbits)[i]) {
      double product = 1;
      for (std::size_t j = 0; j < exponents.size(); ++j)
        for (std::uint32_t e = 0; e < exponents[j]; ++e) product *= term.values[j];
      orbit += product;
    }
    sum += shape.coefficients[i] * orbit;
  }
  const double w = shape.below ? 1 / sum : sum;
  return shape.with_coefficient ? w * term.coefficient : w;
}

/// How far the bound is on the right side of the rest, relative to both; negative on the wrong side.
double slack(const RootSum& sum, const Shape& shape, const Sample& sample) {
  double p = 0, q = 0;
  const auto k = static_cast<double>(sum.degree);
  for (std::size_t i = 0; i < sum.terms.size(); ++i) {
    const Sample::Term& term = sample.terms[i];
    const double w = value(shape, term);
    const auto pair = hoelder_pair<double>(
        sum.upper, sum.terms[i].inverted, sum.degree, term.radicand, w, 1 / w, [](double x) { return 1 / x; },
        [](double x, unsigned long e) { return std::pow(x, static_cast<double>(e)); });
    p += term.coefficient * pair.p;
    q += term.coefficient * pair.q;
  }
  const double bound =
      sum.upper ? std::pow(q, (k - 1) / k) * std::pow(p, 1 / k) : std::pow(p, (k + 1) / k) / std::pow(q, 1 / k);
  const double difference = sum.upper ? sample.rest - bound : bound - sample.rest;
  return difference / (std::fabs(bound) + std::fabs(sample.rest));
}

/// The average slack, or none if it is negative somewhere.
std::optional<double> average_slack(const RootSum& sum, const Shape& shape, const std::vector<Sample>& points) {
  double total = 0;
  for (const Sample& sample : points) {
    const double here = slack(sum, shape, sample);
    if (!(here >= -1e-9)) return {};
    total += here;
  }
  return total / static_cast<double>(points.size());
}

/// All vectors of coefficients from 0 to the largest that leaves about a thousand of them, without common factors.
std::vector<std::vector<unsigned>> coefficient_vectors(std::size_t count) {
  constexpr double wanted = 1000;
  const auto most =
      static_cast<unsigned>(std::clamp(std::floor(std::pow(wanted, 1 / static_cast<double>(count))) - 1, 0.0, 8.0));
  std::vector<std::vector<unsigned>> result;
  std::vector<unsigned> next(count, 0);
  while (most > 0) {
    std::size_t i = 0;
    while (i < count && next[i] == most) next[i++] = 0;
    if (i == count) break;
    ++next[i];
    unsigned divisor = 0;
    for (const unsigned c : next) divisor = std::gcd(divisor, c);
    if (divisor == 1) result.push_back(next);
  }
  return result;
}

RootWeight weight(const Shape& shape, const RootSum& sum, const RootTerm& term) {
  Image image = term.image;
  if (image.empty()) {
    image.resize(sum.variables.size());
    std::iota(image.begin(), image.end(), std::size_t{0});
  }
  ExactPolynomial form;
  for (std::size_t i = 0; i < shape.coefficients.size(); ++i)
    for (const Exponents& exponents : (*shape.orbits)[i])
      form = form + ExactPolynomial(Rational(shape.coefficients[i])) * monomial(exponents, sum.variables, image);
  RootWeight result{form, ExactPolynomial(Rational(1))};
  if (shape.below) std::swap(result.numerator, result.denominator);
  if (shape.with_coefficient) result.numerator = result.numerator * term.coefficient;
  return result;
}

}  // namespace

std::vector<RootWeights> promising_weights(const RootSum& sum, const Sequent& sequent) {
  const std::vector<Sample> points = samples(sum, sequent);
  if (points.empty()) return {};
  const bool symmetric =
      std::none_of(sum.terms.begin(), sum.terms.end(), [](const RootTerm& term) { return term.image.empty(); });
  const bool varying = std::any_of(sum.terms.begin(), sum.terms.end(), [](const RootTerm& term) {
    return !term.coefficient.constant() && reciprocals(term.coefficient).empty() &&
           functions_in(term.coefficient).empty();
  });
  const Orbits constant{{Exponents(sum.variables.size(), 0)}};
  const Orbits linear = symmetric ? orbits(sum, 1) : Orbits{};
  const Orbits quadratic = symmetric && sum.variables.size() <= 4 ? orbits(sum, 2) : Orbits{};
  struct Candidate {
    std::size_t rank;
    double slack;
    Shape shape;
  };
  std::vector<Candidate> found;
  std::size_t degree = 0;
  for (const Orbits* each : {&constant, &linear, &quadratic}) {
    for (const auto& coefficients :
         each->empty() ? std::vector<std::vector<unsigned>>{} : coefficient_vectors(each->size()))
      for (const bool below : {true, false})
        for (const bool with_coefficient : {false, true}) {
          if ((with_coefficient && !varying) || (below && each == &constant)) continue;
          const Shape shape{each, coefficients, below, with_coefficient};
          if (const auto average = average_slack(sum, shape, points))
            found.push_back({2 * degree + (below ? 0U : 1U), *average, shape});
        }
    ++degree;
  }
  std::stable_sort(found.begin(), found.end(), [](const Candidate& left, const Candidate& right) {
    return left.rank != right.rank ? left.rank < right.rank : left.slack > right.slack;
  });
  // A few of each kind.
  constexpr std::size_t of_each = 3;
  std::map<std::size_t, std::size_t> taken;
  std::vector<RootWeights> result;
  for (const Candidate& candidate : found) {
    if (taken[candidate.rank]++ >= of_each) continue;
    RootWeights weights;
    for (const RootTerm& term : sum.terms) weights.push_back(weight(candidate.shape, sum, term));
    result.push_back(std::move(weights));
  }
  return result;
}

}  // namespace geq::prover
