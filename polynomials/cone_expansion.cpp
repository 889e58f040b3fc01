// SPDX-License-Identifier: GPL-3.0-or-later
#include "polynomials/cone_expansion.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

#include "polynomials/column_symmetry.hpp"
#include "polynomials/star_split_batch.hpp"

namespace geq::polynomials {

namespace {

/// Smaller groups are not worth the idle lanes.
constexpr std::size_t smallest_batch = 3;

/// Cones per task: enough work to pay for the task, few enough to share out evenly.
std::size_t chunk_size(const ShiftTable& table, SplitPolicy policy) {
  if (policy == SplitPolicy::near_minimiser) return 1;
  return std::clamp<std::size_t>((std::size_t{1} << 15) / table.pyramid_size(), 1, 64);
}

/// Expands one run of consecutive cones, those with the same unit weights side by side.
class Chunk {
 public:
  Chunk(std::span<const WaitingCone> cones, const Workers::Request& request, std::span<Expansion> results)
      : cones_(cones), request_(request), results_(results) {}

  bool run() {
    for (std::size_t i = 0; i < cones_.size(); ++i) {
      if (request_.stop.requested()) return false;
      results_[i] = {};
      results_[i].weights = choose_weights(request_.policy, request_.table, *cones_[i].form, *cones_[i].state);
    }
    const bool done = batch_pays(request_.table) ? split_grouped() : split_each();
    if (done) describe_children();
    return done;
  }

 private:
  bool split_one(std::size_t i) {
    std::optional<SplitOutcome> outcome =
        star_split(request_.table, *cones_[i].form, results_[i].weights, scratch_, request_.stop, KeepForms::open_only);
    if (!outcome) return false;
    results_[i].outcome = std::move(*outcome);
    return true;
  }

  bool split_each() {
    for (std::size_t i = 0; i < cones_.size(); ++i) {
      if (!split_one(i)) return false;
    }
    return true;
  }

  bool split_grouped() {
    std::vector<std::size_t> order(cones_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return results_[a].weights < results_[b].weights; });
    for (std::size_t start = 0; start < order.size();) {
      std::size_t end = start + 1;
      while (end < order.size() && results_[order[end]].weights == results_[order[start]].weights) ++end;
      if (!split_alike({order.data() + start, end - start})) return false;
      start = end;
    }
    return true;
  }

  /// Cones with the same weights.
  bool split_alike(std::span<const std::size_t> alike) {
    const std::vector<std::uint32_t>& weights = results_[alike.front()].weights;
    std::vector<std::size_t> support;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      if (weights[k] > 0) support.push_back(k);
    }
    const bool unit = std::all_of(weights.begin(), weights.end(), [](std::uint32_t w) { return w <= 1; });
    std::vector<std::size_t> batch;
    for (const std::size_t i : alike) {
      if (unit && fits_batch(request_.table, *cones_[i].form, support.size())) {
        batch.push_back(i);
        if (batch.size() == batch_lanes) split_batch(batch, support);
      } else if (!split_one(i)) {
        return false;
      }
    }
    if (batch.size() >= smallest_batch) split_batch(batch, support);
    return std::all_of(batch.begin(), batch.end(), [&](std::size_t i) { return split_one(i); });
  }

  void split_batch(std::vector<std::size_t>& batch, const std::vector<std::size_t>& support) {
    std::array<const CoefficientArray*, batch_lanes> forms{};
    std::array<SplitOutcome*, batch_lanes> outcomes{};
    for (std::size_t l = 0; l < batch.size(); ++l) {
      forms[l] = cones_[batch[l]].form;
      outcomes[l] = &results_[batch[l]].outcome;
    }
    star_split_batch(request_.table, {forms.data(), batch.size()}, support, batch_scratch_,
                     {outcomes.data(), batch.size()});
    batch.clear();
  }

  void describe_children() {
    for (std::size_t i = 0; i < cones_.size(); ++i) {
      Expansion& result = results_[i];
      const std::size_t children = result.outcome.children.size();
      result.states.resize(children);
      result.hashes.resize(request_.with_hashes ? children : 0);
      for (std::size_t c = 0; c < children; ++c) {
        const SplitChild& child = result.outcome.children[c];
        if (child.nonnegative) continue;
        result.states[c] = child_state(request_.policy, *cones_[i].state, result.weights, child.column);
        if (request_.with_hashes) result.hashes[c] = order_free_hash(request_.table, child.form);
      }
    }
  }

  std::span<const WaitingCone> cones_;
  const Workers::Request& request_;
  std::span<Expansion> results_;
  SplitScratch scratch_;
  BatchScratch batch_scratch_;
};

}  // namespace

void Workers::keep_together(const std::function<void()>& search) const {
  if (threads_ == 1) return search();
  tbb::task_arena arena(static_cast<int>(threads_));
  arena.execute(search);
}

bool Workers::expand(std::span<const WaitingCone> cones, const Request& request, std::vector<Expansion>& results,
                     const std::function<void()>& meanwhile) const {
  if (results.size() < cones.size()) results.resize(cones.size());
  const std::size_t chunk = chunk_size(request.table, request.policy);
  const std::size_t chunks = (cones.size() + chunk - 1) / chunk;
  std::atomic<bool> stopped = false;
  const auto run_chunk = [&](std::size_t c) {
    const std::size_t start = c * chunk;
    const std::size_t length = std::min(chunk, cones.size() - start);
    if (stopped.load(std::memory_order_relaxed)) return;
    Chunk work(cones.subspan(start, length), request, std::span(results).subspan(start, length));
    if (!work.run()) stopped.store(true, std::memory_order_relaxed);
  };
  if (threads_ == 1) {
    meanwhile();
    for (std::size_t c = 0; c < chunks; ++c) run_chunk(c);
  } else {
    const auto run_chunks = [&] {
      tbb::parallel_for(
          tbb::blocked_range<std::size_t>(0, chunks, 1),
          [&](const tbb::blocked_range<std::size_t>& range) {
            for (std::size_t c = range.begin(); c != range.end(); ++c) run_chunk(c);
          },
          tbb::simple_partitioner());
    };
    tbb::parallel_invoke(meanwhile, run_chunks);
  }
  return !stopped.load(std::memory_order_relaxed);
}

}  // namespace geq::polynomials
