// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/analysis/combined_sums.hpp"

#include "proofs/kernel/binders.hpp"
#include "proofs/kernel/normal_form.hpp"

namespace geq::prover {

using proofs::application;
using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

constexpr const char* index_name = "#i";  // no name of the language

/// sum * inverse = combined
struct Combined {
  Atom sum, inverse;
  ExactPolynomial combined;
};

/// The term with base^exponent divided by under^exponent.
std::optional<ExactPolynomial> divided(const ExactPolynomial& body, const Atom& under) {
  if (body.terms().size() != 1) return {};
  const auto& [monomial, c] = *body.terms().begin();
  ExactPolynomial result(c);
  bool found = false;
  for (const auto& [atom, times] : monomial) {
    const bool same = atom.op() == Operator::power && times == 1 && atom.arguments()[1] == under.arguments()[1];
    if (same && !found)
      result = result * application(Operator::power,
                                    {atom.arguments()[0] * reciprocal(under.arguments()[0]), under.arguments()[1]});
    else
      result = result * power(ExactPolynomial(atom), times);
    found = found || same;
  }
  return found ? std::optional(result) : std::nullopt;
}

std::optional<Combined> combined_in(const ExactPolynomial& polynomial) {
  for (const auto& [monomial, c] : polynomial.terms())
    for (const auto& [sum, times] : monomial)
      for (const auto& [inverse, often] : monomial) {
        if (sum.op() != Operator::sum_over || inverse.op() != Operator::quotient) continue;
        const std::set<Atom> under = atoms(inverse.arguments()[0]);
        if (under.size() != 1 || under.begin()->op() != Operator::power ||
            inverse.arguments()[0] != ExactPolynomial(*under.begin()))
          continue;
        const ExactPolynomial index = ExactPolynomial::variable(index_name);
        const auto body = divided(opened(sum.arguments()[2], index), *under.begin());
        if (!body) continue;
        return Combined{sum, inverse,
                        proofs::over_range(Operator::sum_over, sum.arguments()[0], sum.arguments()[1],
                                           proofs::closed(*body, index_name))};
      }
  return {};
}

/// The part of the polynomial that has both factors, without them.
ExactPolynomial cofactor(const ExactPolynomial& polynomial, const Combined& part) {
  const auto c = coefficients_in(part.sum, polynomial);
  if (c.size() < 2) return {};
  const auto inner = coefficients_in(part.inverse, c[1]);
  return inner.size() < 2 ? ExactPolynomial() : inner[1];
}

}  // namespace

std::optional<ExactPolynomial> with_combined_sums(const ExactPolynomial& polynomial) {
  ExactPolynomial result = polynomial;
  bool changed = false;
  for (int round = 0; round < 8; ++round) {
    const auto part = combined_in(result);
    const ExactPolynomial factor = part ? cofactor(result, *part) : ExactPolynomial();
    if (factor.is_zero()) break;
    result = result - factor * (ExactPolynomial(part->sum) * ExactPolynomial(part->inverse) - part->combined);
    changed = true;
  }
  return changed ? std::optional(result) : std::nullopt;
}

bool append_combined_sums(SideChain& chain, const SideChain::Prover& prover) {
  bool changed = false;
  for (int round = 0; round < 8; ++round) {
    const ExactPolynomial& goal = chain.sequent().goal.polynomial;
    const auto part = combined_in(goal);
    const ExactPolynomial factor = part ? cofactor(goal, *part) : ExactPolynomial();
    if (factor.is_zero()) break;
    const ExactPolynomial inverse(part->inverse);
    const ExactPolynomial index = ExactPolynomial::variable(index_name);
    const ExactPolynomial body = opened(part->sum.arguments()[2], index);
    const auto term = divided(body, *atoms(part->inverse.arguments()[0]).begin());
    SideChain attempt = chain;
    const std::string name = attempt.fresh("k");
    const ExactPolynomial difference =
        substitute(body * inverse - *term, {{index_name, ExactPolynomial::variable(name)}});
    const std::size_t last = attempt.sequent().facts.size();
    const ExactPolynomial one(Rational(1));
    if (!attempt.then(
            proofs::ForEach{name, part->sum.arguments()[0], part->sum.arguments()[1], {difference, Sign::zero}},
            prover) ||
        !attempt.then(proofs::SumOf{last}, prover) || !attempt.then(proofs::Rewrite{last + 1, -factor}, prover) ||
        degree_in(part->sum, cofactor(attempt.sequent().goal.polynomial, *part)) > 0)
      break;
    attempt.then(proofs::Forget{{last, last + 1}});
    chain = std::move(attempt);
    changed = true;
  }
  return changed;
}

}  // namespace geq::prover
