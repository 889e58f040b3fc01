// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/reductions/functions.hpp"
#include "prover/reductions/reductions.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

/// outer * root(k, inner), `inner` a whole number that no k-th power of a prime below 1000 divides.
struct SplitRoot {
  Rational outer;
  Rational inner;
};

SplitRoot split(const Rational& radicand, unsigned long k) {
  const cln::cl_I below = cln::denominator(radicand);
  cln::cl_I inner = cln::numerator(radicand);
  for (unsigned long i = 1; i < k; ++i) inner = inner * below;
  Rational outer = Rational(1) / Rational(below);
  for (unsigned long p = 2; p < 1000; ++p) {
    const cln::cl_I power = cln::expt_pos(cln::cl_I(p), cln::cl_I(k));
    if (power > inner) break;
    while (cln::mod(inner, power) == 0) {
      inner = cln::exquo(inner, power);
      outer = outer * Rational(p);
    }
  }
  return {outer, Rational(inner)};
}

}  // namespace

std::optional<Reduction> simplify_number_root(const Sequent& sequent, const Origin& origin, Search&) {
  for (const Atom& atom : functions_in(sequent)) {
    const auto degree = root_degree(atom);
    const auto radicand = degree ? atom.arguments()[1].constant() : std::nullopt;
    if (!radicand || proofs::sign(*radicand) <= 0) continue;
    const SplitRoot parts = split(*radicand, *degree);
    if (parts.outer == 1) continue;
    const ExactPolynomial root = proofs::root(*degree, ExactPolynomial(parts.inner));
    const proofs::Fact equation{power(root, *degree) - ExactPolynomial(parts.inner), Sign::zero};
    if (!root.constant() && !index_of(equation, sequent)) return Reduction{proofs::RootFacts{root}, origin, {}};
    return Reduction{proofs::Value{ExactPolynomial(atom), ExactPolynomial(parts.outer) * root}, origin, {}};
  }
  return {};
}

}  // namespace geq::prover
