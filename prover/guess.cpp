// SPDX-License-Identifier: GPL-3.0-or-later
#include "prover/guess.hpp"

#include "proofs/kernel/work.hpp"

namespace geq::prover {

std::optional<Steps> prove_guess(const proofs::Sequent& sequent, const Origin& origin, Effort effort, Search& search) {
  constexpr std::uint64_t at_least = 100'000'000,
                          for_each_cone = 4'000'000;  // units of WorkLimit: nanoseconds, roughly
  try {
    const proofs::WorkLimit limit(at_least + for_each_cone * effort.cones);
    return prove(sequent, origin, effort, search);
  } catch (const proofs::LimitExceeded&) {
    return {};
  }
}

}  // namespace geq::prover
