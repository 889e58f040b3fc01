// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/roots_of_quotients.hpp"

#include <algorithm>
#include <cstdlib>

#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// A root as outer * sqrt(inner), or as outer / sqrt(inner).
struct SimplerRoot {
  ExactPolynomial outer, inner;
  bool inverted;

  ExactPolynomial value() const {
    const ExactPolynomial root = proofs::root(2, inner);
    return outer * (inverted ? reciprocal(root) : root);
  }
};

/// Square factors go out of the root. A denominator that stays in it goes out too, if there is a numerator to go in.
std::optional<SimplerRoot> simpler(const Factors& factors, const Sequent& sequent) {
  if (proofs::sign(factors.constant) <= 0) return {};
  ExactPolynomial outer(Rational(1)), above(Rational(1)), below(Rational(1)), outer_below(Rational(1));
  ExactPolynomial inverse_below(Rational(1));  // factor by factor, as each is known not to vanish
  for (const auto& [base, exponent] : factors.powers) {
    const auto size = static_cast<unsigned long>(std::abs(exponent));
    if (exponent < 0 && !is_visible({base, Sign::positive}, sequent.facts)) return {};
    if (exponent > 0 && !is_visible({base, Sign::nonnegative}, sequent.facts)) return {};
    const ExactPolynomial half = power(base, size / 2);
    if (exponent > 0)
      outer = outer * half;
    else
      outer_below = outer_below * half;
    if (size % 2 == 1) (exponent > 0 ? above : below) = (exponent > 0 ? above : below) * base;
    if (size % 2 == 1 && exponent < 0) inverse_below = inverse_below * reciprocal(base);
  }
  if (below.constant() && outer.constant() && outer_below.constant()) return {};
  if (!outer_below.constant()) outer = outer * reciprocal(outer_below);
  if (above.constant()) {
    if (below.constant()) return {};
    return SimplerRoot{outer, ExactPolynomial(1 / factors.constant) * below, true};
  }
  outer = outer * inverse_below;
  return SimplerRoot{outer, ExactPolynomial(factors.constant) * above * below, false};
}

/// The steps that close outer^2 inner - u = 0 (or outer^2/inner - u), where the square of the root of `inner` is known.
std::optional<Steps> proof_of_square(Sequent side, const ExactPolynomial& inner) {
  Steps steps;
  const auto closes = [&](const proofs::Step& step) {
    const auto remaining = proofs::apply(step, side);
    if (!remaining || remaining.value().size() > 1) return false;
    steps.push_back(step);
    if (remaining.value().empty()) return true;
    side = remaining.value().front();
    return false;
  };
  if (const std::vector<Atom> inverses = reciprocals(side.goal.polynomial); !inverses.empty())
    if (closes(proofs::Clear{std::vector<proofs::DenominatorSign>(inverses.size(), proofs::DenominatorSign::squared)}))
      return steps;
  const ExactPolynomial root = proofs::root(2, inner);
  const auto equation = index_of({root * root - inner, Sign::zero}, side);
  const std::set<Atom> atoms_of_root = atoms(root);
  if (!equation || atoms_of_root.size() != 1) return {};
  const Atom atom = *atoms_of_root.begin();
  if (degree_in(atom, side.goal.polynomial) >= 2 &&
      closes(proofs::Rewrite{*equation, multiplier_that_lowers(side.goal.polynomial, atom, 2, inner)}))
    return steps;
  if (closes(proofs::Visible{})) return steps;
  return {};
}

bool simplify(const Atom& atom, SimplerRoots& all) {
  const auto factors = factors_of(atom.arguments()[1]);
  if (!factors) return false;
  const auto root = simpler(*factors, all.sequent);
  if (!root) return false;
  Steps steps;
  Sequent here = all.sequent;
  const ExactPolynomial inner = proofs::root(2, root->inner);
  if (!index_of({inner * inner - root->inner, Sign::zero}, here)) {
    const proofs::RootFacts facts{inner};
    const auto remaining = proofs::apply(proofs::Step(facts), here);
    if (!remaining || remaining.value().size() != 1) return false;
    steps.emplace_back(facts);
    here = remaining.value().front();
  }
  const proofs::Value step{ExactPolynomial(atom), root->value()};
  const auto remaining = proofs::apply(proofs::Step(step), here);
  if (!remaining) return false;
  steps.emplace_back(step);
  for (std::size_t i = 0; i + 1 < remaining.value().size(); ++i) {
    const Sequent& side = remaining.value()[i];
    if (side.goal.sign != Sign::zero) return false;
    const auto proof = proof_of_square(side, root->inner);
    if (!proof) return false;
    steps.insert(steps.end(), proof->begin(), proof->end());
  }
  all.steps.insert(all.steps.end(), steps.begin(), steps.end());
  all.sequent = remaining.value().back();
  return true;
}

}  // namespace

bool is_root_of_quotient(const Atom& atom) {
  if (root_degree(atom) != 2U || atom.arguments()[1].constant()) return false;
  const std::vector<Atom> inside = functions_in(atom.arguments()[1]);
  return !inside.empty() && std::all_of(inside.begin(), inside.end(), [](const Atom& inner) {
    return inner.op() == Operator::quotient;
  }) && std::any_of(inside.begin(), inside.end(), [](const Atom& inner) {
    return inner.arguments()[0].terms().size() > 1;
  });
}

SimplerRoots simplify_roots_of_quotients(const Sequent& sequent) {
  SimplerRoots result{{}, sequent};
  for (const Atom& atom : functions_in(sequent.goal.polynomial))
    if (is_root_of_quotient(atom)) simplify(atom, result);
  return result;
}

}  // namespace geq::prover
