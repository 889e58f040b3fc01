// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/linear_program.hpp"
#include "prover/claims.hpp"
#include "prover/conversion.hpp"
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using polynomials::Rational;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_columns = 800;
constexpr std::size_t most_pivots = 600;

struct Weighted {
  proofs::Monomial monomial;
  Rational coefficient;
};

/// The terms that are visibly nonnegative, and the others.
struct Parts {
  std::vector<Weighted> above, below;
};

Parts parts_of(const Sequent& sequent) {
  Parts parts;
  for (const auto& [monomial, coefficient] : sequent.goal.polynomial.terms()) {
    const bool above = is_visible({ExactPolynomial::term(coefficient, monomial), Sign::nonnegative}, sequent.facts) &&
                       proofs::sign(coefficient) > 0;
    (above ? parts.above : parts.below).push_back({monomial, to_search(coefficient)});
  }
  return parts;
}

/// Shares s[b][a] >= 0 of the upper terms a: those of b have the sum |c_b| and the centre b; those of a stay below c_a.
/// Column b * above + a; then one for what is left of each a.
std::optional<std::vector<Rational>> shares(const Parts& parts, const std::vector<Atom>& atoms, const Search& search) {
  const std::size_t above = parts.above.size();
  const std::size_t rows_each = atoms.size() + 1;
  std::vector<polynomials::SparseColumn> columns;
  std::vector<Rational> right(parts.below.size() * rows_each + above);
  for (std::size_t b = 0; b < parts.below.size(); ++b) {
    const std::size_t row = b * rows_each;
    right[row] = parts.below[b].coefficient.abs();
    for (std::size_t a = 0; a < above; ++a) {
      polynomials::SparseColumn column{{row, Rational(1)}, {parts.below.size() * rows_each + a, Rational(1)}};
      for (std::size_t i = 0; i < atoms.size(); ++i) {
        const long distance = static_cast<long>(exponent_of(atoms[i], parts.above[a].monomial)) -
                              static_cast<long>(exponent_of(atoms[i], parts.below[b].monomial));
        if (distance != 0) column.emplace_back(row + 1 + i, Rational(distance));
      }
      columns.push_back(std::move(column));
    }
  }
  for (std::size_t a = 0; a < above; ++a) {
    right[parts.below.size() * rows_each + a] = parts.above[a].coefficient;
    columns.push_back({{parts.below.size() * rows_each + a, Rational(1)}});
  }
  return polynomials::feasible_point(columns, right, most_pivots, search.stop());
}

}  // namespace

std::optional<Steps> weighted_means(const Sequent& sequent, const Origin&, Effort, Search& search) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::positive) return {};
  const Parts parts = parts_of(sequent);
  const std::size_t above = parts.above.size();
  if (parts.below.empty() || above < 2 || above * parts.below.size() > most_columns) return {};
  const std::set<Atom> found = atoms(sequent.goal.polynomial);
  const std::vector<Atom> all(found.begin(), found.end());
  const auto solution = shares(parts, all, search);
  if (!solution) {
    // What is tried on the parts of an integral or limit is no news of it.
    if (!claims_analysis(search.statement()))
      search.record("weighted-means", "no weights that are exact at (1, ..., 1)");
    return {};
  }
  proofs::Means step;
  for (std::size_t b = 0; b < parts.below.size(); ++b) {
    const Weighted& product = parts.below[b];
    proofs::Means::Mean mean{ExactPolynomial::term(to_kernel(-product.coefficient), product.monomial), {}};
    for (std::size_t a = 0; a < above; ++a) {
      const Rational& share = (*solution)[b * above + a];
      if (share.sign() <= 0) continue;
      mean.parts.push_back({to_kernel(share.divided_by(product.coefficient.abs()).value()),
                            ExactPolynomial::term(to_kernel(share), parts.above[a].monomial)});
    }
    step.means.push_back(std::move(mean));
  }
  const auto remaining = proofs::apply(proofs::Step(step), sequent);
  if (!remaining || !remaining.value().empty()) return {};
  return Steps{step};
}

}  // namespace geq::prover
