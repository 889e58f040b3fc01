// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Names for the long sums, roots, integrals ... that come again and again in a proof.

#include <string>
#include <vector>

#include "proofs/render/sentences.hpp"

namespace geq::render {

inline constexpr std::size_t max_abbreviations = 8;
inline constexpr std::size_t least_abbreviated_nodes = 8;      ///< of a term that gets a name
inline constexpr std::size_t least_saved_nodes = 80;           ///< by a name, in all paragraphs
inline constexpr std::size_t max_abbreviated_nodes = 200'000;  ///< longer texts are left as they are

/// Replaces terms in the paragraphs by names, those first that make the text shortest. A term that depends on indices
/// which stand outside of it becomes a sequence: A[k] = sum(i in 1..n, exp(x[k][i])).
///
/// `stated`: the variables of the statement; the names are none of them, nor any that the paragraphs have.
/// Returns the definitions, each after those that it needs. Cost: linear in the text for every name.
std::vector<Formula> abbreviate(const std::vector<Paragraph*>& paragraphs, const std::vector<std::string>& stated);

}  // namespace geq::render
