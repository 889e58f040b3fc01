// SPDX-License-Identifier: GPL-3.0-or-later

/// How fast cones are split, next to a bare loop and next to itself with one thread. Peers take turns within one run
/// and the ratio is that of their medians, so that a busy machine slows both.
///
/// (a) additions: time of a bare loop of 64-bit additions / time of the split that does as many. Target 0.5.
/// (b) splits per second on one core, ternary forms of degree 6, children read out. Target 1,000,000.
/// (c) time with one thread / time with two, on trees of at least 10,000 cones. Target 1.7 where a cone costs more
///     than the bookkeeping that stays serial (some 0.3 us: entering it into the tree and writing the tree down), as
///     in the tree of degree 12; the two trees of cheap cones show what that leaves. Only a machine without other work
///     has two processors to give: bare_one_over_two is what it had.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "polynomials/cone_search.hpp"
#include "polynomials/star_split_batch.hpp"

namespace {

using namespace geq::polynomials;

/// Processor time of this thread: other programs on the machine count less.
template <class Work>
double processor_seconds(Work work) {
  const auto now = [] {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  work();
  return now() - start;
}

template <class Work>
double seconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The peer of (a): compiled for the same processors as the split.
[[gnu::target_clones("avx2", "default")]] void bare_additions(std::int64_t* to, const std::int64_t* from,
                                                              std::size_t size, std::size_t passes) {
  for (std::size_t pass = 0; pass < passes; ++pass) {
    for (std::size_t i = 0; i < size; ++i) to[i] += from[i];
    benchmark::ClobberMemory();
  }
}

std::vector<CoefficientArray> random_forms(const ShiftTable& table, std::size_t count) {
  std::mt19937 engine(2024);
  std::uniform_int_distribution<std::int64_t> coefficient(-1000, 3000);
  std::vector<CoefficientArray> forms(count);
  for (CoefficientArray& form : forms) {
    std::vector<Integer> values;
    for (std::size_t i = 0; i < table.entries(); ++i) values.emplace_back(coefficient(engine));
    form = pack(std::move(values));
  }
  return forms;
}

std::vector<std::size_t> all_columns(const ShiftTable& table) {
  std::vector<std::size_t> support(table.variables());
  for (std::size_t k = 0; k < support.size(); ++k) support[k] = k;
  return support;
}

std::size_t additions_of(const ShiftTable& table, std::size_t support) {
  return (table.pyramid_size() - table.entries()) * (support - 1);
}

/// (a) batches: the pyramids of eight cones against a bare loop over arrays of the size of their forms.
void additions_in_batches(benchmark::State& state) {
  const ShiftTable table(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  const std::vector<std::size_t> support = all_columns(table);
  BatchScratch scratch(table.pyramid_size());
  const std::vector<CoefficientArray> forms = random_forms(table, batch_lanes);
  for (std::size_t l = 0; l < batch_lanes; ++l) {
    for (std::size_t i = 0; i < table.entries(); ++i) scratch[i].lane[l] = forms[l].at(i).to_long().value_or(0);
  }
  const std::size_t size = table.entries() * batch_lanes;
  const std::size_t additions = additions_of(table, support.size()) * batch_lanes;
  std::vector<std::int64_t> from(size, 1);
  std::vector<std::int64_t> to(size, 0);
  const std::size_t repeats = 2'000'000 / additions + 1;
  std::vector<double> bare;
  std::vector<double> split;
  for (auto _ : state) {
    bare.push_back(
        processor_seconds([&] { bare_additions(to.data(), from.data(), size, repeats * additions / size); }));
    split.push_back(processor_seconds([&] {
      for (std::size_t r = 0; r < repeats; ++r) {
        fill_batch_pyramid(table, support, scratch.data());
        benchmark::ClobberMemory();
      }
    }));
  }
  state.counters["additions_per_ns"] = static_cast<double>(additions * repeats) / median(split) * 1e-9;
  state.counters["bare_over_split"] = median(bare) / median(split);
}
BENCHMARK(additions_in_batches)
    ->Args({3, 6})
    ->Args({4, 4})
    ->Args({4, 6})
    ->Args({4, 12})
    ->Args({5, 8})
    ->Args({6, 6})
    ->Args({4, 20})
    ->Args({6, 12})
    ->Args({8, 8})
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);

/// (a) single cones of forms too large for batches: the pyramid of one cone, and the whole split with its children read
/// out (which is bound by memory, and has no target), against a bare loop of as many additions.
void additions_in_single_splits(benchmark::State& state) {
  const ShiftTable table(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  const std::vector<CoefficientArray> forms = random_forms(table, 16);
  const std::vector<std::uint32_t> weights(table.variables(), 1);
  const std::size_t repeats = 20 * forms.size();
  const std::size_t additions = additions_of(table, weights.size()) * repeats;
  std::vector<std::int64_t> from(table.entries(), 1);
  std::vector<std::int64_t> to(table.entries(), 0);
  SplitScratch scratch;
  std::vector<double> bare;
  std::vector<double> pyramid;
  std::vector<double> split;
  for (auto _ : state) {
    bare.push_back(
        processor_seconds([&] { bare_additions(to.data(), from.data(), to.size(), additions / table.entries()); }));
    pyramid.push_back(processor_seconds([&] {
      for (std::size_t r = 0; r < repeats; ++r) {
        fill_pyramid(table, forms[r % forms.size()], weights, scratch);
        benchmark::ClobberMemory();
      }
    }));
    split.push_back(processor_seconds([&] {
      for (std::size_t r = 0; r < repeats; ++r) {
        benchmark::DoNotOptimize(
            star_split(table, forms[r % forms.size()], weights, scratch, StopSignal{}, KeepForms::open_only));
      }
    }));
  }
  state.counters["additions_per_ns"] = static_cast<double>(additions) / median(pyramid) * 1e-9;
  state.counters["bare_over_split"] = median(bare) / median(pyramid);
  state.counters["bare_over_split_read_out"] = median(bare) / median(split);
}
BENCHMARK(additions_in_single_splits)
    ->Args({4, 24})
    ->Args({5, 18})
    ->Args({6, 14})
    ->Iterations(50)
    ->Unit(benchmark::kMillisecond);

/// (b) the splits as the search does them: loaded, summed, scanned, open children copied out.
void splits_of_ternary_sextics(benchmark::State& state) {
  const ShiftTable table(3, 6);
  const std::vector<std::size_t> support = all_columns(table);
  constexpr std::size_t count = 1024;
  const std::vector<CoefficientArray> forms = random_forms(table, count);
  std::vector<SplitOutcome> outcomes(count);
  std::vector<const CoefficientArray*> inputs;
  std::vector<SplitOutcome*> places;
  for (std::size_t i = 0; i < count; ++i) {
    inputs.push_back(&forms[i]);
    places.push_back(&outcomes[i]);
  }
  BatchScratch scratch;
  std::vector<double> times;
  for (auto _ : state) {
    times.push_back(processor_seconds([&] {
      for (std::size_t i = 0; i < count; i += batch_lanes) {
        star_split_batch(table, std::span(inputs).subspan(i, batch_lanes), support, scratch,
                         std::span(places).subspan(i, batch_lanes));
      }
    }));
  }
  state.counters["splits_per_second"] = static_cast<double>(count) / median(times);
  state.counters["over_target"] = static_cast<double>(count) / median(times) / 1e6;
}
BENCHMARK(splits_of_ternary_sextics)->Iterations(1000)->Unit(benchmark::kMillisecond);

/// (c) whole searches.
struct Tree {
  Polynomial form;
  SplitPolicy policy;
};

/// (x_1 + ... + x_n)^2 - 4 (x_1 x_2 + ... + x_n x_1), a classical inequality on the orthant.
Polynomial cyclic_form(std::size_t n) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < n; ++k) names.push_back(std::string(1, static_cast<char>('a' + k)));
  const RingPointer ring = make_ring(names);
  Polynomial sum(ring);
  Polynomial neighbours(ring);
  for (std::size_t k = 0; k < n; ++k) {
    sum = sum + Polynomial::variable(ring, k);
    neighbours = neighbours + Polynomial::variable(ring, k) * Polynomial::variable(ring, (k + 1) % n);
  }
  return sum * sum - neighbours.scaled(Rational(4));
}

/// (c (3w + x - y - z)^2 + y^2 + z^2) (w + x + y + z)^power, nearly zero along a plane.
Polynomial quaternary_near_plane(long closeness, unsigned power) {
  const RingPointer ring = make_ring({"w", "x", "y", "z"});
  const Polynomial w = Polynomial::variable(ring, 0);
  const Polynomial x = Polynomial::variable(ring, 1);
  const Polynomial y = Polynomial::variable(ring, 2);
  const Polynomial z = Polynomial::variable(ring, 3);
  const Polynomial plane = w.scaled(Rational(3)) + x - y - z;
  return ((plane * plane).scaled(Rational(closeness)) + y * y + z * z) * (w + x + y + z).pow(power);
}

/// The peer of (c): what two threads gain on this machine now that share nothing and do half of the additions each.
double bare_one_over_two() {
  constexpr std::size_t size = 1024;
  constexpr std::size_t passes = 200000;
  const auto additions = [](std::size_t count) {
    const std::vector<std::int64_t> from(size, 1);
    std::vector<std::int64_t> to(size, 0);
    bare_additions(to.data(), from.data(), size, count);
  };
  const double one = seconds([&] { additions(passes); });
  const double two = seconds([&] {
    std::thread other(additions, passes / 2);
    additions(passes / 2);
    other.join();
  });
  return one / two;
}

void threads(benchmark::State& state, const Tree& tree) {
  std::vector<double> one;
  std::vector<double> two;
  std::vector<double> bare;
  std::size_t cones = 0;
  for (auto _ : state) {
    for (const unsigned count : {1U, 2U}) {
      SearchOptions options;
      options.policy = tree.policy;
      options.threads = count;
      options.budget.bytes = std::size_t{4} << 30;
      const double time = seconds([&] {
        const OrthantAnswer answer = decide_on_orthant(tree.form, options);
        if (const auto* proved = std::get_if<NonnegativeOnOrthant>(&answer)) cones = proved->statistics.cones;
      });
      (count == 1 ? one : two).push_back(time);
    }
    bare.push_back(bare_one_over_two());
  }
  state.counters["cones"] = static_cast<double>(cones);
  state.counters["cones_per_second_one"] = static_cast<double>(cones) / median(one);
  state.counters["one_over_two"] = median(one) / median(two);
  state.counters["bare_one_over_two"] = median(bare);
}
BENCHMARK_CAPTURE(threads, cyclic_quadratic_in_7, Tree{cyclic_form(7), SplitPolicy::prefix_differences})
    ->Iterations(9)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(threads, quaternary_sextic,
                  Tree{quaternary_near_plane(100, 4), SplitPolicy::averaged_prefix_differences})
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(threads, quaternary_of_degree_12,
                  Tree{quaternary_near_plane(200, 10), SplitPolicy::averaged_prefix_differences})
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

}  // namespace
