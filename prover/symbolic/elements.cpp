// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/elements.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "prover/reductions/functions.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Integer;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

namespace {

/// An element that is a number: u[1][2], not u[1].
std::optional<Atom> next_element(const Sequent& sequent) {
  const std::vector<Atom> found = functions_in(sequent);
  const auto is_element = [](const Atom& atom) { return atom.op() == Operator::element; };
  const auto is_sequence = [&](const Atom& atom) {
    return std::any_of(found.begin(), found.end(), [&](const Atom& other) {
      return is_element(other) && other.arguments()[0] == ExactPolynomial(atom);
    });
  };
  const auto place = std::find_if(found.begin(), found.end(),
                                  [&](const Atom& atom) { return is_element(atom) && !is_sequence(atom); });
  return place == found.end() ? std::nullopt : std::optional(*place);
}

/// The integers between two numbers, if there are few.
std::vector<Integer> few_integers(const ExactPolynomial& lower, const ExactPolynomial& upper) {
  constexpr int few = 12;
  const auto first = lower.constant();
  const auto last = upper.constant();
  std::vector<Integer> result;
  if (!first || !last || *last - *first >= few) return result;
  for (Integer i = cln::ceiling1(*first); i <= cln::floor1(*last); ++i) result.push_back(i);
  return result;
}

/// Says of each index what is known of all.
bool write_out_families(Derivation& way) {
  for (std::size_t i = 0; i < way.sequent.facts.size();) {
    const auto family = proofs::family_in(way.sequent.facts[i]);
    if (!family) {
      ++i;
      continue;
    }
    const std::vector<Integer> indices = few_integers(family->lower, family->upper);
    if (indices.empty()) return false;
    for (const Integer& index : indices)
      if (!way.then(proofs::Instance{i, ExactPolynomial(Rational(index))})) return false;
    if (!way.then(proofs::Forget{{i}})) return false;
  }
  return true;
}

}  // namespace

std::optional<Derivation> elements_as_variables(const Sequent& sequent, const Origin& origin) {
  Derivation way(sequent, origin.sufficient());
  if (!write_out_families(way) || has_ranges(way.sequent)) return {};
  const bool has_families = !way.steps.empty();
  while (const auto atom = next_element(way.sequent)) {
    if (has_families && !atom->arguments()[1].constant()) return {};  // which of them it is is not known
    const std::set<std::string> sequence = variables(atom->arguments()[0]);
    const std::string name = fresh_names(way.sequent, sequence.empty() ? "u" : sequence.begin()->substr(0, 1), 1)[0];
    if (!way.then(proofs::Name{name, ExactPolynomial(*atom)})) return {};
    for (std::size_t i = 0; i < way.sequent.facts.size(); ++i)
      if (way.then(proofs::Eliminate{i, name})) break;
  }
  return way.steps.empty() ? std::nullopt : std::optional(std::move(way));
}

}  // namespace geq::prover
