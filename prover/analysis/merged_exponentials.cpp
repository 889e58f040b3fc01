// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/merged_exponentials.hpp"

#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;

namespace {

/// The term with its exponentials as one.
ExactPolynomial merged(const proofs::Monomial& monomial, const Rational& c) {
  ExactPolynomial result(c);
  ExactPolynomial exponent;
  bool found = false;
  for (const auto& [atom, times] : monomial) {
    if (atom.op() == Operator::exp) {
      exponent = exponent + ExactPolynomial(Rational(static_cast<unsigned long>(times))) * atom.arguments()[0];
      found = true;
    } else {
      result = result * power(ExactPolynomial(atom), times);
    }
  }
  return found ? result * application(Operator::exp, {exponent}) : result;
}

}  // namespace

std::optional<ExactPolynomial> with_merged_exponentials(const ExactPolynomial& polynomial) {
  ExactPolynomial apart = polynomial;
  for (const Atom& atom : atoms(polynomial)) {
    if (atom.op() != Operator::cosh) continue;
    const ExactPolynomial& u = atom.arguments()[0];
    const ExactPolynomial both = application(Operator::exp, {u}) + application(Operator::exp, {-u});
    apart = replace_atom(apart, atom, ExactPolynomial(Rational(1) / 2) * both);
  }
  ExactPolynomial result;
  for (const auto& [monomial, c] : apart.terms()) result = result + merged(monomial, c);
  return result == polynomial ? std::nullopt : std::optional(result);
}

}  // namespace geq::prover
