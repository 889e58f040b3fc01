// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/fact_numbers.hpp"

namespace geq::prover {

void for_each_fact_number(proofs::Step& step, const std::function<void(std::size_t&)>& use) {
  if (auto* forget = std::get_if<proofs::Forget>(&step)) {
    for (std::size_t& fact : forget->facts) use(fact);
  } else if (auto* combination = std::get_if<proofs::Combination>(&step)) {
    for (auto& summand : combination->summands)
      for (auto& [fact, exponent] : summand.facts) use(fact);
    for (auto& multiple : combination->multiples) use(multiple.equation);
  } else if (auto* rewrite = std::get_if<proofs::Rewrite>(&step)) {
    use(rewrite->equation);
  } else if (auto* eliminate = std::get_if<proofs::Eliminate>(&step)) {
    use(eliminate->equation);
  } else if (auto* cells = std::get_if<proofs::OpenCells>(&step)) {
    for (std::size_t& fact : cells->facts) use(fact);
  } else if (auto* instance = std::get_if<proofs::Instance>(&step)) {
    use(instance->fact);
  } else if (auto* sum = std::get_if<proofs::SumOf>(&step)) {
    use(sum->fact);
  } else if (auto* term = std::get_if<proofs::OneTerm>(&step)) {
    use(term->fact);
  }
}

std::vector<std::size_t> facts_needed(proofs::Step step) {
  std::vector<std::size_t> result;
  if (!std::holds_alternative<proofs::Forget>(step))
    for_each_fact_number(step, [&](std::size_t& fact) { result.push_back(fact); });
  return result;
}

}  // namespace geq::prover
