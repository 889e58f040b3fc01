// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/compared_terms.hpp"

namespace geq::prover {

using proofs::Operator;
using proofs::Term;

namespace {

void flatten(const Term& term, bool positive, Comparison& comparison) {
  if (term.op() == Operator::sum) {
    for (const Term& argument : term.arguments()) flatten(argument, positive, comparison);
  } else if (term.op() == Operator::negation) {
    flatten(term.arguments()[0], !positive, comparison);
  } else {
    (positive ? comparison.above : comparison.below).push_back(term);
  }
}

}  // namespace

Comparison between(const Term& greater, const Term& less) {
  Comparison result;
  flatten(greater, true, result);
  flatten(less, false, result);
  return result;
}

void multiply(const Term& term, Product& product) {
  if (term.op() == Operator::number) {
    product.number = product.number * term.value();
  } else if (term.op() == Operator::product) {
    for (const Term& argument : term.arguments()) multiply(argument, product);
  } else if (term.op() == Operator::quotient && term.arguments()[1].op() == Operator::number &&
             proofs::sign(term.arguments()[1].value()) != 0) {
    product.number = product.number / term.arguments()[1].value();
    multiply(term.arguments()[0], product);
  } else {
    product.factors.push_back(term);
  }
}

std::optional<std::pair<Term, Term>> stated_goal(const proofs::Sequent& sequent, const Search& search) {
  for (const proofs::Relation& relation : goals(search.statement()))
    if (fact_of(relation) == sequent.goal) {
      const bool greater = relation.comparison == proofs::Comparison::greater_equal ||
                           relation.comparison == proofs::Comparison::greater;
      return greater ? std::pair(relation.left, relation.right) : std::pair(relation.right, relation.left);
    }
  return {};
}

}  // namespace geq::prover
