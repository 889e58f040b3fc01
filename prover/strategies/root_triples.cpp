// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/root_triples.hpp"

#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// The root of which the atom is the reciprocal.
std::optional<Atom> inverted_root(const Atom& atom) {
  if (atom.op() != proofs::Operator::quotient) return {};
  const std::set<Atom> below = atoms(atom.arguments()[0]);
  if (below.size() != 1 || !is_square_root(*below.begin()) || atom.arguments()[0] != ExactPolynomial(*below.begin()))
    return {};
  return *below.begin();
}

/// The roots of things that vary in the goal's terms, each with its coefficient: products of roots and their
/// reciprocals. The empty product has the terms without such roots.
std::map<Monomial, ExactPolynomial> by_roots(const ExactPolynomial& goal) {
  std::map<Monomial, ExactPolynomial> result;
  for (const auto& [monomial, coefficient] : goal.terms()) {
    Monomial roots, others;
    for (const auto& factor : monomial) {
      const auto inverted = inverted_root(factor.first);
      const Atom& root = inverted ? *inverted : factor.first;
      const bool varies = is_square_root(root) && !root.arguments()[1].constant();
      (varies ? roots : others).push_back(factor);
    }
    result[roots].add(coefficient, others);
  }
  return result;
}

/// The polynomial with r^2 = u and 1/r^2 = 1/u put in for all square roots.
ExactPolynomial without_squares(ExactPolynomial polynomial) {
  for (const Atom& atom : atoms(polynomial)) {
    const auto inverted = inverted_root(atom);
    if (!inverted && !is_square_root(atom)) continue;
    const ExactPolynomial& u = (inverted ? *inverted : atom).arguments()[1];
    const ExactPolynomial value = inverted ? reciprocal(u) : u;
    const ExactPolynomial equation = power(ExactPolynomial(atom), 2) - value;
    polynomial = polynomial + multiplier_that_lowers(polynomial, atom, 2, value) * equation;
  }
  return polynomial;
}

/// The step that closes an equation by r^2 = u for the roots in it; none when that is not enough.
std::optional<proofs::Step> by_defining_equations(const Sequent& side) {
  proofs::Combination step;
  ExactPolynomial rest = side.goal.polynomial;
  for (std::size_t i = 0; i < side.facts.size(); ++i) {
    if (side.facts[i].sign != Sign::zero) continue;
    for (const Atom& atom : atoms(side.facts[i].polynomial)) {
      if (!is_square_root(atom)) continue;
      const ExactPolynomial& u = atom.arguments()[1];
      const ExactPolynomial equation = power(ExactPolynomial(atom), 2) - u;
      if (side.facts[i].polynomial != equation) continue;
      const ExactPolynomial factor = multiplier_that_lowers(rest, atom, 2, u);
      rest = rest + factor * equation;
      step.multiples.push_back({i, -factor});
    }
  }
  if (!rest.is_zero()) return {};
  return step;
}

}  // namespace

proofs::Substitution RootTriple::meaning() const {
  proofs::Substitution image{{"D", bound}, {"S", bound_squared}};
  for (std::size_t i = 0; i < 3; ++i) {
    image.emplace("x" + std::to_string(i), terms[i]);
    image.emplace("A" + std::to_string(i), squares[i]);
  }
  return image;
}

TripleNames::TripleNames() : bound(ExactPolynomial::variable("D")), bound_squared(ExactPolynomial::variable("S")) {
  for (std::size_t i = 0; i < 3; ++i) {
    x[i] = ExactPolynomial::variable("x" + std::to_string(i));
    a[i] = ExactPolynomial::variable("A" + std::to_string(i));
  }
  sum = x[0] + x[1] + x[2];
  pairs = x[0] * x[1] + x[1] * x[2] + x[2] * x[0];
  product = x[0] * x[1] * x[2];
  sum_of_squares = a[0] + a[1] + a[2];
  pairs_of_squares = a[0] * a[1] + a[1] * a[2] + a[2] * a[0];
}

ExactPolynomial TripleNames::rational_part() const {
  return excess() * excess() - ExactPolynomial(Rational(4)) * pairs_of_squares;
}

ExactPolynomial TripleNames::irrational_part() const { return ExactPolynomial(Rational(8)) * product * bound; }

std::array<ExactPolynomial, 4> lower_squares(ExactPolynomial& polynomial, const TripleNames& names) {
  std::array<ExactPolynomial, 4> factors;
  for (std::size_t i = 0; i < 4; ++i) {
    const ExactPolynomial& x = i < 3 ? names.x[i] : names.bound;
    const ExactPolynomial& value = i < 3 ? names.a[i] : names.bound_squared;
    factors[i] = multiplier_that_lowers(polynomial, *atoms(x).begin(), 2, value);
    polynomial = polynomial + factors[i] * (x * x - value);
  }
  return factors;
}

std::optional<RootTriple> root_triple(const Sequent& sequent, bool upper) {
  RootTriple result{upper, {}, {}, {}, {}};
  std::size_t found = 0;
  for (const auto& [roots, coefficient] : by_roots(sequent.goal.polynomial)) {
    const ExactPolynomial term = coefficient * ExactPolynomial::term(1, roots);
    const ExactPolynomial wanted = upper ? -coefficient : coefficient;
    if (roots.empty() || !is_visible({wanted, Sign::nonnegative}, sequent.facts)) {
      result.bound = upper ? result.bound + term : result.bound - term;
      continue;
    }
    if (found == 3) return {};
    result.terms[found] = upper ? -term : term;
    result.squares[found] = without_squares(result.terms[found] * result.terms[found]);
    ++found;
  }
  if (found != 3) return {};
  result.bound_squared = without_squares(result.bound * result.bound);
  return result;
}

std::optional<Steps> proof_of_root_equation(const Sequent& side) {
  if (const auto step = by_defining_equations(side)) return Steps{*step};
  const std::vector<Atom> inverses = reciprocals(side.goal.polynomial);
  const proofs::Clear clear{std::vector<proofs::DenominatorSign>(inverses.size(), proofs::DenominatorSign::squared)};
  const auto remaining = proofs::apply(proofs::Step(clear), side);
  if (!remaining || remaining.value().size() > 1) return {};
  if (remaining.value().empty()) return Steps{clear};
  const auto step = by_defining_equations(remaining.value().front());
  return step ? std::optional(Steps{clear, *step}) : std::nullopt;
}

bool define_roots(const RootTriple& asked, SideChain& chain) {
  std::vector<Atom> roots = functions_in(asked.bound);
  for (const ExactPolynomial& term : asked.terms)
    for (const Atom& atom : functions_in(term)) roots.push_back(atom);
  for (const Atom& atom : roots) {
    if (!is_square_root(atom)) continue;
    const ExactPolynomial root(atom);
    const proofs::Fact radicand{atom.arguments()[1], Sign::nonnegative};
    if (index_of({root * root - atom.arguments()[1], Sign::zero}, chain.sequent())) continue;
    if (!is_visible(radicand, chain.sequent().facts) && !chain.then(proofs::Have{radicand})) return false;
    if (!chain.then(proofs::RootFacts{root})) return false;
  }
  return true;
}

}  // namespace geq::prover
