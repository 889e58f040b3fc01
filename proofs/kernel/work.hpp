// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A count of the work that exact arithmetic does, so that a hostile certificate is refused instead of never ending.
///
/// While a WorkLimit lives, every operation of its thread that can be long spends units from the innermost one, and
/// throws LimitExceeded when none are left. A unit is very roughly a nanosecond; the count depends on the input alone,
/// so a certificate is refused on every machine or on none. Without a WorkLimit nothing is counted. This is the only
/// state of the kernel that is not in a value: it can refuse, never accept.
///
/// A search that uses the kernel's rules and has a deadline may give its limit a question; `check` never asks one of
/// its own.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

#include "proofs/kernel/limits.hpp"

namespace geq::proofs {

class WorkLimit {
 public:
  /// Asked every few milliseconds of work, also within inner limits: whether to end as if no units were left.
  using Question = std::function<bool()>;

  explicit WorkLimit(std::uint64_t units, Question is_over = {})
      : outer_(innermost()),
        given_(outer_ != nullptr ? std::min(units, outer_->left_) : units),
        left_(given_),
        is_over_(std::move(is_over)),
        asked_(is_over_ || outer_ == nullptr ? this : outer_->asked_) {
    innermost() = this;
  }
  ~WorkLimit() {
    if (outer_ != nullptr) outer_->left_ -= given_ - left_;
    innermost() = outer_;
  }
  WorkLimit(const WorkLimit&) = delete;
  WorkLimit& operator=(const WorkLimit&) = delete;

  /// Throws LimitExceeded when fewer than `units` are left.
  static void spend(std::uint64_t units) {
    WorkLimit* limit = innermost();
    if (limit == nullptr) return;
    if (units > limit->left_) throw LimitExceeded("the computation is too long");
    limit->left_ -= units;
    limit->asked_->ask(units);
  }

 private:
  static constexpr std::uint64_t units_between_questions = 1'000'000;

  void ask(std::uint64_t units) {
    if (!is_over_) return;
    unasked_ += units;
    if (unasked_ < units_between_questions) return;
    if (is_over_()) throw LimitExceeded("the search is over");
    unasked_ = 0;
  }

  static WorkLimit*& innermost() {
    static thread_local WorkLimit* limit = nullptr;
    return limit;
  }

  WorkLimit* outer_;
  std::uint64_t given_;
  std::uint64_t left_;
  Question is_over_;
  WorkLimit* asked_;  // the innermost limit that has a question; without one, some limit
  std::uint64_t unasked_ = 0;
};

/// The work of multiplying rational numbers of so many 64-bit words and taking out common factors.
inline std::uint64_t product_work(std::size_t left, std::size_t right) {
  return (left + right) * (1 + std::min(left, right) / 8);
}

}  // namespace geq::proofs
