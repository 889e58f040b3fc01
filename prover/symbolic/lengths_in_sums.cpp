// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/lengths_in_sums.hpp"

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/matrix_norms.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// What the square of the root is multiplied by.
ExactPolynomial squares_taken(const Atom& root, const ExactPolynomial& polynomial) {
  const auto c = coefficients_in(root, polynomial);
  ExactPolynomial result;
  for (std::size_t i = 2; i < c.size(); ++i) result = result + c[i] * power(ExactPolynomial(root), i - 2);
  return result;
}

/// The terms of a sum at an index with squares of roots, and sums inside, opened. The name of the index of every level
/// is another: what stands under the binders inside is closed again.
ExactPolynomial opened_terms(const ExactPolynomial& body, std::size_t depth);

ExactPolynomial opened_sum(const Atom& sum, std::size_t depth) {
  const std::string index = "#" + std::to_string(depth);
  const ExactPolynomial body = proofs::opened(sum.arguments()[2], ExactPolynomial::variable(index));
  const ExactPolynomial simple = opened_terms(body, depth + 1);
  if (simple == body) return ExactPolynomial(sum);
  return over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1], proofs::closed(simple, index));
}

ExactPolynomial opened_terms(const ExactPolynomial& body, std::size_t depth) {
  ExactPolynomial simple = body;
  for (const Atom& atom : atoms(body)) {
    if (root_degree(atom) == 2)
      simple = simple - (power(ExactPolynomial(atom), 2) - atom.arguments()[1]) * squares_taken(atom, simple);
    if (atom.op() == Operator::sum_over)
      if (const ExactPolynomial sum = opened_sum(atom, depth); sum != ExactPolynomial(atom))
        simple = replace_atom(simple, atom, sum);
  }
  return simple;
}

void open_lengths_of(const std::vector<RangeTerm>& sums, Geometry& geometry) {
  for (const RangeTerm& sum : sums) {
    const std::string name = geometry.chain().fresh("kjilh");
    const ExactPolynomial body = proofs::opened(sum.body(), ExactPolynomial::variable(name));
    const ExactPolynomial simple = opened_terms(body, 0);
    if (simple == body) continue;
    const auto equal = [&](const Sequent& side) -> std::optional<Steps> {
      Geometry inside(SideChain(side, linear_side), {});
      inside.instantiate({ExactPolynomial::variable(name)});
      inside.compute();
      open_lengths_of(range_terms(Operator::sum_over, {side.variables, {}, side.goal}), inside);
      return close_by_products(inside.chain(), inside.rules(), {});
    };
    if (geometry.then(proofs::ForEach{name, sum.lower(), sum.upper(), {body - simple, Sign::zero}}, equal) &&
        geometry.then(proofs::SumOf{geometry.chain().sequent().facts.size() - 1}))
      geometry.rule({{sum.atom, 1}});
  }
}

}  // namespace

void open_lengths(Geometry& geometry) {
  open_lengths_of(range_terms(Operator::sum_over, geometry.chain().sequent()), geometry);
}

bool open_lengths_under_roots(SideChain& chain) {
  bool any = false;
  for (const Atom& root : functions_in(chain.sequent().goal.polynomial)) {
    if (root_degree(root) != 2 || proofs::has_free_index(ExactPolynomial(root))) continue;
    const ExactPolynomial& radicand = root.arguments()[1];
    const ExactPolynomial simple = opened_terms(radicand, 0);
    if (simple == radicand) continue;
    const auto opened = [&](const Sequent& side) {
      Geometry inside(SideChain(side, linear_side), {});
      inside.compute();
      open_lengths(inside);
      return inside;
    };
    const auto nonnegative = [&](const Sequent& side) {
      SideChain sums(side, sum_of_squares);
      for (const Atom& atom : atoms(radicand))
        if (atom.op() == Operator::sum_over) sums.then(proofs::Have{{ExactPolynomial(atom), Sign::nonnegative}});
      sums.then(proofs::Have{{radicand, Sign::nonnegative}}, linear_side);
      const Geometry inside = opened(sums.sequent());
      const auto rest = close_by_products(inside.chain(), inside.rules(), {{1, {{radicand}, radicand, false}}});
      return rest ? std::optional(sums.followed_by(*rest)) : std::nullopt;
    };
    const auto equal = [&](const Sequent& side) {
      const Geometry inside = opened(side);
      return close_by_products(inside.chain(), inside.rules(), {});
    };
    chain.then(proofs::Have{{simple, Sign::nonnegative}}, nonnegative);
    any = chain.then(proofs::Value{ExactPolynomial(root), proofs::root(2, simple)}, equal) || any;
  }
  return any;
}

}  // namespace geq::prover
