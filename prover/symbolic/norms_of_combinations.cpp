// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/norms_of_combinations.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/linear_combination.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/square_roots.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr std::size_t most_matrices = 6;
const ExactPolynomial one{Rational(1)};

/// A matrix with its element at the named row and column, and its norm.
struct Matrix {
  ExactPolynomial norm, rows, columns, element;
  bool has_norm;  ///< the sequent has the norm
  std::optional<ExactPolynomial> squares,
      frobenius;  ///< the sum of the squares, and its root, where the sequent has them
};

/// What stands before the matrices in the terms of an element; matrices are products of what has the row or the column.
using Terms = std::map<ExactPolynomial, ExactPolynomial>;

/// factor * M = sum of weight * matrix.
struct Part {
  Matrix matrix;
  ExactPolynomial weight;
};
struct Relation {
  ExactPolynomial factor;
  std::vector<Part> parts;
};

/// Closes that p^2 >= 0.
std::optional<Steps> square_proof(const Sequent& side, const ExactPolynomial& root) {
  proofs::Combination last;
  last.summands.push_back({Rational(1), {}, root});
  const auto closed = proofs::apply(proofs::Step(last), side);
  return closed && closed.value().empty() ? std::optional(Steps{last}) : std::nullopt;
}

ExactPolynomial over(const ExactPolynomial& upper, const ExactPolynomial& term, const std::string& index) {
  return over_range(Operator::sum_over, one, upper, proofs::closed(term, index));
}

WeightedProduct product_of(std::vector<ExactPolynomial> factors) {
  Rational weight(1);
  ExactPolynomial value = one;
  std::erase_if(factors, [&](const ExactPolynomial& factor) {
    const auto number = factor.constant();
    if (number) weight = weight * *number;
    return number.has_value();
  });
  for (const ExactPolynomial& factor : factors) value = value * factor;
  return {weight, {factors, value, false}};
}

class CombinedNorms {
 public:
  explicit CombinedNorms(Geometry& geometry) : geometry_(geometry) {
    const std::vector<std::string> names = fresh_names(geometry.chain().sequent(), "ijklh", 2);
    row_ = names[0];
    column_ = names[1];
  }

  bool add_all() {
    collect_matrices();
    bool any = false;
    if (matrices_.size() > most_matrices) return false;
    for (const Matrix& matrix : matrices_) {
      if (!matrix.has_norm) continue;
      any = bound_by_frobenius_norm(matrix) || any;
      for (const Relation& relation : relations_of(matrix)) any = add(matrix, relation) || any;
    }
    return any;
  }

  void add_signs() {
    collect_matrices();
    for (const Matrix& matrix : matrices_) {
      if (!matrix.squares || is_visible({*matrix.squares, Sign::positive}, sequent().facts) ||
          !is_visible({matrix.norm, Sign::positive}, sequent().facts))
        continue;
      geometry_.then(proofs::Have{{*matrix.squares, Sign::positive}}, [&](const Sequent& side) -> std::optional<Steps> {
        SideChain chain(side, linear_side);
        if (!bound_by_squares(chain, matrix)) return {};
        const ExactPolynomial square = matrix.norm * matrix.norm;
        return close_by_products(chain, {},
                                 {product_of({matrix.norm, matrix.norm}), product_of({*matrix.squares - square})});
      });
    }
  }

 private:
  const Sequent& sequent() const { return geometry_.chain().sequent(); }

  void collect_matrices() {
    const ExactPolynomial i = ExactPolynomial::variable(row_), j = ExactPolynomial::variable(column_);
    for (const Atom& norm : geometry_.functions(Operator::spectral))
      if (const auto element = proofs::element_of(norm.arguments()[2], i, j))
        matrices_.push_back({ExactPolynomial(norm), norm.arguments()[0], norm.arguments()[1], *element, true, {}, {}});
    if (matrices_.empty()) return;
    for (const Atom& sum : geometry_.functions(Operator::sum_over)) note_squares(ExactPolynomial(sum), {});
    for (const Atom& root : geometry_.functions(Operator::root))
      if (root_degree(root) == 2) note_squares(root.arguments()[1], ExactPolynomial(root));
  }

  void note_squares(const ExactPolynomial& sum, const std::optional<ExactPolynomial>& frobenius) {
    const auto rows = joint_sum(sum, ExactPolynomial::variable(row_));
    const auto columns =
        rows && rows->lower == one ? joint_sum(rows->term, ExactPolynomial::variable(column_)) : std::nullopt;
    const auto element = columns && columns->lower == one ? square_root_of(columns->term) : std::nullopt;
    if (!element) return;
    const ExactPolynomial norm = norm_of(*element, rows->upper, columns->upper);
    const auto known = std::find_if(matrices_.begin(), matrices_.end(), [&](const Matrix& matrix) {
      return matrix.norm == norm ||
             (matrix.element == -*element && matrix.rows == rows->upper && matrix.columns == columns->upper);
    });
    if (known == matrices_.end()) {
      if (frobenius) matrices_.push_back({norm, rows->upper, columns->upper, *element, false, sum, frobenius});
      return;
    }
    known->squares = sum;
    if (frobenius) known->frobenius = frobenius;
  }

  ExactPolynomial norm_of(const ExactPolynomial& element, const ExactPolynomial& rows,
                          const ExactPolynomial& columns) const {
    const auto sequence = [](const ExactPolynomial& members, const std::string& index) {
      return ExactPolynomial(Atom::application(Operator::sequence, {proofs::closed(members, index)}));
    };
    return ExactPolynomial(
        Atom::application(Operator::spectral, {rows, columns, sequence(sequence(element, column_), row_)}));
  }

  Terms terms_of(const ExactPolynomial& element) const {
    Terms result;
    for (const auto& [monomial, coefficient] : element.terms()) {
      ExactPolynomial matrix = one, weight(coefficient);
      for (const auto& [atom, exponent] : monomial) {
        const std::set<std::string> names = variables(ExactPolynomial(atom));
        ExactPolynomial& part = names.contains(row_) || names.contains(column_) ? matrix : weight;
        part = part * power(ExactPolynomial(atom), exponent);
      }
      ExactPolynomial& sum = result[matrix];
      sum = sum + weight;
    }
    return result;
  }

  std::vector<Relation> relations_of(const Matrix& whole) const {
    std::vector<Matrix> others;
    for (const Matrix& other : matrices_)
      if (other.element != whole.element && other.rows == whole.rows && other.columns == whole.columns)
        others.push_back(other);
    std::vector<Relation> result;
    if (others.empty()) return result;
    for (std::size_t k = 0; k < others.size(); ++k)
      for (std::size_t l = 0; l <= k; ++l) {
        std::vector<Matrix> chosen{others[k]};
        if (l < k) chosen.push_back(others[l]);
        const auto relation = combination_of(whole, chosen);
        if (relation && relation->parts.size() == chosen.size()) result.push_back(*relation);
      }
    if (result.empty())
      if (auto relation = combination_of(whole, others)) result.push_back(*std::move(relation));
    if (auto relation = own_terms(whole, others)) result.push_back(*std::move(relation));
    for (const Matrix& other : others)
      if (auto factor = ratio(other, whole)) result.push_back({*factor, {{other, one}}});
    return result;
  }

  static std::optional<Relation> combination_of(const Matrix& whole, const std::vector<Matrix>& others) {
    std::vector<ExactPolynomial> columns;
    columns.reserve(others.size());
    for (const Matrix& other : others) columns.push_back(other.element);
    const auto weights = as_combination(columns, whole.element);
    if (!weights) return {};
    Relation result{one, {}};
    for (std::size_t k = 0; k < others.size(); ++k)
      if (proofs::sign((*weights)[k]) != 0) result.parts.push_back({others[k], ExactPolynomial((*weights)[k])});
    return result;
  }

  std::optional<Relation> own_terms(const Matrix& whole, const std::vector<Matrix>& others) const {
    Relation result{one, {}};
    bool numbers = true;
    for (const auto& [element, weight] : terms_of(whole.element)) {
      const auto place = std::find_if(others.begin(), others.end(), [&, &element = element](const Matrix& other) {
        return other.element == element;
      });
      if (place == others.end()) return {};
      result.parts.push_back({*place, weight});
      numbers = numbers && weight.constant();
    }
    return numbers ? std::nullopt : std::optional(result);  // else it is a combination with numbers
  }

  /// The factor, which is no number, that makes `whole` the other matrix.
  std::optional<ExactPolynomial> ratio(const Matrix& other, const Matrix& whole) const {
    const Terms given = terms_of(other.element);
    for (const auto& [element, weight] : terms_of(whole.element)) {
      const auto number = weight.constant();
      const auto place = given.find(element);
      if (!number || place == given.end()) continue;
      const ExactPolynomial factor = ExactPolynomial(1 / *number) * place->second;
      if (!factor.constant() && factor * whole.element == other.element) return factor;
    }
    return {};
  }

  /// abs(value), where its sign follows from the facts.
  std::optional<ExactPolynomial> size_of(const ExactPolynomial& value) const {
    for (const ExactPolynomial& size : {value, -value})
      if (linear_side({sequent().variables, sequent().facts, {size, Sign::nonnegative}})) return size;
    return {};
  }

  bool add(const Matrix& whole, Relation relation) {
    const auto factor = size_of(relation.factor);
    if (!factor) return false;
    if (*factor != relation.factor)
      for (Part& part : relation.parts) part.weight = -part.weight;
    relation.factor = *factor;
    std::vector<ExactPolynomial> sizes;
    ExactPolynomial sum;
    for (const Part& part : relation.parts) {
      const auto size = size_of(part.weight);
      if (!size) return false;
      sizes.push_back(*size);
      geometry_.then(proofs::Have{{*size, Sign::nonnegative}});
      sum = sum + *size * part.matrix.norm;
      if (!part.matrix.has_norm) bound_by_frobenius_norm(part.matrix);
    }
    geometry_.then(proofs::Have{{relation.factor, Sign::nonnegative}});
    const Fact fact{sum - relation.factor * whole.norm, Sign::nonnegative};
    if (is_visible(fact, sequent().facts)) return false;
    return geometry_.then(proofs::Have{fact}, [&](const Sequent& side) {
      return relation.factor == one ? bound_proof(SideChain(side, linear_side), whole, relation.parts, sizes, {})
                                    : divided_proof(side, whole, relation);
    });
  }

  /// Adds that the norm is at most the Frobenius norm.
  bool bound_by_frobenius_norm(const Matrix& matrix) {
    if (!matrix.frobenius) return false;
    const ExactPolynomial &norm = matrix.norm, &frobenius = *matrix.frobenius;
    const auto shown = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::ComparePowers{2, frobenius}) || !bound_by_squares(chain, matrix) ||
          !chain.then(proofs::RootFacts{frobenius}))
        return {};
      Rewriting rules;
      if (const auto place = index_of({frobenius * frobenius - *matrix.squares, Sign::zero}, chain.sequent()))
        rules.take_up_by({{*single_atom(frobenius), 2}}, *place, chain.sequent().facts[*place]);
      return close_by_products(chain, rules, {product_of({*matrix.squares - norm * norm})});
    };
    return geometry_.then(proofs::Have{{frobenius - norm, Sign::nonnegative}}, shown);
  }

  /// Adds that the square of the norm is at most the sum of the squares of all elements, which is not negative.
  bool bound_by_squares(SideChain& chain, const Matrix& matrix) const {
    const Fact sign{*matrix.squares, Sign::nonnegative};
    const auto sum = [&](const Sequent& side) { return matrix_sum_proof(side, matrix); };
    const auto rows = [&](const Sequent& side) { return image_by_rows(side, matrix); };
    return (is_visible(sign, chain.sequent().facts) || chain.then(proofs::Have{sign}, sum)) &&
           chain.then(proofs::LeastBound{chain.fresh("xyzuvw"), matrix.norm, *matrix.squares}, rows);
  }

  /// |M x|^2 is at most the sum of the squares times |x|^2, row by row.
  std::optional<Steps> image_by_rows(const Sequent& side, const Matrix& matrix) const {
    if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
    SideChain chain(side, square_side);
    const ExactPolynomial x = ExactPolynomial::variable(side.variables.back());
    const ExactPolynomial member(Atom::application(Operator::element, {x, ExactPolynomial::variable(column_)}));
    const ExactPolynomial& a = matrix.element;
    const auto in_row = [&](const ExactPolynomial& term) { return over(matrix.columns, term, column_); };
    const Fact bound{in_row(a * a) * in_row(member * member) - power(in_row(a * member), 2), Sign::nonnegative};
    const auto shown = [&](const Sequent& inside) -> std::optional<Steps> {
      SideChain row(inside, square_side);
      if (!row.then(proofs::CauchySchwarz{column_, one, matrix.columns, a * a, member * member, a * member})) return {};
      return row.followed_by({proofs::Visible{}});
    };
    if (!chain.then(proofs::ForEach{row_, one, matrix.rows, bound}, shown) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }

  /// The sum of the squares of all elements is not negative.
  std::optional<Steps> matrix_sum_proof(const Sequent& side, const Matrix& matrix) const {
    SideChain chain(side, linear_side);
    const ExactPolynomial row = over(matrix.columns, matrix.element * matrix.element, column_);
    const auto in_row = [&](const Sequent& inside) { return sum_proof(inside, matrix.columns, matrix.element); };
    if (!chain.then(proofs::ForEach{row_, one, matrix.rows, {row, Sign::nonnegative}}, in_row) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }

  /// Suppose factor * N > N'; then the factor is not zero, and N <= N' / factor.
  std::optional<Steps> divided_proof(const Sequent& side, const Matrix& whole, const Relation& relation) const {
    const ExactPolynomial& factor = relation.factor;
    const ExactPolynomial& norm = relation.parts[0].matrix.norm;
    const ExactPolynomial by_factor = reciprocal(factor);
    Geometry geometry(SideChain(side, linear_side), {});
    if (!geometry.then(proofs::Absurd{})) return {};
    const ExactPolynomial excess = geometry.chain().sequent().facts.back().polynomial;
    const auto not_zero = [&](const Sequent& inside) -> std::optional<Steps> {
      SideChain chain(inside, linear_side);
      if (!chain.then(proofs::Absurd{})) return {};
      WeightedProduct first = product_of({excess});
      first.product.positive = true;
      return close_by_products(chain, {}, {first, product_of({-factor, whole.norm}), product_of({norm})});
    };
    if (!geometry.then(proofs::Have{{factor, Sign::positive}}, not_zero)) return {};
    for (const Atom& inverse : atoms(by_factor)) {
      const auto nonzero = [&](const Sequent& inside) { return power_not_zero(inside, factor); };
      const ExactPolynomial& divisor = inverse.arguments()[0];
      if (!is_visible({divisor, Sign::nonzero}, geometry.chain().sequent().facts))
        geometry.then(proofs::Have{{divisor, Sign::nonzero}}, nonzero);
      geometry.take_inverse(inverse);
    }
    const auto inverse_sign = [&](const Sequent& inside) { return inverse_proof(inside, factor, geometry.rules()); };
    if (!is_visible({by_factor, Sign::nonnegative}, geometry.chain().sequent().facts) &&
        !geometry.then(proofs::Have{{by_factor, Sign::nonnegative}}, inverse_sign))
      return {};
    const ExactPolynomial bound = norm * by_factor - whole.norm;
    const std::vector<Part> parts{{relation.parts[0].matrix, by_factor}};
    const auto bounded = [&](const Sequent& inside) {
      return bound_proof(SideChain(inside, linear_side), whole, parts, {by_factor}, geometry.rules());
    };
    if (!geometry.then(proofs::Have{{bound, Sign::nonnegative}}, bounded)) return {};
    WeightedProduct first = product_of({excess});
    first.product.positive = true;
    return close_by_products(geometry.chain(), geometry.rules(), {first, product_of({factor, bound})});
  }

  /// The goal is 1/u >= 0, where u is a fact: 1/u = u * (1/u)^2.
  static std::optional<Steps> inverse_proof(const Sequent& side, const ExactPolynomial& u, const Rewriting& rules) {
    const ExactPolynomial& inverse = side.goal.polynomial;
    const auto place = index_of({u, Sign::positive}, side);
    const auto rest = rules.reduced(inverse - u * inverse * inverse);
    if (!place || !rest || !rest->rest.is_zero()) return {};
    proofs::Combination last;
    last.summands.push_back({Rational(1), {{*place, 1}}, inverse});
    for (const auto& [equation, multiple] : rest->multiples) last.multiples.push_back({equation, multiple});
    return Steps{last};
  }

  /// The goal is u != 0; `multiple` is a multiple of u and positive.
  static std::optional<Steps> power_not_zero(const Sequent& side, const ExactPolynomial& multiple) {
    SideChain chain(side, linear_side);
    const auto u = single_atom(side.goal.polynomial);
    const auto place = index_of({multiple, Sign::positive}, side);
    if (!u || !place || !chain.then(proofs::Absurd{})) return {};
    const ExactPolynomial quotient = cancelled(multiple * reciprocal(side.goal.polynomial));
    proofs::Combination last;
    last.summands.push_back({Rational(1), {{*place, 1}}, one});
    last.multiples.push_back({chain.sequent().facts.size() - 1, -quotient});
    const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({last})) : std::nullopt;
  }

  /// N <= sum of size * norm, as |M x| is at most that times |x| for every x.
  std::optional<Steps> bound_proof(SideChain chain, const Matrix& whole, const std::vector<Part>& parts,
                                   const std::vector<ExactPolynomial>& sizes, const Rewriting& rules) const {
    ExactPolynomial total;
    for (std::size_t k = 0; k < parts.size(); ++k) total = total + sizes[k] * parts[k].matrix.norm;
    const auto nonnegative = [&](const Sequent& side) -> std::optional<Steps> {
      std::vector<WeightedProduct> products;
      for (std::size_t k = 0; k < parts.size(); ++k) products.push_back(product_of({sizes[k], parts[k].matrix.norm}));
      return close_by_products(SideChain(side, linear_side), {}, products);
    };
    if (!chain.then(proofs::ComparePowers{2, total}, nonnegative)) return {};
    const std::string x = chain.fresh("xyzuvw");
    const auto conditions = [&](const Sequent& side) {
      auto steps = square_proof(side, total);
      return steps ? steps : image_proof(side, parts, sizes, ExactPolynomial::variable(x), rules);
    };
    if (!chain.then(proofs::LeastBound{x, whole.norm, total * total}, conditions)) return {};
    return chain.followed_by({proofs::Visible{}});
  }

  /// |M_k x|, and its square.
  struct Image {
    ExactPolynomial element, square, bound;  ///< bound: norm^2 |x|^2 - square
  };

  std::optional<Steps> image_proof(const Sequent& side, const std::vector<Part>& parts,
                                   const std::vector<ExactPolynomial>& sizes, const ExactPolynomial& x,
                                   const Rewriting& rules) const {
    const ExactPolynomial member(Atom::application(Operator::element, {x, ExactPolynomial::variable(column_)}));
    const ExactPolynomial length = over(parts[0].matrix.columns, member * member, column_);
    SideChain chain(side, linear_side);
    std::vector<Image> images;
    for (const Part& part : parts) {
      if (!chain.then(proofs::NormBound{column_, part.matrix.norm, member, false})) return {};
      const ExactPolynomial element = over(part.matrix.columns, part.matrix.element * member, column_);
      const ExactPolynomial square = over(part.matrix.rows, element * element, row_);
      images.push_back({element, square, part.matrix.norm * part.matrix.norm * length - square});
      chain.then(proofs::Have{{square, Sign::nonnegative}},
                 [&](const Sequent& inside) { return sum_proof(inside, part.matrix.rows, element); });
    }
    chain.then(proofs::Have{{length, Sign::nonnegative}},
               [&](const Sequent& inside) { return sum_proof(inside, parts[0].matrix.columns, member); });
    std::vector<WeightedProduct> products;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      products.push_back(product_of({sizes[k], sizes[k], images[k].bound}));
      for (std::size_t l = 0; l < k; ++l) {
        const bool opposite = (sizes[k] == parts[k].weight) != (sizes[l] == parts[l].weight);
        const auto bound = inner_product(chain, parts[k], images[k], parts[l], images[l], length, opposite);
        if (!bound) return {};
        products.push_back(product_of({ExactPolynomial(Rational(2)), sizes[k], sizes[l], *bound}));
      }
    }
    return close_by_products(chain, rules, products);
  }

  /// Adds norm norm |x|^2 - dot(M_k x, M_l x) >= 0, or + instead of -.
  std::optional<ExactPolynomial> inner_product(SideChain& chain, const Part& left, const Image& u, const Part& right,
                                               const Image& v, const ExactPolynomial& length, bool opposite) const {
    const ExactPolynomial inner = over(left.matrix.rows, u.element * v.element, row_);
    const ExactPolynomial most = left.matrix.norm * right.matrix.norm * length;
    const proofs::CauchySchwarz schwarz{
        row_, one, left.matrix.rows, u.element * u.element, v.element * v.element, u.element * v.element};
    if (!chain.then(schwarz, square_side)) return {};
    const ExactPolynomial squares = u.square * v.square - inner * inner;
    const ExactPolynomial bound = opposite ? most + inner : most - inner;
    const auto shown = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain inside(side, linear_side);
      if (!inside.then(proofs::ComparePowers{2, most})) return {};
      const ExactPolynomial& n = left.matrix.norm;
      return close_by_products(
          inside, {}, {product_of({n, n, length, v.bound}), product_of({v.square, u.bound}), product_of({squares})});
    };
    if (!chain.then(proofs::Have{{bound, Sign::nonnegative}}, shown)) return {};
    return bound;
  }

  /// The sum of the squares of such elements, over the columns where they have one, is not negative.
  std::optional<Steps> sum_proof(const Sequent& side, const ExactPolynomial& upper,
                                 const ExactPolynomial& element) const {
    const std::string& index = variables(element).contains(column_) ? column_ : row_;
    SideChain chain(side, linear_side);
    const auto square = [&](const Sequent& inside) { return square_proof(inside, element); };
    if (!chain.then(proofs::ForEach{index, one, upper, {element * element, Sign::nonnegative}}, square) ||
        !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
      return {};
    return chain.followed_by({proofs::Visible{}});
  }

  Geometry& geometry_;
  std::string row_, column_;
  std::vector<Matrix> matrices_;
};

}  // namespace

bool bound_combined_norms(Geometry& geometry) { return CombinedNorms(geometry).add_all(); }

void sign_frobenius_norms(Geometry& geometry) { CombinedNorms(geometry).add_signs(); }

}  // namespace geq::prover
