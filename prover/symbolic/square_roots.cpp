// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/square_roots.hpp"

#include "proofs/kernel/normal_form.hpp"
#include "prover/reductions/functions.hpp"
#include "prover/symbolic/products.hpp"
#include "prover/symbolic/ranges.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;

namespace {

std::optional<ExactPolynomial> square_root_of_term(const Monomial& monomial, const Rational& coefficient) {
  const auto number = proofs::root(2, ExactPolynomial(coefficient)).constant();
  if (!number || *number * *number != coefficient) return {};
  Monomial half = monomial;
  for (auto& [atom, exponent] : half) {
    if (exponent % 2 != 0) return {};
    exponent /= 2;
  }
  return ExactPolynomial::term(*number, half);
}

/// The cases in which argument `best` of the arguments before `next` is the greatest (least), then the others.
std::optional<Steps> tournament(const Sequent& sequent, const Atom& atom, std::size_t best, std::size_t next) {
  const auto& arguments = atom.arguments();
  if (next == arguments.size()) {
    SideChain chain(sequent, linear_side);
    if (!chain.then(proofs::Value{ExactPolynomial(atom), arguments[best]})) return {};
    const auto rest = linear_side(chain.sequent());
    return rest ? std::optional(chain.followed_by(*rest)) : std::nullopt;
  }
  const ExactPolynomial distance = arguments[best] - arguments[next];
  Steps steps{proofs::Cases{atom.op() == Operator::max ? distance : -distance}};
  const auto cases = proofs::apply(steps.front(), sequent);
  if (!cases || cases.value().size() != 2) return {};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto rest = tournament(cases.value()[i], atom, i == 0 ? best : next, next + 1);
    if (!rest) return {};
    steps.insert(steps.end(), rest->begin(), rest->end());
  }
  return steps;
}

}  // namespace

std::optional<Steps> square_side(const Sequent& sequent) {
  const auto root = square_root_of(sequent.goal.polynomial);
  if (!root) return linear_side(sequent);
  proofs::Combination last;
  last.summands.push_back({Rational(1), {}, *root});
  return Steps{last};
}

std::optional<ExactPolynomial> square_root_of(const ExactPolynomial& polynomial) {
  if (polynomial.terms().size() == 1)
    return square_root_of_term(polynomial.terms().begin()->first, polynomial.terms().begin()->second);
  // polynomial = a x^2 + b x + c: the root is sqrt(a) x + b / (2 sqrt(a)).
  for (const Atom& x : atoms(polynomial)) {
    const auto c = coefficients_in(x, polynomial);
    if (c.size() != 3 || c[2].terms().size() != 1) continue;
    const auto lead = square_root_of(c[2]);
    if (!lead) continue;
    const ExactPolynomial rest = cancelled(c[1] * reciprocal(ExactPolynomial(Rational(2)) * *lead));
    const ExactPolynomial result = *lead * ExactPolynomial(x) + rest;
    if (result * result == polynomial) return result;
  }
  return {};
}

std::optional<EuclideanNorm> euclidean_norm(const Atom& root, const std::string& index) {
  if (root_degree(root) != 2) return {};
  const auto sum = joint_sum(root.arguments()[1], ExactPolynomial::variable(index));
  const auto term = sum ? square_root_of(sum->term) : std::nullopt;
  if (!term) return {};
  return EuclideanNorm{ExactPolynomial(root), sum->lower, sum->upper, *term};
}

std::optional<Steps> extremum_proof(const Sequent& sequent, const Atom& atom) {
  return tournament(sequent, atom, 0, 1);
}

}  // namespace geq::prover
