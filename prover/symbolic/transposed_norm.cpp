// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/symbolic/transposed_norm.hpp"

#include "proofs/kernel/binders.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Fact;
using proofs::Operator;
using proofs::Rational;
using proofs::Sign;

namespace {

/// Over the columns of the matrix.
ExactPolynomial sum_of_products(const Atom& norm, const ExactPolynomial& term, const std::string& column) {
  return over_range(Operator::sum_over, ExactPolynomial(Rational(1)), norm.arguments()[1],
                    proofs::closed(term, column));
}

}  // namespace

std::optional<Steps> by_transposed_norm(const SideChain& start, const SideChain::Prover& prove) {
  const std::vector<std::string> names = fresh_names(start.sequent(), "ijklh", 3);
  const ExactPolynomial i = ExactPolynomial::variable(names[0]), j = ExactPolynomial::variable(names[1]);
  const std::set<Atom> norms = atoms(start.sequent().goal.polynomial);
  const auto row = [&](const Atom& norm, const ExactPolynomial& at) {
    return proofs::element_of(norm.arguments()[2], at, ExactPolynomial::variable(names[2]));
  };
  for (const Atom& norm : norms)
    for (const Atom& gram : norms) {
      if (norm.op() != Operator::spectral || gram.op() != Operator::spectral || !row(norm, i)) continue;
      const auto element = proofs::element_of(gram.arguments()[2], i, j);
      if (!element || *element != sum_of_products(norm, *row(norm, i) * *row(norm, j), names[2])) continue;
      const ExactPolynomial columns(Atom::application(
          Operator::sequence, {proofs::closed(*proofs::element_of(norm.arguments()[2], j, i), names[1])}));
      const ExactPolynomial whole(Atom::application(Operator::sequence, {proofs::closed(columns, names[0])}));
      const ExactPolynomial transposed(
          Atom::application(Operator::spectral, {norm.arguments()[1], norm.arguments()[0], whole}));
      const Fact& goal = start.sequent().goal;
      const Fact other{replace_atom(goal.polynomial, norm, transposed), goal.sign};
      SideChain chain = start;
      if (!chain.then(proofs::Have{{ExactPolynomial(norm) - transposed, Sign::zero}}, prove)) continue;
      Rewriting rules;
      rules.take_up_by({{norm, 1}}, chain.sequent().facts.size() - 1, chain.sequent().facts.back());
      if (!chain.then(proofs::Have{other}, prove)) continue;
      return close_by_products(chain, rules, {{Rational(1), {{other.polynomial}, other.polynomial, false}}});
    }
  return {};
}

}  // namespace geq::prover
