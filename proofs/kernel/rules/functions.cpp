// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/normal_form.hpp"
#include "proofs/kernel/rules/rules.hpp"

namespace geq::proofs {

Fact tangent_fact(const Tangent& step, const std::vector<Fact>& facts) {
  const ExactPolynomial& u = step.at;
  const ExactPolynomial& v = step.touch;
  const ExactPolynomial distance = u - v;
  const bool apart = is_visible({distance, Sign::nonzero}, facts);
  const Sign strength = apart ? Sign::positive : Sign::nonnegative;
  if (step.function == Tangent::Function::exp)
    return {application(Operator::exp, {u}) - application(Operator::exp, {v}) * (ExactPolynomial(Rational(1)) + distance),
            strength};
  return {distance - v * (application(Operator::log, {u}) - application(Operator::log, {v})), strength};
}

// exp is strictly convex on the real line, log strictly concave on the positive half line.
Outcome apply(const Tangent& step, const Sequent& sequent) {
  if (!in_scope(step.at, sequent) || !in_scope(step.touch, sequent)) return Reason::unknown_variable;
  std::vector<Sequent> remaining;
  if (step.function == Tangent::Function::log) {
    require({step.at, Sign::positive}, sequent, remaining);
    require({step.touch, Sign::positive}, sequent, remaining);
  }
  remaining.push_back(with_fact(sequent, tangent_fact(step, sequent.facts)));
  return remaining;
}

}  // namespace geq::proofs
