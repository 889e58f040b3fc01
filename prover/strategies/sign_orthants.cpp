// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/strategies/strategies.hpp"

namespace geq::prover {

using proofs::ExactPolynomial;
using proofs::Sequent;

std::optional<Steps> sign_orthants(const Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  if (!is_polynomial(sequent)) return {};
  std::vector<std::string> free;
  for (const std::string& name : goal_variables(sequent))
    if (!is_nonnegative(name, sequent)) free.push_back(name);
  if (free.empty()) return {};
  // A variable that occurs to even powers only; else all of them at once, where the degree is even.
  for (const std::string& name : free)
    if (const proofs::Negate step{{name}}; proofs::apply(step, sequent))
      return prove_after(step, sequent, origin, effort, search);
  if (const proofs::Negate step{free}; proofs::apply(step, sequent))
    return prove_after(step, sequent, origin, effort, search);
  return prove_after(proofs::Cases{ExactPolynomial::variable(free.front())}, sequent, origin, effort, search);
}

}  // namespace geq::prover
