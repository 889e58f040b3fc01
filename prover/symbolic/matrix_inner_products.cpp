// SPDX-License-Identifier: GPL-3.0-or-later

/// The inequality of Cauchy and Schwarz for matrices, whose inner product is the sum of the products of their elements:
/// row by row first, then over the rows. Source: R. A. Horn, C. R. Johnson, Matrix Analysis (2013), section 5.6.

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/square_roots.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_matrices = 6;

/// The sum of the squares of the elements; rows and columns as names of indices.
struct SquaredMatrix {
  ExactPolynomial sum, first_row, last_row, first_column, last_column, element;

  bool has_size_of(const SquaredMatrix& other) const {
    return first_row == other.first_row && last_row == other.last_row && first_column == other.first_column &&
           last_column == other.last_column;
  }
  /// The terms, in which the names of the indices stand, added up in every row.
  ExactPolynomial row_sum(const ExactPolynomial& term, const std::string& column) const {
    return over_range(Operator::sum_over, first_column, last_column, proofs::closed(term, column));
  }
  ExactPolynomial whole_sum(const ExactPolynomial& term, const std::string& row, const std::string& column) const {
    return over_range(Operator::sum_over, first_row, last_row, proofs::closed(row_sum(term, column), row));
  }
};

std::optional<SquaredMatrix> squared_matrix(const Atom& sum, const std::string& row, const std::string& column) {
  const ExactPolynomial in_row = proofs::opened(sum.arguments()[2], ExactPolynomial::variable(row));
  const std::set<Atom> parts = atoms(in_row);
  if (parts.size() != 1 || in_row != ExactPolynomial(*parts.begin())) return {};
  const Atom inner = *parts.begin();
  if (inner.op() != Operator::sum_over) return {};
  const auto element = square_root_of(proofs::opened(inner.arguments()[2], ExactPolynomial::variable(column)));
  if (!element) return {};
  return SquaredMatrix{ExactPolynomial(sum), sum.arguments()[0],   sum.arguments()[1],
                       inner.arguments()[0], inner.arguments()[1], *element};
}

/// Of a row: sums of squares are not negative, and the inequality itself.
std::optional<Steps> row_proof(const Sequent& side, const SquaredMatrix& x, const SquaredMatrix& y,
                               const std::string& column) {
  SideChain chain(side, square_side);
  for (const SquaredMatrix* matrix : {&x, &y}) {
    const ExactPolynomial square = matrix->element * matrix->element;
    if (side.goal.polynomial != matrix->row_sum(square, column)) continue;
    if (!chain.then(proofs::ForEach{column, x.first_column, x.last_column, {square, Sign::nonnegative}}) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }
  if (!chain.then(proofs::CauchySchwarz{column, x.first_column, x.last_column, x.element * x.element,
                                        y.element * y.element, x.element * y.element}))
    return {};
  return chain.followed_by({proofs::Visible{}});
}

}  // namespace

void Geometry::compare_matrices() {
  const std::vector<std::string> names = fresh_names(chain_.sequent(), "ijklh", 2);
  const std::set<Atom> sums = functions(Operator::sum_over);
  std::vector<SquaredMatrix> matrices;
  for (const Atom& sum : sums)
    if (auto matrix = squared_matrix(sum, names[0], names[1]); matrix && matrices.size() < most_matrices)
      matrices.push_back(*std::move(matrix));
  for (std::size_t i = 0; i < matrices.size(); ++i)
    for (std::size_t j = i + 1; j < matrices.size(); ++j) {
      const SquaredMatrix& x = matrices[i];
      const SquaredMatrix& y = matrices[j];
      if (!x.has_size_of(y)) continue;
      const ExactPolynomial xx = x.element * x.element, yy = y.element * y.element, xy = x.element * y.element;
      const ExactPolynomial inner = x.whole_sum(xy, names[0], names[1]);
      const std::set<Atom> used = atoms(inner);
      if (!std::includes(sums.begin(), sums.end(), used.begin(), used.end())) continue;
      const proofs::CauchySchwarz over_rows{
          names[0], x.first_row, x.last_row, x.row_sum(xx, names[1]), x.row_sum(yy, names[1]), x.row_sum(xy, names[1])};
      const auto rows = [&](const Sequent& side) { return row_proof(side, x, y, names[1]); };
      if (!then(over_rows, rows)) continue;
      const ExactPolynomial fact = facts().back().polynomial;
      const auto root = [](const SquaredMatrix& matrix) {
        return Norm{ExactPolynomial(Atom::application(Operator::root, {ExactPolynomial(Rational(2)), matrix.sum})), {}};
      };
      bound_inner(root(x), root(y), inner, [&](const Sequent& side) {
        return close_by_products(SideChain(side, linear_side), rules_, {{Rational(1), {{fact}, fact, false}}});
      });
    }
}

}  // namespace geq::prover
