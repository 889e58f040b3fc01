// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/column_symmetry.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "polynomials/coefficient_arithmetic.hpp"

namespace geq::polynomials {

namespace {

constexpr std::size_t most_candidates = 1000;

/// The finaliser of splitmix64 (S. Vigna, public domain): spreads every input bit.
std::uint64_t mixed(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

std::uint64_t hash_of(std::int64_t v) noexcept { return mixed(static_cast<std::uint64_t>(v) + 1); }
std::uint64_t hash_of(Int128 v) noexcept {
  return hash_of(static_cast<std::int64_t>(v)) + 3 * mixed(static_cast<std::uint64_t>(v >> 64));
}
std::uint64_t hash_of(const Integer& v) noexcept {
  constexpr unsigned long prime = 0xffffffffffffffc5U;  // 2^64 - 59
  return mixed(fmpz_fdiv_ui(v.handle(), prime) + 1);
}

/// One number per column, independent of the order of the columns.
using Signatures = std::array<std::uint64_t, ShiftTable::largest_variables>;

Signatures signatures_of(const ShiftTable& table, const CoefficientArray& form) {
  Signatures result{};
  const std::size_t n = table.variables();
  std::visit(
      [&](const auto& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
          if (sign_of(values[i]) == 0) continue;
          const std::uint64_t value = hash_of(values[i]);
          const std::uint16_t* a = table.exponents(i).data();
          // Squared, so that permuted exponents of equal coefficients do not simply add up.
          for (std::size_t k = 0; k < n; ++k) {
            const std::uint64_t exponent = a[k];
            result[k] += value * (2 * exponent * exponent + 1);
          }
        }
      },
      form.values);
  return result;
}

bool agrees(const ShiftTable& table, const CoefficientArray& g, const CoefficientArray& h,
            const std::vector<std::size_t>& columns) {
  if (g.values.index() != h.values.index()) return false;
  return std::visit(
      [&](const auto& left) {
        const auto& right = std::get<std::decay_t<decltype(left)>>(h.values);
        std::array<std::uint16_t, ShiftTable::largest_variables> exponents{};
        const std::span<const std::uint16_t> view(exponents.data(), columns.size());
        for (std::size_t i = 0; i < left.size(); ++i) {
          const std::span<const std::uint16_t> a = table.exponents(i);
          for (std::size_t j = 0; j < columns.size(); ++j) exponents[j] = a[columns[j]];
          if (!(left[i] == right[table.index_of(view)])) return false;
        }
        return true;
      },
      g.values);
}

std::vector<std::size_t> sorted_by(const Signatures& signatures, std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return signatures[a] < signatures[b]; });
  return order;
}

/// The next arrangement of `order` that permutes only columns of equal signature; false after the last.
bool next_arrangement(std::vector<std::size_t>& order, const Signatures& signatures) {
  for (std::size_t start = 0; start < order.size();) {
    std::size_t end = start + 1;
    while (end < order.size() && signatures[order[end]] == signatures[order[start]]) ++end;
    const auto first = order.begin() + static_cast<std::ptrdiff_t>(start);
    if (std::next_permutation(first, order.begin() + static_cast<std::ptrdiff_t>(end))) return true;
    start = end;
  }
  return false;
}

}  // namespace

std::uint64_t order_free_hash(const ShiftTable& table, const CoefficientArray& form) {
  const Signatures signatures = signatures_of(table, form);
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < table.variables(); ++k) sum += mixed(signatures[k]);
  return sum;
}

std::optional<std::vector<std::size_t>> matching_columns(const ShiftTable& table, const CoefficientArray& g,
                                                         const CoefficientArray& h) {
  const std::size_t n = table.variables();
  const Signatures of_g = signatures_of(table, g);
  const Signatures of_h = signatures_of(table, h);
  std::vector<std::size_t> order_g = sorted_by(of_g, n);
  const std::vector<std::size_t> order_h = sorted_by(of_h, n);
  for (std::size_t k = 0; k < n; ++k) {
    if (of_g[order_g[k]] != of_h[order_h[k]]) return std::nullopt;
  }
  std::vector<std::size_t> columns(n);
  std::size_t tried = 0;
  do {
    for (std::size_t k = 0; k < n; ++k) columns[order_h[k]] = order_g[k];
    if (agrees(table, g, h, columns)) return columns;
  } while (++tried < most_candidates && next_arrangement(order_g, of_g));
  return std::nullopt;
}

CoefficientArray permuted(const ShiftTable& table, const CoefficientArray& h, const std::vector<std::size_t>& columns) {
  std::vector<std::uint16_t> exponents(columns.size());
  std::vector<Integer> values(table.entries());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::span<const std::uint16_t> a = table.exponents(i);
    for (std::size_t j = 0; j < columns.size(); ++j) exponents[j] = a[columns[j]];
    values[i] = h.at(table.index_of(exponents));
  }
  return pack(std::move(values));
}

}  // namespace geq::polynomials
