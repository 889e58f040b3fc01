// SPDX-License-Identifier: GPL-3.0-or-later

/// Minkowski's inequality: square roots r_i of sums of squares, u_i = s_i1^2 + ... + s_im^2, are the lengths of
/// vectors, so sum of C_i r_i >= R with R^2 = S_1^2 + ... + S_m^2, S_j = sum of C_i s_ij. By r_i R >= s_i1 S_1 + ... +
/// s_im S_m, which is Cauchy's inequality (Lagrange's identity says by how much), added up; then R against what the
/// goal asks for.
///
/// Source: G. Hardy, J. Littlewood, G. Polya, Inequalities (1934), 2.11. Untrusted: that the rest can hold is seen at
/// sample points. Limits: numbers as C_i; squares with rational coefficients, read off the terms or completed in one
/// variable after another; 64 choices of their signs.

#include <algorithm>
#include <cmath>

#include "prover/guess.hpp"
#include "prover/reductions/derivation.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/strategies/root_multipliers.hpp"
#include "prover/strategies/root_sums.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Combination;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

using Vector = std::vector<ExactPolynomial>;

const ExactPolynomial one{Rational(1)};

/// The rational root of a number >= 0.
std::optional<Rational> rational_root(const Rational& square) {
  return proofs::sign(square) < 0 ? std::nullopt : proofs::root(2, ExactPolynomial(square)).constant();
}

/// Every term is a square; a number comes last, as it does after completing.
std::optional<Vector> squares_of_terms(const ExactPolynomial& u) {
  Vector result;
  for (const auto& [monomial, coefficient] : u.terms()) {
    const auto factor = rational_root(coefficient);
    if (!factor) return {};
    proofs::Monomial half;
    for (const auto& [atom, exponent] : monomial) {
      if (exponent % 2 == 1) return {};
      half.emplace_back(atom, exponent / 2);
    }
    result.push_back(ExactPolynomial::term(*factor, std::move(half)));
  }
  std::stable_partition(result.begin(), result.end(), [](const ExactPolynomial& s) { return !s.constant(); });
  return result;
}

/// Completed in one variable after another, in the order of their names.
std::optional<Vector> completed_squares(const ExactPolynomial& u) {
  if (auto all = squares_of_terms(u)) return all;
  for (const Atom& atom : atoms(u)) {
    if (!atom.is_variable()) return {};
    const std::vector<ExactPolynomial> c = coefficients_in(atom, u);
    const auto leading = c.size() == 3 ? c[2].constant() : std::nullopt;
    const auto factor = leading ? rational_root(*leading) : std::nullopt;
    if (!factor) continue;
    const ExactPolynomial shift = ExactPolynomial(1 / (2 * *leading)) * c[1];
    const auto rest = completed_squares(c[0] - ExactPolynomial(*leading) * shift * shift);
    if (!rest) continue;
    Vector result{ExactPolynomial(*factor) * (ExactPolynomial(atom) + shift)};
    result.insert(result.end(), rest->begin(), rest->end());
    return result;
  }
  return {};
}

/// The roots as lengths of vectors of one dimension; none where some radicand is no such sum of squares. Where all
/// terms come from the first by permutations, so do the vectors.
std::optional<std::vector<Vector>> vectors_of(const RootSum& sum) {
  std::vector<Vector> result;
  const auto first = completed_squares(sum.terms.front().radicand());
  if (!first) return {};
  for (const RootTerm& term : sum.terms) {
    if (term.image.empty()) {
      const auto own = completed_squares(term.radicand());
      if (!own) return {};
      result.push_back(*own);
      continue;
    }
    proofs::Substitution image;
    for (std::size_t i = 0; i < sum.variables.size(); ++i)
      image.emplace(sum.variables[i], ExactPolynomial::variable(sum.variables[term.image[i]]));
    Vector moved;
    for (const ExactPolynomial& s : *first) moved.push_back(substitute(s, image));
    result.push_back(std::move(moved));
  }
  std::size_t dimension = 0;
  for (const Vector& vector : result) dimension = std::max(dimension, vector.size());
  for (Vector& vector : result) vector.resize(dimension);
  return result;
}

/// The sum of the vectors with their coefficients, and its square.
struct Total {
  Vector sum;
  ExactPolynomial square;
};

Total total(const std::vector<Vector>& vectors, const std::vector<Rational>& coefficients) {
  Total result{Vector(vectors.front().size()), {}};
  for (std::size_t i = 0; i < vectors.size(); ++i)
    for (std::size_t j = 0; j < result.sum.size(); ++j)
      result.sum[j] = result.sum[j] + ExactPolynomial(coefficients[i]) * vectors[i][j];
  for (const ExactPolynomial& part : result.sum) result.square = result.square + part * part;
  return result;
}

/// The root of the square can be as great as the rest at all points.
bool is_promising(const ExactPolynomial& square, const ExactPolynomial& rest, const SamplePoints& samples) {
  constexpr double tolerance = 1e-9;
  return std::ranges::all_of(samples.points(), [&](const auto& point) {
    const double wanted = evaluate(rest, point), given = std::sqrt(std::max(0.0, evaluate(square, point)));
    return given >= wanted - tolerance * (1 + std::fabs(wanted));
  });
}

class Lengths {
 public:
  Lengths(const RootSum& sum, std::vector<Rational> coefficients, Effort effort, Search& search)
      : sum_(sum), coefficients_(std::move(coefficients)), effort_(effort), search_(search) {}

  /// Closes the goal with these vectors.
  std::optional<Steps> with(const std::vector<Vector>& vectors, const Total& all, const Sequent& sequent) {
    Derivation way(sequent, Origin().sufficient());
    const ExactPolynomial length = proofs::root(2, all.square);
    const Fact rest{length - sum_.rest, sequent.goal.sign};
    const auto of_rest = prove_guess({way.sequent.variables, way.sequent.facts, rest}, Origin().sufficient(),
                                     {effort_.cones, false}, search_);
    if (!of_rest || !way.have(rest, *of_rest)) return {};
    if (!know(length, all.square, way)) return {};
    ExactPolynomial lengths;
    Combination total;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      const ExactPolynomial r(sum_.terms[i].root);
      if (!have_projection(sum_.terms[i], vectors[i], all, length, way)) return {};
      total.summands.push_back({coefficients_[i], {{way.last(), 1}}, one});
      lengths = lengths + ExactPolynomial(coefficients_[i]) * r;
    }
    if (const auto equation = index_of({length * length - all.square, Sign::zero}, way.sequent))
      total.multiples.push_back({*equation, -one});
    if (!way.have_by({(lengths - length) * length, Sign::nonnegative}, {proofs::Step(total)})) return {};
    // lengths^2 - length^2 = (lengths - length)^2 + 2 (lengths - length) length
    Combination squares;
    squares.summands.push_back({1, {}, lengths - length});
    squares.summands.push_back({2, {{way.last(), 1}}, one});
    if (!way.have_by({lengths - length, Sign::nonnegative}, {proofs::ComparePowers{2, lengths}, proofs::Step(squares)}))
      return {};
    Combination last;
    last.summands.push_back({1, {{way.last(), 1}}, one});
    last.summands.push_back({1, {{*index_of(rest, way.sequent), 1}}, one});
    if (rest.polynomial.is_zero()) last.summands.pop_back();
    if (!way.close(last)) return {};
    return way.steps;
  }

 private:
  /// r^2 = u and r >= 0.
  static bool know(const ExactPolynomial& root, const ExactPolynomial& radicand, Derivation& way) {
    if (root * root == radicand) return true;
    return index_of({root * root - radicand, Sign::zero}, way.sequent) || way.then(proofs::RootFacts{root});
  }

  /// r R >= sum of s_j S_j, as (r R)^2 - (sum of s_j S_j)^2 is the sum of (s_j S_k - s_k S_j)^2.
  static bool have_projection(const RootTerm& term, const Vector& s, const Total& all, const ExactPolynomial& length,
                              Derivation& way) {
    const ExactPolynomial r(term.root);
    if (!know(r, term.radicand(), way)) return false;
    ExactPolynomial inner;
    for (std::size_t j = 0; j < s.size(); ++j) inner = inner + s[j] * all.sum[j];
    Combination lagrange;
    for (std::size_t j = 0; j < s.size(); ++j)
      for (std::size_t k = 0; k < j; ++k)
        if (const ExactPolynomial minor = s[j] * all.sum[k] - s[k] * all.sum[j]; !minor.is_zero())
          lagrange.summands.push_back({1, {}, minor});
    const auto of_root = index_of({r * r - term.radicand(), Sign::zero}, way.sequent);
    if (!of_root) return false;
    lagrange.multiples.push_back({*of_root, length * length});
    if (const auto of_length = index_of({length * length - all.square, Sign::zero}, way.sequent))
      lagrange.multiples.push_back({*of_length, term.radicand()});
    return way.have_by({r * length - inner, Sign::nonnegative},
                       {proofs::ComparePowers{2, r * length}, proofs::Step(lagrange)});
  }

  const RootSum& sum_;
  std::vector<Rational> coefficients_;
  Effort effort_;
  Search& search_;
};

std::optional<std::vector<Rational>> numbers(const RootSum& sum) {
  std::vector<Rational> result;
  for (const RootTerm& term : sum.terms) {
    const auto number = term.coefficient.constant();
    if (!number || proofs::sign(*number) <= 0 || term.inverted) return {};
    result.push_back(*number);
  }
  return result;
}

}  // namespace

std::optional<Steps> minkowski(const Sequent& sequent, const Origin&, Effort effort, Search& search) {
  constexpr std::size_t most_choices = 64;
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  for (const RootSum& sum : root_sums(sequent)) {
    const auto coefficients = numbers(sum);
    if (sum.upper || sum.degree != 2 || !coefficients) continue;
    const auto vectors = vectors_of(sum);
    if (!vectors) continue;
    const SamplePoints samples(sequent);
    const std::size_t dimension = vectors->front().size(), signs = (vectors->size() - 1) * dimension;
    for (std::size_t choice = 0; choice < most_choices && (choice >> signs) == 0; ++choice) {
      if (search.is_over()) return {};
      std::vector<Vector> chosen = *vectors;
      for (std::size_t bit = 0; bit < signs; ++bit)
        if ((choice >> bit & 1) == 1) {
          ExactPolynomial& part = chosen[1 + bit / dimension][bit % dimension];
          part = -part;
        }
      const Total all = total(chosen, *coefficients);
      if (!is_promising(all.square, sum.rest, samples)) continue;
      if (auto steps = Lengths(sum, *coefficients, effort, search).with(chosen, all, sequent)) return steps;
      break;
    }
  }
  return {};
}

}  // namespace geq::prover
