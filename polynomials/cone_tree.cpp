// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/cone_tree.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace geq::polynomials {

namespace {

std::vector<std::size_t> support_of(const std::vector<std::uint32_t>& weights) {
  std::vector<std::size_t> support;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] > 0) support.push_back(k);
  }
  return support;
}

bool is_permutation_of_columns(const std::vector<std::size_t>& columns, std::size_t variables) {
  std::vector<bool> seen(variables, false);
  if (columns.size() != variables) return false;
  for (const std::size_t c : columns) {
    if (c >= variables || seen[c]) return false;
    seen[c] = true;
  }
  return true;
}

/// A split whose children are still being listed.
struct Pending {
  std::size_t node;
  std::size_t children_left;
};

/// What `walk` keeps of a split on the path to the current node.
struct PathStep {
  Form form;
  ConeColumns columns;
  const std::vector<std::uint32_t>* weights;
  std::vector<std::size_t> support;
  std::size_t next = 0;
};

}  // namespace

bool is_well_formed(const ConeTree& tree, std::size_t variables) {
  std::vector<std::size_t> end(tree.nodes.size(), 0);  // one past the subtree; 0 while unfinished
  std::vector<Pending> path;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (i > 0 && path.empty()) return false;
    if (const auto* split = std::get_if<Split>(&tree.nodes[i])) {
      const std::size_t children = support_of(split->weights).size();
      if (split->weights.size() != variables || children < 2) return false;
      path.push_back({i, children});
      continue;
    }
    if (const auto* same = std::get_if<Same>(&tree.nodes[i])) {
      const bool complete = same->node < i && end[same->node] != 0;
      if (!complete || !is_permutation_of_columns(same->columns, variables)) return false;
    }
    end[i] = i + 1;
    while (!path.empty() && --path.back().children_left == 0) {
      end[path.back().node] = i + 1;
      path.pop_back();
    }
  }
  return !tree.nodes.empty() && path.empty();
}

ConeColumns identity_columns(std::size_t variables) {
  ConeColumns columns(variables, std::vector<Integer>(variables));
  for (std::size_t k = 0; k < variables; ++k) columns[k][k] = Integer(1);
  return columns;
}

ConeColumns child_columns(const ConeColumns& columns, std::span<const std::uint32_t> weights, std::size_t replaced) {
  ConeColumns result = columns;
  std::vector<Integer> sum(columns.size());
  for (std::size_t k = 0; k < columns.size(); ++k) {
    if (weights[k] == 0) continue;
    for (std::size_t row = 0; row < sum.size(); ++row) {
      sum[row].add_product(columns[k][row], static_cast<unsigned long>(weights[k]));
    }
  }
  result[replaced] = std::move(sum);
  return result;
}

void walk(const ConeTree& tree, const Form& root, const std::function<bool(const ConeVisit&)>& visit) {
  if (!is_well_formed(tree, root.variables())) throw std::invalid_argument("walk: the tree is not well formed");
  std::vector<PathStep> path;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    Form form = root;
    ConeColumns columns;
    if (path.empty()) {
      columns = identity_columns(root.variables());
    } else {
      PathStep& step = path.back();
      const std::size_t column = step.support[step.next++];
      form = step.form.child(*step.weights, column);
      columns = child_columns(step.columns, *step.weights, column);
    }
    if (!visit({i, tree.nodes[i], columns, form})) return;
    if (const auto* split = std::get_if<Split>(&tree.nodes[i])) {
      path.push_back({std::move(form), std::move(columns), &split->weights, support_of(split->weights)});
    }
    while (!path.empty() && path.back().next == path.back().support.size()) path.pop_back();
  }
}

}  // namespace geq::polynomials
