// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/shift_table.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "polynomials/integer.hpp"

namespace geq::polynomials {

namespace {

/// C(n, k), or the largest value when it is larger than `cap`.
std::size_t capped_binomial(std::size_t n, std::size_t k, std::size_t cap) {
  k = std::min(k, n - k);
  std::size_t result = 1;
  for (std::size_t i = 1; i <= k; ++i) {
    if (result > cap || n - k + i > cap) return std::numeric_limits<std::size_t>::max();
    result = result * (n - k + i) / i;
  }
  return result;
}

}  // namespace

bool ShiftTable::fits(std::size_t variables, std::size_t degree) noexcept {
  if (variables == 0 || variables > largest_variables) return false;
  if (degree > std::numeric_limits<std::uint16_t>::max()) return false;
  const std::size_t entries = capped_binomial(variables + degree - 1, degree, largest_index_words);
  const std::size_t pyramid = capped_binomial(variables + degree, variables, largest_index_words);
  return entries <= largest_entries && pyramid <= largest_index_words / variables;
}

ShiftTable::ShiftTable(std::size_t variables, std::size_t degree) : variables_(variables), degree_(degree) {
  if (variables == 0) throw std::invalid_argument("ShiftTable: no variables");
  if (!fits(variables, degree)) throw std::length_error("ShiftTable: too many monomials");
  counts_.assign((variables + 1) * (degree + 1), 0);
  counts_[0] = 1;
  for (std::size_t k = 1; k <= variables; ++k) {
    const std::uint64_t* previous = counts_.data() + (k - 1) * (degree + 1);
    std::uint64_t* row = counts_.data() + k * (degree + 1);
    for (std::size_t m = 0; m <= degree; ++m) row[m] = previous[m] + (m == 0 ? 0 : row[m - 1]);
  }
  level_start_.push_back(0);
  for (std::size_t r = 0; r <= degree; ++r) {
    level_start_.push_back(level_start_.back() + counts_[variables * (degree + 1) + (degree - r)]);
  }
  list_monomials();
  list_raised();
  list_runs();
  list_blocks();
  list_children();
  for (std::size_t sum = 0; sum <= variables; ++sum) {
    unit_growth_.push_back(Integer(static_cast<long>(sum)).pow(degree).bits());
  }
}

std::size_t ShiftTable::growth_bits(std::uint64_t sum_of_weights) const {
  if (sum_of_weights <= variables_) return unit_growth_[sum_of_weights];
  return Integer::from_words(0, sum_of_weights).pow(degree_).bits();
}

std::size_t ShiftTable::rank(std::span<const std::uint16_t> exponents, std::size_t degree) const noexcept {
  std::size_t before = 0;
  std::size_t left = degree;
  for (std::size_t k = 0; k + 1 < variables_; ++k) {
    // Those with a larger exponent here: the monomials of degree left - e - 1 in the variables from here on.
    const std::size_t e = exponents[k];
    if (left > e) before += counts_[(variables_ - k) * (degree_ + 1) + (left - e - 1)];
    left -= e;
  }
  return before;
}

std::size_t ShiftTable::index_of(std::span<const std::uint16_t> exponents) const noexcept {
  return rank(exponents, degree_);
}

namespace {

/// The next exponents of the same sum in the order of the table; the last monomial has all in the last variable.
void advance(std::vector<std::uint16_t>& exponents) {
  std::size_t k = exponents.size() - 1;
  const std::uint16_t tail = exponents[k];
  exponents[k] = 0;
  while (k > 0 && exponents[k - 1] == 0) --k;
  if (k == 0) return;
  --exponents[k - 1];
  exponents[k] = static_cast<std::uint16_t>(tail + 1);
}

}  // namespace

void ShiftTable::list_monomials() {
  exponents_.reserve(entries() * variables_);
  std::vector<std::uint16_t> current(variables_, 0);
  current[0] = static_cast<std::uint16_t>(degree_);
  for (std::size_t i = 0; i < entries(); ++i) {
    exponents_.insert(exponents_.end(), current.begin(), current.end());
    advance(current);
  }
  for (std::size_t k = 0; k < variables_; ++k) {
    std::fill(current.begin(), current.end(), std::uint16_t{0});
    current[k] = static_cast<std::uint16_t>(degree_);
    vertices_.push_back(index_of(current));
  }
}

void ShiftTable::list_raised() {
  raised_.assign(variables_ * pyramid_size(), 0);
  for (std::size_t r = 1; r <= degree_; ++r) {
    std::vector<std::uint16_t> current(variables_, 0);
    current[0] = static_cast<std::uint16_t>(degree_ - r);
    for (std::size_t i = 0; i < level_size(r); ++i) {
      for (std::size_t k = 0; k < variables_; ++k) {
        ++current[k];
        raised_[k * pyramid_size() + level_start_[r] + i] = static_cast<std::uint32_t>(rank(current, degree_ - r + 1));
        --current[k];
      }
      advance(current);
    }
  }
}

void ShiftTable::list_runs() {
  run_start_.push_back(0);
  for (std::size_t k = 0; k < variables_; ++k) {
    for (std::size_t r = 1; r <= degree_; ++r) {
      const std::span<const std::uint32_t> from = raised(r, k);
      for (std::size_t i = 0; i < from.size(); ++i) {
        const bool continues = i > 0 && from[i] == from[i - 1] + 1;
        if (!continues) runs_.push_back({static_cast<std::uint32_t>(i), from[i], 0});
        ++runs_.back().length;
      }
      run_start_.push_back(runs_.size());
    }
  }
}

void ShiftTable::list_blocks() {
  constexpr std::size_t largest_block = 1 << 12;  // entries, beyond the first row
  block_start_.push_back(0);
  for (std::size_t r = 1; r <= degree_; ++r) {
    std::size_t size = 0;
    std::uint32_t last_row = 0;
    for (const Run& row : raised_runs(r, variables_ - 1)) {
      // The next row of the same block, or the first of the next: only that one has length 1 unless there is but one.
      const bool continues = row.length == last_row + 1 && row.length > 1 && size + row.length <= largest_block;
      if (!continues) {
        blocks_.insert(blocks_.end(), {row.to, row.length, row.length});
        for (std::size_t k = 0; k < variables_; ++k) blocks_.push_back(raised(r, k)[row.to]);
        size = 0;
      }
      blocks_[blocks_.size() - variables_ - 1] = row.length;
      last_row = row.length;
      size += row.length;
    }
    block_start_.push_back(blocks_.size());
  }
}

void ShiftTable::list_children() {
  child_sources_.reserve(variables_ * entries());
  std::vector<std::uint16_t> rest(variables_);
  for (std::size_t k = 0; k < variables_; ++k) {
    for (std::size_t i = 0; i < entries(); ++i) {
      const std::span<const std::uint16_t> a = exponents(i);
      std::copy(a.begin(), a.end(), rest.begin());
      rest[k] = 0;
      const std::size_t r = a[k];
      child_sources_.push_back(static_cast<std::uint32_t>(level_start_[r] + rank(rest, degree_ - r)));
    }
  }
}

}  // namespace geq::polynomials
