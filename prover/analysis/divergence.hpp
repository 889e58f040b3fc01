// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "prover/search.hpp"

namespace geq::prover {

/// Why the statement makes no sense: an integral of its goals that does not exist at some point that satisfies the
/// hypotheses (simple points are tried), with what shows it; the kernel has agreed. None if no such one is found.
std::optional<std::string> divergence(Search& search);

}  // namespace geq::prover
