// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A count of the work that exact arithmetic does, so that a hostile certificate is refused instead of never ending.
///
/// While a WorkLimit lives, every operation of its thread that can be long spends units from the innermost one, and
/// throws LimitExceeded when none are left. A unit is very roughly a nanosecond; the count depends on the input alone,
/// so a certificate is refused on every machine or on none. Without a WorkLimit nothing is counted. This is the only
/// state of the kernel that is not in a value: it can refuse, never accept.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "proofs/kernel/limits.hpp"

namespace geq::proofs {

class WorkLimit {
 public:
  explicit WorkLimit(std::uint64_t units)
      : outer_(innermost()), given_(outer_ != nullptr ? std::min(units, outer_->left_) : units), left_(given_) {
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
  }

 private:
  static WorkLimit*& innermost() {
    static thread_local WorkLimit* limit = nullptr;
    return limit;
  }

  WorkLimit* outer_;
  std::uint64_t given_;
  std::uint64_t left_;
};

/// The work of multiplying rational numbers of so many 64-bit words and taking out common factors.
inline std::uint64_t product_work(std::size_t left, std::size_t right) {
  return (left + right) * (1 + std::min(left, right) / 8);
}

}  // namespace geq::proofs
