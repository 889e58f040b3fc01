// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/hoelder_weights.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

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

/// A weight: a form with whole coefficients, as it is for the first term.
struct Shape {
  std::vector<std::pair<Exponents, unsigned>> form;
  bool below;             ///< 1/w is the form
  bool with_coefficient;  ///< times the coefficient of the term
};

std::vector<std::pair<Exponents, unsigned>> form_of(const Orbits& orbits, const std::vector<unsigned>& coefficients) {
  std::vector<std::pair<Exponents, unsigned>> result;
  for (std::size_t i = 0; i < orbits.size(); ++i)
    if (coefficients[i] != 0)
      for (const Exponents& exponents : orbits[i]) result.emplace_back(exponents, coefficients[i]);
  return result;
}

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
  for (const auto& [exponents, coefficient] : shape.form) {
    double product = coefficient;
    for (std::size_t j = 0; j < exponents.size(); ++j)
      for (std::uint32_t e = 0; e < exponents[j]; ++e) product *= term.values[j];
    sum += product;
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

using Coefficients = std::vector<unsigned>;

/// Divided by the common factor; empty for zero.
Coefficients primitive(Coefficients c) {
  unsigned divisor = 0;
  for (const unsigned each : c) divisor = std::gcd(divisor, each);
  if (divisor == 0) return {};
  for (unsigned& each : c) each /= divisor;
  return c;
}

/// All vectors of coefficients from 0 to the largest that leaves about so many of them, without common factors.
std::vector<Coefficients> small_coefficients(std::size_t count, double wanted) {
  const auto most =
      static_cast<unsigned>(std::clamp(std::floor(std::pow(wanted, 1 / static_cast<double>(count))) - 1, 0.0, 8.0));
  std::vector<Coefficients> result;
  Coefficients next(count, 0);
  while (most > 0) {
    std::size_t i = 0;
    while (i < count && next[i] == most) next[i++] = 0;
    if (i == count) break;
    ++next[i];
    if (primitive(next) == next) result.push_back(next);
  }
  return result;
}

/// The logarithmic derivatives of the polynomial where all variables are 1.
std::vector<double> logarithmic_slopes(const ExactPolynomial& polynomial, const std::vector<std::string>& names) {
  std::map<std::string, double> point;
  for (const std::string& name : names) point[name] = 1;
  constexpr double step = 1e-5;
  std::vector<double> result;
  for (const std::string& name : names) {
    auto up = point, down = point;
    up[name] += step;
    down[name] -= step;
    result.push_back((std::log(evaluate(polynomial, up)) - std::log(evaluate(polynomial, down))) / (2 * step));
  }
  return result;
}

/// The conditions that a weight has the slopes of the root where all variables are equal, up to a symmetric factor:
/// rows of coefficients of an equation = 0 each.
std::vector<std::vector<double>> slope_conditions(const RootSum& sum, const Orbits& orbits, const Shape& shape) {
  const RootTerm& first = sum.terms.front();
  std::vector<double> slopes = logarithmic_slopes(first.radicand(), sum.variables);
  for (double& slope : slopes) slope /= static_cast<double>(sum.degree);
  if (shape.with_coefficient) {
    const std::vector<double> own = logarithmic_slopes(first.coefficient, sum.variables);
    for (std::size_t j = 0; j < slopes.size(); ++j) slopes[j] -= own[j];
  }
  if (shape.below)
    for (double& slope : slopes) slope = -slope;
  std::vector<std::vector<double>> rows;
  for (std::size_t j = 1; j < slopes.size(); ++j) {
    std::vector<double> row;
    for (const auto& orbit : orbits) {
      double here = 0;
      for (const Exponents& exponents : orbit)
        here += static_cast<double>(exponents[j]) - static_cast<double>(exponents[0]) - (slopes[j] - slopes[0]);
      row.push_back(here);
    }
    const auto is_small = [](double x) { return std::fabs(x) < 1e-7; };
    const auto is_repeated = [&](const std::vector<double>& other) {
      return std::equal(row.begin(), row.end(), other.begin(), [&](double x, double y) { return is_small(x - y); });
    };
    if (std::all_of(row.begin(), row.end(), [](double x) { return std::isfinite(x); }) &&
        !std::all_of(row.begin(), row.end(), is_small) && std::none_of(rows.begin(), rows.end(), is_repeated))
      rows.push_back(std::move(row));
  }
  return rows;
}

/// Whole numbers in the ratio of these; empty where the denominators would be large, or some number negative.
Coefficients whole_numbers(const std::vector<double>& values) {
  for (unsigned scale = 1; scale <= 120; ++scale) {
    Coefficients result;
    for (const double value : values) {
      const double scaled = value * scale, rounded = std::round(scaled);
      if (!(rounded >= 0) || rounded > 2000 || std::fabs(scaled - rounded) > 1e-5) break;
      result.push_back(static_cast<unsigned>(rounded));
    }
    if (result.size() == values.size()) return primitive(result);
  }
  return {};
}

/// Vectors of coefficients that meet one or two conditions: small ones but for the one or two that are solved for.
std::vector<Coefficients> fitted_coefficients(const std::vector<std::vector<double>>& rows, std::size_t count) {
  std::vector<Coefficients> result;
  if (rows.empty() || rows.size() > 2 || count <= rows.size()) return result;
  const std::vector<Coefficients> small = small_coefficients(count - rows.size(), 150);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = rows.size() == 1 ? i : i + 1; j < (rows.size() == 1 ? i + 1 : count); ++j)
      for (const Coefficients& others : small) {
        std::vector<double> values(count, 0);
        for (std::size_t place = 0, next = 0; place < count; ++place)
          if (place != i && place != j) values[place] = others[next++];
        std::vector<double> missing;
        missing.reserve(rows.size());
        for (const auto& row : rows)
          missing.push_back(-std::inner_product(row.begin(), row.end(), values.begin(), 0.0));
        if (rows.size() == 1) {
          values[i] = missing[0] / rows[0][i];
        } else {
          const double determinant = rows[0][i] * rows[1][j] - rows[0][j] * rows[1][i];
          values[i] = (missing[0] * rows[1][j] - missing[1] * rows[0][j]) / determinant;
          values[j] = (missing[1] * rows[0][i] - missing[0] * rows[1][i]) / determinant;
        }
        Coefficients whole = whole_numbers(values);
        if (!whole.empty()) result.push_back(std::move(whole));
      }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

RootWeight weight(const Shape& shape, const RootSum& sum, const RootTerm& term) {
  Image image = term.image;
  if (image.empty()) {
    image.resize(sum.variables.size());
    std::iota(image.begin(), image.end(), std::size_t{0});
  }
  ExactPolynomial form;
  for (const auto& [exponents, coefficient] : shape.form)
    form = form + ExactPolynomial(Rational(coefficient)) * monomial(exponents, sum.variables, image);
  RootWeight result{form, ExactPolynomial(Rational(1))};
  if (shape.below) std::swap(result.numerator, result.denominator);
  if (shape.with_coefficient) result.numerator = result.numerator * term.coefficient;
  return result;
}

/// The polynomial with whole coefficients up to 100; none if it has others, or other atoms than these variables.
std::optional<std::vector<std::pair<Exponents, unsigned>>> small_form(const ExactPolynomial& polynomial,
                                                                      const std::vector<std::string>& names) {
  constexpr long most_terms = 12, most = 100;
  if (polynomial.terms().size() > most_terms) return {};
  Rational scale = 1;
  for (const auto& [monomial, coefficient] : polynomial.terms())
    scale = scale * Rational(cln::denominator(coefficient * scale));
  std::vector<std::pair<Exponents, unsigned>> form;
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    const auto whole = proofs::integer_between(coefficient * scale, 1, most);
    Exponents exponents(names.size(), 0);
    for (const auto& [atom, exponent] : monomial) {
      const auto place = atom.is_variable() ? std::find(names.begin(), names.end(), atom.name()) : names.end();
      if (place == names.end()) return {};
      exponents[static_cast<std::size_t>(place - names.begin())] = exponent;
    }
    if (!whole) return {};
    form.emplace_back(std::move(exponents), static_cast<unsigned>(*whole));
  }
  return form;
}

/// A form, and whether it is seen to be positive.
struct Product {
  std::vector<std::pair<Exponents, unsigned>> form;
  bool positive;
};

/// Single variables, sums of two, and what the first root and its coefficient are made of, alone and in pairs.
std::vector<Product> products(const RootSum& sum, const Sequent& sequent) {
  std::set<ExactPolynomial> factors;
  for (std::size_t i = 0; i < sum.variables.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const ExactPolynomial x = ExactPolynomial::variable(sum.variables[i]);
      factors.insert(i == j ? x : x + ExactPolynomial::variable(sum.variables[j]));
    }
  for (const ExactPolynomial* polynomial : {&sum.terms.front().radicand(), &sum.terms.front().coefficient})
    if (const auto found = factors_of(*polynomial))
      for (const auto& [base, exponent] : found->powers) factors.insert(base);
  const auto is_positive = [&](const ExactPolynomial& factor) {
    return is_visible({factor, proofs::Sign::positive}, sequent.facts);
  };
  std::vector<Product> result;
  for (auto first = factors.begin(); first != factors.end(); ++first)
    for (auto second = factors.begin(); second != std::next(first); ++second)
      if (auto form = small_form(first == second ? *first : *first * *second, sum.variables))
        result.push_back({std::move(*form), is_positive(*first) && is_positive(*second)});
  return result;
}

/// Not zero unless all variables are.
bool is_definite(const Shape& shape, std::size_t count) {
  std::set<std::size_t> alone;
  for (const auto& term : shape.form) {
    const auto& exponents = term.first;
    for (std::size_t i = 0; i < count; ++i)
      if (std::all_of(exponents.begin(), exponents.end(), [&](const auto& e) { return e == 0 || &e == &exponents[i]; }))
        alone.insert(i);
  }
  return alone.size() == count;
}

struct Candidate {
  std::size_t rank;
  double slack;
  Shape shape;
};

class Candidates {
 public:
  Candidates(const RootSum& sum, const Sequent& sequent) : sum_(sum), points_(samples(sum, sequent)) {
    for (const std::string& name : sum.variables)
      strict_ = strict_ && is_visible({ExactPolynomial::variable(name), proofs::Sign::positive}, sequent.facts);
  }

  bool empty() const { return points_.empty(); }
  /// Keeps the shape if it does well at all sample points. `positive`: also where variables are zero.
  void offer(std::size_t rank, const Shape& shape, bool positive) {
    if (!strict_ && !positive) return;
    if (const auto average = average_slack(sum_, shape, points_)) found_.push_back({rank, *average, shape});
  }
  /// The best of each rank.
  std::vector<Shape> best(std::size_t of_each) {
    std::stable_sort(found_.begin(), found_.end(), [](const Candidate& left, const Candidate& right) {
      return left.rank != right.rank ? left.rank < right.rank : left.slack > right.slack;
    });
    std::map<std::size_t, std::size_t> taken;
    std::vector<Shape> result;
    for (const Candidate& candidate : found_)
      if (taken[candidate.rank]++ < of_each) result.push_back(candidate.shape);
    return result;
  }

 private:
  const RootSum& sum_;
  std::vector<Sample> points_;
  bool strict_ = true;
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<RootWeights> promising_weights(const RootSum& sum, const Sequent& sequent) {
  Candidates candidates(sum, sequent);
  if (candidates.empty()) return {};
  const bool symmetric =
      std::none_of(sum.terms.begin(), sum.terms.end(), [](const RootTerm& term) { return term.image.empty(); });
  const bool varying = std::any_of(sum.terms.begin(), sum.terms.end(), [](const RootTerm& term) {
    return !term.coefficient.constant() && reciprocals(term.coefficient).empty() &&
           functions_in(term.coefficient).empty();
  });
  const auto offer_all = [&](std::size_t rank, Shape shape, bool positive) {
    for (const bool with_coefficient : {false, true}) {
      shape.with_coefficient = with_coefficient;
      if (!with_coefficient || varying) candidates.offer(rank, shape, positive && !with_coefficient);
    }
  };
  offer_all(0, {{{Exponents(sum.variables.size(), 0), 1}}, false, false}, true);
  for (unsigned degree = 1; symmetric && degree <= (sum.variables.size() <= 4 ? 2U : 1U); ++degree) {
    const Orbits each = orbits(sum, degree);
    for (const bool below : {true, false})
      for (const bool with_coefficient : {false, true}) {
        if (with_coefficient && !varying) continue;
        Shape shape{{}, below, with_coefficient};
        std::vector<Coefficients> all = small_coefficients(each.size(), 1000);
        const auto fitted = fitted_coefficients(slope_conditions(sum, each, shape), each.size());
        all.insert(all.end(), fitted.begin(), fitted.end());
        for (const Coefficients& coefficients : all) {
          shape.form = form_of(each, coefficients);
          candidates.offer(4 * degree + (below ? 0U : 1U), shape, is_definite(shape, sum.variables.size()));
        }
      }
  }
  if (symmetric && sum.variables.size() <= 4)
    for (const auto& [form, positive] : products(sum, sequent))
      for (const bool below : {true, false}) offer_all(below ? 6 : 7, {form, below, false}, positive);
  std::vector<RootWeights> result;
  for (const Shape& shape : candidates.best(3)) {
    RootWeights weights;
    for (const RootTerm& term : sum.terms) weights.push_back(weight(shape, sum, term));
    result.push_back(std::move(weights));
  }
  return result;
}

}  // namespace geq::prover
