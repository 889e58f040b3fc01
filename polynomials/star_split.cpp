// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/star_split.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "polynomials/coefficient_arithmetic.hpp"

namespace geq::polynomials {

namespace {

/// Additions between two looks at the stop signal: some milliseconds even for long integers.
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

bool all_units(Weights weights) {
  return std::all_of(weights.begin(), weights.end(), [](std::uint32_t w) { return w <= 1; });
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

/// Entries that may be read and written beyond the last row of a pyramid.
constexpr std::size_t row_overrun = 3;

/// Four 64-bit entries, anywhere in an array of them. Unsigned: what lies beyond a row may wrap.
typedef std::uint64_t Lanes __attribute__((vector_size(32), aligned(8), may_alias));

/// to[i] = the sum of the columns' from[i] for begin <= i < end. The 64-bit version writes up to `row_overrun` entries
/// more.
template <class Columns>
[[gnu::always_inline]] inline void sum_row(std::int64_t* to, const Columns& from, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; i += row_overrun + 1) {
    Lanes sum = *reinterpret_cast<const Lanes*>(from[0] + i);
    for (std::size_t k = 1; k < from.size(); ++k) sum += *reinterpret_cast<const Lanes*>(from[k] + i);
    *reinterpret_cast<Lanes*>(to + i) = sum;
  }
}
template <class C, class Columns>
[[gnu::always_inline]] inline void sum_row(C* to, const Columns& from, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    to[i] = from[0][i];
    for (std::size_t k = 1; k < from.size(); ++k) to[i] += from[k][i];
  }
}

/// Levels 1 .. d for weights 1 on these columns, at least two, row by row and in order: what a row wrote too much is
/// overwritten. False when stopped.
template <class C, class Columns, class From>
[[gnu::always_inline]] inline bool fill_rows(const ShiftTable& table, const Columns& columns, From& from, C* pyramid,
                                             const StopSignal& stop) {
  const std::size_t last = columns.size() - 1;
  const auto skip = [&](std::size_t k) -> std::size_t { return columns[k] + 2 >= table.variables() ? 1 : 0; };
  const std::size_t last_skip = skip(last);
  const std::size_t before_last_skip = skip(last - 1);
  std::size_t since_poll = 0;
  for (std::size_t r = 1; r <= table.degree(); ++r) {
    C* level = pyramid + table.level_start(r);
    const C* below = pyramid + table.level_start(r - 1);
    const ShiftTable::Blocks blocks = table.blocks(r);
    const std::size_t size = blocks.size();
    for (std::size_t block = 0; block < size; ++block) {
      C* to = level + blocks.to(block);
      for (std::size_t k = 0; k < columns.size(); ++k) from[k] = below + blocks.from(block, columns[k]);
      std::size_t done = 0;
      const std::size_t longest = blocks.longest_row(block);
      for (std::size_t length = blocks.shortest_row(block); length <= longest; ++length) {
        sum_row(to, from, done, done + length);
        done += length;
        from[last - 1] += before_last_skip;
        from[last] += last_skip;
      }
      since_poll += done * columns.size();
      if (since_poll < poll_interval) continue;
      since_poll = 0;
      if (stop.requested()) return false;
    }
  }
  return true;
}

template <std::size_t S, class C>
[[gnu::always_inline]] inline bool fill_rows(const ShiftTable& table, std::span<const std::size_t> columns, C* pyramid,
                                             const StopSignal& stop) {
  std::array<std::size_t, S> fixed;
  std::copy(columns.begin(), columns.end(), fixed.begin());
  std::array<const C*, S> from;
  return fill_rows(table, fixed, from, pyramid, stop);
}

/// The same for any weights, column by column.
template <class C>
[[gnu::always_inline]] inline bool fill_weighted(const ShiftTable& table, Weights weights, C* pyramid,
                                                 const StopSignal& stop) {
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

/// Levels 1 .. d from level 0. False when stopped.
template <class C>
[[gnu::always_inline]] inline bool fill_levels(const ShiftTable& table, Weights weights, C* pyramid,
                                               const StopSignal& stop) {
  if (!all_units(weights)) return fill_weighted(table, weights, pyramid, stop);
  std::array<std::size_t, ShiftTable::largest_variables> support;
  std::size_t size = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] != 0) support[size++] = k;
  }
  const std::span<const std::size_t> columns(support.data(), size);
  switch (size) {
    case 0:
    case 1:
      return fill_weighted(table, weights, pyramid, stop);
    case 2:
      return fill_rows<2>(table, columns, pyramid, stop);
    case 3:
      return fill_rows<3>(table, columns, pyramid, stop);
    case 4:
      return fill_rows<4>(table, columns, pyramid, stop);
    case 5:
      return fill_rows<5>(table, columns, pyramid, stop);
    case 6:
      return fill_rows<6>(table, columns, pyramid, stop);
    case 7:
      return fill_rows<7>(table, columns, pyramid, stop);
    case 8:
      return fill_rows<8>(table, columns, pyramid, stop);
    default: {
      std::vector<const C*> from(size);
      return fill_rows(table, columns, from, pyramid, stop);
    }
  }
}

// One function per width: the attribute compiles it once more for processors with AVX2.
[[gnu::target_clones("avx2", "default")]] bool fill(const ShiftTable& table, Weights weights, std::int64_t* pyramid,
                                                    const StopSignal& stop) {
  return fill_levels(table, weights, pyramid, stop);
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
  const bool unit = all_units(weights);
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
  if (pyramid.size() < pyramid_size + row_overrun) pyramid.resize(pyramid_size + row_overrun);
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

void fill_pyramid(const ShiftTable& table, const CoefficientArray& array, Weights weights, SplitScratch& scratch) {
  load(array, table.pyramid_size(), scratch.narrow);
  fill(table, weights, scratch.narrow.data(), StopSignal{});
}

}  // namespace geq::polynomials
