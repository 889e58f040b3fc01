// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "polynomials/star_split.hpp"

namespace geq::polynomials {

/// Several cones split at once with the same support and weights 1, side by side: entry i of all cones lies in one
/// row, so that every addition is a vector addition however short the runs of the form are.
///
/// Same results as `star_split`. Pays for small forms, where most of a level is made of runs of a few entries.

constexpr std::size_t batch_lanes = 8;

struct alignas(64) BatchRow {
  std::array<std::int64_t, batch_lanes> lane;
};

using BatchScratch = std::vector<BatchRow>;

/// Whether forms of this table are small enough: the pyramid of a batch should stay in the second cache.
bool batch_pays(const ShiftTable& table) noexcept;

/// Whether this form may join a batch with a support of this size: 64 bits are safe for its whole pyramid.
bool fits_batch(const ShiftTable& table, const CoefficientArray& array, std::size_t support_size);

/// The children of forms[0], forms[1], ... (at most `batch_lanes`), written to outcomes[0], outcomes[1], ...
/// Needs: `fits_batch` for each; `support` increasing, of size >= 2.
void star_split_batch(const ShiftTable& table, std::span<const CoefficientArray* const> forms,
                      std::span<const std::size_t> support, BatchScratch& scratch,
                      std::span<SplitOutcome* const> outcomes);

/// Only the additions: levels 1 .. d of the pyramids whose levels 0 are loaded. For the benchmark.
void fill_batch_pyramid(const ShiftTable& table, std::span<const std::size_t> support, BatchRow* pyramid);

}  // namespace geq::polynomials
