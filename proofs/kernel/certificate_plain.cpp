// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/certificate_plain.hpp"

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

HalfDegree half_degree(std::string_view data) {
  const auto parts = split(data, ';');
  if (parts.size() != 2) throw Bad{"expected 'half-degree count; names'"};
  return HalfDegree{number<std::size_t>(parts[0]), names(parts[1])};
}

ConeNode cone_node(std::string_view line) {
  if (line == "leaf") return ConeLeaf{};
  if (line == "open") return ConeOpen{};
  if (line.starts_with("split ")) {
    ConeSplit split;
    for (const std::string_view word : words(line.substr(6))) split.weights.push_back(number<std::uint32_t>(word));
    return split;
  }
  const auto parts = split(line, ';');
  if (!parts[0].starts_with("same ") || parts.size() != 2)
    throw Bad{"expected 'leaf', 'open', 'split', 'same' or 'end'"};
  ConeSame same{number<std::size_t>(trimmed(parts[0].substr(5))), {}};
  for (const std::string_view word : words(parts[1])) same.order.push_back(number<std::size_t>(word));
  return same;
}

}  // namespace geq::proofs
