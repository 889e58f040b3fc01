// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/factorials.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

constexpr long most_factors = 20;

/// Arguments of factorials in the goal.
std::vector<ExactPolynomial> arguments(const Sequent& sequent) {
  std::vector<ExactPolynomial> result;
  for (const proofs::Atom& atom : functions_in(sequent.goal.polynomial))
    if (atom.op() == Operator::factorial && !proofs::has_free_index(ExactPolynomial(atom)))
      result.push_back(atom.arguments()[0]);
  return result;
}

/// factorial(from) as from (from - 1) ... factorial(from - count).
bool lower(const ExactPolynomial& from, long count, Derivation& way) {
  for (long i = 0; i < count; ++i) {
    const ExactPolynomial argument = from - ExactPolynomial(Rational(i));
    const Fact before{argument - ExactPolynomial(Rational(1)), Sign::nonnegative};
    if (!is_visible(before, way.sequent.facts)) {
      const auto proof = linear_side({way.sequent.variables, way.sequent.facts, before});
      if (!proof || !way.have(before, *proof)) return false;
    }
    if (!way.then(proofs::Identity{proofs::application(Operator::factorial, {argument}), 1})) return false;
  }
  return true;
}

/// The two that are closest are related first.
bool relate_two(Derivation& way) {
  std::optional<std::pair<ExactPolynomial, long>> least;
  const std::vector<ExactPolynomial> all = arguments(way.sequent);
  for (const ExactPolynomial& greater : all)
    for (const ExactPolynomial& less : all) {
      const auto apart = (greater - less).constant();
      const auto count = apart ? proofs::integer_between(*apart, 1, most_factors) : std::nullopt;
      if (count && (!least || *count < least->second)) least.emplace(greater, *count);
    }
  return least && lower(least->first, least->second, way);
}

}  // namespace

std::optional<Derivation> relate_factorials(const Sequent& sequent, const Origin& origin, Search& search) {
  const std::size_t before = arguments(sequent).size();
  if (before < 2) return {};
  Derivation way(sequent, origin.sufficient());
  for (Derivation next = way; relate_two(next);) way = next;
  if (arguments(way.sequent).size() == before) return {};
  // By their names they are positive numbers, as any others.
  for (const ExactPolynomial& argument : arguments(way.sequent)) {
    const ExactPolynomial factorial = proofs::application(Operator::factorial, {argument});
    const Fact positive{factorial, Sign::positive};
    const auto proof = prove({way.sequent.variables, way.sequent.facts, positive}, way.origin, Effort::small(), search);
    const std::string name = fresh_names(way.sequent, "pqrstuvw", 1).front();
    if (!proof || !way.have(positive, *proof) || !way.then(proofs::Name{name, factorial})) return {};
  }
  return way;
}

}  // namespace geq::prover
