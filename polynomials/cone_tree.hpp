// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <variant>
#include <vector>

#include "polynomials/form.hpp"

namespace geq::polynomials {

/// How a cone was cut until every part was seen to be settled: plain data, in preorder, without coefficients.
///
/// A node stands for the cone of all V t with t >= 0, V an n x n matrix of nonnegative integers, and for the form
/// t -> f(V t) on it, up to a positive factor. The root is V = identity, the whole orthant.

/// All coefficients of f(V t) are >= 0.
struct Leaf {
  friend bool operator==(const Leaf&, const Leaf&) = default;
};

/// Not settled here; the caller may settle it by another method.
struct Open {
  friend bool operator==(const Open&, const Open&) = default;
};

/// The cone is cut at w = sum of weights[k] v_k. Needs: n weights, at least two positive.
/// One child for each column i of the support (positive weight), in increasing order of i: V with column i replaced by
/// w.
struct Split {
  std::vector<std::uint32_t> weights;

  friend bool operator==(const Split&, const Split&) = default;
};

/// This node's form g is that of an earlier node up to the order of the variables and a positive factor:
///     g(t) = c * h(t[columns[0]], t[columns[1]], ..., t[columns[n-1]]),  c > 0,
/// h the form of `node`, `columns` a permutation of 0 .. n-1.
/// The subtree of `node` is complete earlier in preorder: it is neither this node nor an ancestor. Open nodes in that
/// subtree count here too: settled there, they are settled here.
struct Same {
  std::size_t node;
  std::vector<std::size_t> columns;

  friend bool operator==(const Same&, const Same&) = default;
};

using ConeNode = std::variant<Leaf, Open, Split, Same>;

struct ConeTree {
  std::vector<ConeNode> nodes;  ///< preorder; nodes[0] is the root

  friend bool operator==(const ConeTree&, const ConeTree&) = default;
};

/// Whether the tree is a preorder listing for n variables that keeps the rules above, all but those about forms.
bool is_well_formed(const ConeTree& tree, std::size_t variables);

/// Columns of V, each with n entries.
using ConeColumns = std::vector<std::vector<Integer>>;

/// One node as `walk` meets it. The references last until the visit returns.
struct ConeVisit {
  std::size_t node;  ///< index in the tree
  const ConeNode& kind;
  const ConeColumns& columns;  ///< of V
  const Form& form;            ///< f(V t) up to a positive factor
};

/// Visits all nodes in preorder, with their matrices and forms, recomputed from the root form.
/// Throws std::invalid_argument when the tree is not well formed for the form. Stops early when `visit` returns false.
/// Cost: one star split per Split node; memory for one path.
void walk(const ConeTree& tree, const Form& root, const std::function<bool(const ConeVisit&)>& visit);

/// The columns of the child of a split: column `replaced` becomes the weighted sum.
ConeColumns child_columns(const ConeColumns& columns, std::span<const std::uint32_t> weights, std::size_t replaced);

/// Unit vectors.
ConeColumns identity_columns(std::size_t variables);

}  // namespace geq::polynomials
