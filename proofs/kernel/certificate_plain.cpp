// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofs/kernel/certificate_plain.hpp"

#include "proofs/kernel/certificate_words.hpp"

namespace geq::proofs {

namespace {

/// "(a b c)(d e)"
Permutation permutation(std::string_view text) {
  Permutation result;
  while (!text.empty()) {
    const auto close = text.find(')');
    if (text.front() != '(' || close == std::string_view::npos) throw Bad{"expected a cycle such as (a b)"};
    const std::vector<std::string> cycle = names(text.substr(1, close - 1));
    for (std::size_t i = 0; i < cycle.size(); ++i) result.emplace_back(cycle[i], cycle[(i + 1) % cycle.size()]);
    text = trimmed(text.substr(close + 1));
  }
  return result;
}

}  // namespace

Smallest smallest(std::string_view data) {
  const auto parts = split(data, ';');
  Smallest result{name(parts[0]), {}};
  for (std::size_t i = 1; i < parts.size(); ++i) result.symmetries.push_back(permutation(parts[i]));
  return result;
}

Clear clear(std::string_view data) {
  Clear result;
  for (const std::string_view word : words(data)) {
    if (word == "positive")
      result.signs.push_back(DenominatorSign::positive);
    else if (word == "negative")
      result.signs.push_back(DenominatorSign::negative);
    else if (word == "squared")
      result.signs.push_back(DenominatorSign::squared);
    else
      throw Bad{"expected 'positive', 'negative' or 'squared'"};
  }
  return result;
}

OpenCells open_cells(std::string_view data, const std::function<ExactPolynomial(std::string_view)>& polynomial) {
  const auto parts = split(data, ';');
  const auto spaces = split(parts[0], '/');
  if (parts.size() < 2 || spaces.size() > 2 || names(spaces[0]).size() < 2)
    throw Bad{"expected 'open-cells variables [/ variable]; facts; wall polynomial; ...; numbers: numbers; ...'"};
  OpenCells result{names(spaces[0]), spaces.size() == 2 ? name(spaces[1]) : "", {}, {}, {}, {}};
  for (const std::string_view word : words(parts[1])) result.facts.push_back(number<std::size_t>(word));
  const auto numbers = [](std::string_view text) {
    std::vector<Rational> values;
    for (const std::string_view word : words(text)) values.push_back(rational(word));
    return values;
  };
  for (std::size_t i = 2; i < parts.size(); ++i) {
    if (parts[i].starts_with("wall ")) {
      result.walls.push_back(polynomial(parts[i].substr(5)));
    } else if (parts[i].starts_with("thin ")) {
      result.thin.push_back(polynomial(parts[i].substr(5)));
    } else {
      const auto column = split(parts[i], ':');
      if (column.size() != 2) throw Bad{"expected 'wall polynomial', 'thin polynomial' or 'numbers: numbers'"};
      result.columns.push_back({numbers(column[0]), numbers(column[1])});
    }
  }
  return result;
}

HalfDegree half_degree(std::string_view data) {
  const auto parts = split(data, ';');
  if (parts.size() != 2) throw Bad{"expected 'half-degree count; names'"};
  return HalfDegree{number<std::size_t>(parts[0]), names(parts[1])};
}

Subdivide subdivide(std::string_view data) {
  Subdivide result;
  for (const std::string_view word : words(data)) result.tree.push_back(word == "." ? std::string() : name(word));
  return result;
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
