// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/weighted_terms.hpp"

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
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

constexpr std::size_t most_pairs = 6;
const ExactPolynomial one{Rational(1)};

class WeightedTerms {
 public:
  explicit WeightedTerms(Geometry& geometry)
      : geometry_(geometry), name_(geometry.chain().fresh("kjilh")), index_(ExactPolynomial::variable(name_)) {}

  bool add() {
    std::vector<EuclideanNorm> norms;
    for (const Atom& root : geometry_.functions(Operator::root))
      if (auto norm = euclidean_norm(root, name_)) norms.push_back(*std::move(norm));
    if (norms.size() > 1)
      for (const Atom& greatest : geometry_.functions(Operator::max_over))
        geometry_.then(proofs::Extremum{geometry_.chain().fresh("mpqrw"), ExactPolynomial(greatest)});
    std::size_t pairs = 0;
    bool any = false;
    for (std::size_t i = 0; i < norms.size(); ++i)
      for (std::size_t j = i + 1; j < norms.size() && pairs < most_pairs; ++j)
        if (norms[i].lower == norms[j].lower && norms[i].upper == norms[j].upper && ++pairs > 0)
          any = add_pair(norms[i], norms[j]) || any;
    return any;
  }

 private:
  const Sequent& sequent() const { return geometry_.chain().sequent(); }

  bool add_pair(const EuclideanNorm& x, const EuclideanNorm& y) {
    bool any = false;
    const std::size_t count = sequent().facts.size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto family = proofs::family_in(sequent().facts[i]);
      if (family && family->sign == Sign::nonnegative && family->lower == x.lower && family->upper == x.upper)
        any = add_multiple(x, y, proofs::opened(family->body, index_)) || any;
    }
    return any && bound_inner_product(x, y);
  }

  /// The assumption of the index and all others, with what they say of roots and quotients.
  static void prepare(Geometry& inside, const ExactPolynomial& index) {
    inside.instantiate({index});
    inside.compute();
  }

  bool add_multiple(const EuclideanNorm& x, const EuclideanNorm& y, const ExactPolynomial& assumption) {
    const proofs::ForEach general{name_, x.lower, x.upper, {index_, Sign::zero}};
    const auto applied = proofs::apply(proofs::Step(general), sequent());
    if (!applied || applied.value().empty()) return false;
    Geometry inside(SideChain(applied.value().front(), linear_side), {});
    prepare(inside, index_);
    for (const ExactPolynomial& factor : {x.term, y.term})
      if (!is_visible({factor, Sign::nonnegative}, inside.chain().sequent().facts)) return false;
    const ExactPolynomial product = x.term * y.term * assumption;
    const auto value = inside.normal(product);
    if (!value || value->rest.is_zero()) return false;
    const Fact fact{value->rest, Sign::nonnegative};
    const auto every = [&](const Sequent& side) -> std::optional<Steps> {
      if (side.goal.polynomial != fact.polynomial) return linear_side(side);
      Geometry again(SideChain(side, linear_side), {});
      prepare(again, index_);
      again.normal(product);
      return close_by_products(again.chain(), again.rules(),
                               {{Rational(1), {{x.term, y.term, assumption}, product, false}}});
    };
    return geometry_.then(proofs::ForEach{name_, x.lower, x.upper, fact}, every) &&
           geometry_.then(proofs::SumOf{sequent().facts.size() - 1});
  }

  /// sum(x y) <= sqrt(sum(x^2)) sqrt(sum(y^2)).
  bool bound_inner_product(const EuclideanNorm& x, const EuclideanNorm& y) {
    const ExactPolynomial xx = x.term * x.term, yy = y.term * y.term, xy = x.term * y.term;
    if (!geometry_.then(proofs::CauchySchwarz{name_, x.lower, x.upper, xx, yy, xy}, square_side)) return false;
    const ExactPolynomial squares = sequent().facts.back().polynomial;
    const auto with_all = [&](const Sequent& side) -> std::optional<Steps> {
      Geometry inside(SideChain(side, linear_side), {});
      prepare(inside, index_);
      return inside.chain().finish();
    };
    const ExactPolynomial inner = over_range(Operator::sum_over, x.lower, x.upper, proofs::closed(xy, name_));
    if (geometry_.then(proofs::ForEach{name_, x.lower, x.upper, {xy, Sign::nonnegative}}, with_all))
      geometry_.then(proofs::SumOf{sequent().facts.size() - 1});
    const ExactPolynomial product = x.root * y.root;
    return geometry_.then(proofs::Have{{product - inner, Sign::nonnegative}}, [&](const Sequent& side) {
      SideChain chain(side, linear_side);
      if (!chain.then(proofs::ComparePowers{2, product})) return std::optional<Steps>{};
      return close_by_products(chain, geometry_.rules(), {{Rational(1), {{squares}, squares, false}}});
    });
  }

  Geometry& geometry_;
  std::string name_;
  ExactPolynomial index_;
};

}  // namespace

bool add_weighted_terms(Geometry& geometry) { return WeightedTerms(geometry).add(); }

}  // namespace geq::prover
