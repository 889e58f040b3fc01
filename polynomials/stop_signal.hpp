// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

namespace geq::polynomials {

/// When to give up early: a point in time, a flag that another thread raises, either or neither.
/// Long loops ask every few milliseconds. The flag must outlive the search.
struct StopSignal {
  std::optional<std::chrono::steady_clock::time_point> deadline;
  const std::atomic<bool>* cancelled = nullptr;

  bool is_cancelled() const noexcept { return cancelled != nullptr && cancelled->load(std::memory_order_relaxed); }
  bool is_late() const noexcept { return deadline && std::chrono::steady_clock::now() >= *deadline; }
  bool requested() const noexcept { return is_cancelled() || is_late(); }
};

}  // namespace geq::polynomials
