// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/products.hpp"

#include <algorithm>
#include <set>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr ConicLimits limits{600, 3000, 3000};
constexpr std::size_t most_products = 6000;

const ExactPolynomial one{Rational(1)};

bool is_inequality(const Fact& fact) { return fact.sign == Sign::nonnegative || fact.sign == Sign::positive; }

/// The number of a fact that says so, which is added if it can be read off.
std::optional<std::size_t> place_of(const ExactPolynomial& value, SideChain& chain) {
  for (const Sign sign : {Sign::positive, Sign::nonnegative}) {
    const Fact fact{value, sign};
    if (const auto place = index_of(fact, chain.sequent())) return place;
    if (is_visible(fact, chain.sequent().facts) && chain.then(proofs::Have{fact}))
      return chain.sequent().facts.size() - 1;
  }
  return {};
}

}  // namespace

Product operator*(const Product& left, const Product& right) {
  Product result{left.factors, left.value * right.value, left.positive && right.positive};
  result.factors.insert(result.factors.end(), right.factors.begin(), right.factors.end());
  return result;
}

std::vector<Known> known_of(const Sequent& sequent) {
  std::vector<Known> result;
  std::set<ExactPolynomial> seen;
  std::set<Atom> places = atoms(sequent.goal.polynomial);
  for (const Fact& fact : sequent.facts)
    if (!proofs::family_in(fact))
      for (const Atom& atom : atoms(fact.polynomial)) places.insert(atom);
  for (const Atom& atom : places) {
    if (atom.op() == Operator::floor || proofs::is_quantifier(atom.op())) continue;
    const auto sign = sign_of(atom, sequent.facts);
    if (!sign || (*sign != Sign::positive && *sign != Sign::nonnegative)) continue;
    seen.insert(ExactPolynomial(atom));
    result.push_back({ExactPolynomial(atom), is_visible({ExactPolynomial(atom), Sign::positive}, sequent.facts), true});
  }
  for (const Fact& fact : sequent.facts)
    if (is_inequality(fact) && !proofs::family_in(fact) && seen.insert(fact.polynomial).second)
      result.push_back({fact.polynomial, fact.sign == Sign::positive, false});
  return result;
}

std::vector<Product> products_of(const std::vector<Known>& known, ProductKind kind) {
  std::vector<Product> result, singles;
  for (const Known& thing : known) singles.push_back({{thing.value}, thing.value, thing.positive});
  result = singles;
  const std::size_t count = known.size();
  for (std::size_t i = 0; kind >= ProductKind::two && i < count; ++i)
    for (std::size_t j = i; j < count; ++j) result.push_back(singles[i] * singles[j]);
  // A third factor is an atom; the second is one too, or comes not before the first.
  for (std::size_t i = 0; kind >= ProductKind::with_atoms && i < count; ++i)
    for (std::size_t j = 0; j < count; ++j)
      for (std::size_t k = 0; k < count && result.size() < most_products; ++k) {
        const bool atoms = known[j].atom && known[k].atom && k >= j && (!known[i].atom || j >= i);
        const bool facts = !known[i].atom && !known[j].atom && known[k].atom && j >= i;
        if (atoms || (kind == ProductKind::three && facts)) result.push_back(singles[i] * singles[j] * singles[k]);
      }
  return result;
}

std::optional<Steps> close_by_products(SideChain chain, const Rewriting& rules,
                                       const std::vector<WeightedProduct>& parts,
                                       const std::optional<std::size_t>& equation) {
  proofs::Combination last;
  ExactPolynomial difference = chain.sequent().goal.polynomial;
  if (equation) {
    last.multiples.push_back({*equation, one});
    difference = difference - chain.sequent().facts[*equation].polynomial;
  }
  for (const auto& [weight, product] : parts) {
    std::map<std::size_t, std::uint32_t> places;
    for (const ExactPolynomial& factor : product.factors) {
      const auto place = place_of(factor, chain);
      if (!place) return {};
      ++places[*place];
    }
    last.summands.push_back({weight, {places.begin(), places.end()}, one});
    difference = difference - ExactPolynomial(weight) * product.value;
  }
  const auto rest = rules.reduced(difference);
  const auto number = rest ? rest->rest.constant() : std::nullopt;
  if (!number || *number < 0) return {};
  if (*number > 0) last.summands.push_back({*number, {}, one});
  for (const auto& [place, multiple] : rest->multiples) last.multiples.push_back({place, multiple});
  if (chain.sequent().goal.sign == Sign::zero && last.summands.empty()) {
    // An equation is shown by multiples of equations alone.
    const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
    return closed && closed.value().empty() ? std::optional(chain.followed_by({last})) : std::nullopt;
  }
  const auto closed = proofs::apply(proofs::Step(last), chain.sequent());
  if (!closed || !closed.value().empty()) return {};
  return chain.followed_by({last});
}

std::optional<Steps> products_of_facts(const SideChain& chain, const Rewriting& rules, ProductKind kind,
                                       const polynomials::StopSignal& stop) {
  const Fact& goal = chain.sequent().goal;
  const auto wanted = rules.reduced(goal.polynomial);
  if (!wanted) return {};
  if (wanted->rest.is_zero() && goal.sign != Sign::positive) return close_by_products(chain, rules, {});
  if (!is_inequality(goal)) return {};
  const std::vector<Product> products = products_of(known_of(chain.sequent()), kind);
  std::vector<ConeColumn> columns{{one, true}};
  std::vector<const Product*> meant{nullptr};
  std::set<std::pair<ExactPolynomial, bool>> seen;
  for (const Product& product : products) {
    auto value = rules.reduced(product.value);
    if (!value || value->rest.is_zero() || !seen.emplace(value->rest, product.positive).second) continue;
    columns.push_back({std::move(value->rest), product.positive});
    meant.push_back(&product);
  }
  const auto found = conic_combination(columns, wanted->rest, goal.sign == Sign::positive, limits, stop);
  // What contradicts itself is a sum that is 0 however often the goal 0 is taken.
  const Rational scale = found && goal.polynomial.is_zero() ? Rational(1) : found ? found->scale : Rational(0);
  if (proofs::sign(scale) == 0) return {};
  std::vector<WeightedProduct> parts;
  for (std::size_t j = 1; j < columns.size(); ++j)
    if (proofs::sign(found->weights[j]) > 0) parts.push_back({found->weights[j] / scale, *meant[j]});
  return close_by_products(chain, rules, parts);
}

Steps cancelling_proof(const ExactPolynomial& divisor, const Sequent& sequent) {
  std::vector<Atom> inner;
  for (const Atom& atom : atoms(divisor))
    if (atom.op() == Operator::quotient) inner.push_back(atom);
  const std::vector<std::string> names = fresh_names(sequent, "uvwpqrst", inner.size());
  Steps proof;
  for (std::size_t i = 0; i < inner.size(); ++i) proof.emplace_back(proofs::Name{names[i], ExactPolynomial(inner[i])});
  proof.emplace_back(proofs::BothSigns{});
  for (int half = 0; half < 2; ++half) {
    proof.emplace_back(proofs::Clear{{proofs::DenominatorSign::positive}});
    proof.emplace_back(proofs::Visible{});
  }
  return proof;
}

Rewriting rules_of(SideChain& chain) {
  std::set<ExactPolynomial> divisors;
  const auto collect = [&](const ExactPolynomial& polynomial) {
    for (const Atom& atom : proofs::reciprocals(polynomial)) divisors.insert(atom.arguments()[0]);
  };
  collect(chain.sequent().goal.polynomial);
  for (const Fact& fact : chain.sequent().facts)
    if (is_inequality(fact) && !proofs::family_in(fact)) collect(fact.polynomial);
  for (const ExactPolynomial& divisor : divisors) {
    if (!is_visible({divisor, Sign::positive}, chain.sequent().facts) &&
        !chain.then(proofs::Have{{divisor, Sign::positive}}))
      continue;
    const Steps proof = cancelling_proof(divisor, chain.sequent());
    chain.then(proofs::Have{{divisor * reciprocal(divisor) - one, Sign::zero}},
               [&](const Sequent&) { return std::optional(proof); });
  }
  Rewriting rules;
  for (std::size_t i = 0; i < chain.sequent().facts.size(); ++i) rules.take_up(i, chain.sequent().facts[i]);
  return rules;
}

std::optional<Steps> linear_side(const Sequent& sequent) {
  if (is_visible(sequent.goal, sequent.facts)) return Steps{proofs::Visible{}};
  return products_of_facts(SideChain(sequent, linear_side), {}, ProductKind::single, {});
}

}  // namespace geq::prover
