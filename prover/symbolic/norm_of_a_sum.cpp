// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/norm_of_a_sum.hpp"

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/splitting.hpp"
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

/// |v|, with the element of v at an index.
struct Length {
  ExactPolynomial lower, upper, element;
};

std::optional<Length> length_of(const Atom& root, const ExactPolynomial& index) {
  if (root_degree(root) != 2) return {};
  const auto sum = summed(root.arguments()[1], index);
  const auto element = sum ? square_root_of(sum->body) : std::nullopt;
  if (!element) return {};
  return Length{sum->lower, sum->upper, *element};
}

/// Zero if not every term has the factor.
ExactPolynomial divided_by_atom(const ExactPolynomial& polynomial, const Atom& factor) {
  const auto c = coefficients_in(factor, polynomial);
  if (c.empty() || !c[0].is_zero()) return {};
  ExactPolynomial result;
  for (std::size_t k = 1; k < c.size(); ++k) result = result + c[k] * power(ExactPolynomial(factor), k - 1);
  return result;
}

class DualVector {
 public:
  DualVector(const Sequent& sequent, const SideChain::Prover& prove_terms, const polynomials::StopSignal& stop)
      : geometry_(SideChain(sequent, linear_side), {}),
        given_(sequent.facts.size()),
        prove_terms_(prove_terms),
        stop_(stop) {
    const std::vector<std::string> names = fresh_names(sequent, "ikjlhm", 2);
    outer_ = names[0];
    inner_ = names[1];
  }

  std::optional<Steps> find() {
    const ExactPolynomial goal = geometry_.chain().sequent().goal.polynomial;
    for (const Atom& root : atoms(goal)) {
      const auto c = coefficients_in(root, goal);
      if (c.size() != 2 || !is_visible({-c[1], Sign::nonnegative}, facts())) continue;
      const auto length = length_of(root, ExactPolynomial::variable(inner_));
      if (!length) continue;
      root_ = ExactPolynomial(root);
      dual_ = *length;
      if (auto steps = against(c[0], -c[1])) return steps;
    }
    return {};
  }

 private:
  const std::vector<Fact>& facts() const { return geometry_.chain().sequent().facts; }

  /// greater - factor * root >= 0.
  std::optional<Steps> against(const ExactPolynomial& greater, const ExactPolynomial& factor) {
    std::set<Atom> sums;
    for (const Atom& atom : atoms(greater))
      if (atom.op() == Operator::sum_over) sums.insert(atom);
    bool any = false;
    geometry_.compute();
    for (const Atom& sum : sums) any = add_up(sum) || any;
    if (!any) return {};
    geometry_.extend();
    Rewriting rules = geometry_.rules();
    for (std::size_t i = 0; i < given_; ++i) rules.take_up(i, facts()[i]);
    SideChain chain = geometry_.chain();
    for (const Atom& sum : sums) chain.then(proofs::Have{{ExactPolynomial(sum), Sign::nonnegative}}, prove_terms_);
    const Fact sign{greater, Sign::nonnegative};
    if (!is_visible(sign, facts()) && !chain.then(proofs::Have{sign})) return {};
    const Fact squared{root_ * greater - factor * root_ * root_, Sign::nonnegative};
    const auto products = [&](const Sequent& side) -> std::optional<Steps> {
      for (const ProductKind kind : {ProductKind::single, ProductKind::two})
        if (auto steps = products_of_facts(SideChain(side, linear_side), rules, kind, stop_)) return steps;
      return {};
    };
    if (!chain.then(proofs::Have{squared}, products) || !chain.then(proofs::Absurd{})) return {};
    // Were d = factor * root - greater > 0, then 0 < d^2 + d greater + factor * squared = 0.
    const ExactPolynomial d = chain.sequent().facts.back().polynomial;
    return close_by_products(chain, {},
                             {{Rational(1), {{d, d}, d * d, true}},
                              {Rational(1), {{d, greater}, d * greater, false}},
                              {Rational(1), {{factor, squared.polynomial}, factor * squared.polynomial, false}}});
  }

  /// A norm in the terms of a sum, with what it is multiplied by; of which one factor abs(u) may count as u.
  struct Part {
    ExactPolynomial root, element, factor, signed_factor;
  };

  /// The terms as multiples of norms, at the outer index; none if there is anything else.
  std::optional<std::vector<Part>> parts_of(const ExactPolynomial& body) const {
    std::vector<Part> result;
    ExactPolynomial rest = body;
    for (const Atom& root : atoms(body)) {
      const auto c = coefficients_in(root, body);
      const auto length = length_of(root, ExactPolynomial::variable(inner_));
      if (c.size() != 2 || !length || length->lower != dual_.lower || length->upper != dual_.upper) continue;
      ExactPolynomial without_abs = c[1];
      for (const Atom& atom : atoms(c[1]))
        if (atom.op() == Operator::abs) without_abs = replace_atom(without_abs, atom, atom.arguments()[0]);
      result.push_back({ExactPolynomial(root), length->element, c[1], without_abs});
      rest = rest - c[1] * ExactPolynomial(root);
    }
    return rest.is_zero() ? std::optional(result) : std::nullopt;
  }

  ExactPolynomial inner_product(const Part& part) const {
    return over_range(Operator::sum_over, dual_.lower, dual_.upper,
                      proofs::closed(dual_.element * part.element, inner_));
  }

  /// Adds root * sum - (sum of the inner products of the dual vector with those of the sum) >= 0, and + instead of -.
  bool add_up(const Atom& sum) {
    const ExactPolynomial body = proofs::opened(sum.arguments()[2], ExactPolynomial::variable(outer_));
    const auto parts = parts_of(body);
    if (!parts) return false;
    const ExactPolynomial count = over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1], one);
    if (const auto ones = single_atom(count);
        ones && geometry_.then(proofs::Count{sum.arguments()[0], sum.arguments()[1]}))
      geometry_.rule({{*ones, 1}});
    bool any = false;
    for (const ExactPolynomial& sign : {one, -one}) {
      ExactPolynomial inner;
      for (const Part& part : *parts) inner = inner + sign * part.signed_factor * inner_product(part);
      const auto every = [&](const Sequent& side) { return by_inner_products(side, *parts); };
      const Fact term{root_ * body - inner, Sign::nonnegative};
      if (!geometry_.then(proofs::ForEach{outer_, sum.arguments()[0], sum.arguments()[1], term}, every) ||
          !geometry_.then(proofs::SumOf{facts().size() - 1}))
        continue;
      any = true;
      const ExactPolynomial products =
          over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1], proofs::closed(inner, outer_));
      for (const Atom& atom : atoms(products)) swap(atom, sum);
    }
    return any;
  }

  /// A sum over the range of the other one, of sums, added up in the other order; that order is kept.
  void swap(const Atom& atom, const Atom& sum) {
    if (atom.op() != Operator::sum_over || atom.arguments()[0] != sum.arguments()[0] ||
        atom.arguments()[1] != sum.arguments()[1] || kept_.contains(atom) ||
        !geometry_.then(proofs::SwapSums{ExactPolynomial(atom)}))
      return;
    geometry_.rule({{atom, 1}});
    kept_.merge(atoms(ExactPolynomial(atom) - facts().back().polynomial));
  }

  /// The goal at one index, from root |v| >= dot(t, v) and >= -dot(t, v) for the norms in it.
  std::optional<Steps> by_inner_products(const Sequent& side, const std::vector<Part>& parts) const {
    const auto again = [&](const Sequent& part) { return by_inner_products(part, parts); };
    if (auto steps = by_cases(side, {Operator::abs}, again)) return steps;
    Geometry inside(SideChain(side, linear_side), {});
    inside.instantiate({ExactPolynomial::variable(outer_)});
    inside.compute();
    for (const Part& part : parts) {
      const ExactPolynomial t = dual_.element, v = part.element, product = root_ * part.root;
      inside.then(proofs::CauchySchwarz{inner_, dual_.lower, dual_.upper, t * t, v * v, t * v}, square_side);
      const ExactPolynomial squares = inside.chain().sequent().facts.back().polynomial;
      for (const ExactPolynomial& inner : {inner_product(part), -inner_product(part)})
        inside.then(proofs::Have{{product - inner, Sign::nonnegative}}, [&](const Sequent& bound) {
          SideChain chain(bound, linear_side);
          if (!chain.then(proofs::ComparePowers{2, product})) return std::optional<Steps>{};
          return close_by_products(chain, inside.rules(), {{Rational(1), {{squares}, squares, false}}});
        });
    }
    for (const ProductKind kind : {ProductKind::single, ProductKind::two})
      if (auto steps = products_of_facts(inside.chain(), inside.rules(), kind, stop_)) return steps;
    return {};
  }

  Geometry geometry_;
  std::size_t given_;  ///< facts of the sequent
  const SideChain::Prover& prove_terms_;
  const polynomials::StopSignal& stop_;
  std::string outer_, inner_;
  ExactPolynomial root_;
  Length dual_;
  std::set<Atom> kept_;  ///< sums that swapping led to
};

/// For the norm of a sum of w v over the outer index, where facts for all indices speak of the norms of v: the sum of
/// abs(w) |v|.
std::optional<ExactPolynomial> sum_of_norms(const Atom& root, const std::string& outer, const std::string& inner,
                                            const std::vector<Fact>& facts) {
  const ExactPolynomial index = ExactPolynomial::variable(outer);
  const auto length = length_of(root, ExactPolynomial::variable(inner));
  const auto vectors = length ? summed(length->element, index) : std::nullopt;
  if (!vectors || vectors->body.is_zero()) return {};
  // What all terms have in common and does not depend on the inner index stands before the norm.
  ExactPolynomial weight = one, vector = vectors->body;
  for (const auto& [atom, exponent] : vectors->body.terms().begin()->first) {
    if (variables(ExactPolynomial(atom)).contains(inner)) continue;
    for (std::uint32_t k = 0; k < exponent; ++k) {
      const ExactPolynomial quotient = divided_by_atom(vector, atom);
      if (quotient.is_zero()) break;
      vector = quotient;
      weight = weight * ExactPolynomial(atom);
    }
  }
  const ExactPolynomial square =
      over_range(Operator::sum_over, length->lower, length->upper, proofs::closed(vector * vector, inner));
  const ExactPolynomial norm = proofs::application(Operator::root, {ExactPolynomial(Rational(2)), square});
  std::vector<Fact> known = facts;
  bool is_bounded = false;
  for (const Fact& fact : facts) {
    const auto family = proofs::family_in(fact);
    if (!family || family->lower != vectors->lower || family->upper != vectors->upper) continue;
    const ExactPolynomial body = proofs::opened(family->body, index);
    known.push_back({body, family->sign});
    for (const Atom& atom : atoms(body)) is_bounded = is_bounded || ExactPolynomial(atom) == norm;
  }
  if (!is_bounded) return {};
  const bool nonnegative = is_visible({weight, Sign::nonnegative}, known);
  const ExactPolynomial size = nonnegative ? weight : proofs::application(Operator::abs, {weight});
  return over_range(Operator::sum_over, vectors->lower, vectors->upper, proofs::closed(size * norm, outer));
}

/// g^2 - |v|^2 >= 0 from g >= |v|, as a square and a product.
std::optional<Steps> by_squared_triangle(const Sequent& sequent, const Atom& root,
                                         const std::vector<ExactPolynomial>& c, const SideChain::Prover& prove,
                                         const SideChain::Prover& prove_sums) {
  if (sequent.goal.sign != Sign::nonnegative || c.size() != 3 || !c[1].is_zero() || c[2] != -one) return {};
  const auto bound = square_root_of(c[0]);
  if (!bound) return {};
  const ExactPolynomial r{root};
  for (const ExactPolynomial& distance : {*bound - r, -*bound - r}) {
    SideChain chain(sequent, linear_side);
    const auto shown = [&](const Sequent& side) { return by_triangle_inequality(side, prove, prove_sums); };
    if (!chain.then(proofs::Have{{distance, Sign::nonnegative}}, shown)) continue;
    return close_by_products(chain, {},
                             {{Rational(1), {{distance, distance}, distance * distance, false}},
                              {Rational(2), {{distance, r}, distance * r, false}}});
  }
  return {};
}

}  // namespace

std::optional<Steps> by_dual_vector(const Sequent& sequent, const SideChain::Prover& prove_terms,
                                    const polynomials::StopSignal& stop) {
  if (sequent.goal.sign != Sign::nonnegative) return {};
  return DualVector(sequent, prove_terms, stop).find();
}

std::optional<Steps> by_triangle_inequality(const Sequent& sequent, const SideChain::Prover& prove,
                                            const SideChain::Prover& prove_sums) {
  const std::vector<std::string> names = fresh_names(sequent, "ikjlhm", 2);
  const ExactPolynomial goal = sequent.goal.polynomial;
  for (const Atom& root : atoms(goal)) {
    const auto c = coefficients_in(root, goal);
    if (auto steps = by_squared_triangle(sequent, root, c, prove, prove_sums)) return steps;
    if (c.size() != 2 || !is_visible({-c[1], Sign::nonnegative}, sequent.facts)) continue;
    SideChain chain(sequent, linear_side);
    for (const Atom& inverse : functions_in(ExactPolynomial(root)))
      if (inverse.op() == Operator::quotient && !proofs::has_free_index(ExactPolynomial(inverse)) &&
          !is_visible({inverse.arguments()[0], Sign::positive}, sequent.facts))
        chain.then(proofs::Have{{inverse.arguments()[0], Sign::positive}});
    const auto norms = sum_of_norms(root, names[0], names[1], chain.sequent().facts);
    if (!norms) continue;
    const Fact triangle{*norms - ExactPolynomial(root), Sign::nonnegative};
    const Fact rest{c[0] + c[1] * *norms, sequent.goal.sign};
    if (!chain.then(proofs::Have{triangle}, prove) || !chain.then(proofs::Have{rest}, prove_sums)) continue;
    const ExactPolynomial factor = -c[1];
    std::vector<ExactPolynomial> factors{triangle.polynomial};
    if (!factor.constant()) factors.push_back(factor);
    return close_by_products(
        chain, {},
        {{Rational(1), {{rest.polynomial}, rest.polynomial, rest.sign == Sign::positive}},
         {factor.constant().value_or(Rational(1)),
          {factors, factor.constant() ? triangle.polynomial : factor * triangle.polynomial, false}}});
  }
  return {};
}

}  // namespace geq::prover
