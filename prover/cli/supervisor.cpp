// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/cli/supervisor.hpp"

#include <poll.h>

#include <memory>
#include <utility>
#include <vector>

#include "prover/cli/interruption.hpp"

namespace geq::cli {
namespace {

constexpr int tick = 50;  // milliseconds; a signal that comes just before poll() is seen one tick later

}  // namespace

WorkResult supervise(const std::function<Product()>& work, const WorkLimits& limits,
                     const std::function<void(std::chrono::milliseconds)>& progress) {
  Worker worker(work, limits);
  for (;;) {
    pollfd watched{worker.descriptor(), POLLIN, 0};
    ::poll(&watched, 1, tick);
    throw_if_interrupted();
    if (auto result = worker.advance()) return std::move(*result);
    progress(worker.passed());
  }
}

void supervise_all(const WorkList& list, const WorkLimits& limits) {
  std::vector<std::pair<std::size_t, std::unique_ptr<Worker>>> running;
  std::size_t started = 0;
  while (started < list.count || !running.empty()) {
    while (started < list.count && running.size() < list.jobs) {
      const std::size_t place = started++;
      running.emplace_back(place, std::make_unique<Worker>([&list, place] { return list.work(place); }, limits));
    }
    std::vector<pollfd> watched;
    watched.reserve(running.size());
    for (const auto& [place, worker] : running) watched.push_back({worker->descriptor(), POLLIN, 0});
    ::poll(watched.data(), watched.size(), tick);
    throw_if_interrupted();
    for (std::size_t i = 0; i < running.size();) {
      auto result = running[i].second->advance();
      if (!result) {
        ++i;
        continue;
      }
      const std::size_t place = running[i].first;
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
      list.end(place, std::move(*result));
    }
    list.tick();
  }
}

}  // namespace geq::cli
