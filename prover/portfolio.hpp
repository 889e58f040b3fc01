// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Which method, in which order, with which budget.

#include <string_view>
#include <vector>

#include "prover/reductions/reductions.hpp"
#include "prover/search.hpp"

namespace geq::prover {

/// A method that a user can name. It closes the sequent, or answers none within the effort.
struct Strategy {
  std::string_view name;
  std::optional<Steps> (*on_sequent)(const proofs::Sequent&, const Origin&, Effort, Search&);  ///< may be null
  /// After the variables have been ordered by symmetry; may be null.
  std::optional<Steps> (*on_ordered)(const Ordered&, Effort, Search&);
  bool grows;          ///< worth calling again with more cones
  bool early = false;  ///< for sequents as they are stated: tried before the ways on, and not after them
};

/// From the easiest proof to read to the dearest to find.
const std::vector<Strategy>& strategies();

}  // namespace geq::prover
