// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geq::polynomials {

/// Where everything lies in the dense arrays of forms of degree d in n variables. Immutable; a search owns its table.
///
/// The monomials of each degree m <= d are listed lexicographically, largest exponent of the first variable first:
/// C(n+m-1, m) of them. The *pyramid* of a split (star_split.hpp) is the concatenation of *levels* r = 0, 1, ..., d,
/// level r being an array over the monomials of degree d - r; in all C(n+d, n) entries.
///
/// Cost: about n * C(n+d, n) machine words of 4 bytes, filled once.
class ShiftTable {
 public:
  static constexpr std::size_t largest_variables = 64;
  static constexpr std::size_t largest_entries = 4'000'000;       ///< of C(n+d-1, d)
  static constexpr std::size_t largest_index_words = 64'000'000;  ///< of n * C(n+d, n)

  /// Throws std::invalid_argument for 0 variables, std::length_error beyond the limits above.
  ShiftTable(std::size_t variables, std::size_t degree);

  /// Whether a table of this size is within the limits.
  static bool fits(std::size_t variables, std::size_t degree) noexcept;

  std::size_t variables() const noexcept { return variables_; }
  std::size_t degree() const noexcept { return degree_; }
  std::size_t entries() const noexcept { return level_size(0); }             ///< C(n+d-1, d)
  std::size_t pyramid_size() const noexcept { return level_start_.back(); }  ///< C(n+d, n)
  std::size_t level_start(std::size_t r) const noexcept { return level_start_[r]; }
  std::size_t level_size(std::size_t r) const noexcept { return level_start_[r + 1] - level_start_[r]; }

  /// Exponents of the monomial with this index, one per variable.
  std::span<const std::uint16_t> exponents(std::size_t index) const noexcept {
    return {exponents_.data() + index * variables_, variables_};
  }
  /// Index of the monomial; needs exponents of sum `degree`.
  std::size_t index_of(std::span<const std::uint16_t> exponents) const noexcept;
  /// Index of the monomial t_variable^d.
  std::size_t vertex(std::size_t variable) const noexcept { return vertices_[variable]; }

  /// For the monomials a of degree d - r in order, the index of a + e_variable among those of degree d - r + 1.
  std::span<const std::uint32_t> raised(std::size_t r, std::size_t variable) const noexcept {
    return {raised_.data() + variable * pyramid_size() + level_start_[r], level_size(r)};
  }

  /// `length` consecutive entries of the map `raised`: from + 0, from + 1, ...
  struct Run {
    std::uint32_t to;
    std::uint32_t from;
    std::uint32_t length;
  };
  /// The same map as consecutive runs, for r = 1 .. d.
  std::span<const Run> raised_runs(std::size_t r, std::size_t variable) const noexcept {
    const std::size_t slot = variable * degree_ + (r - 1);
    return {runs_.data() + run_start_[slot], run_start_[slot + 1] - run_start_[slot]};
  }

  /// Consecutive *rows* of a level: those of one choice of all exponents but the last three, cut where there are many.
  /// A row has fixed all but its last two exponents; within a block each is one longer than the one before. Raising one
  /// of the last two variables skips one entry after each row, raising any other variable none.
  struct Blocks {
    std::span<const std::uint32_t> words;
    std::size_t stride;

    std::size_t size() const noexcept { return words.size() / stride; }
    std::uint32_t to(std::size_t block) const noexcept { return words[block * stride]; }
    std::uint32_t shortest_row(std::size_t block) const noexcept { return words[block * stride + 1]; }
    std::uint32_t longest_row(std::size_t block) const noexcept { return words[block * stride + 2]; }
    /// Where `raised` leads from the first entry of the block.
    std::uint32_t from(std::size_t block, std::size_t variable) const noexcept {
      return words[block * stride + 3 + variable];
    }
  };
  /// Of level r = 1 .. d.
  Blocks blocks(std::size_t r) const noexcept {
    return {std::span(blocks_).subspan(block_start_[r - 1], block_start_[r] - block_start_[r - 1]), variables_ + 3};
  }

  /// For the monomials a of degree d in order: where child `variable` of a split finds its entry in the pyramid,
  /// namely on level a_variable, at the monomial a without its power of t_variable.
  std::span<const std::uint32_t> child_sources(std::size_t variable) const noexcept {
    return {child_sources_.data() + variable * entries(), entries()};
  }

  /// A number of bits that `sum_of_weights`^d does not reach: the growth of entries in one split.
  std::size_t growth_bits(std::uint64_t sum_of_weights) const;

 private:
  void list_monomials();
  void list_raised();
  void list_runs();
  void list_blocks();
  void list_children();
  std::size_t rank(std::span<const std::uint16_t> exponents, std::size_t degree) const noexcept;

  std::size_t variables_;
  std::size_t degree_;
  std::vector<std::size_t> level_start_;
  std::vector<std::uint64_t> counts_;  // counts_[k * (degree + 1) + m] = C(k+m-1, m), k variables, degree m
  std::vector<std::uint16_t> exponents_;
  std::vector<std::size_t> vertices_;
  std::vector<std::uint32_t> raised_;
  std::vector<Run> runs_;
  std::vector<std::size_t> run_start_;
  std::vector<std::uint32_t> blocks_;
  std::vector<std::size_t> block_start_;
  std::vector<std::uint32_t> child_sources_;
  std::vector<std::size_t> unit_growth_;
};

using ShiftTablePointer = std::shared_ptr<const ShiftTable>;

}  // namespace geq::polynomials
