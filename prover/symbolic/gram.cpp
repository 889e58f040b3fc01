// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/gram.hpp"

#include <algorithm>

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/splitting.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// Multiplies the goal by its denominators, all of them positive.
bool clear(SideChain& chain) {
  const std::vector<Atom> inverses = proofs::reciprocals(chain.sequent().goal.polynomial);
  if (inverses.empty()) return true;
  std::vector<proofs::DenominatorSign> signs(inverses.size(), proofs::DenominatorSign::positive);
  return chain.then(proofs::Clear{signs});
}

class InnerProducts {
 public:
  InnerProducts(const Sequent& sequent, const Search& search, std::set<std::string> unused)
      : geometry_(SideChain(sequent, linear_side), std::move(unused)), search_(search) {}

  std::optional<Steps> find() {
    geometry_.compute();
    if (geometry_.chain().sequent().goal.sign == Sign::zero) return finish(geometry_.chain());
    geometry_.extend();
    for (const Atom& atom : atoms(geometry_.chain().sequent().goal.polynomial))
      if (atom.op() == Operator::max || atom.op() == Operator::min)
        geometry_.then(proofs::Have{{ExactPolynomial(atom), Sign::nonnegative}});
    if (auto steps = finish(geometry_.chain())) return steps;
    return by_squares();
  }
  std::set<std::string> unused_in(const Steps& proof) const { return geometry_.unused_in(proof); }

 private:
  std::optional<Steps> finish(SideChain chain) const {
    clear(chain);
    for (const ProductKind kind : {ProductKind::single, ProductKind::two, ProductKind::with_atoms, ProductKind::three})
      if (auto steps = products_of_facts(chain, geometry_.rules(), kind, search_.stop())) return steps;
    return {};
  }

  /// A norm on the smaller side: compare squares.
  std::optional<Steps> by_squares() const {
    SideChain cleared = geometry_.chain();
    clear(cleared);
    const Fact& goal = cleared.sequent().goal;
    for (const Atom& root : atoms(goal.polynomial)) {
      if (root_degree(root) != 2) continue;
      const auto c = coefficients_in(root, goal.polynomial);
      const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
      if (!factor || *factor > 0) continue;
      SideChain chain = cleared;
      if (!chain.then(proofs::ComparePowers{2, c[0]})) continue;
      if (auto steps = finish(chain)) return steps;
    }
    return {};
  }

  Geometry geometry_;
  const Search& search_;
};

std::optional<Steps> find(const Sequent& sequent, Search& search) {
  if (auto steps = by_cases(sequent, {Operator::abs}, [&](const Sequent& part) { return find(part, search); }))
    return steps;
  return shortened([&](const std::set<std::string>& unused) -> std::optional<PrunedProof> {
    InnerProducts search_of_one(sequent, search, unused);
    auto steps = search_of_one.find();
    if (!steps) return {};
    std::set<std::string> left_out = search_of_one.unused_in(*steps);
    return PrunedProof{*std::move(steps), std::move(left_out)};
  });
}

}  // namespace

std::optional<Steps> inner_products(const Sequent& sequent, const Origin&, Effort, Search& search) {
  if (!has_ranges(sequent)) return {};
  return find(sequent, search);
}

}  // namespace geq::prover
