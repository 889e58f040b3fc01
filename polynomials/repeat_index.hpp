// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace geq::polynomials {

/// From hash values to the cones that have them, in the order of insertion. Open addressing, linear probing.
class RepeatIndex {
 public:
  RepeatIndex() : slots_(1024) {}

  void insert(std::uint64_t hash, std::uint32_t cone) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    place(hash, cone);
    ++used_;
  }

  /// Calls `found(cone)` for the cones with this hash until it returns true; false when it never did.
  template <class Found>
  bool find(std::uint64_t hash, Found found) const {
    for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].cone == nothing) return false;
      if (slots_[i].hash == hash && found(slots_[i].cone)) return true;
    }
  }

  std::size_t bytes() const noexcept { return slots_.size() * sizeof(Slot); }

 private:
  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t cone = nothing;
  };

  void place(std::uint64_t hash, std::uint32_t cone) {
    std::size_t i = hash & (slots_.size() - 1);
    while (slots_[i].cone != nothing) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {hash, cone};
  }
  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.cone != nothing) place(slot.hash, slot.cone);
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace geq::polynomials
