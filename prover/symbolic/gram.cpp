// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/gram.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/lengths_in_sums.hpp"
#include "prover/symbolic/matrix_images.hpp"
#include "prover/symbolic/matrix_norms.hpp"
#include "prover/symbolic/norm_of_a_sum.hpp"
#include "prover/symbolic/norms_of_combinations.hpp"
#include "prover/symbolic/norms_of_parts.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"
#include "prover/symbolic/single_terms.hpp"
#include "prover/symbolic/splitting.hpp"
#include "prover/symbolic/sums.hpp"
#include "prover/symbolic/transposed_norm.hpp"
#include "prover/symbolic/weighted_terms.hpp"

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

bool has_spectral_norm(const ExactPolynomial& polynomial) {
  const std::set<Atom> found = atoms(polynomial);
  return std::any_of(found.begin(), found.end(), [](const Atom& atom) { return atom.op() == Operator::spectral; });
}

std::optional<Steps> find(const Sequent& sequent, const Origin& origin, Search& search);

class InnerProducts {
 public:
  InnerProducts(const Sequent& sequent, const Origin& origin, Search& search, std::set<std::string> unused)
      : geometry_(SideChain(sequent, linear_side), std::move(unused)), origin_(origin), search_(search) {}

  std::optional<Steps> find() {
    geometry_.compute();
    if (!geometry_.functions(Operator::spectral).empty())
      geometry_.normal(geometry_.chain().sequent().goal.polynomial);  // vectors by their definitions
    bound_lengths(geometry_);
    if (geometry_.chain().sequent().goal.sign == Sign::zero) return finish(geometry_.chain());
    geometry_.extend();
    for (const Atom& atom : atoms(geometry_.chain().sequent().goal.polynomial))
      if (atom.op() == Operator::max || atom.op() == Operator::min)
        geometry_.then(proofs::Have{{ExactPolynomial(atom), Sign::nonnegative}});
    if (auto steps = finish(geometry_.chain())) return steps;
    if (auto steps = by_squares()) return steps;
    if (auto steps = by_square_of_greater()) return steps;
    if (add_weighted_terms(geometry_))
      if (auto steps = finish(geometry_.chain())) return steps;
    if (auto steps = by_images()) return steps;
    return geometry_.functions(Operator::spectral).empty() ? std::nullopt : by_norms();
  }
  std::set<std::string> unused_in(const Steps& proof) const { return geometry_.unused_in(proof); }

 private:
  std::optional<Steps> finish(SideChain chain) const {
    if (!geometry_.functions(Operator::spectral).empty())
      if (auto steps = products_of_facts(chain, geometry_.rules(), ProductKind::two, search_.stop())) return steps;
    clear(chain);
    for (const ProductKind kind : {ProductKind::single, ProductKind::two, ProductKind::with_atoms, ProductKind::three})
      if (auto steps = products_of_facts(chain, geometry_.rules(), kind, search_.stop())) return steps;
    return {};
  }

  /// What else is known of matrices times vectors.
  std::optional<Steps> by_images() {
    const Geometry before = geometry_;
    bound_combined_images(geometry_);
    if (!geometry_.functions(Operator::spectral).empty()) {
      bound_columns(geometry_);
      bound_by_gram_matrix(geometry_);
    }
    if (geometry_.chain().steps().size() != before.chain().steps().size()) {
      if (auto steps = finish(geometry_.chain())) return steps;
      if (auto steps = by_squares()) return steps;
    }
    geometry_ = before;
    return {};
  }

  /// A spectral norm on one of the sides.
  std::optional<Steps> by_norms() {
    const auto again = [&](const Sequent& side) { return prover::find(side, origin_, search_); };
    const Geometry before = geometry_;
    if (bound_combined_norms(geometry_))
      if (auto steps = finish(geometry_.chain())) return steps;
    geometry_ = before;
    SideChain chain = geometry_.chain();
    clear(chain);
    if (auto steps = by_norms_of_parts(chain, again, search_.stop())) return steps;
    if (auto steps = by_least_bound(chain, again)) return steps;
    if (auto steps = by_squared_norm(chain, again)) return steps;
    if (auto steps = by_transposed_norm(chain, again)) return steps;
    if (!chain.then(proofs::Absurd{})) return {};
    if (auto steps = products_of_facts(chain, geometry_.rules(), ProductKind::three, search_.stop())) return steps;
    if (chain.sequent().goal.sign != Sign::positive) return {};
    bound_columns(geometry_);
    chain = geometry_.chain();
    if (!chain.then(proofs::Absurd{})) return {};
    return products_of_facts(chain, geometry_.rules(), ProductKind::with_atoms, search_.stop());
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

  /// Norms on both sides, and one alone on the greater side: its square is that of a combination of matrices.
  std::optional<Steps> by_square_of_greater() const {
    const ExactPolynomial& goal = geometry_.chain().sequent().goal.polynomial;
    for (const Atom& root : atoms(goal)) {
      if (root_degree(root) != 2 || root.arguments()[1].terms().size() < 2) continue;
      const auto c = coefficients_in(root, goal);
      const auto factor = c.size() == 2 ? c[1].constant() : std::nullopt;
      if (!factor || *factor <= 0) continue;
      SideChain chain = geometry_.chain();
      if (!chain.then(proofs::ComparePowers{2, c[1] * ExactPolynomial(root)})) continue;
      if (auto steps = finish(chain)) return steps;
    }
    return {};
  }

  Geometry geometry_;
  const Origin& origin_;
  Search& search_;
};

/// Sums of sums over this range in the goal, added up in the other order.
void sum_over_first(const Range& range, SideChain& chain) {
  for (const RangeTerm& sum : range_terms(Operator::sum_over, {chain.sequent().variables, {}, chain.sequent().goal})) {
    const ExactPolynomial body = proofs::opened(sum.body(), ExactPolynomial::variable("#i"));
    const std::set<Atom> inside = atoms(body);
    const auto inner =
        std::find_if(inside.begin(), inside.end(), [](const Atom& atom) { return atom.op() == Operator::sum_over; });
    if (inner == inside.end() || degree_in(*inner, body) != 1) continue;
    const auto c = coefficients_in(sum.atom, chain.sequent().goal.polynomial);
    if (Range(inner->arguments()[0], inner->arguments()[1]) != range || Range(sum.lower(), sum.upper()) == range ||
        c.size() != 2)
      continue;
    SideChain trial = chain;
    if (trial.then(proofs::SwapSums{ExactPolynomial(sum.atom)}) &&
        trial.then(proofs::Rewrite{trial.sequent().facts.size() - 1, -c[1]}))
      chain = std::move(trial);
  }
}

/// The goal of the chain is a sum of these terms, each of which is not negative (or zero).
std::optional<Steps> by_terms(SideChain chain, const Summed& terms, const std::string& name,
                              const SideChain::Prover& prove) {
  const Fact term{terms.body, chain.sequent().goal.sign};
  if (!has_ranges({chain.sequent().variables, {}, term})) return {};
  const std::size_t count = chain.sequent().facts.size();
  const auto every = [&](const Sequent& side) -> std::optional<Steps> {
    SideChain inside(side, linear_side);
    for (std::size_t i = 0; i < count; ++i)
      if (proofs::family_in(side.facts[i])) inside.then(proofs::Instance{i, ExactPolynomial::variable(name)});
    const auto rest = prove(inside.sequent());
    return rest ? std::optional(inside.followed_by(*rest)) : std::nullopt;
  };
  if (!chain.then(proofs::ForEach{name, terms.lower, terms.upper, term}, every) ||
      !chain.then(proofs::SumOf{chain.sequent().facts.size() - 1}))
    return {};
  return chain.followed_by({proofs::Visible{}});
}

/// The goal is a sum over a range of what is not negative (or zero), index by index, where inner products occur.
std::optional<Steps> term_by_term(const Sequent& sequent, const SideChain::Prover& prove) {
  if (sequent.goal.sign != Sign::nonnegative && sequent.goal.sign != Sign::zero) return {};
  const SideChain chain(sequent, linear_side);
  const std::string name = chain.fresh("tksrnm");
  const ExactPolynomial index = ExactPolynomial::variable(name);
  const auto given = summed(sequent.goal.polynomial, index);
  if (given)
    if (auto steps = by_terms(chain, *given, name, prove)) return steps;
  for (const Range& range : ranges_of({sequent.variables, {}, sequent.goal})) {
    if (given && range == Range(given->lower, given->upper)) continue;
    SideChain swapped = chain;
    sum_over_first(range, swapped);
    if (const auto terms = summed(swapped.sequent().goal.polynomial, index))
      if (auto steps = by_terms(swapped, *terms, name, prove)) return steps;
  }
  return {};
}

std::optional<Steps> by_linear_program(const Sequent& sequent, const Origin& origin, Search& search) {
  return shortened([&](const std::set<std::string>& unused) -> std::optional<PrunedProof> {
    InnerProducts search_of_one(sequent, origin, search, unused);
    auto found = search_of_one.find();
    if (!found) return {};
    std::set<std::string> left_out = search_of_one.unused_in(*found);
    return PrunedProof{*std::move(found), std::move(left_out)};
  });
}

/// A goal on squares of lengths of vectors in sums, as one on their elements: each for itself, or together.
std::optional<Steps> element_by_element(const Sequent& sequent, const Origin& origin, Search& search) {
  SideChain start(sequent, linear_side);
  const bool under_roots = open_lengths_under_roots(start);
  Geometry geometry(start, {});
  geometry.compute();
  open_lengths(geometry);
  const ExactPolynomial opened = start.sequent().goal.polynomial;
  const auto goal = geometry.normal(opened);
  if (!goal || (goal->rest == opened && !under_roots)) return {};
  const Fact simple{goal->rest, sequent.goal.sign};
  const auto elements = [&](const Sequent& side) { return sums_over_indices(side, origin, Effort::small(), search); };
  const auto together = [&](const Sequent& side) -> std::optional<Steps> {
    // What was added is about the lengths, which do not occur any more.
    SideChain given(side, linear_side);
    proofs::Forget added;
    for (std::size_t i = sequent.facts.size(); i < side.facts.size(); ++i) added.facts.push_back(i);
    if (!added.facts.empty()) given.then(added);
    if (const auto steps = term_by_term(given.sequent(), elements)) return given.followed_by(*steps);
    return by_linear_program(side, origin, search);
  };
  if (goal->rest == opened) {
    const auto rest = together(geometry.chain().sequent());
    return rest ? std::optional(geometry.chain().followed_by(*rest)) : std::nullopt;
  }
  if (!geometry.then(proofs::Have{simple}, together)) return {};
  if (simple.sign == Sign::zero) {
    Rewriting rules = geometry.rules();
    return close_by_products(geometry.chain(), rules, {}, geometry.chain().sequent().facts.size() - 1);
  }
  return close_by_products(geometry.chain(), geometry.rules(),
                           {{Rational(1), {{simple.polynomial}, simple.polynomial, false}}});
}

std::optional<Steps> find(const Sequent& sequent, const Origin& origin, Search& search) {
  if (auto steps = by_cases(sequent, {Operator::abs}, [&](const Sequent& part) { return find(part, origin, search); }))
    return steps;
  auto steps = by_linear_program(sequent, origin, search);
  if (!steps) steps = term_by_term(sequent, [&](const Sequent& side) { return find(side, origin, search); });
  if (!steps) {
    const SideChain::Prover terms = [&](const Sequent& side) {
      return term_by_term(side, [&](const Sequent& term) { return find(term, origin, search); });
    };
    steps = by_dual_vector(sequent, terms, search.stop());
  }
  if (!steps) steps = element_by_element(sequent, origin, search);
  if (!steps)
    steps = by_cases(sequent, {Operator::max, Operator::min},
                     [&](const Sequent& part) { return find(part, origin, search); });
  if (steps || sequent.goal.sign != Sign::zero || !has_spectral_norm(sequent.goal.polynomial)) return steps;
  return by_both_signs(sequent, [&](const Sequent& part) { return find(part, origin, search); });
}

/// Positive spectral norms that only the facts have say that the Frobenius norms are positive, and nothing else.
SideChain with_frobenius_norms(const Sequent& sequent) {
  const SideChain start(sequent, linear_side);
  Geometry geometry(start, {});
  sign_frobenius_norms(geometry);
  SideChain chain = geometry.chain();
  if (has_spectral_norm(sequent.goal.polynomial) || chain.steps().empty()) return chain;
  proofs::Forget norms;
  for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i)
    if (has_spectral_norm(chain.sequent().facts[i].polynomial)) norms.facts.push_back(i);
  chain.then(norms);
  return chain;
}

}  // namespace

std::optional<Steps> inner_products(const Sequent& sequent, const Origin& origin, Effort, Search& search) {
  if (!has_ranges(sequent)) return {};
  if (auto steps = by_triangle_inequality(
          sequent, [&](const Sequent& side) { return find(side, origin, search); },
          [&](const Sequent& side) { return single_terms(side, origin, Effort::small(), search); }))
    return steps;
  const SideChain chain = with_frobenius_norms(sequent);
  const auto steps = find(chain.sequent(), origin, search);
  return steps ? std::optional(chain.followed_by(*steps)) : std::nullopt;
}

}  // namespace geq::prover
