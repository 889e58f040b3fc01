// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "polynomials/split_policy.hpp"
#include "polynomials/star_split.hpp"

namespace geq::polynomials {

/// A cone waiting to be split. The form lives elsewhere and must outlive the expansion.
struct WaitingCone {
  const CoefficientArray* form;
  const ConeState* state;
};

/// One cone split.
struct Expansion {
  std::vector<std::uint32_t> weights;
  SplitOutcome outcome;
  std::vector<ConeState> states;      ///< of each child; left initial for settled ones
  std::vector<std::uint64_t> hashes;  ///< order_free_hash of each child, 0 for settled ones; empty when not asked for
};

/// Runs several tasks at once, or one after the other. Owns no threads beyond oneTBB's.
class Workers {
 public:
  explicit Workers(unsigned threads) : threads_(threads == 0 ? 1 : threads) {}

  struct Request {
    SplitPolicy policy;
    const ShiftTable& table;
    const StopSignal& stop;
    bool with_hashes;
  };

  /// Runs a search that calls `expand`, on this many threads: they stay together for as long as it takes, because
  /// calling them anew for every level takes longer than many a level.
  void keep_together(const std::function<void()>& search) const;

  /// Expands every cone, inside `keep_together`; the results are in the order of `cones` and do not depend on the
  /// number of threads. Runs `meanwhile` once, on any thread, at the same time: it must not touch what the expansion
  /// reads or writes. `results` is made as long as `cones` or left longer, so that its memory is used again. False when
  /// stopped: then the results are incomplete and must not be used.
  bool expand(std::span<const WaitingCone> cones, const Request& request, std::vector<Expansion>& results,
              const std::function<void()>& meanwhile) const;

 private:
  unsigned threads_;
};

}  // namespace geq::polynomials
