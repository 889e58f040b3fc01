// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/matrix_norms.hpp"

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
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

constexpr std::size_t most_lengths = 12;
const ExactPolynomial one{Rational(1)};

bool mentions(const ExactPolynomial& polynomial, const std::string& name) {
  return variables(polynomial).contains(name);
}

/// left / right for single terms, if that is a polynomial.
std::optional<ExactPolynomial> quotient(const ExactPolynomial& left, const ExactPolynomial& right) {
  if (left.terms().size() != 1 || right.terms().size() != 1) return {};
  const auto& [monomial, coefficient] = *left.terms().begin();
  std::map<Atom, std::uint32_t> powers(monomial.begin(), monomial.end());
  for (const auto& [atom, exponent] : right.terms().begin()->first) {
    const auto place = powers.find(atom);
    if (place == powers.end() || place->second < exponent) return {};
    place->second -= exponent;
    if (place->second == 0) powers.erase(place);
  }
  return ExactPolynomial::term(coefficient / right.terms().begin()->second, Monomial(powers.begin(), powers.end()));
}

/// The factors of a term in which the name occurs, and the others.
std::pair<ExactPolynomial, ExactPolynomial> split_by(const ExactPolynomial& term, const std::string& name) {
  const auto& [monomial, coefficient] = *term.terms().begin();
  ExactPolynomial with = one, without(coefficient);
  for (const auto& [atom, exponent] : monomial) {
    ExactPolynomial& part = mentions(ExactPolynomial(atom), name) ? with : without;
    part = part * power(ExactPolynomial(atom), exponent);
  }
  return {with, without};
}

/// N, and v with A v (or v A, by rows) the vector in question.
struct Image {
  ExactPolynomial norm, vector;
  bool by_rows;
};

class Lengths {
 public:
  explicit Lengths(Geometry& geometry) : Lengths(geometry, geometry.functions(Operator::spectral), Depth::whole) {}
  void bound_all() {
    square_sums_of_products();
    for (const Atom& sum : geometry_.functions(Operator::sum_over)) bound(sum);
    for (const Atom& sum : geometry_.functions(Operator::sum_over)) bound_matrix(sum);
    for (const Atom& sum : geometry_.functions(Operator::sum_over)) bound_inner_product(sum);
    for (const Atom& norm : norms_) bound_from_below(norm);
  }

 private:
  /// Whether v in |A v| <= norm(A) |v| is bounded as well.
  enum class Depth { whole, one_norm };

  Lengths(Geometry& geometry, std::set<Atom> norms, Depth depth)
      : geometry_(geometry), norms_(std::move(norms)), depth_(depth), orders_(geometry.functions(Operator::sum_over)) {
    const std::vector<std::string> names = fresh_names(geometry.chain().sequent(), "ijklh", 2);
    outer_ = names[0];
    inner_ = names[1];
    i_ = ExactPolynomial::variable(outer_);
    j_ = ExactPolynomial::variable(inner_);
  }

  const Sequent& sequent() const { return geometry_.chain().sequent(); }

  static ExactPolynomial over(const ExactPolynomial& upper, const ExactPolynomial& term, const std::string& index) {
    return over_range(Operator::sum_over, one, upper, proofs::closed(term, index));
  }

  /// What is at least the sum, as a fact says then; none if the sum is not the square of the length of a vector that
  /// itself consists of sums.
  std::optional<ExactPolynomial> bound(const Atom& length) {
    if (const auto known = bounds_.find(length); known != bounds_.end()) return known->second;
    bounds_.emplace(length, std::nullopt);
    if (bounds_.size() > most_lengths || length.arguments()[0] != one) return {};
    const auto root = square_root_of(proofs::opened(length.arguments()[2], i_));
    const auto element = root ? single_atom(*root) : std::nullopt;
    if (!element || element->op() != Operator::sum_over || element->arguments()[0] != one) return {};
    std::optional<ExactPolynomial> found;
    if (const auto image = image_of(length, *element))
      found = bound_image(length, *image);
    else if (const auto other = in_other_order(length, *element))
      found = bound(*other);
    else
      found = bound_rows(length, *element);
    bounds_[length] = found;
    if (found) divide(length, *found);
    return found;
  }

  /// The square of the Frobenius norm of a product: a bound of every row, and of every column, added up. In a product
  /// of more than two matrices norms are also taken off one by one, from either side.
  void bound_matrix(const Atom& sum) {
    if (!matrices_.insert(sum).second || matrices_.size() > most_lengths) return;
    const auto row = single_atom(proofs::opened(sum.arguments()[2], i_));
    if (sum.arguments()[0] != one || !row || row->op() != Operator::sum_over) return;
    bound_rows_of_matrix(sum, *row);
    const auto swapped = swapped_sum(ExactPolynomial(sum));
    const auto other = swapped ? single_atom(*swapped) : std::nullopt;
    const auto column = other ? single_atom(proofs::opened(other->arguments()[2], i_)) : std::nullopt;
    if (!column || column->op() != Operator::sum_over) return;
    if (bound_rows_of_matrix(*other, *column) && geometry_.then(proofs::SwapSums{ExactPolynomial(sum)}))
      geometry_.rule({{*other, 1}});
  }

  bool bound_rows_of_matrix(const Atom& sum, const Atom& row) {
    const auto whole = bound_each(sum, row, Depth::whole);
    const auto by_one = bound_each(sum, row, Depth::one_norm);
    if (by_one)
      for (const Atom& atom : atoms(*by_one))
        if (atom.op() == Operator::sum_over) bound_matrix(in_known_order(atom));
    return whole || by_one;
  }

  /// Adds what is at least the sum, of which `part` is a term, at the outer index.
  std::optional<ExactPolynomial> bound_each(const Atom& sum, const Atom& part, Depth depth) {
    const proofs::ForEach step{outer_, one, sum.arguments()[1], {i_, Sign::zero}};
    const auto applied = proofs::apply(proofs::Step(step), sequent());
    if (!applied || applied.value().empty()) return {};
    Geometry trial(SideChain(applied.value().front(), linear_side), {});
    const auto limit = Lengths(trial, norms_, depth).bound(part);
    if (!limit) return {};
    const ExactPolynomial bounded = over(sum.arguments()[1], *limit, outer_);
    const auto every = [&](const Sequent& side) -> std::optional<Steps> {
      Geometry inside(SideChain(side, linear_side), {});
      if (!Lengths(inside, norms_, depth).bound(part)) return {};
      if (auto steps = inside.chain().finish()) return steps;
      return products_of_facts(inside.chain(), inside.rules(), ProductKind::single, {});  // in the other order
    };
    const Fact whole{bounded - ExactPolynomial(sum), Sign::nonnegative};
    if (!summed_up(sum, {*limit - ExactPolynomial(part), Sign::nonnegative}, whole, every)) return {};
    for (const Atom& atom : atoms(bounded))
      if (atom.op() == Operator::sum_over) {
        geometry_.then(proofs::Have{{ExactPolynomial(atom), Sign::nonnegative}}, sum_of_squares);
        put_in_known_order(ExactPolynomial(atom));
      }
    return bounded;
  }

  /// The sum with the sums inside of its terms added up in the other order; none where there is no such.
  std::optional<ExactPolynomial> swapped_sum(const ExactPolynomial& sum) const {
    const auto applied = proofs::apply(proofs::SwapSums{sum}, sequent());
    if (!applied) return {};
    return sum - applied.value()[0].facts.back().polynomial;
  }

  /// The same with the norms that are divided by on the other side.
  void divide(const Atom& length, const ExactPolynomial& bound) {
    if (bound.terms().size() != 1) return;
    const std::set<Atom> inverses = geometry_.functions(Operator::quotient);
    std::vector<ExactPolynomial> factors{bound - ExactPolynomial(length)};
    for (const auto& [atom, exponent] : bound.terms().begin()->first) {
      const auto inverse = single_atom(reciprocal(ExactPolynomial(atom)));
      if (!inverse || !inverses.contains(*inverse)) continue;
      factors.insert(factors.end(), exponent, ExactPolynomial(*inverse));
    }
    if (factors.size() == 1) return;
    ExactPolynomial value = one;
    for (const ExactPolynomial& factor : factors) value = value * factor;
    if (const auto reduced = geometry_.rules().reduced(value))
      geometry_.have_product({reduced->rest, Sign::nonnegative}, {factors});
  }

  /// The inner product of two vectors whose lengths have bounds: its square is at most the product of these.
  void bound_inner_product(const Atom& sum) {
    const ExactPolynomial body = proofs::opened(sum.arguments()[2], i_);
    if (sum.arguments()[0] != one || body.terms().size() != 1 || body.terms().begin()->second != 1) return;
    const Monomial factors = body.terms().begin()->first;
    if (factors.size() != 2 || factors[0].second != 1 || factors[1].second != 1) return;
    std::vector<ExactPolynomial> lengths, bounds;
    for (const auto& [atom, exponent] : factors) {
      if (atom.op() != Operator::sum_over) return;
      lengths.push_back(over(sum.arguments()[1], power(ExactPolynomial(atom), 2), outer_));
      const auto length = single_atom(lengths.back());
      const auto limit = length ? bound(*length) : std::nullopt;
      if (!limit) return;
      geometry_.add_square_sum(lengths.back());
      bounds.push_back(*limit);
    }
    const auto root = square_root_of(bounds[0] * bounds[1]);
    const ExactPolynomial p{factors[0].first}, q{factors[1].first};
    if (!root || !geometry_.then(proofs::CauchySchwarz{outer_, one, sum.arguments()[1], p * p, q * q, p * q})) return;
    const ExactPolynomial product{sum};
    const std::vector<std::vector<ExactPolynomial>> parts{{bounds[0], bounds[1] - lengths[1]},
                                                          {lengths[1], bounds[0] - lengths[0]},
                                                          {lengths[0] * lengths[1] - product * product}};
    std::vector<WeightedProduct> squares;
    for (const auto& part : parts) {
      ExactPolynomial value = one;
      for (const ExactPolynomial& factor : part) value = value * factor;
      squares.push_back({Rational(1), {part, value, false}});
    }
    for (const ExactPolynomial& value : {*root - product, *root + product})
      geometry_.then(proofs::Have{{value, Sign::nonnegative}}, [&](const Sequent& side) -> std::optional<Steps> {
        SideChain chain(side, linear_side);
        if (!chain.then(proofs::ComparePowers{2, *root})) return {};
        return close_by_products(chain, geometry_.rules(), squares);
      });
  }

  std::optional<Image> image_of(const Atom& length, const Atom& element) const {
    const ExactPolynomial body = proofs::opened(element.arguments()[2], j_);
    for (const Atom& norm : norms_)
      for (const bool by_rows : {false, true}) {
        const std::vector<ExactPolynomial>& parts = norm.arguments();
        if (length.arguments()[1] != parts[by_rows ? 1 : 0] || element.arguments()[1] != parts[by_rows ? 0 : 1])
          continue;
        const auto entry = proofs::element_of(parts[2], by_rows ? j_ : i_, by_rows ? i_ : j_);
        const auto vector = entry ? quotient(body, *entry) : std::nullopt;
        if (vector && !mentions(*vector, outer_)) return Image{ExactPolynomial(norm), *vector, by_rows};
      }
    return {};
  }

  std::optional<ExactPolynomial> bound_image(const Atom& length, const Image& image) {
    const auto& [norm, vector, by_rows] = image;
    if (!geometry_.then(proofs::NormBound{inner_, norm, vector, by_rows})) return {};
    const ExactPolynomial of_vector = over(single_atom(norm)->arguments()[by_rows ? 0 : 1], vector * vector, inner_);
    const ExactPolynomial bounded = norm * norm * of_vector;
    const auto inside = single_atom(of_vector);
    const bool goes_on = depth_ == Depth::whole && inside && inside->op() == Operator::sum_over;
    const auto further = goes_on ? bound(*inside) : std::nullopt;
    if (!further) {
      for (const Atom& atom : atoms(of_vector))
        if (atom.op() == Operator::sum_over) geometry_.add_square_sum(ExactPolynomial(atom));
      return bounded;
    }
    const ExactPolynomial all = norm * norm * *further;
    geometry_.have_product({all - ExactPolynomial(length), Sign::nonnegative},
                           {{norm, norm, *further - of_vector}, {bounded - ExactPolynomial(length)}});
    return all;
  }

  /// The sum with those inside of its terms added up in the other order, after an equation says so; where a norm bounds
  /// that.
  std::optional<Atom> in_other_order(const Atom& length, const Atom& element) {
    const ExactPolynomial given{element};
    const auto applied =
        proofs::apply(proofs::SwapSums{given}, Sequent{{variables_with_index()}, {}, {one, Sign::zero}});
    if (!applied) return {};
    const ExactPolynomial swapped = given - applied.value()[0].facts.back().polynomial;
    const ExactPolynomial result = over(length.arguments()[1], swapped * swapped, outer_);
    auto atom = single_atom(result);
    const auto inside = single_atom(swapped);
    if (!atom || !inside || bounds_.contains(*atom) || !image_of(*atom, *inside)) return {};
    const auto every_row = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::SwapSums{given})) return {};
      proofs::Combination last;
      last.multiples.push_back({chain.sequent().facts.size() - 1, given + swapped});
      return chain.followed_by({last});
    };
    const Fact same{given * given - swapped * swapped, Sign::zero};
    if (!summed_up(length, same, {ExactPolynomial(length) - result, Sign::zero}, every_row)) return {};
    geometry_.rule({{length, 1}});
    return atom;
  }

  /// Every element of A v by the inequality of Cauchy and Schwarz.
  std::optional<ExactPolynomial> bound_rows(const Atom& length, const Atom& element) {
    const ExactPolynomial body = proofs::opened(element.arguments()[2], j_);
    if (body.terms().size() != 1) return {};
    const auto [row, vector] = split_by(body, outer_);
    const auto inner_sum = [&](const ExactPolynomial& term) { return over(element.arguments()[1], term, inner_); };
    const ExactPolynomial of_vector = inner_sum(vector * vector);
    const ExactPolynomial of_row = inner_sum(row * row);
    const ExactPolynomial x{element};
    const Fact in_row{of_row * of_vector - x * x, Sign::nonnegative};
    const ExactPolynomial frobenius = over(length.arguments()[1], of_row, outer_);
    const ExactPolynomial bounded = frobenius * of_vector;
    const ExactPolynomial p = row, q = vector;
    const auto every_row = [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::CauchySchwarz{inner_, one, element.arguments()[1], p * p, q * q, p * q})) return {};
      return chain.followed_by({proofs::Visible{}});
    };
    if (!summed_up(length, in_row, {bounded - ExactPolynomial(length), Sign::nonnegative}, every_row)) return {};
    const auto inside = single_atom(of_vector);
    const auto further = inside && inside->op() == Operator::sum_over ? bound(*inside) : std::nullopt;
    put_in_known_order(frobenius);
    if (!further) return bounded;
    const ExactPolynomial all = frobenius * *further;
    geometry_.then(proofs::Have{{frobenius, Sign::nonnegative}}, sum_of_squares);
    geometry_.have_product({all - ExactPolynomial(length), Sign::nonnegative},
                           {{frobenius, *further - of_vector}, {bounded - ExactPolynomial(length)}});
    return all;
  }

  /// The sum of sums in the order in which the sequent had it, or else in which it came up first.
  Atom in_known_order(const Atom& sum) {
    if (orders_.contains(sum)) return sum;
    const auto swapped = swapped_sum(ExactPolynomial(sum));
    const auto other = swapped ? single_atom(*swapped) : std::nullopt;
    if (other && orders_.contains(*other)) return *other;
    orders_.insert(sum);
    return sum;
  }

  void put_in_known_order(const ExactPolynomial& sum) {
    const auto atom = single_atom(sum);
    if (atom && in_known_order(*atom) != *atom && geometry_.then(proofs::SwapSums{sum})) geometry_.rule({{*atom, 1}});
  }

  /// What a norm is at least: A v is known where A = u v^T.
  void bound_from_below(const Atom& norm) {
    const auto entry = proofs::element_of(norm.arguments()[2], i_, j_);
    if (!entry || entry->terms().size() != 1) return;
    const auto [left, right] = split_by(*entry, outer_);
    if (mentions(left, inner_) || !mentions(left, outer_) || !mentions(right, inner_)) return;
    geometry_.then(proofs::NormBound{inner_, ExactPolynomial(norm), right, false});
    for (const auto& [upper, term, index] :
         {std::tuple{norm.arguments()[0], left, outer_}, std::tuple{norm.arguments()[1], right, inner_}}) {
      const auto sum = over(upper, term * term, index);
      for (const Atom& atom : atoms(sum))
        if (atom.op() == Operator::sum_over) geometry_.add_square_sum(ExactPolynomial(atom));
    }
  }

  /// Squares of sums of products, by the inequality of Cauchy and Schwarz.
  void square_sums_of_products() {
    const ExactPolynomial goal = sequent().goal.polynomial;
    for (const auto& [monomial, coefficient] : goal.terms())
      for (const auto& [atom, exponent] : monomial) {
        if (atom.op() != Operator::sum_over || exponent < 2) continue;
        const ExactPolynomial body = proofs::opened(atom.arguments()[2], j_);
        if (body.terms().size() != 1 || body.terms().begin()->first.size() != 2) continue;
        const ExactPolynomial left{body.terms().begin()->first[0].first};
        const auto right = quotient(body, left);
        if (right)
          geometry_.then(proofs::CauchySchwarz{inner_, atom.arguments()[0], atom.arguments()[1], left * left,
                                               *right * *right, body});
      }
  }

  /// Adds the sum of a fact about every row.
  bool summed_up(const Atom& length, const Fact& fact, const Fact& sum, const SideChain::Prover& every_row) {
    if (is_visible(sum, sequent().facts)) return false;
    return geometry_.then(proofs::Have{sum}, [&](const Sequent& side) -> std::optional<Steps> {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::ForEach{outer_, length.arguments()[0], length.arguments()[1], fact}, every_row) ||
          !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
        return {};
      return chain.followed_by({proofs::Visible{}});
    });
  }

  std::vector<std::string> variables_with_index() const {
    std::vector<std::string> result = sequent().variables;
    result.push_back(outer_);
    return result;
  }

  Geometry& geometry_;
  std::set<Atom> norms_;
  Depth depth_;
  std::set<Atom> matrices_;    ///< squares of Frobenius norms that have been looked at
  std::set<Atom> orders_;      ///< sums of sums that are not put in another order
  std::string outer_, inner_;  ///< names of indices of rows, or columns, and of what is added up inside
  ExactPolynomial i_, j_;
  std::map<Atom, std::optional<ExactPolynomial>> bounds_;
};

}  // namespace

std::optional<Steps> sum_of_squares(const Sequent& side) {
  if (is_visible(side.goal, side.facts)) return Steps{proofs::Visible{}};
  const auto sum = single_atom(side.goal.polynomial);
  if (!sum || sum->op() != Operator::sum_over) return {};
  SideChain chain(side, sum_of_squares);
  const std::string index = chain.fresh("kjilh");
  const ExactPolynomial term = proofs::opened(sum->arguments()[2], ExactPolynomial::variable(index));
  if (!chain.then(proofs::ForEach{index, sum->arguments()[0], sum->arguments()[1], {term, Sign::nonnegative}}) ||
      !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
    return {};
  return chain.followed_by({proofs::Visible{}});
}

void bound_lengths(Geometry& geometry) { Lengths(geometry).bound_all(); }

std::optional<Steps> by_least_bound(const SideChain& start, const SideChain::Prover& prove) {
  const auto shown = [&](const Sequent& side) {
    auto steps = linear_side(side);
    return steps ? steps : prove(side);
  };
  for (const Atom& norm : atoms(start.sequent().goal.polynomial)) {
    if (norm.op() != Operator::spectral) continue;
    SideChain chain = start;
    auto c = coefficients_in(norm, chain.sequent().goal.polynomial);
    if (c.size() == 2 && c[1].constant() && *c[1].constant() < 0) {
      if (!chain.then(proofs::ComparePowers{2, c[0]}, shown)) continue;
      c = coefficients_in(norm, chain.sequent().goal.polynomial);
    }
    const auto factor = c.size() == 3 && c[1].is_zero() ? c[2].constant() : std::nullopt;
    if (!factor || *factor >= 0) continue;
    const ExactPolynomial bound = ExactPolynomial(-1 / *factor) * c[0];
    if (!chain.then(proofs::LeastBound{chain.fresh("xyzuvw"), ExactPolynomial(norm), bound}, shown)) continue;
    return chain.followed_by({proofs::Visible{}});
  }
  return {};
}

std::optional<Steps> by_squared_norm(const SideChain& start, const SideChain::Prover& prove) {
  for (const Atom& norm : atoms(start.sequent().goal.polynomial)) {
    const auto c = coefficients_in(norm, start.sequent().goal.polynomial);
    if (norm.op() != Operator::spectral || c.size() != 2) continue;
    SideChain chain = start;
    if (!chain.then(proofs::ComparePowers{2, c[1] * ExactPolynomial(norm)})) continue;
    if (const auto rest = prove(chain.sequent())) return chain.followed_by(*rest);
  }
  return {};
}

}  // namespace geq::prover
