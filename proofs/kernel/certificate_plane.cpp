// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/certificate_plane.hpp"

#include "proofs/kernel/certificate_words.hpp"

namespace geq::proofs {

PlaneCells plane_cells(std::string_view data) {
  const auto parts = split(data, ';');
  const std::vector<std::string> variables = names(parts[0]);
  if (parts.size() < 2 || variables.size() < 2 || variables.size() > 3)
    throw Bad{"expected 'plane-cells across up [unit]; facts; number: numbers; ...'"};
  PlaneCells result{variables[0], variables[1], variables.size() == 3 ? variables[2] : "", {}, {}};
  for (const std::string_view word : words(parts[1])) result.facts.push_back(number<std::size_t>(word));
  for (std::size_t i = 2; i < parts.size(); ++i) {
    const auto column = split(parts[i], ':');
    if (column.size() != 2) throw Bad{"expected 'number: numbers'"};
    result.columns.push_back({rational(column[0]), {}});
    for (const std::string_view word : words(column[1])) result.columns.back().heights.push_back(rational(word));
  }
  return result;
}

}  // namespace geq::proofs
