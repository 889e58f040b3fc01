// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/star_split.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "polynomials/coefficient_arithmetic.hpp"

namespace geq::polynomials {

namespace {

/// Entries between two looks at the stop signal: some milliseconds even for long integers.
constexpr std::size_t poll_interval = 1 << 16;

[[gnu::always_inline]] inline void set_scaled(Integer& to, const Integer& from, std::uint32_t weight) {
  fmpz_mul_ui(to.handle(), from.handle(), weight);
}
[[gnu::always_inline]] inline void add_scaled(Integer& to, const Integer& from, std::uint32_t weight) {
  to.add_product(from, weight);
}
template <class C>
[[gnu::always_inline]] inline void set_scaled(C& to, const C& from, std::uint32_t weight) {
  to = from * static_cast<C>(weight);
}
template <class C>
[[gnu::always_inline]] inline void add_scaled(C& to, const C& from, std::uint32_t weight) {
  to += from * static_cast<C>(weight);
}

/// to[i] (+)= weight * from[i].
template <class C>
[[gnu::always_inline]] inline void run_step(C* to, const C* from, std::size_t length, std::uint32_t weight,
                                            bool first) {
  if (first && weight == 1) {
    std::copy(from, from + length, to);
  } else if (first) {
    for (std::size_t i = 0; i < length; ++i) set_scaled(to[i], from[i], weight);
  } else if (weight == 1) {
    for (std::size_t i = 0; i < length; ++i) to[i] += from[i];
  } else {
    for (std::size_t i = 0; i < length; ++i) add_scaled(to[i], from[i], weight);
  }
}

/// Runs of fewer entries than this on average are added entry by entry.
constexpr std::size_t shortest_run = 12;

/// level[i] (+)= the sum of the entries below, for the columns whose runs are short, weights 1.
template <class C>
[[gnu::always_inline]] inline void add_short_runs(const ShiftTable& table, std::size_t r,
                                                  std::span<const std::size_t> columns, C* level, const C* below,
                                                  bool first) {
  const std::size_t size = table.level_size(r);
  std::size_t k = 0;
  if (first && !columns.empty()) {
    const std::uint32_t* from = table.raised(r, columns[k++]).data();
    for (std::size_t i = 0; i < size; ++i) level[i] = below[from[i]];
  }
  for (; k + 2 <= columns.size(); k += 2) {
    const std::uint32_t* from = table.raised(r, columns[k]).data();
    const std::uint32_t* also = table.raised(r, columns[k + 1]).data();
    for (std::size_t i = 0; i < size; ++i) level[i] += below[from[i]] + below[also[i]];
  }
  if (k < columns.size()) {
    const std::uint32_t* from = table.raised(r, columns[k]).data();
    for (std::size_t i = 0; i < size; ++i) level[i] += below[from[i]];
  }
}

/// The same as `fill_levels` for weights 1 and small forms: never long enough to look at the stop signal.
template <class C>
[[gnu::always_inline]] inline void fill_small_unit(const ShiftTable& table, Weights weights, C* pyramid) {
  std::array<std::size_t, ShiftTable::largest_variables> short_columns{};
  for (std::size_t r = 1; r <= table.degree(); ++r) {
    C* level = pyramid + table.level_start(r);
    const C* below = pyramid + table.level_start(r - 1);
    std::size_t short_count = 0;
    bool first = true;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (weights[k] == 0) continue;
      const std::span<const ShiftTable::Run> runs = table.raised_runs(r, k);
      if (runs.size() * shortest_run > table.level_size(r)) {
        short_columns[short_count++] = k;
        continue;
      }
      for (const ShiftTable::Run& run : runs) run_step(level + run.to, below + run.from, run.length, 1, first);
      first = false;
    }
    add_short_runs(table, r, {short_columns.data(), short_count}, level, below, first);
  }
}

/// Levels 1 .. d from level 0. False when stopped.
template <class C>
[[gnu::always_inline]] inline bool fill_levels(const ShiftTable& table, Weights weights, C* pyramid,
                                               const StopSignal& stop) {
  const bool unit = std::all_of(weights.begin(), weights.end(), [](std::uint32_t w) { return w <= 1; });
  if (unit && table.pyramid_size() <= poll_interval) {
    fill_small_unit(table, weights, pyramid);
    return true;
  }
  std::size_t until_poll = poll_interval;
  for (std::size_t r = 1; r <= table.degree(); ++r) {
    C* level = pyramid + table.level_start(r);
    const C* below = pyramid + table.level_start(r - 1);
    bool first = true;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (weights[k] == 0) continue;
      for (const ShiftTable::Run& run : table.raised_runs(r, k)) {
        for (std::size_t done = 0; done < run.length;) {
          const std::size_t length = std::min<std::size_t>(run.length - done, poll_interval);
          run_step(level + run.to + done, below + run.from + done, length, weights[k], first);
          done += length;
          if (until_poll > length) {
            until_poll -= length;
          } else {
            until_poll = poll_interval;
            if (stop.requested()) return false;
          }
        }
      }
      first = false;
    }
  }
  return true;
}

// One function per width: the attribute compiles it once more for processors with AVX2.
[[gnu::target_clones("avx2", "default")]] bool fill_narrow(const ShiftTable& table, Weights weights,
                                                           std::int64_t* pyramid, const StopSignal& stop) {
  return fill_levels(table, weights, pyramid, stop);
}
bool fill(const ShiftTable& table, Weights weights, std::int64_t* pyramid, const StopSignal& stop) {
  return fill_narrow(table, weights, pyramid, stop);
}
bool fill(const ShiftTable& table, Weights weights, Int128* pyramid, const StopSignal& stop) {
  return fill_levels(table, weights, pyramid, stop);
}
bool fill(const ShiftTable& table, Weights weights, Integer* pyramid, const StopSignal& stop) {
  return fill_levels(table, weights, pyramid, stop);
}

template <class C>
SplitOutcome read_children(const ShiftTable& table, Weights weights, const std::vector<C>& pyramid, KeepForms keep) {
  SplitOutcome outcome;
  outcome.vertex_sign = sign_of(pyramid[table.pyramid_size() - 1]);
  const bool unit = std::all_of(weights.begin(), weights.end(), [](std::uint32_t w) { return w <= 1; });
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] == 0) continue;
    const std::span<const std::uint32_t> sources = table.child_sources(k);
    SplitChild child;
    child.column = k;
    child.nonnegative =
        std::none_of(sources.begin(), sources.end(), [&](std::uint32_t s) { return sign_of(pyramid[s]) < 0; });
    if (!child.nonnegative || keep == KeepForms::all) {
      std::vector<C> values(sources.size());
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = pyramid[sources[i]];
      child.form = narrowed(std::move(values));
      if (!unit) divide_by_content(child.form);
    }
    outcome.children.push_back(std::move(child));
  }
  return outcome;
}

/// Level 0 of the pyramid, converted to the width of the buffer.
template <class C>
void load(const CoefficientArray& array, std::size_t pyramid_size, std::vector<C>& pyramid) {
  if (pyramid.size() < pyramid_size) pyramid.resize(pyramid_size);
  std::visit(
      [&](const auto& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
          if constexpr (std::is_same_v<C, Integer>) {
            pyramid[i] = to_integer(values[i]);
          } else if constexpr (!std::is_same_v<std::decay_t<decltype(values[i])>, Integer>) {
            pyramid[i] = static_cast<C>(values[i]);
          }
        }
      },
      array.values);
}

template <class C>
std::optional<SplitOutcome> split_in(std::vector<C>& pyramid, const ShiftTable& table, const CoefficientArray& array,
                                     Weights weights, const StopSignal& stop, KeepForms keep) {
  load(array, table.pyramid_size(), pyramid);
  if (!fill(table, weights, pyramid.data(), stop)) return std::nullopt;
  return read_children(table, weights, pyramid, keep);
}

}  // namespace

std::optional<SplitOutcome> star_split(const ShiftTable& table, const CoefficientArray& array, Weights weights,
                                       SplitScratch& scratch, const StopSignal& stop, KeepForms keep) {
  std::uint64_t sum = 0;
  for (const std::uint32_t w : weights) sum += w;
  const std::size_t bits = array.bits + table.growth_bits(sum);
  if (bits <= 63) return split_in(scratch.narrow, table, array, weights, stop, keep);
  if (bits <= 127) return split_in(scratch.middle, table, array, weights, stop, keep);
  return split_in(scratch.wide, table, array, weights, stop, keep);
}

}  // namespace geq::polynomials
