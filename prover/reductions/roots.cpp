// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Sequent;
using proofs::Sign;

ExactPolynomial multiplier_that_lowers(const ExactPolynomial& goal, const Atom& atom, std::size_t degree,
                                       const ExactPolynomial& value) {
  std::vector<ExactPolynomial> c = coefficients_in(atom, goal);
  ExactPolynomial quotient;
  for (std::size_t e = c.size(); e-- > degree;) {
    quotient = quotient + c[e] * power(ExactPolynomial(atom), static_cast<unsigned long>(e - degree));
    c[e - degree] = c[e - degree] + c[e] * value;
  }
  return -quotient;
}

namespace {

/// The side of the goal that is compared with the other after raising both to a power; none if neither can be seen to
/// be nonnegative. goal = rest + factor * root.
std::optional<ExactPolynomial> left_side(const Sequent& sequent, const Atom& root) {
  const std::vector<ExactPolynomial> c = coefficients_in(root, sequent.goal.polynomial);
  if (c.size() != 2) return {};
  const bool root_nonnegative = is_visible({ExactPolynomial(root), Sign::nonnegative}, sequent.facts);
  if (root_nonnegative && is_visible({c[1], Sign::nonnegative}, sequent.facts)) return c[1] * ExactPolynomial(root);
  if (is_visible({-c[1], Sign::nonnegative}, sequent.facts)) return c[0];
  return {};
}

}  // namespace

std::optional<Reduction> lower_root_power(const Sequent& sequent, const Origin& origin) {
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    const auto k = root_degree(atom);
    if (!k || atom.arguments()[1].constant() || degree_in(atom, sequent.goal.polynomial) < *k) continue;
    const ExactPolynomial root(atom);
    const ExactPolynomial& radicand = atom.arguments()[1];
    if (const auto equation = index_of({power(root, *k) - radicand, Sign::zero}, sequent))
      return Reduction{proofs::Rewrite{*equation, multiplier_that_lowers(sequent.goal.polynomial, atom, *k, radicand)},
                       origin};
    if (*k % 2 != 0 || is_visible({radicand, Sign::nonnegative}, sequent.facts))
      return Reduction{proofs::RootFacts{root}, origin};
  }
  return {};
}

std::optional<Reduction> remove_root(const Sequent& sequent, const Origin& origin, Search&) {
  for (const Atom& atom : atoms(sequent.goal.polynomial)) {
    if (atom.op() != proofs::Operator::root) continue;
    const auto degree = proofs::integer_between(atom.arguments()[0].constant().value_or(0), 2, 1000);
    if (!degree) return {};
    const ExactPolynomial root(atom);
    const auto k = static_cast<std::size_t>(*degree);
    const auto equation =
        index_of({power(root, static_cast<unsigned long>(k)) - atom.arguments()[1], Sign::zero}, sequent);
    if (!equation) return Reduction{proofs::RootFacts{root}, origin};
    if (degree_in(atom, sequent.goal.polynomial) >= k)
      return Reduction{
          proofs::Rewrite{*equation, multiplier_that_lowers(sequent.goal.polynomial, atom, k, atom.arguments()[1])},
          origin};
    if (const auto left = left_side(sequent, atom))
      return Reduction{proofs::ComparePowers{static_cast<std::uint32_t>(k), *left}, origin.sufficient()};
  }
  return {};
}

}  // namespace geq::prover
