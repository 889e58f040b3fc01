// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/star_split_batch.hpp"

#include <bit>

namespace geq::polynomials {

namespace {

constexpr std::size_t largest_batch_pyramid = 20'000;  // rows of 64 bytes: 1.3 MB

template <std::size_t S>
[[gnu::always_inline]] inline void fill_level(const ShiftTable& table, std::size_t r,
                                              std::span<const std::size_t> support, BatchRow* pyramid) {
  BatchRow* level = pyramid + table.level_start(r);
  const BatchRow* below = pyramid + table.level_start(r - 1);
  std::array<const std::uint32_t*, S> raised;
  for (std::size_t s = 0; s < S; ++s) raised[s] = table.raised(r, support[s]).data();
  const std::size_t rows = table.level_size(r);
  for (std::size_t i = 0; i < rows; ++i) {
    BatchRow sum = below[raised[0][i]];
    for (std::size_t s = 1; s < S; ++s) {
      const BatchRow& other = below[raised[s][i]];
      for (std::size_t l = 0; l < batch_lanes; ++l) sum.lane[l] += other.lane[l];
    }
    level[i] = sum;
  }
}

/// As above for any size of the support: two columns at first, then one more at a time.
[[gnu::always_inline]] inline void fill_level_long(const ShiftTable& table, std::size_t r,
                                                   std::span<const std::size_t> support, BatchRow* pyramid) {
  fill_level<4>(table, r, support, pyramid);
  BatchRow* level = pyramid + table.level_start(r);
  const BatchRow* below = pyramid + table.level_start(r - 1);
  for (std::size_t s = 4; s < support.size(); ++s) {
    const std::span<const std::uint32_t> raised = table.raised(r, support[s]);
    for (std::size_t i = 0; i < raised.size(); ++i) {
      const BatchRow& other = below[raised[i]];
      for (std::size_t l = 0; l < batch_lanes; ++l) level[i].lane[l] += other.lane[l];
    }
  }
}

/// What one child looks like in all lanes.
struct LaneSummary {
  BatchRow sign;       ///< negative where some coefficient is
  BatchRow magnitude;  ///< its bit length bounds the coefficients
};

[[gnu::target_clones("avx2", "default")]] void fill_rows(const ShiftTable& table, std::span<const std::size_t> support,
                                                         BatchRow* pyramid) {
  for (std::size_t r = 1; r <= table.degree(); ++r) {
    if (support.size() == 2) {
      fill_level<2>(table, r, support, pyramid);
    } else if (support.size() == 3) {
      fill_level<3>(table, r, support, pyramid);
    } else {
      fill_level_long(table, r, support, pyramid);
    }
  }
}

[[gnu::target_clones("avx2", "default")]] void summarise_rows(std::span<const std::uint32_t> sources,
                                                              const BatchRow* pyramid, LaneSummary& summary) {
  BatchRow sign{};
  BatchRow magnitude{};
  for (const std::uint32_t s : sources) {
    for (std::size_t l = 0; l < batch_lanes; ++l) {
      const std::int64_t v = pyramid[s].lane[l];
      sign.lane[l] |= v;
      magnitude.lane[l] |= v ^ (v >> 63);  // cppcheck-suppress shiftTooManyBitsSigned
    }
  }
  summary = {sign, magnitude};
}

void load_lanes(const ShiftTable& table, std::span<const CoefficientArray* const> forms, BatchScratch& scratch) {
  if (scratch.size() < table.pyramid_size()) scratch.resize(table.pyramid_size());
  for (std::size_t l = 0; l < forms.size(); ++l) {
    const auto& values = *std::get_if<std::vector<std::int64_t>>(&forms[l]->values);
    for (std::size_t i = 0; i < values.size(); ++i) scratch[i].lane[l] = values[i];
  }
  // Idle lanes hold zeros: old contents could overflow.
  for (std::size_t l = forms.size(); l < batch_lanes; ++l) {
    for (std::size_t i = 0; i < table.entries(); ++i) scratch[i].lane[l] = 0;
  }
}

}  // namespace

bool batch_pays(const ShiftTable& table) noexcept { return table.pyramid_size() <= largest_batch_pyramid; }

bool fits_batch(const ShiftTable& table, const CoefficientArray& array, std::size_t support_size) {
  return array.bits + table.growth_bits(support_size) <= bits_in_64 && array.values.index() == 0;
}

void fill_batch_pyramid(const ShiftTable& table, std::span<const std::size_t> support, BatchRow* pyramid) {
  fill_rows(table, support, pyramid);
}

void star_split_batch(const ShiftTable& table, std::span<const CoefficientArray* const> forms,
                      std::span<const std::size_t> support, BatchScratch& scratch,
                      std::span<SplitOutcome* const> outcomes) {
  load_lanes(table, forms, scratch);
  fill_batch_pyramid(table, support, scratch.data());
  for (std::size_t l = 0; l < forms.size(); ++l) {
    const std::int64_t top = scratch[table.pyramid_size() - 1].lane[l];
    outcomes[l]->vertex_sign = (top > 0) - (top < 0);
    outcomes[l]->children.resize(support.size());
  }
  for (std::size_t s = 0; s < support.size(); ++s) {
    const std::span<const std::uint32_t> sources = table.child_sources(support[s]);
    LaneSummary summary;
    summarise_rows(sources, scratch.data(), summary);
    std::array<std::int64_t*, batch_lanes> open{};
    std::array<std::size_t, batch_lanes> lanes{};
    std::size_t open_count = 0;
    for (std::size_t l = 0; l < forms.size(); ++l) {
      SplitChild& child = outcomes[l]->children[s];
      child.column = support[s];
      child.nonnegative = summary.sign.lane[l] >= 0;
      if (child.nonnegative) continue;
      child.form.bits = std::bit_width(static_cast<std::uint64_t>(summary.magnitude.lane[l]));
      auto& values = child.form.values.emplace<std::vector<std::int64_t>>(sources.size());
      open[open_count] = values.data();
      lanes[open_count++] = l;
    }
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const BatchRow& row = scratch[sources[i]];
      for (std::size_t o = 0; o < open_count; ++o) open[o][i] = row.lane[lanes[o]];
    }
  }
}

}  // namespace geq::polynomials
