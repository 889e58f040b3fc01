// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/end_multiples.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

bool has_steps(const Sequent& sequent) {
  const ExactPolynomial index = ExactPolynomial::variable("#k");
  return std::any_of(sequent.facts.begin(), sequent.facts.end(), [&](const Fact& fact) {
    const auto family = proofs::family_in(fact);
    if (!family) return false;
    const std::vector<Atom> found = functions_in(proofs::opened(family->body, index));
    return std::any_of(found.begin(), found.end(), [&](const Atom& atom) {
      return atom.op() == Operator::element && atom.arguments()[1] != index &&
             variables(atom.arguments()[1]).contains("#k");
    });
  });
}

std::optional<Steps> times_end(const Sequent& sequent, const std::vector<RangeTerm>& sums,
                               const SideChain::Prover& prove) {
  const Fact& goal = sequent.goal;
  for (const Atom& inverse : proofs::reciprocals(goal.polynomial)) {
    const ExactPolynomial end = inverse.arguments()[0];
    if (std::none_of(sums.begin(), sums.end(), [&](const RangeTerm& sum) { return sum.upper() == end; })) continue;
    const auto prepared = [&](const SideChain& chain) {
      Geometry geometry(chain, {});
      geometry.compute();
      for (const std::string& size : variables(end)) geometry.compare_roots(size);
      return geometry;
    };
    const auto product = prepared({sequent, linear_side}).rules().reduced(end * goal.polynomial);
    if (!product || atoms(product->rest).contains(inverse)) continue;
    SideChain chain(sequent, linear_side);
    if (!chain.then(proofs::Have{{product->rest, goal.sign}}, prove)) return {};
    const Geometry geometry = prepared(chain);
    const ExactPolynomial factor{inverse};
    return close_by_products(geometry.chain(), geometry.rules(),
                             {{Rational(1), {{product->rest, factor}, product->rest * factor, false}}});
  }
  return {};
}

}  // namespace geq::prover
