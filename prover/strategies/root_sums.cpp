// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/root_sums.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// A root of something rational that varies, or the reciprocal of one.
struct RootFactor {
  Atom root;
  bool inverted;
};

/// Only variables, and reciprocals of what has only variables.
bool is_rational(const ExactPolynomial& polynomial) {
  const std::vector<Atom> functions = functions_in(polynomial);
  return std::ranges::all_of(functions, [](const Atom& atom) { return atom.op() == proofs::Operator::quotient; });
}

std::optional<RootFactor> root_factor(const Atom& atom) {
  const auto is_plain = [](const Atom& root) {
    return root_degree(root) && !root.arguments()[1].constant() && is_rational(root.arguments()[1]);
  };
  if (is_plain(atom)) return RootFactor{atom, false};
  if (atom.op() != proofs::Operator::quotient) return {};
  const std::set<Atom> below = atoms(atom.arguments()[0]);
  if (below.size() != 1 || atom.arguments()[0] != ExactPolynomial(*below.begin()) || !is_plain(*below.begin()))
    return {};
  return RootFactor{*below.begin(), true};
}

/// The function whose only root or reciprocal of a root is the one given, to the first power, with its coefficient.
using Coefficients = std::map<std::pair<Atom, bool>, ExactPolynomial>;

/// Splits the goal into terms with one root each, and the others.
Coefficients split(const ExactPolynomial& goal, ExactPolynomial& others) {
  Coefficients result;
  for (const auto& [monomial, coefficient] : goal.terms()) {
    std::optional<RootFactor> only;
    bool single = true;
    proofs::Monomial cofactor;
    for (const auto& [atom, exponent] : monomial) {
      const auto factor = root_factor(atom);
      if (!factor) {
        cofactor.emplace_back(atom, exponent);
        continue;
      }
      single = single && !only && exponent == 1;
      only = factor;
    }
    if (only && single)
      result[{only->root, only->inverted}].add(coefficient, cofactor);
    else
      others.add(coefficient, monomial);
  }
  return result;
}

ExactPolynomial permuted(const ExactPolynomial& polynomial, const std::vector<std::string>& names,
                         const std::vector<std::size_t>& image) {
  proofs::Substitution substitution;
  for (std::size_t i = 0; i < names.size(); ++i)
    substitution.emplace(names[i], ExactPolynomial::variable(names[image[i]]));
  return substitute(polynomial, substitution);
}

/// Permutations to look through: all of few variables, else the cyclic ones.
std::vector<std::vector<std::size_t>> permutations(std::size_t count) {
  std::vector<std::size_t> image(count);
  std::iota(image.begin(), image.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t shift = 0; shift < count; ++shift) {
    result.push_back(image);
    std::rotate(image.begin(), image.begin() + 1, image.end());
  }
  if (count > 4) return result;
  while (std::next_permutation(image.begin(), image.end())) result.push_back(image);
  return result;
}

void find_images(RootSum& sum) {
  const RootTerm& first = sum.terms.front();
  const auto all = permutations(sum.variables.size());
  for (RootTerm& term : sum.terms)
    for (const auto& image : all) {
      if (term.inverted != first.inverted || permuted(first.radicand(), sum.variables, image) != term.radicand() ||
          permuted(first.coefficient, sum.variables, image) != term.coefficient)
        continue;
      term.image = image;
      break;
    }
}

}  // namespace

bool RootSum::has_denominators() const {
  return std::ranges::any_of(terms, [](const RootTerm& term) { return !reciprocals(term.radicand()).empty(); });
}

std::vector<RootSum> root_sums(const Sequent& sequent) {
  std::vector<RootSum> result;
  ExactPolynomial others;
  const Coefficients coefficients = split(sequent.goal.polynomial, others);
  for (const bool upper : {true, false}) {
    RootSum sum{upper, 0, {}, upper ? others : -others, goal_variables(sequent)};
    bool fits = true;
    for (const auto& [factor, coefficient] : coefficients) {
      const ExactPolynomial c = upper ? -coefficient : coefficient;
      const RootTerm term{factor.first, factor.second, c, {}};
      if (!is_visible({c, Sign::nonnegative}, sequent.facts)) {
        sum.rest = sum.rest - c * term.function();
        continue;
      }
      const unsigned long degree = *root_degree(factor.first);
      fits = fits && (sum.degree == 0 || sum.degree == degree);
      sum.degree = degree;
      sum.terms.push_back(term);
    }
    // Lower bounds of roots of a higher degree, and upper bounds of their reciprocals, are not of this kind.
    for (const RootTerm& term : sum.terms) fits = fits && (term.inverted != upper || sum.degree == 2);
    // Products of the same roots would stay.
    for (const Atom& left : functions_in(sum.rest))
      for (const RootTerm& term : sum.terms) fits = fits && left != term.root;
    if (!fits || sum.terms.size() < 2 || sum.variables.size() < 2) continue;
    find_images(sum);
    result.push_back(std::move(sum));
  }
  return result;
}

}  // namespace geq::prover
