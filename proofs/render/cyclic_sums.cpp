// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/render/cyclic_sums.hpp"

#include <algorithm>
#include <optional>

#include "proofs/kernel/language/printer.hpp"

namespace geq::render {

using proofs::ExactPolynomial;

namespace {

ExactPolynomial rotated(const ExactPolynomial& polynomial, const std::vector<std::string>& variables) {
  proofs::Substitution next;
  for (std::size_t i = 0; i < variables.size(); ++i)
    next.emplace(variables[i], ExactPolynomial::variable(variables[(i + 1) % variables.size()]));
  return substitute(polynomial, next);
}

/// The summands that `first` becomes under the rotations, itself included; none unless each is there and no two are
/// one.
std::optional<std::vector<std::size_t>> cycle_of(std::size_t first, const std::vector<Summand>& summands,
                                                 const std::vector<bool>& used,
                                                 const std::vector<std::string>& variables) {
  std::vector<std::size_t> result{first};
  ExactPolynomial image = summands[first].value;
  for (std::size_t by = 1; by < variables.size(); ++by) {
    image = rotated(image, variables);
    if (image == summands[first].value) return {};
    std::size_t next = 0;
    while (next < summands.size() && (used[next] || !(summands[next].value == image) ||
                                      std::find(result.begin(), result.end(), next) != result.end()))
      ++next;
    if (next == summands.size()) return {};
    result.push_back(next);
  }
  return result;
}

/// All variables; where there are many, also all but one, which may be there to fill up degrees.
std::vector<std::vector<std::string>> rotations(const std::vector<std::string>& variables) {
  std::vector<std::vector<std::string>> result;
  if (variables.size() >= 3) result.push_back(variables);
  for (std::size_t left_out = variables.size(); variables.size() >= 4 && left_out-- > 0;) {
    result.push_back(variables);
    result.back().erase(result.back().begin() + static_cast<std::ptrdiff_t>(left_out));
  }
  return result;
}

}  // namespace

Formula with_cyclic_sums(const std::vector<Summand>& summands, const std::vector<std::string>& variables) {
  Formula result;
  const auto add = [&](const Piece& piece) {
    if (!result.empty()) result << Formula(Symbol::plus);
    result << Formula(piece);
  };
  if (summands.size() > max_folded_summands) return result;
  std::vector<bool> used(summands.size(), false);
  for (const std::vector<std::string>& names : rotations(variables))
    for (std::size_t i = 0; i < summands.size(); ++i) {
      const auto cycle = used[i] ? std::nullopt : cycle_of(i, summands, used, names);
      if (!cycle) continue;
      // (a - b)^2 stands for its cycle rather than (a - c)^2.
      const std::size_t shown = *std::min_element(cycle->begin(), cycle->end(), [&](std::size_t l, std::size_t r) {
        return proofs::to_text(summands[l].term) < proofs::to_text(summands[r].term);
      });
      for (const std::size_t member : *cycle) used[member] = true;
      add(CyclicSum{names, summands[shown].term});
    }
  if (result.empty()) return result;
  std::vector<proofs::Term> rest;
  for (std::size_t i = 0; i < summands.size(); ++i)
    if (!used[i]) rest.push_back(summands[i].term);
  if (!rest.empty()) add(sum_of(std::move(rest)));
  return result;
}

}  // namespace geq::render
