// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "polynomials/cone_tree.hpp"

namespace geq::polynomials {

/// What a breadth-first search has found, in the order it found it, and its rewriting as a tree in preorder.
///
/// In level order a repeat may refer to a cone that comes later in preorder, or to an ancestor of a cone that refers
/// back to it. So the tree expands whichever of two repeats it meets first, with the columns renamed, and refers to it
/// from the other; a reference into a subtree that is still being written would be circular and is reported instead.
class ConeGraph {
 public:
  using Cone = std::uint32_t;
  static constexpr Cone root = 0;
  static constexpr std::size_t largest_size = 4'000'000'000;  ///< the caller stops before

  explicit ConeGraph(std::size_t variables) : variables_(variables) { records_.push_back({}); }

  /// Turns an open cone into a split; its children are new open cones, numbered consecutively. Returns the first.
  Cone split(Cone cone, const std::vector<std::uint32_t>& weights, bool zero_vertex);
  void settle(Cone cone) { records_[cone].kind = Kind::leaf; }
  /// `cone` repeats `target`, a cone that is itself no repeat: g(t) = c h(t[columns[0]], ...), g being that of `cone`.
  void repeat(Cone cone, Cone target, const std::vector<std::size_t>& columns);
  /// Makes a repeat an open cone again.
  void reopen(Cone cone) { records_[cone].kind = Kind::open; }

  std::size_t size() const noexcept { return records_.size(); }
  std::size_t depth_of(Cone cone) const noexcept { return records_[cone].depth; }
  /// Whether the path from the root to `below` goes through `above`, or ends there. Cost: their difference in depth.
  bool is_above(Cone above, Cone below) const noexcept;
  std::size_t bytes() const noexcept;
  ConeColumns columns_of(Cone cone) const;
  /// The same rounded, all divided by one positive number: for hints.
  std::vector<std::vector<double>> rounded_columns_of(Cone cone) const;
  /// The number of repeats is `size` of this list; `columns` as in `repeat`.
  struct Repeat {
    Cone target;
    std::vector<std::uint8_t> columns;
  };
  const Repeat& repeat_of(Cone cone) const { return repeats_[records_[cone].link]; }

  struct Emission {
    ConeTree tree;
    std::vector<Cone> circular;  ///< repeats that had to be left Open, each once, increasing
  };
  /// The tree in preorder, cones deeper than `depth_limit` left out (their parents are Open).
  Emission emit(std::size_t depth_limit) const;
  /// The largest depth at which the tree has at most `nodes` nodes.
  std::size_t depth_with_at_most(std::size_t nodes) const;

  /// The vertices of splits marked `zero_vertex`, as primitive vectors, sorted, unique; looks at no more than `limit`
  /// cones, repeats followed.
  std::vector<std::vector<Integer>> zero_vertices(std::size_t limit) const;

 private:
  enum class Kind : std::uint8_t { open, leaf, split, same };
  struct Record {
    Cone parent = std::numeric_limits<Cone>::max();
    std::uint32_t link = 0;     // split: first child; same: index into repeats_
    std::uint32_t weights = 0;  // split: index of its row in weights_
    std::uint32_t depth = 0;
    std::uint8_t column = 0;  // which column of the parent was replaced
    Kind kind = Kind::open;
    bool zero_vertex = false;
  };
  class Emitter;

  std::span<const std::uint32_t> weights_of(const Record& record) const;
  std::vector<bool> leads_to_zero_vertex() const;
  std::vector<Cone> path_to(Cone cone) const;  ///< without the root

  std::size_t variables_;
  std::vector<Record> records_;
  std::vector<std::uint32_t> weights_;
  std::vector<Repeat> repeats_;
};

/// Divided by the greatest common divisor of the entries.
std::vector<Integer> primitive_vector(std::vector<Integer> vector);

}  // namespace geq::polynomials
