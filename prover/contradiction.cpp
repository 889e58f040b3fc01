// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/contradiction.hpp"

#include <algorithm>

#include "proofs/kernel/univariate.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::Fact;
using proofs::Sign;

namespace {

/// What it means that the fact does not hold, where that is one sign; for = and != two signs are possible.
std::vector<Fact> negations(const Fact& fact) {
  switch (fact.sign) {
    case Sign::nonnegative:
      return {{-fact.polynomial, Sign::positive}};
    case Sign::positive:
      return {{-fact.polynomial, Sign::nonnegative}};
    case Sign::zero:
      return {{fact.polynomial, Sign::positive}, {-fact.polynomial, Sign::positive}};
    case Sign::nonzero:
      return {{fact.polynomial, Sign::zero}};
  }
  return {};
}

bool is_visibly_false(const Fact& fact, const std::vector<Fact>& facts) {
  const std::vector<Fact> all = negations(fact);
  return std::any_of(all.begin(), all.end(), [&](const Fact& negation) { return is_visible(negation, facts); });
}

}  // namespace

bool is_contradictory(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    if (is_visibly_false(fact, facts)) return true;
    for (const Atom& atom : atoms(fact.polynomial))
      if (is_empty(bounds(atom, facts))) return true;
  }
  return false;
}

}  // namespace geq::prover
