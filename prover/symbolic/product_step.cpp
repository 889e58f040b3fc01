// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/product_step.hpp"

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

std::vector<Atom> sums_and_products(const ExactPolynomial& goal) {
  std::vector<Atom> result;
  for (const Atom& atom : functions_in(goal))
    if (atom.op() == Operator::sum_over || atom.op() == Operator::product_over) result.push_back(atom);
  return result;
}

/// Terms and factors up to `upper` that are all positive, or all not negative; of products the sign can then be seen.
void find_signs(const Atom& atom, const ExactPolynomial& upper, RangeChain& chain) {
  const std::string name = chain.fresh("jilhm");
  const ExactPolynomial term = proofs::opened(atom.arguments()[2], ExactPolynomial::variable(name));
  for (const Sign sign : {Sign::positive, Sign::nonnegative}) {
    if (!chain.then(proofs::ForEach{name, atom.arguments()[0], upper, {term, sign}})) continue;
    if (atom.op() == Operator::sum_over) chain.then(proofs::SumOf{chain.sequent().facts.size() - 1});
    return;
  }
}

}  // namespace

bool has_products(const Sequent& sequent) {
  return !range_terms(Operator::product_over, {sequent.variables, {}, sequent.goal}).empty();
}

std::optional<Steps> product_step(const Sequent& step, const ExactPolynomial& k, const Origin& origin, Search& search) {
  RangeChain chain(step, origin, search);
  chain.instantiate(k);
  for (const Atom& atom : sums_and_products(step.goal.polynomial)) {
    if (atom.arguments()[1] != k || !chain.then(proofs::LastTerm{ExactPolynomial(atom)})) return {};
    find_signs(atom, k - one, chain);
  }
  RangeChain apart = chain;
  const Rewriting rules = rules_of(apart);
  if (auto steps = products_of_facts(apart, rules, ProductKind::two, search.stop())) return steps;
  return chain.finish(Effort::small());
}

}  // namespace geq::prover
