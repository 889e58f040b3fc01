// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/potentials.hpp"

#include <algorithm>

#include "proofs/kernel/binders.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/cofactors.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

bool mentions(const ExactPolynomial& polynomial, const std::string& name) {
  return variables(polynomial).contains(name);
}

}  // namespace

std::vector<ExactPolynomial> Potentials::all(const Geometry& inside, bool wanted) {
  std::set<ExactPolynomial> result;
  const auto goal = geometry_.normal(geometry_.chain().sequent().goal.polynomial);
  const std::vector<ExactPolynomial> ends{upper_ + one, upper_, lower_};
  const std::set<std::string> sizes = variables(upper_);
  if (goal)
    for (const auto& [monomial, coefficient] : goal->rest.terms()) {
      const ExactPolynomial term = ExactPolynomial::term(1, monomial);
      for (const ExactPolynomial& end : ends)
        if (const ExactPolynomial image = moved(term, end, index_); mentions(image, name_)) result.insert(image);
      for (const std::string& size : sizes) {
        const ExactPolynomial n = ExactPolynomial::variable(size);
        const ExactPolynomial shift = upper_ + one - n;  // potential(upper + 1) is the term
        if (shift.constant() && mentions(term, size))
          result.insert(moved(substitute(term, {{size, index_ - shift}}), upper_ + one, index_));
      }
    }
  if (wanted && goal) add_bounded_at_ends(result, goal->rest);
  if (wanted) add_related(result, inside.chain().sequent().facts);
  std::set<ExactPolynomial> states, weights{one};
  const auto collect = [&](const ExactPolynomial& polynomial) {
    for (const Atom& atom : atoms(polynomial)) {
      const ExactPolynomial value{atom};
      if (moved(value, index_ + one, index_) != value) continue;
      if (atom.op() == Operator::sum_over || (atom.op() == Operator::element && mentions(value, name_)))
        states.insert(value);
      if (!wanted && atom.op() != Operator::root && sign_of(atom, inside.chain().sequent().facts) == Sign::positive)
        weights.insert(value);
    }
  };
  for (const Fact& fact : inside.chain().sequent().facts)
    if (!proofs::family_in(fact)) collect(fact.polynomial);
  for (const ExactPolynomial& state : states)
    for (const ExactPolynomial& weight : weights)
      if (weight != state && mentions(state * weight, name_)) result.insert(state * weight);
  result.insert(index_);
  result.insert(index_ * index_);
  return {result.begin(), result.end()};
}

/// Where a fact bounds things of the first step, or after the last one, by a term that divides one of the goal: those
/// things in place of it.
void Potentials::add_bounded_at_ends(std::set<ExactPolynomial>& potentials, const ExactPolynomial& goal) {
  for (const Fact& fact : std::vector<Fact>(geometry_.chain().sequent().facts)) {
    const auto normal = proofs::family_in(fact) ? std::nullopt : geometry_.normal(fact.polynomial);
    if (!normal) continue;
    const std::set<Atom> parts = atoms(normal->rest);
    const bool is_instance = std::any_of(parts.begin(), parts.end(), [&](const Atom& atom) {
      return atom.op() == Operator::sum_over && !said_.contains(atom);
    });
    if (is_instance || std::any_of(parts.begin(), parts.end(), is_length)) continue;
    for (const ExactPolynomial& end : {lower_, upper_ + one}) {
      const ExactPolynomial bound = moved(normal->rest, end, index_);
      if (!mentions(bound, name_)) continue;
      for (const auto& [monomial, coefficient] : bound.terms())
        for (const auto& [given, amount] : goal.terms()) {
          const bool fits =
              coefficient > 0 && !monomial.empty() && !mentions(ExactPolynomial::term(1, monomial), name_);
          const ExactPolynomial term = ExactPolynomial::term(1, given);
          auto weight = fits ? without(term, monomial) : std::nullopt;
          if (fits && !weight) weight = cancelled(term * reciprocal(ExactPolynomial::term(1, monomial)));
          if (!weight || !is_known_term(*weight)) continue;
          for (const auto& [other, factor] : bound.terms())
            if (const ExactPolynomial thing = *weight * ExactPolynomial::term(1, other); mentions(thing, name_))
              potentials.insert(thing);
        }
    }
  }
}

/// What it divides by is divided by already.
bool Potentials::is_known_term(const ExactPolynomial& term) const {
  const std::set<Atom> known = geometry_.functions(Operator::quotient);
  const std::vector<Atom> needed = proofs::reciprocals(term);
  return std::all_of(needed.begin(), needed.end(), [&](const Atom& atom) { return known.contains(atom); });
}

/// Potentials one step earlier; and, where a fact bounds things of one step by a term without the index, those
/// things in place of it.
void Potentials::add_related(std::set<ExactPolynomial>& potentials, const std::vector<Fact>& facts) const {
  const std::set<ExactPolynomial> given = potentials;
  for (const ExactPolynomial& potential : given) {
    const auto inside = functions_in(potential);
    if (std::none_of(inside.begin(), inside.end(), [](const Atom& atom) { return atom.op() == Operator::element; }))
      potentials.insert(substitute(potential, {{name_, index_ - one}}));
    for (const Fact& fact : facts) {
      const ExactPolynomial& bound = fact.polynomial;
      const std::set<Atom> parts = atoms(bound);
      if (proofs::family_in(fact) || !mentions(bound, name_) || std::any_of(parts.begin(), parts.end(), is_length))
        continue;
      if (moved(bound, index_ + one, index_) != bound) continue;
      for (const auto& [monomial, coefficient] : bound.terms()) {
        const ExactPolynomial term = ExactPolynomial::term(1, monomial);
        const auto weight =
            coefficient > 0 && !term.constant() && !mentions(term, name_) ? without(potential, monomial) : std::nullopt;
        if (!weight) continue;
        for (const auto& [other, factor] : bound.terms())
          if (other != monomial) potentials.insert(*weight * ExactPolynomial::term(1, other));
      }
    }
  }
}

}  // namespace geq::prover
