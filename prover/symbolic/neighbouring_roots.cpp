// SPDX-License-Identifier: GPL-3.0-or-later
// Square roots of an integer and of the one before it: what comparing them says.
#include <algorithm>

#include "prover/reductions/functions.hpp"
#include "prover/symbolic/inner_products.hpp"
#include "prover/symbolic/products.hpp"

namespace geq::prover {

using proofs::Atom;
using proofs::ExactPolynomial;
using proofs::Monomial;
using proofs::Operator;
using proofs::Rational;
using proofs::Sequent;
using proofs::Sign;

namespace {

const ExactPolynomial one{Rational(1)};

}  // namespace

void Geometry::take_root(const ExactPolynomial& root) {
  const std::size_t before = facts().size();
  if (!then(proofs::RootFacts{root})) return;
  const ExactPolynomial square = root * root;
  const Monomial lead = square.terms().begin()->first;
  for (std::size_t i = before; i < facts().size(); ++i)
    if (facts()[i].sign == Sign::zero && facts()[i].polynomial.terms().contains(lead))
      rules_.take_up_by(lead, i, facts()[i]);
}

void Geometry::compare_roots(const std::string& name) {
  const ExactPolynomial variable = ExactPolynomial::variable(name);
  std::vector<ExactPolynomial> radicands;
  for (const Atom& root : functions(Operator::root)) {
    const ExactPolynomial& radicand = root.arguments()[1];
    if (root_degree(root) == 2 && (radicand - variable).constant()) radicands.push_back(radicand);
  }
  if (radicands.empty() || radicands.size() > 4) return;
  for (std::size_t i = 0, count = radicands.size(); i < count; ++i)
    if (std::find(radicands.begin(), radicands.end(), radicands[i] - one) == radicands.end())
      radicands.push_back(radicands[i] - one);
  for (const ExactPolynomial& radicand : radicands) {
    if (!then(proofs::Have{{radicand, Sign::positive}})) then(proofs::Have{{radicand, Sign::nonnegative}});
    const ExactPolynomial root = proofs::root(2, radicand);
    take_root(root);
    for (const Atom& inverse : proofs::reciprocals(reciprocal(root))) take_inverse(inverse);
    divide_by_root(root, radicand);
  }
  for (const ExactPolynomial& greater : radicands)
    for (const ExactPolynomial& smaller : radicands)
      if (greater - smaller == one) compare_neighbours(proofs::root(2, greater), proofs::root(2, smaller));
}

void Geometry::divide_by_root(const ExactPolynomial& root, const ExactPolynomial& radicand) {
  const ExactPolynomial inverse = reciprocal(root);
  const auto cancels = index_of({root * inverse - one, Sign::zero}, chain_.sequent());
  const auto square = index_of({root * root - radicand, Sign::zero}, chain_.sequent());
  if (!cancels || !square) return;
  proofs::Combination last;
  last.multiples.push_back({*cancels, root});
  last.multiples.push_back({*square, -inverse});
  const proofs::Fact fact{radicand * inverse - root, Sign::zero};
  if (!then(proofs::Have{fact}, [&](const Sequent&) { return Steps{last}; })) return;
  const ExactPolynomial lead = ExactPolynomial::term(1, radicand.terms().rbegin()->first) * inverse;
  rule(lead.terms().begin()->first);
  // 1/u is the square of 1/sqrt(u).
  const std::size_t last_place = facts().size() - 1;
  const ExactPolynomial whole = reciprocal(radicand);
  const auto cancels_whole = index_of({radicand * whole - one, Sign::zero}, chain_.sequent());
  if (!cancels_whole || whole.terms().size() != 1) return;
  proofs::Combination parts;
  parts.multiples.push_back({*cancels_whole, inverse * inverse});
  parts.multiples.push_back({last_place, -(whole * inverse)});
  parts.multiples.push_back({*cancels, -whole});
  const proofs::Fact squared{whole - inverse * inverse, Sign::zero};
  if (then(proofs::Have{squared}, [&](const Sequent&) { return Steps{parts}; })) rule(whole.terms().begin()->first);
}

void Geometry::compare_neighbours(const ExactPolynomial& greater, const ExactPolynomial& smaller) {
  const ExactPolynomial difference = greater - smaller;
  then(proofs::Have{{difference, Sign::positive}}, [&](const Sequent& side) -> std::optional<Steps> {
    SideChain chain(side, linear_side);
    if (!chain.then(proofs::ComparePowers{2, greater})) return {};
    return close_by_products(chain, rules_, {});
  });
  const auto square = rules_.reduced(difference * difference);
  if (!square) return;
  then(proofs::Have{{square->rest, Sign::nonnegative}}, [&](const Sequent& side) -> std::optional<Steps> {
    proofs::Combination last;
    last.summands.push_back({Rational(1), {}, difference});
    const auto rest = rules_.reduced(side.goal.polynomial - difference * difference);
    if (!rest || !rest->rest.is_zero()) return {};
    for (const auto& [place, multiple] : rest->multiples) last.multiples.push_back({place, multiple});
    return Steps{last};
  });
}

}  // namespace geq::prover
