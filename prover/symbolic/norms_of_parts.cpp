// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/norms_of_parts.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

constexpr std::size_t most_parts = 8;

/// A matrix with its size and its element at the rows and columns of these names.
struct Matrix {
  ExactPolynomial rows, columns, element;
};

class Parts {
 public:
  explicit Parts(const proofs::Sequent& sequent) {
    const std::vector<std::string> names = fresh_names(sequent, "ijklh", 3);
    row_ = names[0];
    column_ = names[1];
    inner_ = names[2];
  }

  std::optional<Matrix> matrix_of(const Atom& norm) const {
    const auto element =
        proofs::element_of(norm.arguments()[2], ExactPolynomial::variable(row_), ExactPolynomial::variable(column_));
    if (!element) return {};
    return Matrix{norm.arguments()[0], norm.arguments()[1], *element};
  }

  ExactPolynomial norm_of(const Matrix& matrix) const {
    const auto sequence = [](const ExactPolynomial& members, const std::string& index) {
      return ExactPolynomial(Atom::application(Operator::sequence, {proofs::closed(members, index)}));
    };
    const ExactPolynomial whole = sequence(sequence(matrix.element, column_), row_);
    return ExactPolynomial(Atom::application(Operator::spectral, {matrix.rows, matrix.columns, whole}));
  }

  /// The two matrices whose product this is: the factors of the terms with the row, and those with the column.
  std::optional<std::pair<Matrix, Matrix>> factors(const Matrix& product) const {
    const auto sum = inner_sum(product);
    if (!sum) return {};
    const ExactPolynomial term = proofs::opened(sum->arguments()[2], ExactPolynomial::variable(inner_));
    if (term.terms().size() != 1 || term.terms().begin()->second != 1) return {};
    Monomial left, right;
    for (const auto& power : term.terms().begin()->first) {
      const std::set<std::string> names = variables(ExactPolynomial(power.first));
      if (names.contains(row_) == names.contains(column_)) return {};
      (names.contains(row_) ? left : right).push_back(power);
    }
    const ExactPolynomial& size = sum->arguments()[1];
    return std::pair(Matrix{product.rows, size, renamed(left, column_)},
                     Matrix{size, product.columns, renamed(right, row_)});
  }

  static bool is_product(const Matrix& matrix) { return inner_sum(matrix).has_value(); }

 private:
  static std::optional<Atom> inner_sum(const Matrix& matrix) {
    const std::set<Atom> found = atoms(matrix.element);
    if (found.size() != 1 || matrix.element != ExactPolynomial(*found.begin())) return {};
    if (found.begin()->op() != Operator::sum_over) return {};
    if (found.begin()->arguments()[0] != ExactPolynomial(Rational(1))) return {};
    return *found.begin();
  }

  ExactPolynomial renamed(const Monomial& monomial, const std::string& name) const {
    return substitute(ExactPolynomial::term(1, monomial), {{inner_, ExactPolynomial::variable(name)}});
  }

  std::string row_, column_, inner_;
};

/// norm(A) norm(B) - norm(A B) >= 0 for the product, and for its factors as far as they are products. None where the
/// goal already has the norms of both factors, or both are single matrices.
std::vector<Fact> facts_of_products(const Parts& parts, const Atom& norm, const ExactPolynomial& goal) {
  std::vector<Fact> result;
  std::vector<Matrix> open;
  if (const auto matrix = parts.matrix_of(norm)) open.push_back(*matrix);
  while (!open.empty() && result.size() < most_parts) {
    const Matrix whole = open.back();
    open.pop_back();
    const auto factors = parts.factors(whole);
    if (!factors) continue;
    const auto& [first, second] = *factors;
    const ExactPolynomial bound = parts.norm_of(first) * parts.norm_of(second);
    const std::set<Atom> given = atoms(goal), needed = atoms(bound);
    const bool is_known = std::includes(given.begin(), given.end(), needed.begin(), needed.end());
    if (result.empty() && (is_known || (!Parts::is_product(first) && !Parts::is_product(second)))) break;
    result.push_back({bound - parts.norm_of(whole), Sign::nonnegative});
    open.push_back(first);
    open.push_back(second);
  }
  return result;
}

}  // namespace

std::optional<Steps> by_norms_of_parts(const SideChain& start, const SideChain::Prover& prove,
                                       const polynomials::StopSignal& stop) {
  const Parts parts(start.sequent());
  const ExactPolynomial& goal = start.sequent().goal.polynomial;
  for (const Atom& norm : atoms(goal)) {
    if (norm.op() != Operator::spectral) continue;
    std::vector<Fact> facts = facts_of_products(parts, norm, goal);
    if (facts.empty()) continue;
    // The smallest products first: what is known of greater ones has norms that mislead.
    std::reverse(facts.begin(), facts.end());
    SideChain chain = start;
    const bool all = std::all_of(facts.begin(), facts.end(),
                                 [&](const Fact& fact) { return chain.then(proofs::Have{fact}, prove); });
    if (!all) continue;
    for (const ProductKind kind : {ProductKind::single, ProductKind::two, ProductKind::with_atoms})
      if (auto steps = products_of_facts(chain, {}, kind, stop)) return steps;
  }
  return {};
}

}  // namespace geq::prover
