// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/matrix_images.hpp"

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/matrix_norms.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/square_roots.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

class MatrixImages {
 public:
  explicit MatrixImages(Geometry& geometry) : geometry_(geometry) {
    const std::vector<std::string> names = fresh_names(geometry.chain().sequent(), "ijklh", 3);
    row_ = names[0];
    column_ = names[1];
    other_ = names[2];
    i_ = ExactPolynomial::variable(row_);
    j_ = ExactPolynomial::variable(column_);
    l_ = ExactPolynomial::variable(other_);
  }

  bool combined_images() {
    bool any = false;
    for (const Atom& root : geometry_.functions(Operator::root)) {
      const auto norm = euclidean_norm(root, row_);
      const auto sum = norm && norm->lower == one ? joint_sum(norm->term, j_) : std::nullopt;
      if (!sum || sum->lower != one || sum->term.terms().size() < 2) continue;
      any = by_spectral_norm(norm->upper, *sum) || by_rows(norm->upper, *sum) || any;
    }
    return any;
  }

  void columns() {
    for (const Atom& norm : geometry_.functions(Operator::spectral))
      for (const bool by_rows : {false, true}) add_columns(norm, by_rows);
  }

  void gram_matrices() {
    for (const Atom& norm : geometry_.functions(Operator::spectral)) {
      const auto factor = gram_factor(norm);
      if (!factor) continue;
      for (const Atom& length : geometry_.functions(Operator::sum_over)) {
        const auto root = square_root_of(proofs::opened(length.arguments()[2], i_));
        const auto element = root ? single_atom(*root) : std::nullopt;
        if (!element || element->op() != Operator::sum_over) continue;
        const auto vector = divided(proofs::opened(element->arguments()[2], j_), *factor);
        if (vector && !variables(*vector).contains(row_)) bound_gram(norm, length, *factor, *vector);
      }
    }
  }

 private:
  const std::vector<Fact>& facts() const { return geometry_.chain().sequent().facts; }

  static ExactPolynomial over(const ExactPolynomial& upper, const ExactPolynomial& term, const std::string& index) {
    return over_range(Operator::sum_over, one, upper, proofs::closed(term, index));
  }

  /// Term by term, or one term that makes the divisor the sum; none if that is no polynomial.
  static std::optional<ExactPolynomial> divided(const ExactPolynomial& sum, const ExactPolynomial& divisor) {
    if (divisor.terms().size() > 1) {
      const auto& [first, coefficient] = *divisor.terms().begin();
      for (const auto& [monomial, factor] : sum.terms()) {
        const auto quotient =
            divided(ExactPolynomial::term(factor, monomial), ExactPolynomial::term(coefficient, first));
        if (quotient && *quotient * divisor == sum) return quotient;
      }
      return {};
    }
    if (divisor.is_zero()) return {};
    const ExactPolynomial result = cancelled(sum * reciprocal(divisor));
    if (cancelled(result * divisor) != sum) return {};
    for (const Atom& atom : proofs::reciprocals(result))
      if (variables(divisor) == variables(atom.arguments()[0])) return {};
    return result;
  }

  bool by_spectral_norm(const ExactPolynomial& rows, const JointSum& sum) {
    for (const Atom& norm : geometry_.functions(Operator::spectral))
      for (const bool by_rows : {false, true}) {
        const std::vector<ExactPolynomial>& parts = norm.arguments();
        if (rows != parts[by_rows ? 1 : 0] || sum.upper != parts[by_rows ? 0 : 1]) continue;
        const auto entry = proofs::element_of(parts[2], by_rows ? j_ : i_, by_rows ? i_ : j_);
        const auto vector = entry ? divided(sum.term, *entry) : std::nullopt;
        if (vector && !variables(*vector).contains(row_) &&
            geometry_.then(proofs::NormBound{column_, ExactPolynomial(norm), *vector, by_rows}))
          return true;
      }
    return false;
  }

  /// The inequality of Cauchy and Schwarz in every row.
  bool by_rows(const ExactPolynomial& rows, const JointSum& sum) {
    ExactPolynomial row = one;
    for (const auto& [atom, exponent] : sum.term.terms().begin()->first)
      if (variables(ExactPolynomial(atom)).contains(row_)) row = row * power(ExactPolynomial(atom), exponent);
    const auto vector = divided(sum.term, row);
    if (!vector || variables(*vector).contains(row_)) return false;
    const ExactPolynomial lengths = over(sum.upper, row * row, column_) * over(sum.upper, *vector * *vector, column_);
    const auto every = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, square_side);
      if (!chain.then(proofs::CauchySchwarz{column_, one, sum.upper, row * row, *vector * *vector, row * *vector}))
        return {};
      return chain.followed_by({proofs::Visible{}});
    };
    const Fact term{lengths - sum.value * sum.value, Sign::nonnegative};
    return geometry_.then(proofs::ForEach{row_, one, rows, term}, every) &&
           geometry_.then(proofs::SumOf{facts().size() - 1});
  }

  /// N^2 - |a|^2 >= 0 for every column a (every row), and their sum.
  void add_columns(const Atom& norm, bool by_rows) {
    const std::vector<ExactPolynomial>& parts = norm.arguments();
    const auto entry = proofs::element_of(parts[2], i_, j_);
    if (!entry) return;
    // The vector at the fixed index, the other index being added up.
    const std::string& fixed = by_rows ? row_ : column_;
    const std::string& summed = by_rows ? column_ : row_;
    const ExactPolynomial& count = parts[by_rows ? 0 : 1];
    const ExactPolynomial& size = parts[by_rows ? 1 : 0];
    const ExactPolynomial n{norm}, length = over(size, *entry * *entry, summed);
    const auto every = [&](const Sequent& side) { return column_proof(side, norm, *entry, by_rows); };
    if (!geometry_.then(proofs::ForEach{fixed, one, count, {n * n - length, Sign::nonnegative}}, every)) return;
    const std::size_t family = facts().size() - 1;
    if (const auto ones = single_atom(over(count, one, fixed)); ones && geometry_.then(proofs::Count{one, count}))
      geometry_.rule({{*ones, 1}});
    if (!geometry_.then(proofs::SumOf{family}) || by_rows) return;
    const ExactPolynomial whole = over(count, length, fixed);
    const auto atom = single_atom(whole);
    if (atom && geometry_.then(proofs::SwapSums{whole})) geometry_.rule({{*atom, 1}});
  }

  /// For the vector a of the matrix, A^T a (or A a) has |a|^2 among its elements: N^2 |a|^2 >= |a|^4.
  std::optional<Steps> column_proof(const Sequent& side, const Atom& norm, const ExactPolynomial& entry,
                                    bool by_rows) const {
    const ExactPolynomial n{norm};
    const std::string& fixed = by_rows ? row_ : column_;
    const std::string& summed = by_rows ? column_ : row_;
    const ExactPolynomial& count = norm.arguments()[by_rows ? 0 : 1];
    const ExactPolynomial& size = norm.arguments()[by_rows ? 1 : 0];
    const ExactPolynomial other = substitute(entry, {{fixed, l_}});
    const ExactPolynomial length = over(size, entry * entry, summed), inner = over(size, entry * other, summed);
    SideChain chain(side, linear_side);
    if (!chain.then(proofs::NormBound{summed, n, entry, !by_rows})) return {};
    const ExactPolynomial image = chain.sequent().facts.back().polynomial;
    if (!chain.then(proofs::ForEach{other_, one, count, {inner * inner, Sign::nonnegative}}) ||
        !chain.then(proofs::OneTerm{chain.sequent().facts.size() - 1, ExactPolynomial::variable(fixed)}))
      return {};
    const ExactPolynomial term = chain.sequent().facts.back().polynomial;
    if (!chain.then(proofs::Absurd{})) return {};
    // With d = |a|^2 - N^2 > 0: d^2 + d N^2 + (N^2 |a|^2 - |a|^4) = 0.
    const ExactPolynomial d = length - n * n;
    return close_by_products(chain, {},
                             {{Rational(1), {{d, d}, d * d, true}},
                              {Rational(1), {{d, n, n}, d * n * n, false}},
                              {Rational(1), {{image}, image, false}},
                              {Rational(1), {{term}, term, false}}});
  }

  /// q with the matrix element at l, j being the sum over i of q(i, l) q(i, j).
  std::optional<ExactPolynomial> gram_factor(const Atom& norm) const {
    if (norm.arguments()[0] != norm.arguments()[1]) return {};
    const auto entry = proofs::element_of(norm.arguments()[2], l_, j_);
    const auto sum = entry ? single_atom(*entry) : std::nullopt;
    if (!sum || sum->op() != Operator::sum_over || sum->arguments()[0] != one) return {};
    const ExactPolynomial body = proofs::opened(sum->arguments()[2], i_);
    if (body.terms().size() != 1 || body.terms().begin()->second != 1) return {};
    ExactPolynomial result = one;
    for (const auto& [atom, exponent] : body.terms().begin()->first)
      if (!variables(ExactPolynomial(atom)).contains(other_)) result = result * power(ExactPolynomial(atom), exponent);
    return result * substitute(result, {{column_, l_}}) == body ? std::optional(result) : std::nullopt;
  }

  void bound_gram(const Atom& norm, const Atom& length, const ExactPolynomial& factor, const ExactPolynomial& vector) {
    const ExactPolynomial& size = norm.arguments()[1];
    const ExactPolynomial& rows = length.arguments()[1];
    const ExactPolynomial m{norm}, at_l = substitute(vector, {{column_, l_}});
    const ExactPolynomial squares = over(size, vector * vector, column_);
    const ExactPolynomial image = over(size, *proofs::element_of(norm.arguments()[2], l_, j_) * vector, column_);
    const ExactPolynomial swapped =
        over(rows, substitute(factor, {{column_, l_}}) * over(size, factor * vector, column_), row_);
    const ExactPolynomial images = over(size, image * image, other_);
    const auto in_row = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::SwapSums{image})) return {};
      Rewriting rules;
      rules.take_up(chain.sequent().facts.size() - 1, chain.sequent().facts.back());
      return close_by_products(chain, rules, {});
    };
    if (!geometry_.then(proofs::ForEach{other_, one, size, {at_l * image - at_l * swapped, Sign::zero}}, in_row) ||
        !geometry_.then(proofs::SumOf{facts().size() - 1}))
      return;
    const ExactPolynomial product = over(size, at_l * image, other_), second = over(size, at_l * swapped, other_);
    if (const auto lead = single_atom(product); lead && product != second) geometry_.rule({{*lead, 1}});
    if (geometry_.then(proofs::SwapSums{second}))
      if (const auto lead = single_atom(second)) geometry_.rule({{*lead, 1}});
    if (!geometry_.then(proofs::NormBound{column_, m, vector, false})) return;
    const ExactPolynomial bound = facts().back().polynomial;
    if (!geometry_.then(proofs::CauchySchwarz{other_, one, size, at_l * at_l, image * image, at_l * image},
                        square_side))
      return;
    const ExactPolynomial schwarz = facts().back().polynomial;
    geometry_.add_square_sum(squares);
    geometry_.then(proofs::Have{{m * squares - ExactPolynomial(length), Sign::nonnegative}}, [&](const Sequent& side) {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::ComparePowers{2, m * squares})) return std::optional<Steps>{};
      return close_by_products(
          chain, geometry_.rules(),
          {{Rational(1), {{squares, bound}, squares * bound, false}}, {Rational(1), {{schwarz}, schwarz, false}}});
    });
  }

  Geometry& geometry_;
  std::string row_, column_, other_;
  ExactPolynomial i_, j_, l_;
};

}  // namespace

bool bound_combined_images(Geometry& geometry) { return MatrixImages(geometry).combined_images(); }

void bound_columns(Geometry& geometry) { MatrixImages(geometry).columns(); }

void bound_by_gram_matrix(Geometry& geometry) { MatrixImages(geometry).gram_matrices(); }

}  // namespace geq::prover
